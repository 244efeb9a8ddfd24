import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data in closures', () => {
  it('is captured', () =>
    handlerFinds(`
const command = req.query.x;
//              ^^^^^^^^^^^ source
const run = () => exec(command);
//                     ^^^^^^^ sink command-injection
run();`));

  it('is captured by a function inside a function', () =>
    handlerFinds(`
const command = req.query.x;
//              ^^^^^^^^^^^ source
const run = () => [1].forEach(() => exec(command));
//                                       ^^^^^^^ sink command-injection
run();`));

  it('is captured after a guard', () =>
    handlerIsQuiet(`
const name = req.query.x;
if (!/^[a-z]+$/.test(name)) return;
setTimeout(() => exec('ls ' + name), 5);`));

  it('is written by an inner function', () =>
    handlerFinds(`
let command = 'ls';
const change = () => { command = req.query.x; };
//                               ^^^^^^^^^^^ source
change();
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is collected piece by piece', () =>
    handlerFinds(`
let data = '';
req.on('data', (chunk) => { data += chunk; });
//              ^^^^^ source
req.on('end', () => exec(data));
//                       ^^^^ sink command-injection`));

  it('is not what another variable of the same name holds', () =>
    handlerIsQuiet(`
const command = 'ls';
[req.query.x].forEach((command) => command.length);
{ const command = req.query.y; console.log(command); }
exec(command);`));

  it('is not what a variable of a neighbour holds', () =>
    moduleIsQuiet(`
app.get('/', (req, res) => { const command = req.query.x; res.json({ command }); });
app.get('/b', (req, res) => { const command = 'ls'; exec(command); });`));

  it('is kept in the module', () =>
    moduleFinds(`
let last;
app.get('/', (req, res) => { last = req.query.x; });
//                                  ^^^^^^^^^^^ source
app.get('/run', (req, res) => exec(last));
//                                 ^^^^ sink command-injection`));

  it('is kept in an object of the module', () =>
    moduleFinds(`
const state = { folder: 'tmp' };
app.get('/', (req, res) => { state.command = req.query.x; });
//                                           ^^^^^^^^^^^ source
app.get('/run', (req, res) => {
  exec(state.command);
//     ^^^^^^^^^^^^^ sink command-injection
  exec(state.folder);
});`));

  it('is kept in a list of the module', () =>
    moduleFinds(`
const queue = [];
app.get('/', (req, res) => { queue.push(req.query.x); });
//                                      ^^^^^^^^^^^ source
app.get('/run', (req, res) => exec(queue.shift()));
//                                 ^^^^^^^^^^^^^ sink command-injection`));
});
