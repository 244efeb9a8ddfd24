import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data in properties that are written in other words', () => {
  it('is kept by a setter of an object', () =>
    handlerFinds(`
const made = { set command(value) { exec(value); } };
//                                       ^^^^^ sink command-injection
made.command = req.query.x;
//             ^^^^^^^^^^^ source`));

  it('goes through a setter into another field', () =>
    handlerFinds(`
const made = { kept: 'a', set command(value) { this.kept = value; } };
made.command = req.query.x;
//             ^^^^^^^^^^^ source
exec(made.kept);
//   ^^^^^^^^^ sink command-injection`));

  it('is not kept by the setter of another property', () =>
    handlerIsQuiet(`
const made = { set command(value) { exec(value); }, other: 'a' };
made.other = req.query.x;`));

  it('goes through the setter of a class', () =>
    moduleFinds(`
class Runner { set command(value) { this.kept = 'ls ' + value; } run() { exec(this.kept); } }
//                                                                            ^^^^^^^^^ sink command-injection
app.get('/', (req, res) => { const runner = new Runner(); runner.command = req.query.x; runner.run(); });
//                                                                         ^^^^^^^^^^^ source`));

  it('goes through a static setter', () =>
    moduleFinds(`
class Runner { static set command(value) { exec(value); } }
//                                              ^^^^^ sink command-injection
app.get('/', (req, res) => { Runner.command = req.query.x; });
//                                            ^^^^^^^^^^^ source`));

  it('is what a setter makes of it', () =>
    moduleIsQuiet(`
class Runner { set count(value) { this.kept = Number(value); } run() { exec('sleep ' + this.kept); } }
app.get('/', (req, res) => { const runner = new Runner(); runner.count = req.query.x; runner.run(); });`));

  it('keeps the rest of a list', () =>
    handlerFinds(`
const [first, ...rest] = ['ls', req.query.x];
//                              ^^^^^^^^^^^ source
exec(first);
exec(rest[0]);
//   ^^^^^^^ sink command-injection`));

  it('leaves out of the rest of a list what has a place', () =>
    handlerFinds(`
const [first, ...rest] = [req.query.x, 'ls'];
//                        ^^^^^^^^^^^ source
exec(rest[0]);
exec(first);
//   ^^^^^ sink command-injection`));

  it('leaves out of the rest what has a name', () =>
    handlerIsQuiet(`
const { command, ...rest } = { command: req.query.x, other: 'ls' };
exec(rest.command);
exec(rest.other);`));

  it('leaves out of the rest of a request what has a name', () =>
    handlerFinds(`
const { command, ...rest } = req.body;
//                           ^^^^^^^^ source
exec(rest.command);
exec(rest.other);
//   ^^^^^^^^^^ sink command-injection`));

  it('leaves two names out of the rest', () =>
    handlerFinds(`
const { command, other, ...rest } = req.body;
//                                  ^^^^^^^^ source
exec(rest.command + rest.other);
exec(rest.third);
//   ^^^^^^^^^^ sink command-injection`));

  it('is overwritten after a spread', () =>
    handlerFinds(`
const made = { ...req.query, cmd: pick() };
//                ^^^^^^^^^ source
exec(made.cmd);
exec(made.other);
//   ^^^^^^^^^^ sink command-injection`));

  it('is overwritten by a later spread only where it has the name', () =>
    handlerIsQuiet(`
const fixed = { cmd: pick() };
const made = { ...req.query, ...fixed };
exec(made.cmd);`));

  it('is not overwritten by a spread before it', () =>
    handlerFinds(`
const fixed = { cmd: pick() };
const made = { ...fixed, ...req.query };
//                          ^^^^^^^^^ source
exec(made.cmd);
//   ^^^^^^^^ sink command-injection`));

  it('is overwritten by what is assigned last', () =>
    handlerFinds(`
const made = Object.assign({}, req.query, { cmd: 'ls' });
//                             ^^^^^^^^^ source
exec(made.cmd);
exec(made.other);
//   ^^^^^^^^^^ sink command-injection`));

  it('overwrites what is assigned before', () =>
    handlerFinds(`
const made = Object.assign({}, { cmd: 'ls' }, req.query);
//                                            ^^^^^^^^^ source
exec(made.cmd);
//   ^^^^^^^^ sink command-injection`));

  it('is assigned into what is there', () =>
    handlerFinds(`
const made = { cmd: 'a', other: 'b' };
Object.assign(made, { cmd: req.query.x });
//                         ^^^^^^^^^^^ source
exec(made.cmd);
//   ^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is overwritten in what is there', () =>
    handlerIsQuiet(`
const made = { cmd: req.query.x };
Object.assign(made, { cmd: 'a' });
exec(made.cmd);`));

  it('is assigned to this', () =>
    moduleFinds(`
class Runner { constructor(options) { Object.assign(this, options); } run() { exec(this.command); } }
//                                                                                 ^^^^^^^^^^^^ sink command-injection
app.get('/', (req, res) => new Runner({ command: req.query.x, other: 'a' }).run());
//                                               ^^^^^^^^^^^ source`));

  it('is deleted from all that was sent', () =>
    handlerFinds(`
const made = req.body;
//           ^^^^^^^^ source
delete made.command;
exec(made.command);
exec(made.other);
//   ^^^^^^^^^^ sink command-injection`));

  it('is defined as a property', () =>
    handlerFinds(`
const made = {};
Object.defineProperty(made, 'command', { value: req.query.x });
//                                              ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is defined by a getter', () =>
    handlerFinds(`
const made = {};
Object.defineProperty(made, 'command', { get() { return req.query.x; }, enumerable: true });
//                                                      ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is defined among several properties', () =>
    handlerFinds(`
const made = Object.defineProperties({}, { command: { value: req.query.x }, other: { value: 'a' } });
//                                                           ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is inherited from what an object is made of', () =>
    handlerFinds(`
const made = Object.create({ command: req.query.x, other: 'a' });
//                                    ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is inherited from a prototype that is set', () =>
    handlerFinds(`
const made = { other: 'a' };
Object.setPrototypeOf(made, { command: req.query.x });
//                                     ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is set by Reflect', () =>
    handlerFinds(`
const made = {};
Reflect.set(made, 'command', req.query.x);
//                           ^^^^^^^^^^^ source
exec(Reflect.get(made, 'command'));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
exec(Reflect.get(made, 'other'));`));

  it('is given to a method of a prototype', () =>
    moduleFinds(`
function Runner(command) { this.command = command; this.other = 'a'; }
Runner.prototype.run = function () { exec(this.command); exec(this.other); };
//                                        ^^^^^^^^^^^^ sink command-injection
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('is given to a method of a prototype that is an object', () =>
    moduleFinds(`
function Runner(command) { this.command = command; }
Runner.prototype = { run() { exec(this.command); } };
//                                ^^^^^^^^^^^^ sink command-injection
app.get('/', (req, res) => new Runner(req.query.x).run());
//                                    ^^^^^^^^^^^ source`));

  it('is given to a method that is assigned to a prototype', () =>
    moduleFinds(`
class Runner {}
Object.assign(Runner.prototype, { run(command) { exec(command); } });
//                                                    ^^^^^^^ sink command-injection
Runner.prototype.go = function (command) { exec(command); };
//                                              ^^^^^^^ sink command-injection
app.get('/', (req, res) => { const r = new Runner(); r.run(req.query.x); r.go(req.query.y); });
//                                                         ^^^^^^^^^^^ source ^^^^^^^^^^^ source`));

  it('is deleted', () =>
    handlerIsQuiet(`
const made = { command: req.query.x };
delete made.command;
exec(made.command);`));

  it('stays when something else is deleted', () =>
    handlerFinds(`
const made = { command: req.query.x, other: 'a' };
//                      ^^^^^^^^^^^ source
delete made.other;
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is deleted by a constant key', () =>
    handlerIsQuiet(`
const made = { command: req.query.x };
delete made['command'];
exec(made.command);`));

  it('stays when an unknown key is deleted', () =>
    handlerFinds(`
const made = { command: req.query.x };
//                      ^^^^^^^^^^^ source
delete made[req.query.k];
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is deleted in one branch only', () =>
    handlerFinds(`
const made = { command: req.query.x };
//                      ^^^^^^^^^^^ source
if (req.query.y) delete made.command;
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is deleted from a property of an object', () =>
    handlerIsQuiet(`
const made = { inner: { command: req.query.x } };
delete made.inner.command;
exec(made.inner.command);`));

  it('is overwritten in an object inside', () =>
    handlerFinds(`
const job = { meta: { by: req.body.by }, spec: { tool: 'make', target: req.body.target } };
//                        ^^^^^^^^^^^ source
job.spec.target = 'all';
exec(\`\${job.spec.tool} \${job.spec.target}\`);
exec('echo ' + job.meta.by);
//   ^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is overwritten in an object inside in one branch only', () =>
    handlerFinds(`
const job = { spec: { target: req.body.target } };
//                            ^^^^^^^^^^^^^^^ source
if (req.query.all) job.spec.target = 'all';
exec('make ' + job.spec.target);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is put into an object inside of one that has another name too', () =>
    handlerFinds(`
const job = { spec: { target: 'all' } };
const same = job;
same.spec.target = req.body.target;
//                 ^^^^^^^^^^^^^^^ source
exec('make ' + job.spec.target);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));
});

describe('a name that nobody declares', () => {
  it('is a variable of the whole program', () =>
    moduleFinds(`
app.get('/', (req, res) => {
  command = 'ls ' + req.query.x;
//                  ^^^^^^^^^^^ source
  exec(command);
//     ^^^^^^^ sink command-injection
  other = 'ls';
  exec(other);
});`));
});
