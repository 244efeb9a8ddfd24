import { handlerFinds, handlerIsQuiet, moduleFinds } from '../snippets.ts';

describe('data in objects', () => {
  it('is in the property where it was put', () =>
    handlerFinds(`
const made = { folder: 'tmp', command: req.query.x };
//                                     ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.folder);`));

  it('is written later', () =>
    handlerFinds(`
const made = {};
exec(made.command);
made.command = req.query.x;
//             ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.folder);`));

  it('is in the property that a symbol is', () =>
    moduleFinds(`
import { exec } from 'node:child_process';
import express from 'express';
const kCommand = Symbol('command');
const kFolder = Symbol.for('folder');
express().get('/', (req) => {
  const made = {};
  made[kCommand] = req.query.x;
  //               ^^^^^^^^^^^ source
  exec(made[kCommand]);
  //   ^^^^^^^^^^^^^^ sink command-injection
  exec(made[kFolder]);
  exec(made.command);
});`));

  it('is overwritten', () =>
    handlerIsQuiet(`
const made = {};
made.command = req.query.x;
made.command = 'ls';
exec(made.command);`));

  it('is overwritten in one branch only', () =>
    handlerFinds(`
const made = { command: req.query.x };
//                      ^^^^^^^^^^^ source
if (req.query.all) made.command = 'ls';
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is written through another name', () =>
    handlerFinds(`
const made = {};
const same = made;
same.command = req.query.x;
//             ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('lies deep', () =>
    handlerFinds(`
const made = { a: { b: { command: req.query.x, folder: 'tmp' } } };
//                                ^^^^^^^^^^^ source
exec(made.a.b.command);
//   ^^^^^^^^^^^^^^^^ sink command-injection
exec(made.a.b.folder);
exec(made.a.c);`));

  it('is written deep', () =>
    handlerFinds(`
const made = { inner: {} };
made.inner.command = req.query.x;
//                   ^^^^^^^^^^^ source
exec(made.inner.command);
//   ^^^^^^^^^^^^^^^^^^ sink command-injection
exec(made.inner.folder);`));

  it('is followed four properties deep', () =>
    handlerFinds(`
const made = { a: { b: { c: { d: req.query.x, e: 'tmp' } } } };
//                               ^^^^^^^^^^^ source
exec(made.a.b.c.d);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.a.b.c.e);`));

  it('does not spread from where it lies deeper', () =>
    handlerIsQuiet(`
const made = { a: { b: { c: { d: { e: { f: req.query.x, g: 'tmp' } } } } } };
exec(made.a.b.c.d.e.g);
exec(made.a.b.c.x);
exec(made.a.x);`));

  it('is pushed to a list in an object', () =>
    handlerFinds(`
const made = { list: [], other: chosen() };
made.list.push(req.query.x);
//             ^^^^^^^^^^^ source
exec(made.list.join(' '));
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
exec(made.other.join(' '));`));

  it('is spread', () =>
    handlerFinds(`
const made = { ...req.query, folder: 'tmp' };
//                ^^^^^^^^^ source
exec(made.x);
//   ^^^^^^ sink command-injection
exec(made.folder);`));

  it('is spread out of one property into another object', () =>
    handlerFinds(`
const first = { command: req.query.x, folder: 'tmp' };
//                       ^^^^^^^^^^^ source
const second = { ...first };
exec(second.command);
//   ^^^^^^^^^^^^^^ sink command-injection
exec(second.folder);`));

  it('overwrites what was there before by a spread', () =>
    handlerFinds(`
const made = { command: 'ls', ...req.query };
//                               ^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is assigned', () =>
    handlerFinds(`
const made = Object.assign({}, req.query);
//                             ^^^^^^^^^ source
exec(made.x);
//   ^^^^^^ sink command-injection`));

  it('is assigned into what is there', () =>
    handlerFinds(`
const made = { folder: 'tmp' };
Object.assign(made, { command: req.query.x });
//                             ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.folder);`));

  it('survives freezing and cloning', () =>
    handlerFinds(`
const made = Object.freeze(structuredClone({ command: req.query.x, folder: 'tmp' }));
//                                                    ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.folder);`));

  it('is among values and entries', () =>
    handlerFinds(`
for (const value of Object.values(req.query)) exec(value);
//                                ^^^^^^^^^ source
//                                                 ^^^^^ sink command-injection
for (const [, value] of Object.entries(req.body)) exec(value);
//                                     ^^^^^^^^ source
//                                                     ^^^^^ sink command-injection
for (const key of Object.keys(req.query)) exec(key);
//                            ^^^^^^^^^ source
//                                             ^^^ sink command-injection`));

  it('is not among the keys of an object of the program', () =>
    handlerIsQuiet(`
const made = { command: req.query.x };
for (const key of Object.keys(made)) exec(key);`));

  it('comes out of entries again', () =>
    handlerFinds(`
const made = Object.fromEntries(Object.entries(req.query));
//                                             ^^^^^^^^^ source
exec(made.x);
//   ^^^^^^ sink command-injection`));

  it('is in the text of the whole object', () =>
    handlerFinds(`
const made = { a: { b: req.query.x } };
//                     ^^^^^^^^^^^ source
exec(JSON.stringify(made));
//   ^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('comes out of JSON', () =>
    handlerFinds(`
exec(JSON.parse(req.body).command);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^ source`));

  it('is read by a shorthand', () =>
    handlerFinds(`
const command = req.query.x;
//              ^^^^^^^^^^^ source
const made = { command };
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is given by a getter', () =>
    handlerFinds(`
const made = { get command() { return 'ls ' + req.query.x; }, get folder() { return 'tmp'; } };
//                                            ^^^^^^^^^^^ source
exec(made.command);
//   ^^^^^^^^^^^^ sink command-injection
exec(made.folder);`));

  it('is in a method of an object', () =>
    handlerFinds(`
const runner = { run(command) { exec(command); }, other(command) { return command; } };
//                                   ^^^^^^^ sink command-injection
runner.run(req.query.x);
//         ^^^^^^^^^^^ source`));

  it('is what this of a method holds', () =>
    handlerFinds(`
const runner = { command: req.query.x, folder: 'tmp', run() { exec(this.command); exec(this.folder); } };
//                        ^^^^^^^^^^^ source                       ^^^^^^^^^^^^ sink command-injection
runner.run();`));

  it('stays in one object and does not turn up in its twin', () =>
    moduleFinds(`
const make = (command) => ({ command });
app.get('/', (req, res) => {
  const first = make(req.query.x);
//                   ^^^^^^^^^^^ source
  const second = make('ls');
  exec(first.command);
//     ^^^^^^^^^^^^^ sink command-injection
  exec(second.command);
});`));
});
