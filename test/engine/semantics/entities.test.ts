import assert from 'node:assert/strict';
import type { LibraryModel } from '../../../engine/model.ts';
import { ApiTrie } from '../../../engine/semantics/entities.ts';
import { finds, isQuiet } from '../../support/spec.ts';
import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('an API value', () => {
  it('keeps its meaning in a variable', () =>
    handlerFinds(`
const run = exec;
let go;
go = run;
go(req.query.x);
// ^^^^^^^^^^^ source sink command-injection`));

  it('loses its meaning where another is assigned', () =>
    handlerIsQuiet(`
let run = exec;
run = (command) => command.length;
run(req.query.x);`));

  it('is what a choice can give', () =>
    handlerFinds(`
const run = req.query.quiet ? console.log : exec;
run(req.query.x);
//  ^^^^^^^^^^^ source sink command-injection
(req.app.run || exec)(req.query.y);
//                    ^^^^^^^^^^^ source sink command-injection`));

  it('is kept in an object', () =>
    moduleFinds(`
const shell = { exec, other: console.log };
app.get('/', (req, res) => shell.exec(req.query.x));
//                                    ^^^^^^^^^^^ source sink command-injection
app.get('/other', (req, res) => shell.other(req.query.x));`));

  it('is kept in an object under another name', () =>
    moduleFinds(`
const shell = { run: exec };
const { run } = shell;
app.get('/', (req, res) => run(req.query.x));
//                             ^^^^^^^^^^^ source sink command-injection`));

  it('is spread into an object', () =>
    moduleFinds(`
import * as processes from 'node:child_process';
const shell = { ...processes, more: 1 };
app.get('/', (req, res) => shell.exec(req.query.x));
//                                    ^^^^^^^^^^^ source sink command-injection`));

  it('is promisified', () =>
    moduleFinds(`
import { promisify } from 'node:util';
const run = promisify(exec);
app.get('/', async (req, res) => res.send((await run(req.query.x)).stdout.length));
//                                                   ^^^^^^^^^^^ source sink command-injection`));

  it('is promisified by a namespace', () =>
    moduleFinds(`
const util = require('util');
const run = util.promisify(require('child_process').exec);
app.get('/', async (req, res) => { await run(req.query.x); });
//                                           ^^^^^^^^^^^ source sink command-injection`));

  it('is called and bound', () =>
    handlerFinds(`
exec.call(null, req.query.a);
//              ^^^^^^^^^^^ source sink command-injection
exec.bind(null)(req.query.b);
//              ^^^^^^^^^^^ source sink command-injection`));

  it('is applied', () =>
    handlerFinds(`
exec.apply(null, [req.query.x]);
//                ^^^^^^^^^^^ source sink command-injection`));

  it('is a field of a class', () =>
    moduleFinds(`
class Runner {
  run = exec;
  go(command) { this.run(command); }
//                       ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner().go(req.query.x));
//                                         ^^^^^^^^^^^ source`));

  it('is a field that the constructor sets', () =>
    moduleFinds(`
class Runner {
  constructor() { this.run = exec; }
  go(command) { this.run(command); }
//                       ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner().go(req.query.x));
//                                         ^^^^^^^^^^^ source`));

  it('is a parameter', () =>
    moduleFinds(`
const use = (run, command) => run(command);
//                                ^^^^^^^ sink command-injection
app.get('/', (req, res) => use(exec, req.query.x));
//                                   ^^^^^^^^^^^ source`));

  it('is the default of a parameter', () =>
    moduleFinds(`
const use = (command, run = exec) => run(command);
//                                       ^^^^^^^ sink command-injection
app.get('/', (req, res) => use(req.query.x));
//                             ^^^^^^^^^^^ source`));

  it('is among the rest of the parameters', () =>
    moduleFinds(`
const use = (command, ...all) => all[0](command);
//                                      ^^^^^^^ sink command-injection
app.get('/', (req, res) => use(req.query.x, exec));
//                             ^^^^^^^^^^^ source`));

  it('is given to a constructor', () =>
    moduleFinds(`
class Runner {
  constructor(private readonly run: unknown) {}
  go(command) { this.run(command); }
//                       ^^^^^^^ sink command-injection
}
app.get('/', (req, res) => new Runner(exec).go(req.query.x));
//                                             ^^^^^^^^^^^ source`));

  it('is what a function returns', () =>
    moduleFinds(`
const shell = () => exec;
app.get('/', (req, res) => shell()(req.query.x));
//                                 ^^^^^^^^^^^ source sink command-injection`));

  it('is what an async function returns', () =>
    moduleFinds(`
const shell = async () => exec;
app.get('/', async (req, res) => (await shell())(req.query.x));
//                                               ^^^^^^^^^^^ source sink command-injection`));

  it('is in a list and a map', () =>
    moduleFinds(`
const list = [exec];
app.get('/', (req, res) => list.forEach((run) => run(req.query.x)));
//                                                   ^^^^^^^^^^^ source sink command-injection
const table = new Map();
table.set('run', exec);
app.get('/map', (req, res) => table.get('run')(req.query.y));
//                                             ^^^^^^^^^^^ source sink command-injection`));

  it('is a global, and a member of the global object', () =>
    handlerFinds(`
eval(req.query.a);
//   ^^^^^^^^^^^ source sink code-injection
globalThis.eval(req.query.b);
//              ^^^^^^^^^^^ source sink code-injection
(0, eval)(req.query.c);
//        ^^^^^^^^^^^ source sink code-injection
new Function('a', req.query.d);
//                ^^^^^^^^^^^ source sink code-injection`));

  it('is no global where a variable has its name', () =>
    moduleIsQuiet(`
const eval = (text) => text.length;
app.get('/', (req, res) => res.json(eval(req.query.x)));`));
});

describe('an instance', () => {
  it('is made by new', () =>
    moduleFinds(`
import { Pool } from 'pg';
const pool = new Pool();
app.get('/', (req, res) => pool.query('select * from t where id = ' + req.query.id));
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
//                                                                    ^^^^^^^^^^^^ source`));

  it('is made by new of a member', () =>
    moduleFinds(`
import pg from 'pg';
const pool = new pg.Pool();
app.get('/', (req, res) => pool.query('select * from t where id = ' + req.query.id));
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
//                                                                    ^^^^^^^^^^^^ source`));

  it('is what a method of another gives', () =>
    moduleFinds(`
import { Pool } from 'pg';
const pool = new Pool();
app.get('/', async (req, res) => {
  const client = await pool.connect();
  await client.query('select * from t where id = ' + req.query.id);
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
//                                                   ^^^^^^^^^^^^ source
});`));

  it('is made by a subclass', () =>
    moduleFinds(`
import { Pool } from 'pg';
class Database extends Pool {
  find(id) { return this.query('select * from t where id = ' + id); }
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
}
const database = new Database();
app.get('/', (req, res) => database.find(req.query.id));
//                                       ^^^^^^^^^^^^ source`));

  it('is kept in a field', () =>
    moduleFinds(`
import { Pool } from 'pg';
class Users {
  #pool = new Pool();
  find(id) { return this.#pool.query('select * from t where id = ' + id); }
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
}
app.get('/', (req, res) => new Users().find(req.query.id));
//                                          ^^^^^^^^^^^^ source`));

  it('is a field with a declared type', () =>
    moduleFinds(`
import type { Pool } from 'pg';
class Users {
  private pool: Pool;
  find(id) { return this.pool.query('select * from t where id = ' + id); }
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
}
app.get('/', (req, res) => new Users().find(req.query.id));
//                                          ^^^^^^^^^^^^ source`));

  it('is a parameter property with a declared type', () =>
    moduleFinds(`
import type { Pool } from 'pg';
class Users {
  constructor(private readonly pool: Pool) {}
  find(id: string) { return this.pool.query('select * from t where id = ' + id); }
//                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink sql-injection
}
export const users = (found: Users) => app.get('/', (req, res) => found.find(req.query.id));
//                                                                           ^^^^^^^^^^^^ source`));

  it('is none of a class of the module with the same name', () =>
    moduleIsQuiet(`
class Pool { query(text) { return text.length; } }
const pool = new Pool();
app.get('/', (req, res) => res.json(pool.query('select * from t where id = ' + req.query.id)));`));
});

/** Code that nobody calls: only its declarations say what it is given. */
const declared = (code: string) => `import { exec } from 'node:child_process';\n${code.trim()}`;
const declaredFinds = (code: string) => finds(declared(code));
const declaredIsQuiet = (code: string) => isQuiet(declared(code));

describe('a declared type', () => {
  it('says what a value is: of an imported name', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Request) { exec(req.query.x); }
//                                        ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of another name', () =>
    declaredFinds(`
import type { Request as Asked } from 'express';
export function show(asked: Asked) { exec(asked.query.x); }
//                                        ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a namespace', () =>
    declaredFinds(`
import express from 'express';
export function show(req: express.Request) { exec(req.query.x); }
//                                                ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of all', () =>
    declaredFinds(`
import * as web from 'express';
export function show(req: web.Request) { exec(req.query.x); }
//                                            ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: with arguments', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Request<{ id: string }>) { exec(req.params.id); }
//                                                        ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an import type', () =>
    declaredFinds(`
export function show(req: import('express').Request) { exec(req.query.x); }
//                                                          ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: in a union', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Request | undefined) { exec(req?.query.x); }
//                                                    ^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: in an intersection', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Request & { user: string }) { exec(req.query.x); }
//                                                           ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: in a promise', () =>
    declaredFinds(`
import type { Request } from 'express';
export async function show(req: Promise<Request>) { exec((await req).query.x); }
//                                                       ^^^^^^^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: made read-only', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Readonly<Request>) { exec(req.query.x); }
//                                                  ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an optional parameter', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req?: Request) { exec(req!.query.x); }
//                                         ^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a parameter with a default', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show(req: Request = other()) { exec(req.query.x); }
//                                                  ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a parameter taken apart', () =>
    declaredFinds(`
import type { Request } from 'express';
export function show({ query }: Request) { exec(query.x); }
//                     ^^^^^ source             ^^^^^^^ sink command-injection`));

  it('says what a value is: of a variable', () =>
    declaredFinds(`
import type { Request } from 'express';
const req: Request = other();
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a cast', () =>
    declaredFinds(`
import type { Request } from 'express';
exec((other() as Request).query.x);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a cast through unknown', () =>
    declaredFinds(`
import type { Request } from 'express';
exec((other() as unknown as Request).query.x);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a handler', () =>
    declaredFinds(`
import type { RequestHandler } from 'express';
export const show: RequestHandler = (a, b) => { exec(a.query.x); };
//                                                   ^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a method of a class', () =>
    declaredFinds(`
import type { Request } from 'express';
export class Users { show(req: Request) { exec(req.query.x); } }
//                                             ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: under an alias of the module', () =>
    declaredFinds(`
import type { Request } from 'express';
type Asked = Request;
export function show(req: Asked) { exec(req.query.x); }
//                                      ^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an interface that extends it', () =>
    declaredFinds(`
import express from 'express';
interface Asked extends express.Request { user: string }
export function show(req: Asked) { exec(req.query.x); }
//                                      ^^^^^^^^^^^ source sink command-injection`));

  it('says nothing of another package', () =>
    declaredIsQuiet(`
import type { Request } from './types.ts';
export function show(asked: Request) { exec(asked.query.x); }`));

  it('says nothing of a type of the module', () =>
    declaredIsQuiet(`
interface Request { query: { x: string } }
export function show(asked: Request) { exec(asked.query.x); }`));

  it('says nothing of what it does not name', () =>
    declaredIsQuiet(`
import type { Request } from 'express';
export function show(asked: { query: { x: string } }, of: Request['ip']) { exec(asked.query.x); }`));
});

describe('a JSDoc type', () => {
  it('says what a value is: with an import', () =>
    declaredFinds(`
/** @param {import('express').Request} asked */
export function show(asked) { exec(asked.query.x); }
//                                 ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an import of the module', () =>
    declaredFinds(`
import express from 'express';
/** @param {express.Request} asked */
export function show(asked) { exec(asked.query.x); }
//                                 ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a required module', () =>
    declaredFinds(`
const express = require('express');
/** @param {express.Request} asked */
exports.show = function (asked) { exec(asked.query.x); };
//                                     ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: among several lines', () =>
    declaredFinds(`
/**
 * Shows.
 * @param {string} name who
 * @param {import("express").Request} asked what
 */
export const show = (name, asked) => exec(asked.query.x);
//                                        ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an optional parameter', () =>
    declaredFinds(`
/** @param {import('express').Request} [asked] */
export const show = (asked) => exec(asked.query.x);
//                                  ^^^^^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a function', () =>
    declaredFinds(`
/** @type {import('express').RequestHandler} */
export const show = (a, b) => { exec(a.query.x); };
//                                   ^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of an exported function', () =>
    declaredFinds(`
/** @type {import('express').RequestHandler} */
module.exports = (a, b) => { exec(a.query.x); };
//                                ^^^^^^^^^ source sink command-injection`));

  it('says what a value is: of a method', () =>
    declaredFinds(`
export class Users {
  /** @param {import('express').Request} asked */
  show(asked) { exec(asked.query.x); }
//                   ^^^^^^^^^^^^^ source sink command-injection
}`));

  it('says what a value is: of a property', () =>
    declaredFinds(`
export const users = {
  /** @param {import('express').Request} asked */
  show(asked) { exec(asked.query.x); },
//                   ^^^^^^^^^^^^^ source sink command-injection
};`));

  it('says nothing in an ordinary comment', () =>
    declaredIsQuiet(`
/* @param {import('express').Request} asked */
export function show(asked) { exec(asked.query.x); }
// @param {import('express').Request} asked
export function list(asked) { exec(asked.query.x); }`));

  it('says nothing of another function', () =>
    declaredIsQuiet(`
/** @param {import('express').Request} asked */
export function show(asked) { return asked; }
export function list(asked) { exec(asked.query.x); }`));
});

describe('a handler', () => {
  it('is known: one that stands in the call', () =>
    moduleFinds(`
app.get('/', (req, res) => exec(req.query.x));
//                              ^^^^^^^^^^^ source sink command-injection`));

  it('is known: one that is a function expression', () =>
    moduleFinds(`
app.post('/', function (req, res) { exec(req.body.x); });
//                                       ^^^^^^^^^^ source sink command-injection`));

  it('is known: one of a router', () =>
    moduleFinds(`
const router = express.Router();
router.put('/', (req, res) => exec(req.body.x));
//                                 ^^^^^^^^^^ source sink command-injection`));

  it('is known: one of a route', () =>
    moduleFinds(`
app.route('/').get((a, b) => { exec(a.params.x); });
//                                  ^^^^^^^^^^ source sink command-injection`));

  it('is known: one in a chain of routes', () =>
    moduleFinds(`
app.route('/').get((a, b) => b.end()).post((a, b) => { exec(a.body.x); });
//                                                          ^^^^^^^^ source sink command-injection`));

  it('is known: one behind middleware', () =>
    moduleFinds(`
app.get('/', auth, log(), (a, b) => { exec(a.query.x); });
//                                         ^^^^^^^^^ source sink command-injection`));

  it('is known: one in a list', () =>
    moduleFinds(`
app.get('/', [auth, (a, b) => { exec(a.query.x); }]);
//                                   ^^^^^^^^^ source sink command-injection`));

  it('is known: one that is middleware', () =>
    moduleFinds(`
app.use((a, b, next) => { exec(a.query.x); next(); });
//                             ^^^^^^^^^ source sink command-injection`));

  it('is known: one of errors', () =>
    moduleFinds(`
app.use((error, a, b, next) => { exec(a.query.x); });
//                                    ^^^^^^^^^ source sink command-injection`));

  it('is known: one that is declared later', () =>
    moduleFinds(`
app.get('/', show);
function show(a, b) { exec(a.query.x); }
//                         ^^^^^^^^^ source sink command-injection`));

  it('is known: one that is a method', () =>
    moduleFinds(`
const users = { show(a, b) { exec(a.query.x); } };
//                                ^^^^^^^^^ source sink command-injection
app.get('/', users.show);`));

  it('is known: one that is a static method', () =>
    moduleFinds(`
class Users { static show(a, b) { exec(a.query.x); } }
//                                     ^^^^^^^^^ source sink command-injection
app.get('/', Users.show);`));

  it('is known: one that is bound', () =>
    moduleFinds(`
class Users { constructor() { app.get('/', this.show.bind(this)); } show(a, b) { exec(a.query.x); } }
//                                                                                    ^^^^^^^^^ source sink command-injection`));

  it('is known: one that takes its parameters apart', () =>
    moduleFinds(`
app.get('/', ({ query: { x } }, b) => { exec(x); });
//                       ^ source            ^ sink command-injection`));

  it('is known: one that has a default', () =>
    moduleFinds(`
app.get('/', (a = {}, b = {}) => { exec(a.query.x); });
//                                      ^^^^^^^^^ source sink command-injection`));

  it('is known: one that is made by a function', () =>
    moduleFinds(`
const make = (prefix) => (a, b) => { exec(prefix + a.query.x); };
//                                        ^^^^^^^^^^^^^^^^^^ sink command-injection
//                                                 ^^^^^^^^^ source
app.get('/', make('ls '));`));

  it('is known: one that is wrapped', () =>
    moduleFinds(`
const wrap = (fn) => (a, b, next) => Promise.resolve(fn(a, b)).catch(next);
app.get('/', wrap(async (a, b) => { exec(a.query.x); }));
//                                       ^^^^^^^^^ source sink command-injection`));

  it('is known: one of an application of another name', () =>
    moduleFinds(`
const server = express();
server.get('/', (a, b) => { exec(a.query.x); });
//                               ^^^^^^^^^ source sink command-injection`));

  it('is known: one registered in a function', () =>
    moduleFinds(`
export const routes = (router: express.Router) => router.get('/', (a, b) => { exec(a.query.x); });
//                                                                                 ^^^^^^^^^ source sink command-injection`));

  it('is known: one registered in a loop', () =>
    moduleFinds(`
for (const path of ['/a', '/b']) app.get(path, (a, b) => { exec(a.query.x); });
//                                                              ^^^^^^^^^ source sink command-injection`));

  it('is told by the names of its parameters, with less confidence', () =>
    finds(`
const { exec } = require('child_process');
exports.show = (req, res) => { exec(req.query.x); };
//                                  ^^^^^^^^^^^ source sink command-injection`));

  it('is not told by the names of other parameters', () =>
    isQuiet(`
const { exec } = require('child_process');
exports.show = (query, options) => { exec(query.x); };
exports.list = (req) => { exec(req.query.x); };`));

  it('is none when it is called here with something else', () =>
    isQuiet(`
const { exec } = require('child_process');
const show = (req, res) => { exec(req.query.x); };
show({ query: { x: 'ls' } }, {});`));

  it('is none of a client that has the same methods', () =>
    isQuiet(`
import { exec } from 'node:child_process';
import { cache } from './cache.ts';
cache.get('/', (a, b) => { exec(a.query.x); });`));
});

describe('packages of one model', () => {
  const KIT: LibraryModel = { package: ['kit', 'kit-fork'], sanitizers: [{ call: ['escape'], clears: 'all' }] };
  const BAG: LibraryModel = { package: ['bag', 'kit'], sanitizers: [{ call: ['clean'], clears: 'all' }] };
  const cleaners = (models: readonly LibraryModel[], specifier: string) => {
    const trie = new ApiTrie(models, new Map(), []);
    const module = trie.module(specifier);
    return ['escape', 'clean'].filter((name) =>
      trie.membersOf(module, name).some(({ sanitizers }) => sanitizers.length > 0),
    );
  };

  it('are the same when no other model speaks of them', () => {
    const trie = new ApiTrie([KIT], new Map(), []);
    assert.equal(trie.module('kit'), trie.module('kit-fork'));
  });

  it('have what each model says of them, and nothing of their neighbours, in any order of the models', () => {
    for (const models of [
      [KIT, BAG],
      [BAG, KIT],
    ]) {
      assert.deepEqual(cleaners(models, 'kit'), ['escape', 'clean']);
      assert.deepEqual(cleaners(models, 'kit-fork'), ['escape', 'clean']);
      assert.deepEqual(cleaners(models, 'bag'), ['clean']);
    }
  });
});

describe('what a scanned file imports', () => {
  const trie = () =>
    new ApiTrie([{ package: 'kit', sanitizers: [{ call: ['escape'], clears: 'all' }] }], new Map(), []);

  it('is itself as its default export, for a package and for a file of one', () => {
    for (const specifier of ['kit', 'kit/escape', './own.ts']) {
      const api = trie();
      const module = api.module(specifier);
      assert.deepEqual(api.membersOf(module, 'default'), [module], specifier);
    }
  });

  it('leaves no trace: nothing that was not known before is known after', () => {
    const api = trie();
    const before = api.named('kit.next').id;
    for (const specifier of ['./own.ts', 'unknown', 'unknown/part', 'kit/escape', 'kit/unknown']) api.module(specifier);
    assert.equal(api.named('kit.last').id, before + 1);
    assert.notEqual(api.module('unknown'), api.module('unknown'));
  });
});
