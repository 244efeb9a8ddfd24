/** Names of which the program lists all. */
import { handlerFinds, handlerIsQuiet } from '../snippets.ts';

describe('a name that is one of some', () => {
  it('reads the properties of these names, and no other ones', () => {
    handlerFinds(`
const data = { a: req.query.a, b: 'b', c: 'c' };
//                ^^^^^^^^^^^ source
for (const name of ['b', 'c']) exec('ls ' + data[name]);
for (const [name] of Object.entries({ b: 1, c: 2 })) exec('ls ' + data[name]);
for (const name in { b: 1, c: 2 }) exec('ls ' + data[name]);
['b', 'c'].forEach((name) => exec('ls ' + data[name]));
exec('ls ' + data[req.query.b ? 'b' : 'c']);
const KINDS = { first: 'b', second: 'c' };
exec('ls ' + data[KINDS[req.query.kind]]);
for (const name of ['a', 'c']) exec('ls ' + data[name]);
//                                  ^^^^^^^^^^^^^^^^^^ sink command-injection
for (const [, name] of Object.entries({ b: 'a', c: 'c' })) exec('ls ' + data[name]);
//                                                              ^^^^^^^^^^^^^^^^^^ sink command-injection`);
  });

  it('writes the properties of these names, and no other ones', () => {
    handlerFinds(`
const data = {};
for (const name of ['a', 'b']) data[name] = req.query[name];
//                                          ^^^^^^^^^^^^^^^ source
exec('ls ' + data.c);
exec('ls ' + data.b);
//   ^^^^^^^^^^^^^^ sink command-injection`);
  });

  it('can be any when others are added', () => {
    handlerFinds(`
const data = { a: req.query.a };
//                ^^^^^^^^^^^ source
const names = ['b', ...others];
for (const name of names) exec('ls ' + data[name]);
//                             ^^^^^^^^^^^^^^^^^^ sink command-injection
for (const name of Object.keys({ b: 1, ...others })) exec('ls ' + data[name]);
//                                                        ^^^^^^^^^^^^^^^^^^ sink command-injection`);
  });

  it('is a name of a table that it was found in', () => {
    handlerIsQuiet(`
const TABLE = { b: 1, c: 2 };
const data = { a: req.query.a, b: 'b', c: 'c' };
const { name } = req.query;
if (Object.hasOwn(TABLE, name)) exec('ls ' + data[name]);
if (name in TABLE) exec('ls ' + data[name]);`);
  });
});
