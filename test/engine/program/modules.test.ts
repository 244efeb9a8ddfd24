/** Between files: how modules export, import and pass on what they have. */
import { programFinds } from '../../support/program.ts';

const SERVER = `import express from 'express';
const app = express();`;

describe('imports and exports', () => {
  it('follow named exports', () => {
    programFinds(`// file: run.ts
import { exec } from 'node:child_process';
export function run(command: string) {
  exec(command);
  //   ^^^^^^^ command-injection
}
export function log(command: string) {
  exec('echo');
  console.debug(command.length);
}
// file: app.ts
${SERVER}
import { log, run as start } from './run.js';
app.get('/', (req) => {
  start('ls ' + req.query.folder);
  log(req.query.folder);
});
`);
  });

  it('follow default exports, of functions, classes and expressions', () => {
    programFinds(`// file: a.ts
import { exec } from 'node:child_process';
export default function (command: string) {
  exec(command);
  //   ^^^^^^^ command-injection
}
// file: b.ts
import { exec } from 'node:child_process';
export default class Runner {
  run(command: string) {
    exec(command);
    //   ^^^^^^^ command-injection
  }
}
// file: c.ts
import { exec } from 'node:child_process';
export default (command: string) => exec(command);
//                                       ^^^^^^^ command-injection
// file: app.ts
${SERVER}
import a from './a';
import B from './b';
import c from './c';
app.get('/', (req) => {
  a(req.query.a);
  new B().run(req.query.b);
  c(req.query.c);
});
`);
  });

  it('follow namespaces, re-exports and barrels', () => {
    programFinds(`// file: lib/run.ts
import { exec } from 'node:child_process';
export const run = (command: string) => exec(command);
//                                           ^^^^^^^ command-injection
export const tell = (text: string) => exec('echo', { env: { text } });
// file: lib/more.ts
export { run as default, run as go } from './run';
// file: lib/index.ts
export * from './run';
export * as more from './more';
export { default as again } from './more';
// file: a.ts
${SERVER}
import * as lib from './lib';
app.get('/', (req) => {
  lib.more.go(req.query.x);
  lib.tell(req.query.x);
});
// file: b.ts
${SERVER}
import { again, tell } from './lib/index.ts';
app.get('/', (req) => {
  tell(req.query.x);
  again(req.query.x);
});
`);
  });

  it('follow CommonJS, by members and as a whole', () => {
    programFinds(`// file: run.js
const { exec } = require('child_process');
exports.run = function (command) {
  exec(command);
  //   ^^^^^^^ command-injection
};
exports.safe = (command) => exec('ls', { input: command });
// file: whole.js
const { exec } = require('child_process');
module.exports = (command) => exec(command);
//                                 ^^^^^^^ command-injection
// file: table.js
const { exec } = require('child_process');
const start = (command) => exec(command);
//                              ^^^^^^^ command-injection
module.exports = { start, stop() {} };
// file: app.js
const app = require('express')();
const { run, safe } = require('./run');
const whole = require('./whole');
const table = require('./table');
app.get('/', (req, res) => {
  run(req.query.a);
  safe(req.query.a);
  whole(req.query.b);
  table.start(req.query.c);
  table.stop(req.query.c);
});
`);
  });

  it('mix CommonJS and modules', () => {
    programFinds(`// file: run.js
const { exec } = require('child_process');
module.exports = { run: (command) => exec(command) };
//                                        ^^^^^^^ command-injection
// file: module.mjs
import { exec } from 'node:child_process';
export default (command) => exec(command);
//                               ^^^^^^^ command-injection
// file: a.mjs
import express from 'express';
import tools from './run.js';
import * as named from './run.js';
express().get('/', (req, res) => {
  tools.run(req.query.a);
  named.run(req.query.b);
});
// file: b.js
const run = require('./module.mjs').default;
require('express')().get('/', (req, res) => {
  run(req.query.a);
});
`);
  });

  it('follow what is imported when it is needed', () => {
    programFinds(`// file: run.ts
import { exec } from 'node:child_process';
export const run = (command: string) => exec(command);
//                                           ^^^^^^^ command-injection
// file: app.ts
${SERVER}
app.get('/', async (req) => {
  const { run } = await import('./run');
  run(req.query.x);
});
`);
  });

  it('follow cycles of imports', () => {
    programFinds(`// file: a.ts
import { exec } from 'node:child_process';
import { twice } from './b';
export function run(command: string, depth: number) {
  exec(command);
  //   ^^^^^^^ command-injection
  if (depth > 0) twice(command, depth);
}
// file: b.ts
import { run } from './a';
export function twice(command: string, depth: number) {
  run(command, depth - 1);
}
// file: app.ts
${SERVER}
import { twice } from './b';
app.get('/', (req) => {
  twice(req.query.x, 2);
});
`);
  });

  it('keep apart what functions of one module are given', () => {
    programFinds(`// file: text.ts
export const trim = (text: string) => text.trim();
export const first = (a: string, b: string) => a;
// file: app.ts
${SERVER}
import { exec } from 'node:child_process';
import { first, trim } from './text';
app.get('/', (req) => {
  const path = trim(req.query.path);
  console.debug(path.length);
  exec(trim('ls'));
  exec(first('ls', req.query.x));
  exec(first(req.query.x, 'ls'));
  //   ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('tell which part of an argument matters', () => {
    programFinds(`// file: run.ts
import { exec } from 'node:child_process';
interface Job { command: string; name: string }
const inner = (job: Job) => exec(job.command);
//                               ^^^^^^^^^^^ command-injection
export function start(job: Job, depth = 0) {
  console.debug(job.name);
  return inner(job);
}
// file: app.ts
${SERVER}
import { start } from './run';
app.get('/a', (req) => {
  start({ command: 'ls', name: req.query.name });
});
app.get('/b', (req) => {
  start({ command: req.query.command, name: 'x' });
});
`);
  });

  it('do not tell of names that only look alike', () => {
    programFinds(`// file: run.ts
import { exec } from 'node:child_process';
export const run = (command: string) => exec(command);
//                                           ^^^^^^^ command-injection
// file: other.ts
export const run = (command: string) => command.length;
// file: app.ts
${SERVER}
import { run } from './other';
import { run as start } from './run';
app.get('/', (req) => {
  run(req.query.x);
  start('ls');
  start(req.query.y);
});
`);
  });
});

describe('results', () => {
  it('come back from other files', () => {
    programFinds(`// file: input.ts
import type { Request } from 'express';
export function folderOf(req: Request) {
  return req.query.folder;
}
export const pageOf = (req: Request) => Number(req.query.page);
// file: app.ts
${SERVER}
import { exec } from 'node:child_process';
import { folderOf, pageOf } from './input';
app.get('/', (req) => {
  exec('ls ' + folderOf(req));
  //   ^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('head -n ' + pageOf(req));
});
`);
  });

  it('come back in parts', () => {
    programFinds(`// file: parse.ts
export function parse(text: string) {
  return { raw: text, length: text.length, kind: 'text' };
}
// file: app.ts
${SERVER}
import { exec } from 'node:child_process';
import { parse } from './parse';
app.get('/', (req) => {
  const parsed = parse(req.query.x);
  exec(parsed.kind);
  exec(String(parsed.length));
  exec(parsed.raw);
  //   ^^^^^^^^^^ command-injection
});
`);
  });

  it('come back from promises', () => {
    programFinds(`// file: parse.ts
export async function clean(text: string) {
  return text.trim();
}
// file: app.ts
${SERVER}
import { exec } from 'node:child_process';
import { clean } from './parse';
app.get('/', async (req) => {
  exec(await clean(req.query.x));
  //   ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  clean(req.query.x).then((text) => exec(text));
  //                                     ^^^^ command-injection
});
`);
  });

  it('are API values too', () => {
    programFinds(`// file: db.ts
import pg from 'pg';
export const pool = new pg.Pool();
export function connection() {
  return pool.connect();
}
// file: shell.ts
import { promisify } from 'node:util';
import { exec } from 'node:child_process';
export const run = promisify(exec);
// file: app.ts
${SERVER}
import { connection, pool } from './db';
import { run } from './shell';
app.get('/', async (req) => {
  pool.query('SELECT ' + req.query.x);
  //         ^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
  pool.query('SELECT $1', [req.query.x]);
  const client = await connection();
  client.query('SELECT ' + req.query.x);
  //           ^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
  await run(req.query.x);
  //        ^^^^^^^^^^^ command-injection
});
`);
  });

  it('lose what another file cleans', () => {
    programFinds(`// file: clean.ts
export const digits = (text: string) => text.replace(/[^0-9]/g, '');
export const word = (text: string) => (/^[a-z]+$/.test(text) ? text : '');
export const same = (text: string) => text.replace(/<[^>]*>/g, '');
const KNOWN = new Set(['a', 'b']);
export function known(text: string) {
  if (!KNOWN.has(text)) throw new Error('no');
  return text;
}
// file: app.ts
${SERVER}
import { exec } from 'node:child_process';
import { digits, known, same, word } from './clean';
app.get('/', (req) => {
  exec(digits(req.query.x));
  exec(word(req.query.x));
  exec(known(req.query.x));
  exec(same(req.query.x));
  //   ^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });
});

describe('constants', () => {
  it('of other files carry data', () => {
    programFinds(`// file: page.ts
export const hash = window.location.hash.slice(1);
export const title = document.title.length;
// file: app.ts
import { hash, title } from './page';
document.body.innerHTML = hash;
//                        ^^^^ dom-xss
document.body.innerHTML = String(title);
`);
  });
});
