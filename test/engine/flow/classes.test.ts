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

describe('methods that subclasses bring', () => {
  it('replace those of the class they extend', () =>
    moduleIsQuiet(`
class Base { run(command) { exec(command); } }
class Sub extends Base { run(command) { return command.length; } }
class Low extends Sub { other() {} }
app.get('/', (req, res) => { new Sub().run(req.query.x); new Low().run(req.query.x); });`));

  it('are called by the class they extend', () =>
    moduleFinds(`
class Base { go(command) { this.run(command); } }
class Sub extends Base { run(command) { exec(command); } }
//                                           ^^^^^^^ sink command-injection
app.get('/', (req, res) => new Sub().go(req.query.x));
//                                      ^^^^^^^^^^^ source`));

  it('are called by a class that declares them', () =>
    moduleFinds(`
abstract class Base {
  go(command: string) { this.run(command); }
  protected abstract run(command: string): void;
}
class Sub extends Base { protected run(command: string) { exec(command); } }
//                                                             ^^^^^^^ sink command-injection
app.get('/', (req, res) => new Sub().go(req.query.x));
//                                      ^^^^^^^^^^^ source`));

  it('are not those of a class beside it', () =>
    moduleIsQuiet(`
class Base { go(command) { return this.run(command); } run(command) { return command.length; } }
class Sub extends Base { run(command) { exec(command); } }
class Other extends Base {}
app.get('/', (req, res) => { new Other().run(req.query.x); new Base().run(req.query.y); });`));

  it('call what they replace', () =>
    moduleFinds(`
class Base { run(command) { exec(command); } }
//                               ^^^^^^^ sink command-injection
class Sub extends Base { run(command) { super.run('ls ' + command); } }
app.get('/', (req, res) => new Sub().run(req.query.x));
//                                       ^^^^^^^^^^^ source`));

  it('hold what the class they extend reads', () =>
    moduleFinds(`
class Base { run() { exec(this.command); exec(this.folder()); } }
//                        ^^^^^^^^^^^^ sink command-injection
class Sub extends Base {
  constructor(command) { super(); this.command = command; }
  folder() { return 'tmp'; }
}
app.get('/', (req, res) => new Sub(req.query.x).run());
//                                 ^^^^^^^^^^^ source`));

  it('do not hold what a class beside them reads', () =>
    moduleIsQuiet(`
class Base { name() { return this.command; } }
class First extends Base { constructor(command) { super(); this.command = command; } }
class Second extends Base { run() { exec(this.command); } }
app.get('/', (req, res) => { new First(req.query.x).name(); new Second().run(); });`));

  it('are static, too', () =>
    moduleFinds(`
class Base {
  static run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
  static look(command) { exec(command); }
}
class Sub extends Base { static look(command) { return command.length; } }
app.get('/', (req, res) => { Sub.run(req.query.x); Sub.look(req.query.y); });
//                                   ^^^^^^^^^^^ source`));

  it('are inherited from a library, but for those that are their own', () =>
    moduleFinds(`
import { EventEmitter } from 'node:events';
class Jobs extends EventEmitter {
  constructor() { super(); this.on('job', (command) => exec(command)); }
//                                                          ^^^^^^^ sink command-injection
  add(command) { this.emit('job', command); }
  remove(command) { this.emit('gone', command); }
}
const jobs = new Jobs();
app.get('/', (req, res) => { jobs.add(req.query.x); jobs.remove(req.query.y); });
//                                    ^^^^^^^^^^^ source`));
});

describe('other ways to make objects with methods', () => {
  it('are functions with a prototype', () =>
    moduleFinds(`
function Runner(command) { this.command = command; this.folder = 'tmp'; }
Runner.prototype = {
  run() { exec(this.command); exec(this.folder); },
//             ^^^^^^^^^^^^ sink command-injection
};
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('are functions that are made of another', () =>
    moduleFinds(`
const base = { run(command) { exec(command); } };
//                                 ^^^^^^^ sink command-injection
const runner = Object.create(base);
app.get('/', (req, res) => runner.run(req.query.x));
//                                    ^^^^^^^^^^^ source`));

  it('are mixins', () =>
    moduleFinds(`
const Running = (Base) => class extends Base { run(command) { exec(command); } };
//                                                                 ^^^^^^^ sink command-injection
class Thing { look(command) { return command.length; } }
class Runner extends Running(Thing) {}
app.get('/', (req, res) => { new Runner().run(req.query.x); new Runner().look(req.query.y); });
//                                            ^^^^^^^^^^^ source`));

  it('are mixed into a prototype', () =>
    moduleFinds(`
const running = { run(command) { exec(command); } };
//                                    ^^^^^^^ sink command-injection
class Runner {}
Object.assign(Runner.prototype, running);
app.get('/', (req, res) => new Runner().run(req.query.x));
//                                          ^^^^^^^^^^^ source`));

  it('iterate', () =>
    moduleFinds(`
class List {
  constructor(value) { this.value = value; }
  *[Symbol.iterator]() { yield this.value; }
}
app.get('/', (req, res) => {
  for (const command of new List(req.query.x)) exec(command);
//                               ^^^^^^^^^^^ source ^^^^^^^ sink command-injection
});`));

  it('are private', () =>
    moduleFinds(`
class Runner {
  #run(command) { exec(command); }
//                     ^^^^^^^ sink command-injection
  #look(command) { return command.length; }
  go(command) { this.#run(command); }
  see(command) { this.#look(command); }
}
app.get('/', (req, res) => { new Runner().go(req.query.x); new Runner().see(req.query.y); });
//                                           ^^^^^^^^^^^ source`));
});

describe('decorators', () => {
  it('wrap a method', () =>
    moduleFinds(`
const logged = (method, context) => function (command) { return method.call(this, command); };
class Runner {
  @logged run(command) { exec(command); }
//                            ^^^^^^^ sink command-injection
  @logged look(command) { return command.length; }
}
app.get('/', (req, res) => { new Runner().run(req.query.x); new Runner().look(req.query.y); });
//                                            ^^^^^^^^^^^ source`));

  it('take what a method is given', () =>
    moduleFinds(`
const shell = (method, context) => function (command) { exec(command); return method.call(this, command); };
//                                                           ^^^^^^^ sink command-injection
class Runner {
  @shell look(command) { return command.length; }
}
app.get('/', (req, res) => new Runner().look(req.query.x));
//                                           ^^^^^^^^^^^ source`));

  it('of the older kind wrap a method', () =>
    moduleFinds(`
function shell(target, name, descriptor) {
  const before = descriptor.value;
  descriptor.value = function (command) { exec(command); return before.call(this, command); };
//                                             ^^^^^^^ sink command-injection
}
class Runner {
  @shell look(command) { return command.length; }
}
app.get('/', (req, res) => new Runner().look(req.query.x));
//                                           ^^^^^^^^^^^ source`));
});

describe('a field that the constructor declares', () => {
  it('is what is given, or the default', () =>
    moduleFinds(`
class Shell { run(command: string) { exec(command); } }
//                                        ^^^^^^^ sink command-injection
class Jobs {
  constructor(private readonly shell = new Shell(), private readonly name = 'ls') {}
  start = (command: string) => { this.shell.run(command); exec(this.name); };
}
const jobs = new Jobs();
app.get('/', (req, res) => jobs.start(req.query.x));
//                                    ^^^^^^^^^^^ source`));
});
