import { moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data through classes', () => {
  it('is an argument of a method', () =>
    moduleFinds(`
class Runner {
  run(command) { exec(command); }
//                    ^^^^^^^ sink command-injection
  look(command) { return command.length; }
}
const runner = new Runner();
app.get('/', (req, res) => runner.run(req.query.x));
//                                    ^^^^^^^^^^^ source`));

  it('is not in another method', () =>
    moduleIsQuiet(`
class Runner {
  run(command) { exec(command); }
  look(command) { return command.length; }
}
const runner = new Runner();
app.get('/', (req, res) => runner.look(req.query.x));`));

  it('is kept by the constructor', () =>
    moduleFinds(`
class Runner {
  constructor(command) { this.command = command; this.folder = 'tmp'; }
  run() { exec(this.command); exec(this.folder); }
//             ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('is kept by a parameter property', () =>
    moduleFinds(`
class Runner {
  constructor(private readonly command: string, private folder: string) {}
  run() { exec(this.command); exec(this.folder); }
//             ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner(req.query.x, 'tmp').run());
//                                    ^^^^^^^^^^^ source`));

  it('is kept in a private field', () =>
    moduleFinds(`
class Runner {
  #command = 'ls';
  set(command) { this.#command = command; }
  run() { exec(this.#command); }
//             ^^^^^^^^^^^^^ sink command-injection
}
const runner = new Runner();
app.get('/', (req, res) => { runner.set(req.query.x); runner.run(); });
//                                      ^^^^^^^^^^^ source`));

  it('is a field that an arrow function reads', () =>
    moduleFinds(`
class Runner {
  constructor(command) { this.command = command; }
  run = () => exec(this.command);
//                 ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('is given by a getter', () =>
    moduleFinds(`
class Runner {
  constructor(command) { this.name = command; }
  get command() { return 'ls ' + this.name; }
  get folder() { return 'tmp'; }
}
app.get('/', (req, res) => {
  const runner = new Runner(req.query.x);
//                          ^^^^^^^^^^^ source
  exec(runner.command);
//     ^^^^^^^^^^^^^^ sink command-injection
  exec(runner.folder);
});`));

  it('is an argument of a static method', () =>
    moduleFinds(`
class Runner {
  static run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => Runner.run(req.query.x));
//                                    ^^^^^^^^^^^ source`));

  it('is kept in a static field', () =>
    moduleFinds(`
class Runner {
  static last = 'ls';
  static run() { exec(Runner.last); }
//                    ^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => { Runner.last = req.query.x; Runner.run(); });
//                                         ^^^^^^^^^^^ source`));

  it('is in an inherited method', () =>
    moduleFinds(`
class Base { run(command) { exec(command); } }
//                               ^^^^^^^ sink command-injection
class Runner extends Base {}
app.get('/', (req, res) => new Runner().run(req.query.x));
//                                          ^^^^^^^^^^^ source`));

  it('goes through super', () =>
    moduleFinds(`
class Base {
  constructor(command) { this.command = command; }
  run(command) { exec(command); }
//                    ^^^^^^^ sink command-injection
}
class Runner extends Base {
  constructor(command) { super(command); }
  run(command) { super.run(command); }
  go() { exec(this.command); }
//            ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner('ls').run(req.query.x));
//                                              ^^^^^^^^^^^ source
app.get('/go', (req, res) => new Runner(req.query.y).go());
//                                      ^^^^^^^^^^^ source`));

  it('calls one method from another', () =>
    moduleFinds(`
class Runner {
  go(command) { this.run('ls ' + command); }
  run(command) { exec(command); }
//                    ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner().go(req.query.x));
//                                         ^^^^^^^^^^^ source`));

  it('is a class expression', () =>
    moduleFinds(`
const Runner = class { run(command) { exec(command); } };
//                                         ^^^^^^^ sink command-injection
app.get('/', (req, res) => new Runner().run(req.query.x));
//                                          ^^^^^^^^^^^ source`));

  it('is a method of a prototype', () =>
    moduleFinds(`
function Runner(command) { this.command = command; }
Runner.prototype.run = function () { exec(this.command); };
//                                        ^^^^^^^^^^^^ sink command-injection
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('is a method that takes the request', () =>
    moduleFinds(`
class Controller {
  constructor() { app.get('/', this.show.bind(this)); }
  show(req, res) { exec(req.query.x); }
//                      ^^^^^^^^^^^ source sink command-injection
}`));

  it('is a field that takes the request', () =>
    moduleFinds(`
class Controller {
  show = (req, res) => { exec(req.query.x); };
//                            ^^^^^^^^^^^ source sink command-injection
}
const controller = new Controller();
app.get('/', controller.show);`));

  it('is declared as an instance', () =>
    moduleFinds(`
class Runner { run(command: string) { exec(command); } }
//                                         ^^^^^^^ sink command-injection
export function use(runner: Runner) {
  app.get('/', (req, res) => runner.run(req.query.x));
//                                      ^^^^^^^^^^^ source
}`));

  it('is made by a static factory', () =>
    moduleFinds(`
class Runner {
  static of(command) { return new Runner(command); }
  constructor(command) { this.command = command; }
  run() { exec(this.command); }
//             ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => Runner.of(req.query.x).run());
//                                   ^^^^^^^^^^^ source`));

  it('is kept in a singleton', () =>
    moduleFinds(`
class Store {
  static #one = new Store();
  static get one() { return Store.#one; }
  keep(command) { this.command = command; }
}
app.get('/', (req, res) => Store.one.keep(req.query.x));
//                                        ^^^^^^^^^^^ source
app.get('/run', (req, res) => exec(Store.one.command));
//                                 ^^^^^^^^^^^^^^^^^ sink command-injection`));
});
