import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('a comparison with a constant', () => {
  it('leaves the constant', () =>
    handlerIsQuiet(`
if (req.query.x === 'ls') exec(req.query.x);
if (req.query.y == 'ls') exec(req.query.y);
if ('ls' === req.query.z) exec(req.query.z);`));

  it('leaves the rest on its other side', () =>
    handlerFinds(`
if (req.query.x === 'ls') exec('pwd');
else exec(req.query.x);
//        ^^^^^^^^^^^ source sink command-injection`));

  it('guards what follows an early end', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (x !== 'ls' && x !== 'pwd') return res.sendStatus(400);
exec(x);`));

  it('guards nothing when one of two need not hold', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (x !== 'ls' && req.query.admin !== 'yes') return res.sendStatus(400);
exec(x);
//   ^ sink command-injection`));

  it('guards with each of two that must hold', () =>
    handlerIsQuiet(`
const { x, y } = req.query;
if (x === 'ls' && y === 'pwd') { exec(x); exec(y); }
if (x === 'ls' || x === 'pwd') exec(x);
if (!(x !== 'ls')) exec(x);`));

  it('guards one of two alternatives only', () =>
    handlerFinds(`
const { x, y } = req.query;
//               ^^^^^^^^^ source
if (x === 'ls' || y === 'pwd') exec(x);
//                                  ^ sink command-injection`));

  it('guards in a choice', () =>
    handlerIsQuiet(`
exec(req.query.x === 'ls' ? req.query.x : 'pwd');
exec(req.query.x !== 'ls' ? 'pwd' : req.query.x);
req.query.x === 'ls' && exec(req.query.x);
req.query.x !== 'ls' || exec(req.query.x);`));

  it('guards a property as long as nothing is written there', () =>
    handlerFinds(`
if (req.body.x !== 'ls') return;
exec(req.body.x);
req.body.x = req.query.y;
exec(req.body.x);
//   ^^^^^^^^^^ sink command-injection`));

  it('guards a variable until it is written', () =>
    handlerFinds(`
let { x } = req.query;
if (x !== 'ls') return;
exec(x);
x = req.query.y;
//  ^^^^^^^^^^^ source
exec(x);
//   ^ sink command-injection`));

  it('guards no other property', () =>
    handlerFinds(`
if (req.query.x !== 'ls') return;
exec(req.query.y);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('guards what was tested through a variable', () =>
    handlerIsQuiet(`
const { x } = req.query;
const isKnown = x === 'ls' || x === 'pwd';
if (!isKnown) return;
exec(x);`));

  it('proves nothing against a value of the request', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (x === req.query.y) exec(x);
//                          ^ sink command-injection`));

  it('proves nothing by an order', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (x > 'a') exec(x);
//                ^ sink command-injection`));

  it('is made by an enum', () =>
    moduleIsQuiet(`
enum Command { List = 'ls', Where = 'pwd' }
app.get('/', (req, res) => {
  const { x } = req.query;
  if (x === Command.List || x === Command.Where) exec(x);
});`));
});

describe('membership in a list of the program', () => {
  it('leaves an element', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (['ls', 'pwd'].includes(x)) exec(x);
if (['ls', 'pwd'].indexOf(x) !== -1) exec(x);
if (['ls', 'pwd'].indexOf(x) >= 0) exec(x);
if (['ls', 'pwd'].indexOf(x) > -1) exec(x);
if (['ls', 'pwd'].some((each) => each === x)) exec(x);`));

  it('guards what follows an early end', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (['ls', 'pwd'].indexOf(x) === -1) return;
exec(x);`));

  it('guards what follows an early end of another form', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (['ls', 'pwd'].indexOf(x) < 0) throw new Error('no');
exec(x);`));

  it('guards nothing on its other side', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (['ls', 'pwd'].includes(x)) return;
exec(x);
//   ^ sink command-injection`));

  it('guards nothing after it', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (['ls', 'pwd'].includes(x)) {}
exec(x);
//   ^ sink command-injection`));

  it('may be a set, a map, an object', () =>
    moduleIsQuiet(`
const commands = new Set(['ls', 'pwd']);
const table = new Map([['ls', 1]]);
const object = { ls: 1 };
app.get('/', (req, res) => {
  const { x } = req.query;
  if (commands.has(x)) exec(x);
  if (table.has(x)) exec(x);
  if (x in object) exec(x);
  if (Object.hasOwn(object, x)) exec(x);
  if (Object.keys(object).includes(x)) exec(x);
  if (object.hasOwnProperty(x)) exec(x);
});`));

  it('may be imported or configured', () =>
    moduleIsQuiet(`
import { COMMANDS } from './commands.ts';
app.get('/', (req, res) => {
  const { x } = req.query;
  if (COMMANDS.includes(x)) exec(x);
  if (process.env.COMMANDS.split(',').includes(x)) exec(x);
});`));

  it('sees a value that was converted for the test', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (['ls', 'pwd'].includes(String(x))) exec(x);`));

  it('proves nothing by a list of the request', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (req.query.all.includes(x)) exec(x);
//                                  ^ sink command-injection`));

  it('proves nothing by a list that the request filled', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if ([req.query.y, 'ls'].includes(x)) exec(x);
//                                        ^ sink command-injection`));

  it('proves nothing by a set that is filled here', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
const seen = new Set();
seen.add(req.query.y);
if (seen.has(x)) exec(x);
//                    ^ sink command-injection`));

  it('proves nothing by a part of a text', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if ('ls pwd'.includes(x)) res.end();
if (x.includes('ls')) exec(x);
//                         ^ sink command-injection`));

  it('proves nothing by a parameter', () =>
    moduleFinds(`
const run = (list, x) => { if (list.includes(x)) exec(x); };
//                                                    ^ sink command-injection
app.get('/', (req, res) => run(req.query.all, req.query.x));
//                                            ^^^^^^^^^^^ source`));
});

describe('a test of the type', () => {
  it('leaves a number', () =>
    handlerIsQuiet(`
const { x } = req.body;
if (typeof x === 'number') exec('sleep ' + x);
if (Number.isInteger(x)) exec('sleep ' + x);
if (!isNaN(x)) exec('sleep ' + x);
if (isFinite(x)) exec('sleep ' + x);`));

  it('leaves a number after an early end', () =>
    handlerIsQuiet(`
const { x } = req.body;
if (typeof x !== 'number') return;
exec('sleep ' + x);`));

  it('leaves a text', () =>
    handlerFinds(`
const { x } = req.body;
//            ^^^^^^^^ source
if (typeof x !== 'string') return;
exec(x);
//   ^ sink command-injection`));
});

describe('a test by a pattern', () => {
  it('guards when it is narrow and bound to both ends', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (/^[a-z]+$/.test(x)) exec('ls ' + x);
if (x.match(/^\\w+$/)) exec('ls ' + x);
if (/^[a-z]+$/.exec(x)) exec('ls ' + x);`));

  it('guards what follows an early end', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (!/^[a-z]+$/.test(x)) return;
exec('ls ' + x);`));

  it('guards by a pattern of the module', () =>
    moduleIsQuiet(`
const NAME = /^[a-z]+$/;
app.get('/', (req, res) => {
  if (!NAME.test(req.query.x)) return;
  exec('ls ' + req.query.x);
});`));

  it('proves nothing when it is not bound', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (!/[a-z]+/.test(x)) return;
exec('ls ' + x);
//   ^^^^^^^^^ sink command-injection`));

  it('proves nothing when it is wide', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (!/^.+$/.test(x)) return;
exec('ls ' + x);
//   ^^^^^^^^^ sink command-injection`));

  it('proves nothing about another place', () =>
    handlerFinds(`
if (!/^\\w+$/.test(req.query.y)) return;
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('clears what its characters cannot do, and no more', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (!/^[\\w./-]+$/.test(x)) return;
exec('ls ' + x);
res.sendFile(x);
//           ^ sink sendfile-traversal`));

  it('says nothing where it does not match', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (/^[a-z]+$/.test(x)) return;
exec(x);
//   ^ sink command-injection`));
});

describe('a predicate of the module', () => {
  it('guards like the test that it returns', () =>
    moduleIsQuiet(`
const isName = (text) => /^[a-z]+$/.test(text);
function isCommand(text) { return ['ls', 'pwd'].includes(text); }
app.get('/', (req, res) => {
  const { x } = req.query;
  if (isName(x)) exec('ls ' + x);
  if (!isCommand(x)) return;
  exec(x);
});`));

  it('guards by several statements', () =>
    moduleIsQuiet(`
function isName(text) {
  if (typeof text !== 'string') return false;
  if (!/^[a-z]+$/.test(text)) return false;
  return true;
}
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });`));

  it('proves nothing when it says yes too early', () =>
    moduleFinds(`
function isName(text) {
  if (text.length < 3) return true;
  return /^[a-z]+$/.test(text);
}
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });
//                                                         ^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                                 ^^^^^^^^^^^ source`));

  it('proves nothing that it does not test', () =>
    moduleFinds(`
const isName = (text) => text.length < 30;
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });
//                                      ^^^^^^^^^^^ source
//                                                         ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('speaks of its own argument', () =>
    moduleFinds(`
const isName = (other, text) => /^[a-z]+$/.test(text);
app.get('/', (req, res) => { if (isName(req.query.x, req.query.y)) exec('ls ' + req.query.x); });
//                                                                      ^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                                              ^^^^^^^^^^^ source`));

  it('may be a type predicate', () =>
    moduleIsQuiet(`
type Command = 'ls' | 'pwd';
const isCommand = (text: string): text is Command => text === 'ls' || text === 'pwd';
app.get('/', (req, res) => { if (isCommand(req.query.x)) exec(req.query.x); });`));

  it('may be of another module, with its name alone to speak for it', () =>
    moduleIsQuiet(`
import { isAllowedCommand } from './commands.ts';
app.get('/', (req, res) => {
  const { x } = req.query;
  if (!isAllowedCommand(x)) return res.sendStatus(400);
  exec(x);
});`));
});

describe('an assertion', () => {
  it('guards what follows, by throwing', () =>
    moduleIsQuiet(`
function assertName(text) { if (!/^[a-z]+$/.test(text)) throw new Error('no'); }
app.get('/', (req, res) => {
  const { x } = req.query;
  assertName(x);
  exec('ls ' + x);
});`));

  it('guards nothing before it', () =>
    moduleFinds(`
function assertName(text) { if (!/^[a-z]+$/.test(text)) throw new Error('no'); }
app.get('/', (req, res) => {
  const { x } = req.query;
//              ^^^^^^^^^ source
  exec('ls ' + x);
//     ^^^^^^^^^ sink command-injection
  assertName(x);
});`));

  it('guards nothing when it only says so', () =>
    moduleFinds(`
function warnName(text) { if (!/^[a-z]+$/.test(text)) console.warn('no'); }
app.get('/', (req, res) => {
  const { x } = req.query;
//              ^^^^^^^^^ source
  warnName(x);
  exec('ls ' + x);
//     ^^^^^^^^^ sink command-injection
});`));

  it('guards by node:assert', () =>
    moduleIsQuiet(`
import assert from 'node:assert';
app.get('/', (req, res) => {
  const { x } = req.query;
  assert(/^[a-z]+$/.test(x));
  exec('ls ' + x);
});`));
});

describe('a guard and the functions around it', () => {
  it('reaches into a closure', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (!['ls', 'pwd'].includes(x)) return;
setTimeout(() => exec(x), 5);`));

  it('reaches into a called function', () =>
    moduleIsQuiet(`
const run = (command) => exec(command);
app.get('/', (req, res) => {
  const { x } = req.query;
  if (['ls', 'pwd'].includes(x)) run(x);
});`));

  it('stands in the called function', () =>
    moduleIsQuiet(`
function run(command) {
  if (!['ls', 'pwd'].includes(command)) return;
  exec(command);
}
app.get('/', (req, res) => run(req.query.x));`));

  it('is left by a loop', () =>
    handlerIsQuiet(`
for (const each of req.query.list) {
  if (!['ls', 'pwd'].includes(each)) continue;
  exec(each);
}`));

  it('of a loop holds in its rounds', () =>
    handlerFinds(`
let x = req.query.x;
//      ^^^^^^^^^^^ source
while (x !== 'ls') { exec(x); x = x.slice(1); }
//                        ^ sink command-injection`));

  it('holds after the loop that waits for it', () =>
    handlerIsQuiet(`
let x = req.query.x;
while (x !== 'ls') x = next(x);
exec(x);`));
});

describe('a path that is kept in a folder', () => {
  it('starts with it, normalised, up to a separator', () =>
    moduleIsQuiet(`
import path from 'node:path';
import fs from 'node:fs';
const root = path.resolve('/data');
app.get('/', (req, res) => {
  const file = path.resolve(root, req.query.file);
  if (!file.startsWith(root + path.sep)) return res.sendStatus(400);
  fs.readFileSync(file);
});`));

  it('is relative to it and does not go up', () =>
    moduleIsQuiet(`
import path from 'node:path';
import fs from 'node:fs';
app.get('/', (req, res) => {
  const file = path.resolve('/data', req.query.file);
  const relative = path.relative('/data', file);
  if (relative.startsWith('..') || path.isAbsolute(relative)) throw new Error('no');
  fs.readFileSync(file);
});`));

  it('may start with the name of another folder', () =>
    moduleFinds(`
import path from 'node:path';
import fs from 'node:fs';
app.get('/', (req, res) => {
  const file = path.join('/data', req.query.file);
//                                ^^^^^^^^^^^^^^ source
  if (!file.startsWith('/data')) return;
  fs.readFileSync(file);
//                ^^^^ sink path-traversal
});`));

  it('may go up again when it was not normalised', () =>
    moduleFinds(`
import path from 'node:path';
import fs from 'node:fs';
app.get('/', (req, res) => {
  const file = '/data/' + req.query.file;
//                        ^^^^^^^^^^^^^^ source
  if (!file.startsWith('/data/')) return;
  fs.readFileSync(file);
//                ^^^^ sink path-traversal
});`));

  it('has no way up in it', () =>
    moduleIsQuiet(`
import path from 'node:path';
import fs from 'node:fs';
app.get('/', (req, res) => {
  if (req.query.file.includes('..')) return res.sendStatus(400);
  fs.readFileSync(path.join('/data', req.query.file));
});`));
});

describe('a URL whose host is checked', () => {
  it('goes where the program says', () =>
    handlerIsQuiet(`
const url = new URL(req.query.url);
if (url.hostname !== 'a.example.com') return;
await fetch(url);`));

  it('goes to a host of a list', () =>
    handlerIsQuiet(`
const url = new URL(req.query.url);
if (!['a.example.com'].includes(url.host)) return res.status(400).end();
await fetch(url.href);`));

  it('goes to a host with the domain of the program', () =>
    handlerIsQuiet(`
const url = new URL(req.query.url);
if (!url.hostname.endsWith('.example.com')) return;
await fetch(url);`));

  it('goes anywhere when the domain may be part of another', () =>
    handlerFinds(`
const url = new URL(req.query.url);
//                  ^^^^^^^^^^^^^ source
if (!url.hostname.endsWith('example.com')) return;
await fetch(url);
//          ^^^ sink ssrf`));

  it('goes anywhere when only the scheme is checked', () =>
    handlerFinds(`
const url = new URL(req.query.url);
//                  ^^^^^^^^^^^^^ source
if (url.protocol !== 'https:') return;
await fetch(url);
//          ^^^ sink ssrf`));

  it('goes where its fixed beginning says', () =>
    handlerIsQuiet(`
const { url } = req.query;
if (!url.startsWith('https://a.example.com/')) return;
await fetch(url);`));

  it('goes anywhere when its beginning does not end the host', () =>
    handlerFinds(`
const { url } = req.query;
//              ^^^^^^^^^ source
if (!url.startsWith('https://a.example.com')) return;
await fetch(url);
//          ^^^ sink ssrf`));
});

describe('what looks like a guard', () => {
  it('does not speak of a text by the number that it starts with', () =>
    handlerFinds(`
const { x, y } = req.query;
//               ^^^^^^^^^ source
if (parseInt(x) === 5) exec('sleep ' + x);
//                          ^^^^^^^^^^^^ sink command-injection
if (!isNaN(parseInt(y))) exec('sleep ' + y);
//                            ^^^^^^^^^^^^ sink command-injection`));

  it('does not speak of an object of the request', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (Object.hasOwn(req.query, x)) exec(x);
//                                    ^ sink command-injection
if (x in req.body) exec(x);
//                      ^ sink command-injection
if (x in { ...req.body, ls: 1 }) exec(x);
//                                    ^ sink command-injection
if (Object.keys(req.body).includes(x)) exec(x);
//                                          ^ sink command-injection`));

  it('does not speak of a list of the request under another name', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
const body = req.body;
const { all } = req.body;
if (body.list.includes(x)) exec(x);
//                              ^ sink command-injection
if (all.includes(x)) exec(x);
//                        ^ sink command-injection
if (JSON.parse(req.body.list).includes(x)) exec(x);
//                                              ^ sink command-injection
if (Object.values({ a: req.query.y }).includes(x)) exec(x);
//                                                      ^ sink command-injection`));

  it('is a predicate that may say yes in a loop', () =>
    moduleFinds(`
function isName(text) {
  for (const each of text) if (each === 'a') return true;
  return /^[a-z]+$/.test(text);
}
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });
//                                                         ^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                                 ^^^^^^^^^^^ source`));

  it('is a predicate that may say yes inside of a test', () =>
    moduleFinds(`
function isName(text) {
  if (!/^[a-z]+$/.test(text)) {
    if (text.length < 3) return true;
    return false;
  }
  return true;
}
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });
//                                                         ^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                                 ^^^^^^^^^^^ source`));

  it('is a predicate that may say yes on the other side', () =>
    moduleFinds(`
function isName(text) {
  if (text.length < 3) return true;
  else if (text.length > 30) return false;
  return /^[a-z]+$/.test(text);
}
app.get('/', (req, res) => { if (isName(req.query.x)) exec('ls ' + req.query.x); });
//                                                         ^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                      ^^^^^^^^^^^ source`));

  it('is an assertion that ends before it throws', () =>
    moduleFinds(`
function assertName(text) {
  if (text.length < 30) return;
  if (!/^[a-z]+$/.test(text)) throw new Error('no');
}
app.get('/', (req, res) => {
  const { x } = req.query;
//              ^^^^^^^^^ source
  assertName(x);
  exec('ls ' + x);
//     ^^^^^^^^^ sink command-injection
});`));

  it('is a prefix of what was joined by a list or written in another form', () =>
    moduleFinds(`
import fs from 'node:fs';
app.get('/', (req, res) => {
  const file = ['/data', req.query.file].join('/');
//                       ^^^^^^^^^^^^^^ source
  if (!file.startsWith('/data/')) return;
  fs.readFileSync(file);
//                ^^^^ sink path-traversal
});
app.get('/b', (req, res) => {
  const file = req.query.file.normalize();
//             ^^^^^^^^^^^^^^ source
  if (!file.startsWith('/data/')) return;
  fs.readFileSync(file);
//                ^^^^ sink path-traversal
});`));

  it('is the name of another host', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (!/^[a-z.]+$/.test(x)) return;
await fetch('https://' + x + '/');
//          ^^^^^^^^^^^^^^^^^^^^ sink ssrf`));
});

describe('a guard in another form', () => {
  it('is asked for its answer', () =>
    moduleIsQuiet(`
const isName = (text) => /^[a-z]+$/.test(text);
app.get('/', (req, res) => {
  const { x, y } = req.query;
  if (isName(x) === true) exec('ls ' + x);
  if (isName(y) === false) return;
  exec('ls ' + y);
});`));

  it('is a made pattern', () =>
    handlerIsQuiet(`
const { x, y } = req.query;
if (new RegExp('^[a-z]+$').test(x)) exec('ls ' + x);
if (y.match('^[a-z]+$')) exec('ls ' + y);`));

  it('is an assertion of an assertion', () =>
    moduleIsQuiet(`
function assertText(text) { if (typeof text !== 'string') throw new TypeError(); }
function assertPattern(text) { if (!/^[a-z]+$/.test(text)) throw new Error('no'); }
function assertName(text) {
  assertText(text);
  assertPattern(text);
}
app.get('/', (req, res) => {
  const { x } = req.query;
  assertName(x);
  exec('ls ' + x);
});`));

  it('is a list that the program looked up', () =>
    moduleIsQuiet(`
import { loadCommands } from './commands.ts';
import { config } from './config.ts';
app.get('/', async (req, res) => {
  const { x } = req.query;
  const loaded = await loadCommands(req.params.id);
  if (loaded.includes(x)) exec(x);
  const { commands } = config;
  if (commands.includes(x)) exec(x);
  if (config.tools.map((each) => each.name).includes(x)) exec(x);
  const known = Object.keys(config.tools);
  if (known.includes(x)) exec(x);
});`));

  it('is a map with values that are made here', () =>
    moduleIsQuiet(`
const make = () => ({ run: 1 });
const table = new Map([['ls', make()], ['pwd', make()]]);
app.get('/', (req, res) => { if (table.has(req.query.x)) exec(req.query.x); });`));

  it('is a URL that was parsed in a try', () =>
    handlerIsQuiet(`
let url;
try { url = new URL(req.query.url); } catch { return res.sendStatus(400); }
if (url.hostname !== 'a.example.com') return;
await fetch(url);`));

  it('is a URL that was parsed by a function', () =>
    moduleIsQuiet(`
import url from 'node:url';
app.get('/', async (req, res) => {
  const parsed = URL.parse(req.query.a);
  if (parsed.hostname === 'a.example.com') await fetch(parsed);
  const old = url.parse(req.query.b);
  if (old.hostname === 'a.example.com') await fetch(req.query.b);
});`));
});

describe('a predicate that is a method', () => {
  it('of the same instance guards', () =>
    moduleIsQuiet(`
class Runner {
  commands = new Set(['ls', 'pwd']);
  isKnown(command) { return this.commands.has(command); }
  run(command) {
    if (!this.isKnown(command)) return;
    exec(command);
  }
}
app.get('/', (req, res) => new Runner().run(req.query.x));`));

  it('of a class, of an instance, of an object guards', () =>
    moduleIsQuiet(`
class Names { static isName(text) { return /^[a-z]+$/.test(text); } isOther(text) { return /^\\d+$/.test(text); } }
const names = new Names();
const checks = { isName(text) { return /^[a-z]+$/.test(text); }, isOther: (text) => /^\\d+$/.test(text) };
app.get('/', (req, res) => {
  const { x } = req.query;
  if (Names.isName(x)) exec('ls ' + x);
  if (names.isOther(x)) exec('ls ' + x);
  if (checks.isName(x)) exec('ls ' + x);
  if (checks.isOther(x)) exec('ls ' + x);
});`));

  it('that asserts guards what follows', () =>
    moduleIsQuiet(`
class Runner {
  assertName(name) { if (!/^[a-z]+$/.test(name)) throw new Error('no'); }
  run(name) {
    this.assertName(name);
    exec('ls ' + name);
  }
}
app.get('/', (req, res) => new Runner().run(req.query.x));`));

  it('guards nothing by its name alone', () =>
    moduleFinds(`
class Runner {
  isKnown(command) { return command.length > 3; }
  run(command) {
    if (!this.isKnown(command)) return;
    exec(command);
//       ^^^^^^^ sink command-injection
  }
}
app.get('/', (req, res) => new Runner().run(req.query.x));
//                                          ^^^^^^^^^^^ source`));

  it('of another class with the same method guards nothing', () =>
    moduleFinds(`
class Names { isKnown(text) { return /^[a-z]+$/.test(text); } }
class Runner {
  isKnown(text) { return text.length > 3; }
  run(text) {
    if (!this.isKnown(text)) return;
    exec(text);
//       ^^^^ sink command-injection
  }
}
app.get('/', (req, res) => new Runner().run(req.query.x));
//                                          ^^^^^^^^^^^ source`));
});

describe('a predicate of an object', () => {
  it('guards the property that it tests', () =>
    moduleFinds(`
const isValid = (query) => /^[a-z]+$/.test(query.name);
app.get('/', (req, res) => {
  if (!isValid(req.query)) return;
  exec('ls ' + req.query.name);
  exec('ls ' + req.query.other);
//     ^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//             ^^^^^^^^^^^^^^^ source
});`));

  it('guards what it takes out', () =>
    moduleFinds(`
const isValid = ({ name: text }) => /^[a-z]+$/.test(text);
app.get('/', (req, res) => {
  if (!isValid(req.query)) return;
  exec('ls ' + req.query.name);
  exec('ls ' + req.query.text);
//     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//             ^^^^^^^^^^^^^^ source
});`));

  it('guards the variables that it is given', () =>
    moduleIsQuiet(`
const isValid = ({ name }) => /^[a-z]+$/.test(name);
app.get('/', (req, res) => {
  const { name } = req.query;
  if (isValid({ name })) exec('ls ' + name);
});`));
});

describe('membership by a property', () => {
  it('guards like membership', () =>
    moduleIsQuiet(`
const commands = [{ name: 'ls' }, { name: 'pwd' }];
app.get('/', (req, res) => {
  const { x } = req.query;
  if (commands.some((each) => each.name === x)) exec(x);
  if (commands.find(({ name }) => name === x)) exec(x);
});`));

  it('guards nothing in a list of the request', () =>
    moduleFinds(`
app.get('/', (req, res) => {
  const { x } = req.query;
//              ^^^^^^^^^ source
  if (req.body.commands.some((each) => each.name === x)) exec(x);
//                                                            ^ sink command-injection
});`));

  it('guards nothing by another comparison', () =>
    moduleFinds(`
const commands = [{ name: 'ls' }, { name: 'pwd' }];
app.get('/', (req, res) => {
  const { x } = req.query;
//              ^^^^^^^^^ source
  if (commands.some((each) => each.name !== x)) exec(x);
//                                                   ^ sink command-injection
  if (commands.some((each) => x.startsWith(each.name))) exec(x);
//                                                           ^ sink command-injection
});`));
});

describe('a question whether something is no number', () => {
  it('guards when it asks for the number', () =>
    handlerIsQuiet(`
const { x } = req.query;
if (!Number.isNaN(Number(x))) exec('sleep ' + x);
if (!Number.isNaN(+x)) exec('sleep ' + x);
if (isNaN(+x)) return;
exec('sleep ' + x);`));

  it('guards nothing when it asks for the text, which is never NaN', () =>
    handlerFinds(`
const { x } = req.query;
//            ^^^^^^^^^ source
if (!Number.isNaN(x)) exec('sleep ' + x);
//                         ^^^^^^^^^^^^ sink command-injection
if (!Number.isNaN(parseInt(x))) exec('sleep ' + x);
//                                   ^^^^^^^^^^^^ sink command-injection`));
});

describe('a question of another module', () => {
  it('is asked of what was normalised for the question as well', () =>
    moduleIsQuiet(`
import { readFile } from 'node:fs/promises';
import { normalizePath, isAllowedPath } from './paths.ts';
app.get('/file', async (req, res) => {
  const { file } = req.query;
  const asked = normalizePath(file);
  const isAllowed = isAllowedPath(asked);
  if (!isAllowed) return res.sendStatus(403);
  res.json((await readFile(file)).length);
});`));
});

describe('a test of a whole', () => {
  it('leaves what was proven of its parts', () =>
    handlerIsQuiet(`
const types = ['pdf', 'txt'];
if (types.indexOf(req.params.type) === -1) return res.sendStatus(404);
if (await hasAccess(req)) exec('export ' + req.params.type);`));
});

describe('a test of a path that was normalised where it stood', () => {
  it('refuses what leads out', () =>
    moduleFinds(`
import fs from 'node:fs';
import path from 'node:path';
const relative = (file, by = path) => {
  file = by.normalize(file);
  if (by.isAbsolute(file) || file.split(by.sep)[0] === '..') throw new Error('outside');
  return file;
};
const decoded = (file) => {
  file = path.normalize(file);
  file = decodeURIComponent(file);
  if (path.isAbsolute(file) || file.split(path.sep)[0] === '..') throw new Error('outside');
  return file;
};
app.get('/', (req, res) => {
  fs.readFileSync('/srv/' + relative(req.query.file));
  fs.readFileSync('/srv/' + decoded(req.query.file));
//                                  ^^^^^^^^^^^^^^ source
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink path-traversal
});`));
});

describe('a test of the origin of a URL', () => {
  it('holds for one that was parsed in one of two ways', () =>
    moduleFinds(`
const inside = (text, base) => {
  const url = /^[a-z]+:/.test(text) ? new URL(text) : new URL(text, base);
  const allowed = new Set([new URL(base).origin]);
  return allowed.has(url.origin) ? url.toString() : null;
};
const other = (text, more, base) => {
  const url = /^[a-z]+:/.test(text) ? new URL(text) : new URL(more, base);
  return url.origin === new URL(base).origin ? more : null;
};
app.get('/', (req, res) => {
  res.redirect(inside(req.query.x, process.env.BASE));
  res.redirect(other('', req.query.x, process.env.BASE));
//                       ^^^^^^^^^^^ source
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink open-redirect
});`));
});
