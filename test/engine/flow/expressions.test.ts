import { handlerFinds, handlerIsQuiet } from '../snippets.ts';

describe('data through assignments', () => {
  it('is assigned in the middle of an expression', () =>
    handlerFinds(`
let command;
exec((command = req.query.x));
//    ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source`));

  it('is assigned to several variables', () =>
    handlerFinds(`
let first, second;
first = second = req.query.x;
//               ^^^^^^^^^^^ source
exec(first);
//   ^^^^^ sink command-injection
exec(second);
//   ^^^^^^ sink command-injection`));

  it('is swapped', () =>
    handlerFinds(`
let first = req.query.x, second = 'ls';
//          ^^^^^^^^^^^ source
[first, second] = [second, first];
exec(first);
exec(second);
//   ^^^^^^ sink command-injection`));

  it('is what a logical assignment may bring', () =>
    handlerFinds(`
let command;
command ||= req.query.x;
//          ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is what a nullish assignment may leave', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
command ??= 'ls';
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is what a logical and assignment brings', () =>
    handlerFinds(`
let command = 'ls';
command &&= req.query.x;
//          ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is appended', () =>
    handlerFinds(`
let command = 'ls ';
command += req.query.x;
//         ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is a number after arithmetic', () =>
    handlerIsQuiet(`
let seconds = req.query.x;
seconds *= 1000;
exec('sleep ' + seconds);`));

  it('is a number after an update', () =>
    handlerIsQuiet(`
let seconds = req.query.x;
seconds++;
exec('sleep ' + seconds);`));
});

describe('data through operators', () => {
  it('is the left or the right of or', () =>
    handlerFinds(`
exec(req.query.x || 'ls');
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source
exec(req.app.command || req.query.y);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                      ^^^^^^^^^^^ source`));

  it('is the left or the right of ??', () =>
    handlerFinds(`
exec(req.query.x ?? 'ls');
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source
exec(req.app.command ?? req.query.y);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                      ^^^^^^^^^^^ source`));

  it('is the right of and', () =>
    handlerFinds(`
exec(req.query.all && req.query.x);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                    ^^^^^^^^^^^ source`));

  it('is not the left of and', () =>
    handlerIsQuiet(`
exec(req.query.x && 'ls');`));

  it('is what either side of a choice gives', () =>
    handlerFinds(`
exec(req.query.all ? req.query.x : 'ls');
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                   ^^^^^^^^^^^ source
exec(req.query.all ? 'ls' : req.query.y);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                          ^^^^^^^^^^^ source`));

  it('is not what a choice asks', () =>
    handlerIsQuiet(`
exec(req.query.x ? 'ls -a' : 'ls');`));

  it('is the last of a sequence', () =>
    handlerFinds(`
exec((1, req.query.x));
//    ^^^^^^^^^^^^^^ sink command-injection
//       ^^^^^^^^^^^ source`));

  it('is not what a sequence throws away', () =>
    handlerIsQuiet(`
exec((req.query.x, 'ls'));`));

  it('is not what a test of it gives', () =>
    handlerIsQuiet(`
exec('echo ' + (req.query.x === 'a') + !req.query.x + typeof req.query.x + ('x' in req.query) + (req.query.n > 3));
exec('echo ' + void req.query.x + delete req.query.x);`));

  it('is a number after arithmetic', () =>
    handlerIsQuiet(`
exec('sleep ' + req.query.n * 2);
exec('sleep ' + (req.query.n | 0));
exec('sleep ' + +req.query.n + -req.query.n + ~req.query.n);
exec('sleep ' + (req.query.n % 3 - req.query.m / 2 ** req.query.k));`));

  it('may be a text after plus', () =>
    handlerFinds(`
exec(req.query.n + 2);
//   ^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source`));

  it('survives what only speaks to the type checker', () =>
    handlerFinds(`
exec(req.query.x as string);
//   ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source
exec(req.query.x!);
//   ^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source
exec(req.query.x satisfies unknown);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source
exec(<string>req.query.x);
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
//           ^^^^^^^^^^^ source`));
});

describe('data through member access', () => {
  it('goes through optional chains', () =>
    handlerFinds(`
exec(req?.query?.x);
//   ^^^^^^^^^^^^^ source sink command-injection
exec(req.query?.['x']);
//   ^^^^^^^^^^^^^^^^ source sink command-injection
exec(req.query.x?.trim?.());
//   ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source`));

  it('has any name', () =>
    handlerFinds(`
exec(req.query[req.method]);
//   ^^^^^^^^^^^^^^^^^^^^^ source sink command-injection`));

  it('has the name that a constant gives', () =>
    handlerFinds(`
const key = 'command';
const made = { [key]: req.query.x, other: 'ls' };
//                    ^^^^^^^^^^^ source
exec(made[key]);
//   ^^^^^^^^^ sink command-injection
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('has a name that is put together of constants', () =>
    handlerFinds(`
const made = {};
made['com' + 'mand'] = req.query.x;
//                     ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('may be any property after a write under an unknown name', () =>
    handlerFinds(`
const made = {};
made[req.method] = req.query.x;
//                 ^^^^^^^^^^^ source
exec(made.anything);
//   ^^^^^^^^^^^^^ sink command-injection`));

  it('is not its length', () =>
    handlerIsQuiet(`
exec('echo ' + req.query.x.length + req.body.data.byteLength + new Set(req.query.list).size);`));

  it('is not the table that it looks something up in', () =>
    handlerIsQuiet(`
const commands = { list: 'ls', where: 'pwd' };
exec(commands[req.query.x]);`));
});

describe('data through templates', () => {
  it('fills a hole', () =>
    handlerFinds(`
exec(\`ls \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
//         ^^^^^^^^^^^ source`));

  it('fills a hole in a hole', () =>
    handlerFinds(`
exec(\`a \${\`b \${req.query.x}\`}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//             ^^^^^^^^^^^ source`));

  it('goes through a tag that gives the raw text', () =>
    handlerFinds(`
exec(String.raw\`ls \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                   ^^^^^^^^^^^ source`));

  it('is quiet when all holes are constants', () =>
    handlerIsQuiet(`
const folder = 'tmp', depth = 3;
exec(\`ls \${folder} -d \${depth}\`);`));

  it('goes through a tag of this file', () =>
    handlerFinds(`
const shell = (texts, ...values) => texts[0] + values[0];
exec(shell\`ls \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source`));

  it('is joined by concat and join', () =>
    handlerFinds(`
exec('ls '.concat(req.query.x));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                ^^^^^^^^^^^ source
exec(['ls', req.query.y].join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//          ^^^^^^^^^^^ source`));
});

describe('data through destructuring', () => {
  it('takes names apart', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
exec(x);
//   ^ sink command-injection`));

  it('renames, nests and has defaults', () =>
    handlerFinds(`
const { x: { y: command = 'ls' } = {} } = req.query;
//                                        ^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('may be the default', () =>
    handlerFinds(`
const { command = req.query.x } = req.app;
//                ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('takes lists apart by position', () =>
    handlerFinds(`
const [first, , third = 'ls'] = ['ls', 'pwd', req.query.x];
//                                            ^^^^^^^^^^^ source
exec(first);
exec(third);
//   ^^^^^ sink command-injection`));

  it('has the name that a constant gives', () =>
    handlerFinds(`
const key = 'command';
const { [key]: command, other } = { command: req.query.x, other: 'ls' };
//                                           ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection
exec(other);`));

  it('keeps the rest', () =>
    handlerFinds(`
const { first, ...rest } = { first: 'ls', second: req.query.x };
//                                                ^^^^^^^^^^^ source
exec(first);
exec(rest.second);
//   ^^^^^^^^^^^ sink command-injection`));

  it('assigns to what is there', () =>
    handlerFinds(`
let command = 'ls';
const made = {};
({ x: command, y: made.command } = req.query);
//                                 ^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('stands in parameters', () =>
    handlerFinds(`
const run = ({ command, folder = '.' }, [flag]) => {
  exec(command);
//     ^^^^^^^ sink command-injection
  exec(folder);
  exec(flag);
//     ^^^^ sink command-injection
};
run({ command: req.query.x }, [req.query.y]);
//             ^^^^^^^^^^^ source
//                             ^^^^^^^^^^^ source`));

  it('stands in loops', () =>
    handlerFinds(`
for (const { command, folder } of [{ command: req.query.x, folder: '.' }]) {
//                                            ^^^^^^^^^^^ source
  exec(command);
//     ^^^^^^^ sink command-injection
  exec(folder);
}`));

  it('is done step by step', () =>
    handlerFinds(`
const { body } = req;
//      ^^^^ source
const { command } = body;
exec(command);
//   ^^^^^^^ sink command-injection`));
});
