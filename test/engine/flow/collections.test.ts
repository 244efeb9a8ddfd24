import { handlerFinds, handlerIsQuiet } from '../snippets.ts';

describe('data in arrays', () => {
  it('stands at its place', () =>
    handlerFinds(`
const list = ['ls', req.query.x];
//                  ^^^^^^^^^^^ source
exec(list[0]);
exec(list[1]);
//   ^^^^^^^ sink command-injection`));

  it('stands behind a spread at any place', () =>
    handlerFinds(`
const list = [...req.app.commands, req.query.x];
//                                 ^^^^^^^^^^^ source
exec(list[3]);
//   ^^^^^^^ sink command-injection`));

  it('is pushed', () =>
    handlerFinds(`
const list = [];
list.push(req.query.x);
//        ^^^^^^^^^^^ source
exec(list.join(' '));
//   ^^^^^^^^^^^^^^ sink command-injection`));

  it('is not in another list', () =>
    handlerIsQuiet(`
const list = [], other = ['ls'];
list.push(req.query.x);
exec(other.join(' '));`));

  it('is written to a place', () =>
    handlerFinds(`
const list = ['ls', 'pwd'];
list[1] = req.query.x;
//        ^^^^^^^^^^^ source
exec(list[0]);
exec(list[1]);
//   ^^^^^^^ sink command-injection`));

  it('is taken out', () =>
    handlerFinds(`
const list = [req.query.x];
//            ^^^^^^^^^^^ source
exec(list.pop());
//   ^^^^^^^^^^ sink command-injection
exec(list.shift());
//   ^^^^^^^^^^^^ sink command-injection
exec(list.at(-1));
//   ^^^^^^^^^^^ sink command-injection
exec(list.find(Boolean));
//   ^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is taken to pieces and put together', () =>
    handlerFinds(`
exec(req.query.x.split(',').reverse().slice(1).concat(['ls']).join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^ source`));

  it('goes through each element', () =>
    handlerFinds(`
req.query.list.map((each) => exec(each));
//^^^^^^^^^^^^ source             ^^^^ sink command-injection
req.query.list.forEach((each) => { exec(each); });
//^^^^^^^^^^^^ source                   ^^^^ sink command-injection
[req.query.x, 'ls'].filter(Boolean).forEach((each) => exec(each));
 //^^^^^^^^^ source                                        ^^^^ sink command-injection`));

  it('is not the index of an element', () =>
    handlerIsQuiet(`
['a', req.query.x].forEach((each, index) => exec('echo ' + index));`));

  it('is mapped', () =>
    handlerFinds(`
exec(req.query.list.map((each) => '-' + each).join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//   ^^^^^^^^^^^^^^ source`));

  it('is mapped to something else', () =>
    handlerIsQuiet(`
exec(req.query.list.map((each) => each.length).join(' '));
exec(req.query.list.map(() => 'ls').join(' '));
exec(req.query.list.map(Number).join(' '));`));

  it('is flattened', () =>
    handlerFinds(`
exec([[req.query.x]].flat().join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//     ^^^^^^^^^^^ source
exec([1].flatMap(() => [req.query.y]).join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                      ^^^^^^^^^^^ source`));

  it('is reduced', () =>
    handlerFinds(`
exec(['ls', req.query.x].reduce((all, each) => all + ' ' + each, ''));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//          ^^^^^^^^^^^ source`));

  it('is reduced to something else', () =>
    handlerIsQuiet(`
exec('sleep ' + req.query.list.reduce((sum, each) => sum + Number(each), 0));`));

  it('is sorted with a look at it', () =>
    handlerFinds(`
const list = [req.query.x, 'ls'].sort((a, b) => a.length - b.length);
//            ^^^^^^^^^^^ source
exec(list[0]);
//   ^^^^^^^ sink command-injection`));

  it('is made by from and of', () =>
    handlerFinds(`
exec(Array.from(req.query.list, (each) => each + '').join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^^^^ source
exec(Array.of(req.query.x)[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//            ^^^^^^^^^^^ source`));

  it('is not what a search for it gives', () =>
    handlerIsQuiet(`
exec('echo ' + ['ls'].indexOf(req.query.x) + ['ls'].includes(req.query.x) + req.query.list.some((each) => each === 'a'));`));

  it('is not what is found by it', () =>
    handlerIsQuiet(`
const commands = ['ls', 'pwd'];
exec(commands.find((each) => each === req.query.x));
exec(commands[req.query.n]);
exec(commands.filter((each) => each.startsWith(req.query.x))[0]);`));
});

describe('data in maps and sets', () => {
  it('is set and got', () =>
    handlerFinds(`
const known = new Map();
known.set('key', req.query.x);
//               ^^^^^^^^^^^ source
exec(known.get('key'));
//   ^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is not what is got by it', () =>
    handlerIsQuiet(`
const commands = new Map([['list', 'ls']]);
exec(commands.get(req.query.x));`));

  it('is not the value that is kept under it', () =>
    handlerIsQuiet(`
const known = new Map();
known.set(req.query.x, 'ls');
exec(known.get(req.query.x));`));

  it('is added to a set', () =>
    handlerFinds(`
const seen = new Set();
seen.add(req.query.x);
//       ^^^^^^^^^^^ source
for (const each of seen) exec(each);
//                            ^^^^ sink command-injection
for (const each of seen.values()) exec(each);
//                                     ^^^^ sink command-injection
seen.forEach((each) => exec(each));
//                          ^^^^ sink command-injection`));

  it('is what a set is made of', () =>
    handlerFinds(`
exec([...new Set([req.query.x])].join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                ^^^^^^^^^^^ source`));

  it('is among the values of a map', () =>
    handlerFinds(`
const known = new Map();
known.set('key', req.query.x);
//               ^^^^^^^^^^^ source
for (const each of known.values()) exec(each);
//                                      ^^^^ sink command-injection
for (const [, each] of known) exec(each);
//                                 ^^^^ sink command-injection
known.forEach((each) => exec(each));
//                           ^^^^ sink command-injection`));

  it('is not whether or how many there are', () =>
    handlerIsQuiet(`
const seen = new Set();
seen.add(req.query.x);
exec('echo ' + seen.size + seen.has('a'));`));

  it('is in a weak map', () =>
    handlerFinds(`
const known = new WeakMap();
known.set(req, req.query.x);
//             ^^^^^^^^^^^ source
exec(known.get(req));
//   ^^^^^^^^^^^^^^ sink command-injection`));
});

describe('data in search parameters', () => {
  it('is got and iterated', () =>
    handlerFinds(`
const search = new URLSearchParams(req.body);
//                                 ^^^^^^^^ source
exec(search.get('x'));
//   ^^^^^^^^^^^^^^^ sink command-injection
exec(search.getAll('x').join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
for (const [, value] of search) exec(value);
//                                   ^^^^^ sink command-injection
search.forEach((value) => exec(value));
//                             ^^^^^ sink command-injection`));

  it('is got from a URL', () =>
    handlerFinds(`
const url = new URL(req.body.url);
//                  ^^^^^^^^^^^^ source
exec(url.searchParams.get('x'));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
exec(url.pathname);
//   ^^^^^^^^^^^^ sink command-injection`));

  it('is not whether it is there', () =>
    handlerIsQuiet(`
const search = new URLSearchParams(req.body);
exec('echo ' + search.has('x') + search.size);`));
});
