import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data through if', () => {
  it('arrives straight from the request', () =>
    handlerFinds(`
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is quiet where nothing of the request arrives', () =>
    handlerIsQuiet(`
exec('ls');`));

  it('joins what the branches made', () =>
    handlerFinds(`
let command = 'ls';
if (req.query.all) command = req.query.x;
//                           ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('keeps what one branch alone overwrites', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
if (req.query.all) command = 'ls';
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('forgets what all branches overwrite', () =>
    handlerIsQuiet(`
let command = req.query.x;
if (req.query.all) { command = 'ls'; } else { command = 'pwd'; }
exec(command);`));

  it('forgets what is overwritten', () =>
    handlerIsQuiet(`
let command = req.query.x;
command = 'ls';
exec(command);`));

  it('sees each use with the value of its moment', () =>
    handlerFinds(`
let command = 'ls';
exec(command);
command = req.query.x;
//        ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection
command = 'pwd';
exec(command);`));

  it('goes through else if', () =>
    handlerFinds(`
let command;
if (req.query.a) command = 'ls';
else if (req.query.b) command = req.query.x;
//                              ^^^^^^^^^^^ source
else command = 'pwd';
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('does not come back from a branch that returned', () =>
    handlerIsQuiet(`
let command = 'ls';
if (req.query.all) {
  command = req.query.x;
  return res.send(command.length);
}
exec(command);`));

  it('does not come back from a branch that threw', () =>
    handlerIsQuiet(`
let command = 'ls';
if (req.query.all) {
  command = req.query.x;
  throw new Error(command);
}
exec(command);`));

  it('does not come back from a branch that ended the process', () =>
    handlerIsQuiet(`
let command = 'ls';
if (req.query.all) {
  command = req.query.x;
  process.exit(1);
}
exec(command);`));

  it('stays when only the other branch returned', () =>
    handlerFinds(`
let command = 'ls';
if (req.query.all) command = req.query.x;
//                           ^^^^^^^^^^^ source
else return;
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('goes through nested branches', () =>
    handlerFinds(`
const command = req.query.x;
//              ^^^^^^^^^^^ source
if (command) {
  if (command.length > 3) exec(command);
//                             ^^^^^^^ sink command-injection
}`));
});

describe('data through loops', () => {
  it('is collected by for of', () =>
    handlerFinds(`
let command = 'ls';
for (const name of req.query.names) command += ' ' + name;
//                 ^^^^^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('comes from one round to the next', () =>
    handlerFinds(`
let first = 'ls', second = 'ls';
for (let i = 0; i < 3; i++) {
  exec(first);
//     ^^^^^ sink command-injection
  first = second;
  second = req.query.x;
//         ^^^^^^^^^^^ source
}`));

  it('is not there before the round that brings it is over', () =>
    handlerIsQuiet(`
for (let i = 0; i < 3; i++) {
  let command = 'ls';
  exec(command);
  command = req.query.x;
}`));

  it('is collected by while', () =>
    handlerFinds(`
let command = '';
while (command.length < 30) command = command + req.query.x;
//                                              ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is collected by do while', () =>
    handlerFinds(`
let command = '';
do { command = command + req.query.x; } while (command.length < 30);
//                       ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('may never be overwritten by a loop without rounds', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
while (Math.random() > 0.5) command = 'ls';
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is the key of an object from outside', () =>
    handlerFinds(`
for (const key in req.query) exec(key);
//                ^^^^^^^^^ source
//                                ^^^ sink command-injection`));

  it('is not the key of an object of the program', () =>
    handlerIsQuiet(`
const known = { ls: req.query.a, pwd: req.query.b };
for (const key in known) exec(key);`));

  it('is not the index of a loop', () =>
    handlerIsQuiet(`
for (let i = 0; i < req.query.names.length; i++) exec('echo ' + i);`));

  it('leaves by break', () =>
    handlerFinds(`
let command = 'ls';
for (;;) {
  command = req.query.x;
//          ^^^^^^^^^^^ source
  if (command) break;
  command = 'pwd';
}
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('goes on by continue', () =>
    handlerFinds(`
let command = 'ls';
for (const name of [1, 2]) {
  exec(command);
//     ^^^^^^^ sink command-injection
  command = req.query.x;
//          ^^^^^^^^^^^ source
  if (name === 1) continue;
  command = 'pwd';
}`));

  it('leaves through two loops by a label', () =>
    handlerFinds(`
let command = 'ls';
outer: for (const each of [1]) {
  for (;;) {
    command = req.query.x;
//            ^^^^^^^^^^^ source
    break outer;
  }
}
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is forgotten at the end of a labelled block that overwrites it', () =>
    handlerIsQuiet(`
let command = 'ls';
block: {
  if (!req.query.x) break block;
  command = req.query.x;
  command = 'pwd';
}
exec(command);`));

  it('waits for each element of for await', () =>
    handlerFinds(`
for await (const part of req.body) exec(part);
//                       ^^^^^^^^ source
//                                      ^^^^ sink command-injection`));
});

describe('data through try', () => {
  it('joins what was there before and what the block made', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; risky(); } catch { command = 'pwd'; }
//              ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is in the handler when the block was interrupted', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; risky(); command = 'pwd'; } catch { exec(command); }
//              ^^^^^^^^^^^ source                                    ^^^^^^^ sink command-injection`));

  it('is quiet when the block kept nothing of the request', () =>
    handlerIsQuiet(`
let command = 'ls';
try { risky(req.query.x); command = 'pwd'; } catch { exec(command); }`));

  it('is in finally', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; } finally { exec(command); }
//              ^^^^^^^^^^^ source            ^^^^^^^ sink command-injection`));

  it('is overwritten by finally', () =>
    handlerIsQuiet(`
let command = req.query.x;
try { risky(); } finally { command = 'ls'; }
exec(command);`));

  it('goes on after a handler that returns', () =>
    handlerIsQuiet(`
let command = req.query.x;
try { risky(); command = 'ls'; } catch { return; }
exec(command);`));
});

describe('data through switch', () => {
  it('joins the cases', () =>
    handlerFinds(`
let command;
switch (req.query.kind) {
  case 'a': command = 'ls'; break;
  default: command = req.query.x;
//                   ^^^^^^^^^^^ source
}
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('falls through', () =>
    handlerFinds(`
let command = 'ls';
switch (req.query.kind) {
  case 'a': command = req.query.x;
//                    ^^^^^^^^^^^ source
  case 'b': exec(command);
//               ^^^^^^^ sink command-injection
}`));

  it('does not fall through a break', () =>
    handlerIsQuiet(`
let command = 'ls';
switch (req.query.kind) {
  case 'a': command = req.query.x; break;
  case 'b': exec(command);
}`));

  it('is forgotten when all cases overwrite it', () =>
    handlerIsQuiet(`
let command = req.query.x;
switch (req.query.kind) {
  case 'a': command = 'ls'; break;
  default: command = 'pwd';
}
exec(command);`));

  it('stays without a default', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
switch (req.query.kind) {
  case 'a': command = 'ls'; break;
  case 'b': command = 'pwd'; break;
}
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is one of the constants that its cases name', () =>
    handlerIsQuiet(`
switch (req.query.kind) {
  case 'ls':
  case 'pwd':
    exec(req.query.kind);
}`));

  it('is anything in its default', () =>
    handlerFinds(`
switch (req.query.kind) {
  case 'ls': break;
  default: exec(req.query.kind);
//              ^^^^^^^^^^^^^^ source sink command-injection
}`));

  it('is judged by the tests of switch (true)', () =>
    handlerIsQuiet(`
const { kind } = req.query;
switch (true) {
  case kind === 'ls': exec(kind);
}`));
});

describe('a function that ends early', () => {
  it('gives back what its first return gives', () =>
    moduleFinds(`
function choose(name, plain) {
  if (plain) return 'ls';
  return name;
}
app.get('/', (req, res) => exec(choose(req.query.x, req.query.plain)));
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                     ^^^^^^^^^^^ source`));

  it('gives back nothing of what it only looks at', () =>
    moduleIsQuiet(`
function choose(name) {
  if (name === 'all') return 'ls -a';
  return 'ls';
}
app.get('/', (req, res) => exec(choose(req.query.x)));`));
});
