import { handlerFinds, handlerIsQuiet } from '../snippets.ts';

describe('data through logical assignments and commas', () => {
  it('is replaced where a logical and assignment brings a constant', () =>
    handlerIsQuiet(`
let command = req.query.x;
command &&= 'ls';
exec(command);`));

  it('is brought by a logical and assignment', () =>
    handlerFinds(`
let command = 'a';
command &&= req.query.x;
//          ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is replaced only where it is null', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
command ??= 'ls';
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is brought by the left of a logical or assignment', () =>
    handlerFinds(`
let command = '';
command ||= req.query.x;
//          ^^^^^^^^^^^ source
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is written into a property by a logical assignment', () =>
    handlerFinds(`
const made = {};
made.command ??= req.query.x;
//               ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.other);`));

  it('is not the left of a comma', () =>
    handlerFinds(`
let c;
exec((c = req.query.x, 'ls'));
//        ^^^^^^^^^^^ source
exec(c);
//   ^ sink command-injection`));

  it('is not what in or delete give', () =>
    handlerIsQuiet(`
exec('echo ' + ('a' in req.query) + (delete req.query.x));`));

  it('is chosen by nullish in a chain', () =>
    handlerFinds(`
exec(req.query?.a ?? req.query?.b ?? 'ls');
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                   ^^^^^^^^^^^^ source`));

  it('goes through a loop with two variables', () =>
    handlerFinds(`
for (let i = 0, c = req.query.x; i < 3; i++, c = 'ls') exec(c);
//                  ^^^^^^^^^^^ source                      ^ sink command-injection`));

  it('is read at once by a comma in for', () =>
    handlerFinds(`
let a, b;
for (a = req.query.x, b = 'ls'; ; ) { exec(b); exec(a); break; }
//       ^^^^^^^^^^^ source                         ^ sink command-injection`));
});
