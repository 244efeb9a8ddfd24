import { finds } from '../../support/spec.ts';
import { handlerFinds, handlerIsQuiet, moduleFinds } from '../snippets.ts';

describe('data through what the language brings along', () => {
  it('is an entry of an object', () =>
    handlerFinds(`
for (const [key, value] of Object.entries({ a: req.query.x })) { exec(key); exec(value); }
//                                             ^^^^^^^^^^^ source                ^^^^^ sink command-injection`));

  it('is the key of an entry of a request', () =>
    handlerFinds(`
for (const [key] of Object.entries(req.query)) exec(key);
//                                 ^^^^^^^^^ source ^^^ sink command-injection`));

  it('is put together of entries', () =>
    handlerFinds(`
const made = Object.fromEntries([['a', req.query.x]]);
//                                     ^^^^^^^^^^^ source
exec(made.a);
//   ^^^^^^ sink command-injection`));

  it('is put together of mapped entries', () =>
    handlerFinds(`
const made = Object.fromEntries(Object.entries(req.body).map(([k, v]) => [k, String(v)]));
//                                             ^^^^^^^^ source
exec(made.a);
//   ^^^^^^ sink command-injection`));

  it('is put together of entries whose values are numbers', () =>
    handlerIsQuiet(`
const made = Object.fromEntries(Object.entries(req.body).map(([k, v]) => [k, Number(v)]));
exec('sleep ' + made.a);`));

  it('is grouped', () =>
    handlerFinds(`
const groups = Object.groupBy([{ c: req.query.x }], (each) => 'a');
//                                  ^^^^^^^^^^^ source
exec(groups.a[0].c);
//   ^^^^^^^^^^^^^ sink command-injection`));

  it('is in a clone', () =>
    handlerFinds(`
exec(structuredClone({ a: req.query.x, b: 'a' }).a);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                        ^^^^^^^^^^^ source
exec(structuredClone({ a: req.query.x, b: 'a' }).b);`));

  it('is what a map is made of', () =>
    handlerFinds(`
const made = new Map([['command', req.query.x]]);
//                                ^^^^^^^^^^^ source
exec(made.get('command'));
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is in its own place of a map', () =>
    handlerFinds(`
const made = new Map();
made.set('command', req.query.x);
//                  ^^^^^^^^^^^ source
made.set('other', 'ls');
exec(made.get('command'));
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
exec(made.get('other'));`));

  it('is under any key of a map whose key is not known', () =>
    handlerFinds(`
const made = new Map();
made.set(req.query.k, req.query.x);
//                    ^^^^^^^^^^^ source
exec(made.get('command'));
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is what a set is made of', () =>
    handlerFinds(`
for (const each of new Set([req.query.x])) exec(each);
//                          ^^^^^^^^^^^ source  ^^^^ sink command-injection`));

  it('is what a weak map is made of', () =>
    handlerFinds(`
const key = {};
exec(new WeakMap([[key, req.query.x]]).get(key));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                      ^^^^^^^^^^^ source`));

  it('is among the values of a map', () =>
    handlerFinds(`
exec([...new Map([['a', req.query.x]]).values()][0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                      ^^^^^^^^^^^ source`));

  it('is among the entries of a map', () =>
    handlerFinds(`
for (const [k, v] of new Map([['a', req.query.x]])) { exec(k); exec(v); }
//                                  ^^^^^^^^^^^ source              ^ sink command-injection`));

  it('is given to each of a map', () =>
    handlerFinds(`
new Map([['a', req.query.x]]).forEach((value, key) => { exec(value); exec(key); });
//             ^^^^^^^^^^^ source                            ^^^^^ sink command-injection`));

  it('is made by the mapping of Array.from', () =>
    handlerFinds(`
exec(Array.from([req.query.x], (each) => 'ls ' + each)[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//               ^^^^^^^^^^^ source`));

  it('is not what the mapping of Array.from leaves out', () =>
    handlerIsQuiet(`
exec(Array.from([req.query.x], (each, index) => 'ls ' + index)[0]);`));

  it('is flattened', () =>
    handlerFinds(`
exec([[req.query.x]].flat()[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//     ^^^^^^^^^^^ source
exec([['a', req.query.y]].flatMap((each) => each)[1]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//          ^^^^^^^^^^^ source`));

  it('is spliced', () =>
    handlerFinds(`
const list = ['a'];
list.splice(0, 1, req.query.x);
//                ^^^^^^^^^^^ source
exec(list[0]);
//   ^^^^^^^ sink command-injection`));

  it('is replaced in a copy', () =>
    handlerFinds(`
exec(['a'].with(0, req.query.x)[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                 ^^^^^^^^^^^ source
exec(['a'].toSpliced(0, 1, req.query.y)[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                         ^^^^^^^^^^^ source
exec([req.query.z].copyWithin(0, 1).at(-1));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//    ^^^^^^^^^^^ source`));

  it('is reduced from the right', () =>
    handlerFinds(`
exec(['a', req.query.x].reduceRight((all, each) => all + each));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//         ^^^^^^^^^^^ source`));

  it('is joined by what it says', () =>
    handlerFinds(`
exec(['a', 'b'].join(req.query.x));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                   ^^^^^^^^^^^ source`));

  it('is sorted and reversed', () =>
    handlerFinds(`
exec([req.query.x].toSorted().toReversed()[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//    ^^^^^^^^^^^ source`));

  it('is the element of a list that was found last', () =>
    handlerFinds(`
exec([req.query.x, 'a'].findLast((each) => each.length > 2));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//    ^^^^^^^^^^^ source`));

  it('is its place in a list', () =>
    handlerIsQuiet(`
exec('a' + ['a'].indexOf(req.query.x) + ['a'].lastIndexOf(req.query.x));`));

  it('is raw', () =>
    handlerFinds(`
exec(String.raw\`a \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                  ^^^^^^^^^^^ source`));

  it('is a character', () =>
    handlerFinds(`
exec(req.query.x.at(0) + req.query.x[1]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                       ^^^^^^^^^^^^^^ source`));

  it('is among all matches', () =>
    handlerFinds(`
for (const match of req.query.x.matchAll(/a(.*)/g)) exec(match[1]);
//                  ^^^^^^^^^^^ source                   ^^^^^^^^ sink command-injection
for (const match of req.query.x.matchAll(/a(\\d*)/g)) exec('sleep ' + match[1]);`));

  it('is replaced by what a callback gives', () =>
    handlerFinds(`
exec('a X'.replace('X', () => req.query.x));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                            ^^^^^^^^^^^ source
exec('a X'.replace(/X/g, req.query.y));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                       ^^^^^^^^^^^ source`));

  it('is given to the callback of a replacement', () =>
    handlerFinds(`
req.query.x.replace(/a(.*)/, (all, part) => exec(part));
//^^^^^^^^^ source                               ^^^^ sink command-injection`));

  it('is found by a pattern', () =>
    handlerFinds(`
const match = /^id-(.*)$/.exec(req.query.x);
//                             ^^^^^^^^^^^ source
exec(match[1]);
//   ^^^^^^^^ sink command-injection
const safe = /^id-(\\d+)$/.exec(req.query.x);
exec('sleep ' + safe[1]);`));

  it('is revived from JSON', () =>
    handlerFinds(`
JSON.parse(req.query.x, (key, value) => { exec(value); return value; });
//         ^^^^^^^^^^^ source                  ^^^^^ sink command-injection`));

  it('is what the reviver makes of it', () =>
    handlerFinds(`
exec(JSON.parse(req.query.x, (key, value) => 'ls ' + value).a);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source`));

  it('is replaced before it becomes JSON', () =>
    handlerFinds(`
exec(JSON.stringify({ a: 'b' }, (key, value) => req.query.x));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                              ^^^^^^^^^^^ source`));

  it('is in bytes', () =>
    handlerFinds(`
exec(Buffer.from(req.query.x, 'base64').toString('utf8'));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//               ^^^^^^^^^^^ source
exec(Buffer.concat([Buffer.from('a'), Buffer.from(req.query.y)]).toString());
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                ^^^^^^^^^^^ source
exec('echo ' + Buffer.from(req.query.z).toString('hex'));`));

  it('is decoded from bytes', () =>
    handlerFinds(`
exec(new TextDecoder().decode(new TextEncoder().encode(req.query.x)));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                     ^^^^^^^^^^^ source`));

  it('is in typed arrays as numbers', () =>
    handlerFinds(`
exec('sleep ' + new Uint8Array([req.query.x])[0]);
exec(Buffer.from(new Uint8Array(Buffer.from(req.query.x))).toString());
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                          ^^^^^^^^^^^ source`));

  it('is a parameter of a URL', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
//                    ^^^^^^^ source
  exec(url.searchParams.get('a'));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  exec(url.searchParams.getAll('a')[0]);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  for (const [key, value] of url.searchParams) exec(value);
//                                                  ^^^^^ sink command-injection
  for (const [key, value] of url.searchParams.entries()) exec(value);
//                                                            ^^^^^ sink command-injection
  url.searchParams.forEach((value) => exec(value));
//                                         ^^^^^ sink command-injection
  exec(Object.fromEntries(url.searchParams).a);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  exec([...url.searchParams.values()][0]);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  exec('echo ' + url.searchParams.has('a') + url.searchParams.size);
});`));

  it('is put into parameters of a URL', () =>
    handlerFinds(`
const params = new URLSearchParams();
params.set('a', req.query.x);
//              ^^^^^^^^^^^ source
params.append('b', 'c');
exec(params.get('a'));
//   ^^^^^^^^^^^^^^^ sink command-injection
exec(params.get('b'));`));

  it('is taken out of an iterator step by step', () =>
    handlerFinds(`
const values = [req.query.x, 'a'].values();
//              ^^^^^^^^^^^ source
exec(values.next().value);
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('goes through the helpers of iterators', () =>
    handlerFinds(`
exec([req.query.x].values().map((each) => 'ls ' + each).filter(Boolean).take(1).drop(0).toArray()[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//    ^^^^^^^^^^^ source
exec([req.query.y].values().map((each) => each.length).toArray()[0]);`));

  it('is made from an iterator', () =>
    handlerFinds(`
exec(Iterator.from([req.query.x]).toArray()[0]);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                  ^^^^^^^^^^^ source`));

  it('is the last of a list and the list is emptied', () =>
    handlerFinds(`
const list = [req.query.x];
//            ^^^^^^^^^^^ source
exec(list.pop());
//   ^^^^^^^^^^ sink command-injection`));

  it('is not the number of elements', () =>
    handlerIsQuiet(`
const list = [];
exec('echo ' + list.push(req.query.x) + list.unshift(req.query.y));`));

  it('is the field of a form', () =>
    handlerFinds(`
const form = new FormData();
form.append('a', req.query.x);
//               ^^^^^^^^^^^ source
exec(form.get('a'));
//   ^^^^^^^^^^^^^ sink command-injection`));

  it('is a part of the query', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
import querystring from 'node:querystring';
import url from 'node:url';
http.createServer((req, res) => {
  exec(querystring.parse(req.url).a);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                       ^^^^^^^ source
  exec(url.parse(req.url, true).query.a);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//               ^^^^^^^ source
  exec(querystring.unescape(req.url));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                          ^^^^^^^ source
  exec('curl "http://a/?' + querystring.stringify({ a: req.url }) + '"');
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                     ^^^^^^^ source
});`));
});

describe('text that is read as JSON', () => {
  it('can be an object of any shape, whatever it was before', () =>
    moduleFinds(`
import { MongoClient } from 'mongodb';
import { WebSocketServer } from 'ws';
const users = new MongoClient('mongodb://db').db('a').collection('users');
new WebSocketServer({ port: 1 }).on('connection', (socket) => {
  socket.on('message', (data) => {
//                      ^^^^ source
    const message = JSON.parse(data.toString());
    users.findOne({ token: message.token });
//                         ^^^^^^^^^^^^^ sink nosql-operator-injection
    users.findOne({ token: data.toString() });
    users.findOne({ token: String(message.token) });
    users.findOne({ token: JSON.parse(String(Number(data))) });
  });
});`));
});
