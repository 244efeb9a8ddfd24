import { finds } from '../../support/spec.ts';
import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data through time, types and tags', () => {
  it('goes through an import that is waited for', () =>
    finds(`
import express from 'express';
const app = express();
app.get('/', (req, res) => { import('node:child_process').then((m) => m.exec(req.query.x)); });
//                                                                           ^^^^^^^^^^^ source sink command-injection
app.get('/b', (req, res) => { import('node:child_process').then(({ exec }) => exec(req.query.x)); });
//                                                                                 ^^^^^^^^^^^ source sink command-injection
app.get('/c', (req, res) => { import('./own.js').then((m) => m.exec(req.query.x)); });`));

  it('is in a property of a declared object', () =>
    finds(`
import { exec } from 'node:child_process';
import type { Request, Response } from 'express';
interface Context { req: Request; res: Response; name: string }
type Other = { readonly request: Request };
export function a(context: Context) { exec(context.req.query.x as string); exec(context.name); }
//                                         ^^^^^^^^^^^^^^^^^^^ source
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
export function b({ req }: Context) { exec(req.query.x as string); }
//                                         ^^^^^^^^^^^ source
//                                         ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
export function c({ request }: Other) { exec(request.query.x as string); }
//                                           ^^^^^^^^^^^^^^^ source
//                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
export function d(context: { req: Request }) { exec(context.req.query.x as string); }
//                                                  ^^^^^^^^^^^^^^^^^^^ source
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
export function e({ req: { query } }: { req: Request }) { exec(query.x as string); }
//                         ^^^^^ source                        ^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is in a property of an interface that extends another', () =>
    finds(`
import { exec } from 'node:child_process';
import type { Request } from 'express';
interface Base { req: Request }
interface Context extends Base { user: string }
export function a(context: Context) { exec(context.req.query.x as string); exec(context.user); }
//                                         ^^^^^^^^^^^^^^^^^^^ source
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is in a field of a class with a declared type', () =>
    finds(`
import { exec } from 'node:child_process';
import type { Request } from 'express';
class Service { constructor(private readonly req: Request) {} run() { exec(this.req.query.x as string); } }
//                                                                         ^^^^^^^^^^^^^^^^ source
//                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is declared by a comment on a variable', () =>
    finds(
      `
import { exec } from 'node:child_process';
/** @type {import('express').Request} */
const req = globalThis.current;
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`,
      { path: 'example.js' },
    ));

  it('is declared by a comment on an expression', () =>
    finds(
      `
import { exec } from 'node:child_process';
const req = /** @type {import('express').Request} */ (globalThis.current);
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`,
      { path: 'example.js' },
    ));

  it('is declared by a comment on a handler', () =>
    finds(
      `
import { exec } from 'node:child_process';
/** @type {import('express').RequestHandler} */
export const show = (a, b) => { exec(a.query.x); };
//                                   ^^^^^^^^^ source sink command-injection`,
      { path: 'example.js' },
    ));

  it('is yielded step by step and sent back', () =>
    moduleFinds(`
function* each() { const command = yield 'ls'; exec(command); }
//                                                  ^^^^^^^ sink command-injection
app.get('/', (req, res) => { const steps = each(); steps.next(); steps.next(req.query.x); });
//                                                                          ^^^^^^^^^^^ source`));

  it('is not sent back to another generator', () =>
    moduleIsQuiet(`
function* each() { const command = yield 'ls'; exec(command); }
function* other() { const command = yield 'ls'; return command; }
app.get('/', (req, res) => { each().next(); other().next(req.query.x); });`));

  it('is yielded by another generator', () =>
    moduleFinds(`
function* inner(value) { yield value; }
function* outer(value) { yield 'a'; yield* inner(value); }
app.get('/', (req, res) => { for (const command of outer(req.query.x)) exec(command); });
//                                                       ^^^^^^^^^^^ source ^^^^^^^ sink command-injection`));

  it('is yielded from a list', () =>
    moduleFinds(`
function* each(value) { yield* ['a', value]; }
app.get('/', (req, res) => { for (const command of each(req.query.x)) exec(command); });
//                                                      ^^^^^^^^^^^ source ^^^^^^^ sink command-injection`));

  it('is returned by a generator that is delegated to', () =>
    moduleFinds(`
function* inner(value) { yield 'a'; return value; }
function* outer(value) { const command = yield* inner(value); exec(command); }
//                                                                 ^^^^^^^ sink command-injection
app.get('/', (req, res) => { [...outer(req.query.x)]; });
//                                     ^^^^^^^^^^^ source`));

  it('is yielded by a method', () =>
    moduleFinds(`
class Feed { *[Symbol.iterator]() { yield this.first; } constructor(first) { this.first = first; } }
app.get('/', (req, res) => { for (const command of new Feed(req.query.x)) exec(command); });
//                                                          ^^^^^^^^^^^ source ^^^^^^^ sink command-injection`));

  it('is yielded by an async generator', () =>
    moduleFinds(`
async function* each(value) { yield value; }
app.get('/', async (req, res) => {
  for await (const command of each(req.query.x)) exec(command);
//                                 ^^^^^^^^^^^ source ^^^^^^^ sink command-injection
  for await (const command of each('ls')) exec(command);
});`));

  it('is what arrives in pieces', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
http.createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk;
//           ^^^^^^^^^^^ source
  exec(body);
//     ^^^^ sink command-injection
});
http.createServer((req, res) => {
  let body = '';
  req.on('data', (chunk) => { body += chunk; });
//                ^^^^^ source
  req.on('end', () => { exec(body); });
//                           ^^^^ sink command-injection
});
http.createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
//                ^^^^^ source
    const body = Buffer.concat(chunks).toString();
    exec(JSON.parse(body).command);
//       ^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  });
});`));

  it('is read by consumers of streams', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
import { text, json } from 'node:stream/consumers';
http.createServer(async (req, res) => {
  exec(await text(req));
//     ^^^^^^^^^^^^^^^ sink command-injection
//                ^^^ source
  exec((await json(req)).command);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                 ^^^ source
});`));

  it('is piped through a transform', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
import { Transform, Writable, pipeline } from 'node:stream';
http.createServer((req, res) => {
    req.pipe(new Writable({ write(chunk, encoding, done) { exec(chunk.toString()); done(); } }));
//  ^^^ source                                                  ^^^^^^^^^^^^^^^^ sink command-injection
});
http.createServer((req, res) => {
    const upper = new Transform({ transform(chunk, encoding, done) { exec('' + chunk); done(null, chunk); } });
//                                                                        ^^^^^^^^^^ sink command-injection
    pipeline(req, upper, res, () => {});
//           ^^^ source
});
http.createServer((req, res) => {
    const upper = new Transform({ transform(chunk, encoding, done) { this.push(chunk); done(); } });
    req.pipe(upper).on('data', (chunk) => exec(chunk));
//  ^^^ source                                 ^^^^^ sink command-injection
});
new Transform({ transform(chunk, encoding, done) { exec('' + chunk); done(null, chunk); } });`));

  it('is given to the methods of a class of streams', () =>
    moduleFinds(`
import { Transform, Writable } from 'node:stream';
class Upper extends Transform {
  _transform(chunk, encoding, done) { exec('' + chunk); done(); }
//                                         ^^^^^^^^^^ sink command-injection
}
class Log extends Writable {
  _write(chunk, encoding, done) { exec('' + chunk); done(); }
//                                     ^^^^^^^^^^ sink command-injection
}
class Unused extends Writable {
  _write(chunk, encoding, done) { exec('' + chunk); done(); }
}
app.post('/', (req, res) => {
    req.pipe(new Upper()).pipe(res);
//  ^^^ source
    req.pipe(new Log());
//  ^^^ source
});`));

  it('is read line by line', () =>
    finds(`
import { exec } from 'node:child_process';
import http from 'node:http';
import readline from 'node:readline';
http.createServer(async (req, res) => {
  const lines = readline.createInterface({ input: req });
//                                       ^^^^^^^^^^^^^^ source
  lines.on('line', (line) => exec(line));
//                                ^^^^ sink command-injection
  for await (const line of readline.createInterface({ input: req })) exec(line);
//                                                  ^^^^^^^^^^^^^^ source ^^^^ sink command-injection
});
readline.createInterface({ input: other() }).on('line', (line) => exec(line));`));

  it('waits for a timer', () =>
    handlerFinds(`
setTimeout((command) => exec(command), 5, req.query.x);
//                           ^^^^^^^ sink command-injection
//                                        ^^^^^^^^^^^ source
setInterval((other, command) => exec(command), 5, 'a', req.query.y);
//                                   ^^^^^^^ sink command-injection
//                                                     ^^^^^^^^^^^ source
setTimeout((command, other) => exec(command), 5, 'a', req.query.z);
queueMicrotask(() => exec(req.query.a));
//                        ^^^^^^^^^^^ source sink command-injection
process.nextTick((command) => exec(command), req.query.b);
//                                 ^^^^^^^ sink command-injection
//                                           ^^^^^^^^^^^ source`));

  it('waits for a timer that is a promise', () =>
    finds(`
import { setTimeout } from 'node:timers/promises';
import { exec } from 'node:child_process';
import express from 'express';
express().get('/', async (req, res) => { exec(await setTimeout(5, req.query.x)); });
//                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                                ^^^^^^^^^^^ source`));

  it('goes through promisified functions', () =>
    finds(`
import { exec } from 'node:child_process';
import express from 'express';
import { promisify } from 'node:util';
const run = promisify(exec);
express().get('/', async (req, res) => {
  await run(req.query.x);
//          ^^^^^^^^^^^ source sink command-injection
});`));

  it('stands at its place in Promise.all', () =>
    moduleFinds(`
app.get('/', async (req, res) => {
  const [first, second] = await Promise.all(['ls', req.query.x]);
//                                                 ^^^^^^^^^^^ source
  exec(first);
  exec(second);
//     ^^^^^^ sink command-injection
});`));

  it('comes through an emitter', () =>
    moduleFinds(`
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
bus.on('run', (command) => exec(command));
//                              ^^^^^^^ sink command-injection
bus.on('other', (command) => exec(command));
app.get('/', (req, res) => { bus.emit('run', req.query.x); });
//                                           ^^^^^^^^^^^ source`));

  it('comes through an emitter of its own class', () =>
    moduleFinds(`
import { EventEmitter, once } from 'node:events';
class Bus extends EventEmitter {}
const bus = new Bus();
bus.once('run', (name, command) => exec(command));
//                                      ^^^^^^^ sink command-injection
app.get('/', (req, res) => { bus.emit('run', 'a', req.query.x); });
//                                                ^^^^^^^^^^^ source`));

  it('goes through a tag of this file', () =>
    handlerFinds(`
const shell = (texts, ...values) => texts[0] + values[0];
exec(shell\`ls \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//              ^^^^^^^^^^^ source`));

  it('is not what a tag makes of its text alone', () =>
    handlerIsQuiet(`
const shell = (texts, ...values) => texts[0];
exec(shell\`ls \${req.query.x}\`);`));

  it('is what a tag takes by position', () =>
    handlerFinds(`
const shell = (texts, first, second) => texts[0] + second;
exec(shell\`ls \${'a'} \${req.query.x}\`);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                     ^^^^^^^^^^^ source
exec(shell\`ls \${req.query.y} \${'a'}\`);`));

  it('is cleaned by a tag', () =>
    handlerIsQuiet(`
const shell = (texts, ...values) => texts.map((text, i) => text + (values[i] === undefined ? '' : Number(values[i]))).join('');
exec(shell\`sleep \${req.query.x}\`);`));

  it('is resolved from outside of the promise', () =>
    handlerFinds(`
let done;
const waiting = new Promise((resolve) => { done = resolve; });
done(req.query.x);
//   ^^^^^^^^^^^ source
exec(await waiting);
//   ^^^^^^^^^^^^^ sink command-injection`));

  it('is why a promise was rejected', () =>
    handlerFinds(`
Promise.reject(req.query.x).catch((reason) => exec(reason));
//             ^^^^^^^^^^^ source                  ^^^^^^ sink command-injection
new Promise((resolve, reject) => reject(req.query.y)).then(null, (reason) => exec(reason));
//                                      ^^^^^^^^^^^ source                        ^^^^^^ sink command-injection
Promise.resolve(req.query.z).catch((reason) => exec(reason));`));

  it('is why a promise that is waited for was rejected', () =>
    handlerFinds(`
try { await Promise.reject(req.query.x); } catch (error) { exec(error); }
//                         ^^^^^^^^^^^ source                   ^^^^^ sink command-injection`));

  it('comes after all are settled', () =>
    handlerFinds(`
const [a, b] = await Promise.allSettled(['a', req.query.x]);
//                                            ^^^^^^^^^^^ source
exec(b.value);
//   ^^^^^^^ sink command-injection`));

  it('is tried as a promise', () =>
    handlerFinds(`
exec(await Promise.try(() => req.query.x));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                           ^^^^^^^^^^^ source`));

  it('is the result of a race between promises', () =>
    handlerFinds(`
exec(await Promise.any([Promise.resolve(req.query.x)]));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                                      ^^^^^^^^^^^ source`));

  it('is in a store for all that a call starts', () =>
    finds(
      `
import { exec } from 'node:child_process';
import { AsyncLocalStorage } from 'node:async_hooks';
import express from 'express';
const storage = new AsyncLocalStorage();
express().get('/', (req, res) => { storage.run({ command: req.query.x, other: 'a' }, () => exec(storage.getStore().command)); });
//                                                        ^^^^^^^^^^^ source                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`,
      { path: 'example.js' },
    ));
});
