import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data through promises', () => {
  it('is what a promise was resolved with', () =>
    handlerFinds(`
const command = await Promise.resolve(req.query.x);
//                                    ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is what an async function returns', () =>
    moduleFinds(`
async function read(req) { return req.query.x; }
//                                ^^^^^^^^^^^ source
app.get('/', async (req, res) => exec(await read(req)));
//                                    ^^^^^^^^^^^^^^^ sink command-injection`));

  it('goes along a chain', () =>
    handlerFinds(`
Promise.resolve(req.query.x)
//              ^^^^^^^^^^^ source
  .then((name) => 'ls ' + name)
  .then((command) => exec(command));
//                        ^^^^^^^ sink command-injection`));

  it('ends where the chain goes on with something else', () =>
    handlerIsQuiet(`
Promise.resolve(req.query.x)
  .then((name) => name.length)
  .then((command) => exec('sleep ' + command));`));

  it('goes past catch and finally', () =>
    handlerFinds(`
Promise.resolve(req.query.x)
//              ^^^^^^^^^^^ source
  .catch(() => 'ls')
  .finally(() => res.end())
  .then((command) => exec(command));
//                        ^^^^^^^ sink command-injection`));

  it('is the value of a settled promise', () =>
    handlerFinds(`
const [settled] = await Promise.allSettled([req.query.x]);
//                                          ^^^^^^^^^^^ source
exec(settled.value);
//   ^^^^^^^^^^^^^ sink command-injection`));

  it('wins a race', () =>
    handlerFinds(`
exec(await Promise.race(['ls', req.query.x]));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                             ^^^^^^^^^^^ source`));

  it('is resolved by hand', () =>
    handlerFinds(`
const command = await new Promise((resolve) => { resolve(req.query.x); });
//                                                       ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is nothing when something else is resolved by hand', () =>
    handlerIsQuiet(`
const command = await new Promise((resolve) => { resolve('ls'); console.log(req.query.x); });
exec(command);`));

  it('goes to a callback of the node style', () =>
    moduleFinds(`
const read = (name, done) => done(null, 'ls ' + name);
app.get('/', (req, res) => read(req.query.x, (error, command) => exec(command)));
//                              ^^^^^^^^^^^ source                    ^^^^^^^ sink command-injection`));

  it('goes to a callback of a timer', () =>
    handlerFinds(`
setTimeout((command) => exec(command), 5, req.query.x);
//                           ^^^^^^^ sink command-injection
//                                        ^^^^^^^^^^^ source
setTimeout(() => exec(req.query.y), 5);
//                    ^^^^^^^^^^^ source sink command-injection
setImmediate((command) => exec(command), req.query.z);
//                             ^^^^^^^ sink command-injection
//                                       ^^^^^^^^^^^ source`));

  it('is mapped by an async function', () =>
    handlerFinds(`
const commands = await Promise.all([req.query.x].map(async (name) => 'ls ' + name));
//                                  ^^^^^^^^^^^ source
exec(commands.join(';'));
//   ^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('goes on in parallel', () =>
    handlerFinds(`
await Promise.all([req.query.x].map(async (name) => exec('ls ' + name)));
//                 ^^^^^^^^^^^ source                    ^^^^^^^^^^^^ sink command-injection`));
});

describe('data through generators', () => {
  it('is yielded', () =>
    moduleFinds(`
function* each(value) { yield 'ls'; yield value; }
app.get('/', (req, res) => {
  for (const command of each(req.query.x)) exec(command);
//                           ^^^^^^^^^^^ source
//                                              ^^^^^^^ sink command-injection
});`));

  it('is not what else is yielded', () =>
    moduleIsQuiet(`
function* each(value) { yield value.length; }
app.get('/', (req, res) => {
  for (const command of each(req.query.x)) exec('sleep ' + command);
});`));

  it('is yielded by another generator', () =>
    moduleFinds(`
function* inner(value) { yield value; }
function* outer(value) { yield* inner(value); }
app.get('/', (req, res) => {
  for (const command of outer(req.query.x)) exec(command);
//                            ^^^^^^^^^^^ source
//                                               ^^^^^^^ sink command-injection
});`));

  it('is spread and taken apart', () =>
    moduleFinds(`
function* each(value) { yield value; }
app.get('/', (req, res) => {
  exec([...each(req.query.x)].join(' '));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source
  const [first] = each(req.query.y);
//                     ^^^^^^^^^^^ source
  exec(first);
//     ^^^^^ sink command-injection
});`));

  it('is yielded by an async generator', () =>
    moduleFinds(`
async function* each(value) { yield value; }
app.get('/', async (req, res) => {
  for await (const command of each(req.query.x)) exec(command);
//                                 ^^^^^^^^^^^ source
//                                                    ^^^^^^^ sink command-injection
});`));

  it('is taken step by step', () =>
    moduleFinds(`
function* each(value) { yield value; }
app.get('/', (req, res) => {
  const steps = each(req.query.x);
//                   ^^^^^^^^^^^ source
  exec(steps.next().value);
//     ^^^^^^^^^^^^^^^^^^ sink command-injection
});`));
});

describe('data through emitters of libraries', () => {
  it('reaches who listens to mitt', () =>
    moduleFinds(`
import mitt from 'mitt';
const bus = mitt();
bus.on('job', (command) => exec(command));
//                              ^^^^^^^ sink command-injection
bus.on('other', (command) => exec(command));
app.get('/', (req, res) => bus.emit('job', req.query.x));
//                                         ^^^^^^^^^^^ source`));

  it('reaches who subscribes to a subject', () =>
    moduleFinds(`
import { BehaviorSubject, Subject } from 'rxjs';
const jobs = new Subject();
const others = new Subject();
const last = new BehaviorSubject('ls');
jobs.subscribe((command) => exec(command));
//                               ^^^^^^^ sink command-injection
jobs.asObservable().subscribe({ next: (command) => exec(command) });
//                                                      ^^^^^^^ sink command-injection
others.subscribe((command) => exec(command));
app.get('/', (req, res) => {
  jobs.next(req.query.x);
//          ^^^^^^^^^^^ source
  exec(last.getValue());
});`));
});
