import { finds, isQuiet } from '../../support/spec.ts';

/** What a module exports is known however it comes in: each time a shell starts what a request (`req`) says. */
const shellFinds = (code: string) => finds(withRequest(code));
const shellIsQuiet = (code: string) => isQuiet(withRequest(code));
const withRequest = (code: string) => `declare const req: import('express').Request;\n${code.trim()}`;

describe('an import', () => {
  it('is known by name', () =>
    shellFinds(`
import { exec } from 'node:child_process';
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is known without the prefix', () =>
    shellFinds(`
import { exec } from 'child_process';
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is known under another name', () =>
    shellFinds(`
import { exec as run } from 'node:child_process';
run(req.query.x);
//  ^^^^^^^^^^^ source sink command-injection`));

  it('is known under a name in quotes', () =>
    shellFinds(`
import { 'exec' as run } from 'node:child_process';
run(req.query.x);
//  ^^^^^^^^^^^ source sink command-injection`));

  it('is known of all', () =>
    shellFinds(`
import * as shell from 'node:child_process';
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known of the default', () =>
    shellFinds(`
import shell from 'node:child_process';
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known of the default by name', () =>
    shellFinds(`
import { default as shell } from 'node:child_process';
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known of the default of all', () =>
    shellFinds(`
import * as shell from 'node:child_process';
shell.default.exec(req.query.x);
//                 ^^^^^^^^^^^ source sink command-injection`));

  it('is known of default and names', () =>
    shellFinds(`
import shell, { exec } from 'node:child_process';
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is known by import equals', () =>
    shellFinds(`
import shell = require('node:child_process');
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require', () =>
    shellFinds(`
const shell = require('child_process');
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require with a template', () =>
    shellFinds(`
const shell = require(\`child_process\`);
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require taken apart', () =>
    shellFinds(`
const { exec } = require('child_process');
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require taken apart under another name', () =>
    shellFinds(`
const { exec: run } = require('child_process');
run(req.query.x);
//  ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require on the spot', () =>
    shellFinds(`
require('child_process').exec(req.query.x);
//                            ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require of a member', () =>
    shellFinds(`
const run = require('child_process').exec;
run(req.query.x);
//  ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require into a variable of before', () =>
    shellFinds(`
let shell;
shell = require('child_process');
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by require in a function', () =>
    shellFinds(`
const shell = () => require('child_process');
shell().exec(req.query.x);
//           ^^^^^^^^^^^ source sink command-injection`));

  it('is known by the default of require', () =>
    shellFinds(`
const shell = require('child_process').default;
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by await import', () =>
    shellFinds(`
const shell = await import('node:child_process');
shell.exec(req.query.x);
//         ^^^^^^^^^^^ source sink command-injection`));

  it('is known by await import taken apart', () =>
    shellFinds(`
const { exec } = await import('node:child_process');
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is known by await import on the spot', () =>
    shellFinds(`
(await import('node:child_process')).exec(req.query.x);
//                                        ^^^^^^^^^^^ source sink command-injection`));

  it('is known of a constant name', () =>
    shellFinds(`
const name = 'child_process';
require(name).exec(req.query.x);
//                 ^^^^^^^^^^^ source sink command-injection`));

  it('is not known by its name alone', () =>
    shellIsQuiet(`
import { exec } from './shell.ts';
exec(req.query.x);`));

  it('is not meant by a function of the module', () =>
    shellIsQuiet(`
function exec(command) { return command; }
exec(req.query.x);`));

  it('is not meant where another variable has its name', () =>
    shellIsQuiet(`
import { exec } from 'node:child_process';
const run = (exec) => exec(req.query.x);
run((command) => command.length);`));

  it('is not a require of the module', () =>
    shellIsQuiet(`
const require = (name) => ({ exec: (command) => command });
require('child_process').exec(req.query.x);`));

  it('is no value when it imports a type', () =>
    shellIsQuiet(`
import type { exec } from 'node:child_process';
declare const other: { exec: typeof exec };
other.exec(req.query.x);`));

  it('is not its other exports', () =>
    shellIsQuiet(`
import { fork } from 'node:child_process';
fork('./worker.js', [req.query.x]);`));
});

describe('an export', () => {
  it('may be a handler', () =>
    finds(`
import { exec } from 'node:child_process';
import { Router } from 'express';
const router = Router();
router.get('/', show);
export function show(req, res) { exec(req.query.x); }
//                                    ^^^^^^^^^^^ source sink command-injection`));

  it('may be passed on and used here', () =>
    finds(`
import { exec } from 'node:child_process';
import type { Request } from 'express';
export { exec };
export { exec as run } from 'node:child_process';
export default (req: Request) => exec(req.query.x);
//                                    ^^^^^^^^^^^ source sink command-injection`));

  it('of CommonJS is used by its name', () =>
    finds(`
const { exec } = require('child_process');
exports.run = (command) => exec(command);
//                              ^^^^^^^ sink command-injection
require('express')().get('/', (req, res) => exports.run(req.query.x));
//                                                      ^^^^^^^^^^^ source`));

  it('of CommonJS is used through the module', () =>
    finds(`
const { exec } = require('child_process');
module.exports = { run(command) { exec(command); } };
//                                     ^^^^^^^ sink command-injection
require('express')().get('/', (req, res) => module.exports.run(req.query.x));
//                                                             ^^^^^^^^^^^ source`));
});
