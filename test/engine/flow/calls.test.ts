import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data through calls in one file', () => {
  it('is an argument', () =>
    moduleFinds(`
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
app.get('/', (req, res) => run(req.query.x));
//                             ^^^^^^^^^^^ source`));

  it('is the argument of its own place', () =>
    moduleFinds(`
function run(folder, command) {
  exec(folder);
  exec(command);
//     ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => run('ls', req.query.x));
//                                   ^^^^^^^^^^^ source`));

  it('is not in another argument', () =>
    moduleIsQuiet(`
function run(name, command) { exec(command); }
app.get('/', (req, res) => run(req.query.x, 'ls'));`));

  it('replaces a default', () =>
    moduleFinds(`
function run(command = 'ls') { exec(command); }
//                                  ^^^^^^^ sink command-injection
app.get('/', (req, res) => run(req.query.x));
//                             ^^^^^^^^^^^ source`));

  it('is a default', () =>
    moduleFinds(`
app.get('/', (req, res) => {
  const run = (command = req.query.x) => exec(command);
//                       ^^^^^^^^^^^ source   ^^^^^^^ sink command-injection
  run();
});`));

  it('is among the rest', () =>
    moduleFinds(`
function run(folder, ...commands) {
  exec(folder);
  exec(commands[0]);
//     ^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => run('ls', req.query.x));
//                                   ^^^^^^^^^^^ source`));

  it('stands at its place among the rest', () =>
    moduleIsQuiet(`
function run(...commands) { exec(commands[0]); }
app.get('/', (req, res) => run('ls', req.query.x));`));

  it('is spread over the parameters', () =>
    moduleFinds(`
function run(folder, command) { exec(command); }
//                                   ^^^^^^^ sink command-injection
app.get('/', (req, res) => {
  const list = ['ls', req.query.x];
//                    ^^^^^^^^^^^ source
  run(...list);
});`));

  it('is what the function returns', () =>
    moduleFinds(`
function build(name) { return 'ls ' + name; }
app.get('/', (req, res) => exec(build(req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^ sink command-injection
//                                    ^^^^^^^^^^^ source`));

  it('is not what the function makes of it', () =>
    moduleIsQuiet(`
function count(name) { return name.length; }
const isLong = (name) => name.length > 3;
const choose = (name) => (name === 'all' ? 'ls -a' : 'ls');
app.get('/', (req, res) => exec('echo ' + count(req.query.x) + isLong(req.query.x) + choose(req.query.x)));`));

  it('lies in what the function returns', () =>
    moduleFinds(`
const read = (req) => ({ command: req.query.x, folder: 'tmp' });
//                                ^^^^^^^^^^^ source
app.get('/', (req, res) => {
  const { command, folder } = read(req);
  exec(command);
//     ^^^^^^^ sink command-injection
  exec(folder);
});`));

  it('goes through three functions', () =>
    moduleFinds(`
const first = (name) => second(name);
function second(name) { return third({ name }); }
const third = ({ name }) => 'ls ' + name;
app.get('/', (req, res) => exec(first(req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^ sink command-injection
//                                    ^^^^^^^^^^^ source`));

  it('is called before it is declared', () =>
    moduleFinds(`
app.get('/', (req, res) => run(req.query.x));
//                             ^^^^^^^^^^^ source
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection`));

  it('is in a function that is called at once', () =>
    handlerFinds(`
(function (command) { exec(command); })(req.query.x);
//                         ^^^^^^^ sink command-injection
//                                      ^^^^^^^^^^^ source
((command) => exec(command))(req.query.y);
//                 ^^^^^^^ sink command-injection
//                           ^^^^^^^^^^^ source`));

  it('is in a function that was chosen', () =>
    moduleFinds(`
const quiet = (command) => command.length;
const loud = (command) => exec(command);
//                             ^^^^^^^ sink command-injection
app.get('/', (req, res) => (req.query.loud ? loud : quiet)(req.query.x));
//                                                         ^^^^^^^^^^^ source`));

  it('is in a function of a table', () =>
    moduleFinds(`
const actions = { run: (command) => exec(command), look: (command) => command.length };
//                                       ^^^^^^^ sink command-injection
app.get('/', (req, res) => actions.run(req.query.x));
//                                     ^^^^^^^^^^^ source`));

  it('is in any function of a table that the request chooses from', () =>
    moduleFinds(`
const actions = { run: (command) => exec(command), look: (command) => command.length };
//                                       ^^^^^^^ sink command-injection
app.get('/', (req, res) => actions[req.query.action](req.query.x));
//                         ^^^^^^^^^^^^^^^^^^^^^^^^^ dynamic-method-call
//                                                   ^^^^^^^^^^^ source`));

  it('is not in another function of the table', () =>
    moduleIsQuiet(`
const actions = { run: (command) => exec(command), look: (command) => command.length };
app.get('/', (req, res) => actions.look(req.query.x));`));

  it('is in a function of a list', () =>
    moduleFinds(`
const steps = [(command) => command.length, (command) => exec(command)];
//                                                            ^^^^^^^ sink command-injection
app.get('/', (req, res) => steps.forEach((step) => step(req.query.x)));
//                                                      ^^^^^^^^^^^ source`));

  it('is in a function under another name', () =>
    moduleFinds(`
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
const go = run;
app.get('/', (req, res) => go(req.query.x));
//                            ^^^^^^^^^^^ source`));

  it('is quiet in a function that nobody calls with it', () =>
    moduleIsQuiet(`
function run(command) { exec(command); }
run('ls');
app.get('/', (req, res) => res.json(req.query.x));`));
});

describe('callers that do not leak into each other', () => {
  it('each get back what they gave', () =>
    moduleFinds(`
function same(value) { return value; }
app.get('/', (req, res) => {
  exec(same('ls'));
  exec(same(req.query.x));
//     ^^^^^^^^^^^^^^^^^ sink command-injection
//          ^^^^^^^^^^^ source
  exec(same('pwd'));
});`));

  it('do so through two functions', () =>
    moduleFinds(`
const same = (value) => value;
const twice = (value) => same(same(value));
app.get('/', (req, res) => {
  exec(twice('ls'));
  exec(twice(req.query.x));
//     ^^^^^^^^^^^^^^^^^^ sink command-injection
//           ^^^^^^^^^^^ source
});`));

  it('do so with objects', () =>
    moduleFinds(`
const wrap = (command, folder) => ({ command, folder });
app.get('/', (req, res) => {
  const first = wrap(req.query.x, 'tmp');
//                   ^^^^^^^^^^^ source
  const second = wrap('ls', req.query.y);
  exec(first.command);
//     ^^^^^^^^^^^^^ sink command-injection
  exec(first.folder);
  exec(second.command);
});`));

  it('do so in recursion', () =>
    moduleFinds(`
const repeat = (count, value) => (count === 0 ? value : repeat(count - 1, value));
app.get('/', (req, res) => {
  exec(repeat(3, 'ls'));
  exec(repeat(3, req.query.x));
//     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//               ^^^^^^^^^^^ source
});`));

  it('share what the function keeps outside of itself', () =>
    moduleFinds(`
let last = 'ls';
const keep = (value) => { last = value; };
app.get('/', (req, res) => keep(req.query.x));
//                              ^^^^^^^^^^^ source
app.get('/run', (req, res) => exec(last));
//                                 ^^^^ sink command-injection`));

  it('do so with callbacks', () =>
    moduleFinds(`
const give = (value, use) => use(value);
app.get('/', (req, res) => {
  give(req.query.x, (command) => exec(command));
//     ^^^^^^^^^^^ source             ^^^^^^^ sink command-injection
  give('ls', (command) => exec(command));
});`));

  it('do so with what callbacks give back', () =>
    moduleFinds(`
const make = (use) => use();
app.get('/', (req, res) => {
  exec(make(() => req.query.x));
//     ^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                ^^^^^^^^^^^ source
  exec(make(() => 'ls'));
});`));

  it('do so with callbacks that are handed on', () =>
    moduleFinds(`
const give = (value, use) => use(value);
const hand = (value, use) => give(value, use);
app.get('/', (req, res) => {
  hand(req.query.x, (command) => exec(command));
//     ^^^^^^^^^^^ source             ^^^^^^^ sink command-injection
  hand('ls', (command) => exec(command));
});`));

  it('do so with callbacks of a closure', () =>
    moduleFinds(`
const each = (list, use) => list.forEach((value) => use(value));
app.get('/', (req, res) => {
  each([req.query.x], (command) => exec(command));
//      ^^^^^^^^^^^ source              ^^^^^^^ sink command-injection
  each(['ls'], (command) => exec(command));
});`));

  it('do so with callbacks that are handed to a library', () =>
    moduleFinds(`
const each = (list, use) => list.forEach(use);
app.get('/', (req, res) => {
  each([req.query.x], (command) => exec(command));
//      ^^^^^^^^^^^ source              ^^^^^^^ sink command-injection
  each(['ls'], (command) => exec(command));
});`));

  it('do so with callbacks among options', () =>
    moduleFinds(`
const send = (value, { done }) => done(value);
const ask = (value, options) => options.done(value);
app.get('/', (req, res) => {
  send(req.query.x, { done: (command) => exec(command) });
//     ^^^^^^^^^^^ source                     ^^^^^^^ sink command-injection
  send('ls', { done: (command) => exec(command) });
  ask(req.query.y, { done: (command) => exec(command) });
//    ^^^^^^^^^^^ source                     ^^^^^^^ sink command-injection
  ask('ls', { done: (command) => exec(command) });
});`));

  it('do so with callbacks that were looked at first', () =>
    moduleFinds(`
const give = (value, use) => { if (typeof use === 'function') use(null, value); };
app.get('/', (req, res) => {
  give(req.query.x, (error, command) => exec(command));
//     ^^^^^^^^^^^ source                    ^^^^^^^ sink command-injection
  give('ls', (error, command) => exec(command));
});`));

  it('do so with callbacks in recursion', () =>
    moduleFinds(`
const visit = (node, use) => { use(node.name); for (const each of node.children) visit(each, use); };
app.get('/', (req, res) => {
  visit(req.body, (name) => exec(name));
//      ^^^^^^^^ source          ^^^^ sink command-injection
  visit({ name: 'ls', children: [] }, (name) => exec(name));
});`));

  it('do so with callbacks that have a default', () =>
    moduleFinds(`
const give = (value, use = (command) => exec(command)) => use(value);
//                                           ^^^^^^^ sink command-injection
app.get('/', (req, res) => {
  give(req.query.x);
//     ^^^^^^^^^^^ source
  give('ls', (command) => exec(command));
});`));

  it('do so with functions that were made for them', () =>
    moduleFinds(`
const make = (command) => () => 'nice ' + command;
app.get('/', (req, res) => {
  const first = make(req.query.x);
//                   ^^^^^^^^^^^ source
  const second = make('ls');
  exec(first());
//     ^^^^^^^ sink command-injection
  exec(second());
});`));

  it('do so with objects of functions that were made for them', () =>
    moduleFinds(`
const make = (command) => ({ get: () => command, name: () => 'ls' });
app.get('/', (req, res) => {
  const first = make(req.query.x);
//                   ^^^^^^^^^^^ source
  const second = make('ls');
  exec(first.get());
//     ^^^^^^^^^^^ sink command-injection
  exec(first.name());
  exec(second.get());
});`));

  it('do so when they wrap a function', () =>
    moduleFinds(`
const logged = (use) => (value) => use(value);
const run = logged((command) => exec(command));
//                                   ^^^^^^^ sink command-injection
const other = logged((command) => exec(command));
app.get('/', (req, res) => { run(req.query.x); other('ls'); });
//                               ^^^^^^^^^^^ source`));
});

describe('calls inside of each other', () => {
  const DEPTH = 50;
  const chain = (last: string) =>
    `${Array.from({ length: DEPTH }, (_, i) => `const f${i} = (value, use) => f${i + 1}(value, use);`).join('\n')}
const f${DEPTH} = ${last};`;

  it('are followed down', () =>
    moduleFinds(`
${chain('(value, use) => exec(value)')}
//                               ^^^^^ sink command-injection
app.get('/', (req, res) => f0(req.query.x));
//                            ^^^^^^^^^^^ source`));

  it('are followed back', () =>
    moduleFinds(`
${chain('(value, use) => value')}
app.get('/', (req, res) => exec(f0(req.query.x)));
//                              ^^^^^^^^^^^^^^^ sink command-injection
//                                 ^^^^^^^^^^^ source`));

  it('are followed down with a callback', () =>
    moduleFinds(`
${chain('(value, use) => use(value)')}
app.get('/', (req, res) => f0(req.query.x, (command) => exec(command)));
//                            ^^^^^^^^^^^ source             ^^^^^^^ sink command-injection`));
});

describe('recursion', () => {
  it('gives back what went in at the top', () =>
    moduleFinds(`
function repeat(count, value) { return count === 0 ? value : repeat(count - 1, value + ' -v'); }
app.get('/', (req, res) => exec(repeat(3, req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                        ^^^^^^^^^^^ source`));

  it('goes round between two functions', () =>
    moduleFinds(`
const even = (count, value) => (count === 0 ? value : odd(count - 1, value));
const odd = (count, value) => even(count - 1, value);
app.get('/', (req, res) => exec(even(4, req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                      ^^^^^^^^^^^ source`));

  it('runs through a tree', () =>
    moduleFinds(`
function visit(node) {
  exec(node.command);
//     ^^^^^^^^^^^^ sink command-injection
  node.children.forEach(visit);
}
app.get('/', (req, res) => visit(req.body));
//                               ^^^^^^^^ source`));

  it('ends without an end', () =>
    moduleIsQuiet(`
const loop = (value) => loop({ value });
app.get('/', (req, res) => exec(loop(req.query.x).length));`));

  it('goes round between functions with a callback', () =>
    moduleFinds(`
const even = (count, value, use) => (count === 0 ? use(value) : odd(count - 1, value, use));
const odd = (count, value, use) => even(count - 1, value, use);
app.get('/', (req, res) => {
  even(4, req.query.x, (command) => exec(command));
//        ^^^^^^^^^^^ source             ^^^^^^^ sink command-injection
});`));
});

describe('functions that change what they are given', () => {
  it('put data into an object of their caller', () =>
    moduleFinds(`
function fill(target, value) { target.command = value; }
app.get('/', (req, res) => {
  const made = { folder: 'tmp' };
  fill(made, req.query.x);
//           ^^^^^^^^^^^ source
  exec(made.command);
//     ^^^^^^^^^^^^ sink command-injection
  exec(made.folder);
});`));

  it('do so for the caller who asked for it only', () =>
    moduleIsQuiet(`
function fill(target, value) { target.command = value; }
app.get('/', (req, res) => {
  const first = {}, second = {};
  fill(first, req.query.x);
  fill(second, 'ls');
  exec(second.command);
});`));

  it('put data into a list of their caller', () =>
    moduleFinds(`
const add = (list, value) => { list.push(value); };
app.get('/', (req, res) => {
  const list = ['ls'];
  add(list, req.query.x);
//          ^^^^^^^^^^^ source
  exec(list.join(' '));
//     ^^^^^^^^^^^^^^ sink command-injection
});`));

  it('put data into an object that lies deeper', () =>
    moduleFinds(`
function fill(target, value) { target.inner.command = value; }
app.get('/', (req, res) => {
  const made = { inner: {} };
  fill(made, req.query.x);
//           ^^^^^^^^^^^ source
  exec(made.inner.command);
//     ^^^^^^^^^^^^^^^^^^ sink command-injection
});`));
});

describe('functions of functions', () => {
  it('are curried', () =>
    moduleFinds(`
const build = (first) => (second) => first + second;
app.get('/', (req, res) => {
  exec(build('ls ')(req.query.x));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                  ^^^^^^^^^^^ source
});
app.get('/first', (req, res) => {
  exec(build(req.query.y)(' -l'));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//           ^^^^^^^^^^^ source
});`));

  it('keep what they were made with', () =>
    moduleFinds(`
const runner = (command) => () => exec(command);
//                                     ^^^^^^^ sink command-injection
app.get('/', (req, res) => {
  const run = runner(req.query.x);
//                   ^^^^^^^^^^^ source
  run();
});`));

  it('are called', () =>
    moduleFinds(`
function run(folder, command) {
  exec(folder);
  exec(command);
//     ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => run.call(null, 'ls', req.query.x));
//                                              ^^^^^^^^^^^ source`));

  it('are applied', () =>
    moduleFinds(`
function run(folder, command) { exec(command); }
//                                   ^^^^^^^ sink command-injection
app.get('/', (req, res) => run.apply(null, ['ls', req.query.x]));
//                                                ^^^^^^^^^^^ source`));

  it('are bound', () =>
    moduleFinds(`
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
app.get('/', (req, res) => {
  const bound = run.bind(null);
  bound(req.query.x);
//      ^^^^^^^^^^^ source
});`));

  it('see their arguments', () =>
    moduleFinds(`
function run() {
  exec(arguments[0]);
  exec(arguments[1]);
//     ^^^^^^^^^^^^ sink command-injection
}
app.get('/', (req, res) => run('ls', req.query.x));
//                                   ^^^^^^^^^^^ source`));

  it('pass their arguments on', () =>
    moduleFinds(`
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
function logged() { return run.apply(this, arguments); }
app.get('/', (req, res) => logged(req.query.x));
//                                ^^^^^^^^^^^ source`));

  it('pass the rest on', () =>
    moduleFinds(`
function run(command) { exec(command); }
//                           ^^^^^^^ sink command-injection
const logged = (...all) => run(...all);
app.get('/', (req, res) => logged(req.query.x));
//                                ^^^^^^^^^^^ source`));

  it('compose', () =>
    moduleFinds(`
const compose = (...steps) => (value) => steps.reduce((result, step) => step(result), value);
const build = compose((name) => name.trim(), (name) => 'ls ' + name);
app.get('/', (req, res) => exec(build(req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^ sink command-injection
//                                    ^^^^^^^^^^^ source`));

  it('wrap a handler', () =>
    moduleFinds(`
const guarded = (handler) => (req, res) => handler(req, res);
app.get('/', guarded((req, res) => exec(req.query.x)));
//                                      ^^^^^^^^^^^ source sink command-injection`));

  it('are curried for one caller alone', () =>
    moduleIsQuiet(`
const build = (first) => (second) => first + second;
app.get('/', (req, res) => exec('echo ' + build(req.query.y)('').length));
app.get('/list', (req, res) => exec(build('ls ')('-l')));`));

  it('are curried twice', () =>
    moduleFinds(`
const build = (first) => (second) => (third) => first + second + third;
app.get('/', (req, res) => {
  exec(build('ls')(req.query.x)(''));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                 ^^^^^^^^^^^ source
  exec(build('ls')(' ')('-l'));
  exec(build(req.query.y)('')('-l'));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//           ^^^^^^^^^^^ source
});`));

  it('are applied by position', () =>
    moduleIsQuiet(`
function run(folder, command) { exec(folder); }
app.get('/', (req, res) => run.apply(null, ['ls', req.query.x]));`));

  it('are applied by Reflect', () =>
    moduleFinds(`
function run(folder, command) {
  exec(folder);
  exec(command);
//     ^^^^^^^ sink command-injection
}
class Runner { constructor(folder, command) { exec(folder); exec(command); } }
//                                                               ^^^^^^^ sink command-injection
app.get('/', (req, res) => Reflect.apply(run, null, ['ls', req.query.x]));
//                                                         ^^^^^^^^^^^ source
app.get('/new', (req, res) => Reflect.construct(Runner, ['ls', req.query.y]));
//                                                             ^^^^^^^^^^^ source`));

  it('are spread by position', () =>
    moduleIsQuiet(`
function run(folder, command) { exec(folder); }
app.get('/', (req, res) => {
  run(...['ls', req.query.x]);
  const list = ['ls', req.query.x];
  run(...list);
});`));

  it('get what comes after a spread', () =>
    moduleFinds(`
function run(first, second, third) { exec(third); }
//                                        ^^^^^ sink command-injection
app.get('/', (req, res) => {
  const folders = [1, 2];
  run(...folders, req.query.x);
//                ^^^^^^^^^^^ source
});`));

  it('are bound to their first arguments', () =>
    moduleFinds(`
function run(folder, command) {
  exec(folder);
  exec(command);
//     ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => {
  const bound = run.bind(null, 'ls');
  bound(req.query.x);
//      ^^^^^^^^^^^ source
});`));

  it('are bound to data', () =>
    moduleFinds(`
function run(command, folder) {
  exec(command);
//     ^^^^^^^ sink command-injection
  exec(folder);
}
app.get('/', (req, res) => run.bind(null, req.query.x)('tmp'));
//                                        ^^^^^^^^^^^ source`));

  it('are bound and called by a library', () =>
    moduleFinds(`
function run(folder, command) {
  exec(folder);
  exec(command);
//     ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => [req.query.x].forEach(run.bind(null, 'ls')));
//                          ^^^^^^^^^^^ source`));

  it('are handlers that are bound to what they need', () =>
    moduleFinds(`
function show(store, req, res) { exec(store.command); exec(req.query.x); }
//                                                         ^^^^^^^^^^^ source sink command-injection
app.get('/', show.bind(null, { command: 'ls' }));`));

  it('of a library are bound, called and applied', () =>
    handlerFinds(`
const bound = exec.bind(null, req.query.x);
//                            ^^^^^^^^^^^ source sink command-injection
bound();
exec.bind(null)(req.query.y);
//              ^^^^^^^^^^^ source sink command-injection
exec.bind(null, 'ls')(req.query.options);
exec.call(null, req.query.z);
//              ^^^^^^^^^^^ source sink command-injection
exec.apply(null, [req.query.z]);
//                ^^^^^^^^^^^ source sink command-injection
exec.apply(null, ['ls', req.query.z]);`));

  it('pass the rest on by position', () =>
    moduleIsQuiet(`
function run(command) { exec(command); }
const logged = (...all) => run(...all);
function applied() { run.apply(this, arguments); }
app.get('/', (req, res) => { logged('ls', req.query.x); applied('ls', req.query.x); });`));
});

describe('calls of code that nobody here can see', () => {
  it('pass data on, with less confidence', () =>
    moduleFinds(`
import { transform } from './transform.ts';
app.get('/', (req, res) => exec(transform(req.query.x)));
//                              ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                        ^^^^^^^^^^^ source`));

  it('are trusted to clean when their name says so', () =>
    moduleIsQuiet(`
import { sanitizeCommand, escapeShell } from './clean.ts';
app.get('/', (req, res) => exec(sanitizeCommand(req.query.x)));
app.get('/b', (req, res) => exec('ls ' + escapeShell(req.query.x)));`));

  it('are trusted to answer when their name asks', () =>
    moduleIsQuiet(`
import { users } from './users.ts';
app.get('/', async (req, res) => {
  const user = await users.findById(req.params.id);
  exec('id ' + user.name);
});`));
});

describe('functions of a library as callbacks', () => {
  it('are given the elements of a list', () =>
    handlerFinds(`
const list = [req.query.x];
//            ^^^^^^^^^^^ source
list.forEach(exec);
//           ^^^^ sink command-injection`));

  it('are given what a promise was resolved with', () =>
    handlerFinds(`
Promise.resolve(req.query.x).then(exec);
//              ^^^^^^^^^^^ source
//                                ^^^^ sink command-injection`));

  it('are given the arguments of a timer', () =>
    handlerFinds(`
setTimeout(exec, 5, req.query.x);
//         ^^^^ sink command-injection
//                  ^^^^^^^^^^^ source`));

  it('make numbers of texts', () =>
    handlerIsQuiet(`
for (const count of req.query.x.split(',').map(Number)) exec('sleep ' + count);
for (const count of Array.from(req.query.y, Number)) exec('sleep ' + count);
Promise.resolve(req.query.z).then(Number).then((count) => exec('sleep ' + count));
exec('sleep ' + req.query.x.split(',').map(parseFloat).join(' '));`));

  it('keep texts', () =>
    handlerFinds(`
for (const name of req.query.x.split(',').map(String)) exec('ls ' + name);
//                 ^^^^^^^^^^^ source                       ^^^^^^^^^^^^ sink command-injection
Promise.resolve(req.query.y).then(JSON.parse).then((job) => exec(job.command));
//              ^^^^^^^^^^^ source                               ^^^^^^^^^^^ sink command-injection`));

  it('are handed through a function', () =>
    moduleFinds(`
const give = (value, use) => use(value);
//                               ^^^^^ sink command-injection
app.get('/', (req, res) => { give(req.query.x, exec); give('ls', exec); give(req.query.y, console.log); });
//                                ^^^^^^^^^^^ source`));
});
