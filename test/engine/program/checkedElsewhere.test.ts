/** Checks of ordinary applications, in a file of their own: guards, pipes, services, allow-lists, helpers. */
import { programFinds } from '../../support/program.ts';

describe('a check that another file makes', () => {
  it('is a service that is given to a controller', () => {
    programFinds(`// file: path.guard.ts
import { Injectable, BadRequestException } from '@nestjs/common';
@Injectable()
export class NameGuard { assertName(name: string): void { if (!/^[a-z0-9-]+$/.test(name)) throw new BadRequestException('bad'); } }
// file: jobs.controller.ts
import { exec } from 'node:child_process';
import { Controller, Get, Query, Body, Post } from '@nestjs/common';
import { NameGuard } from './path.guard';
@Controller('jobs')
export class JobsController {
  constructor(private readonly names: NameGuard) {}
  @Get('run') run(@Query('name') name: string) { this.names.assertName(name); exec('make ' + name); }
  @Get('raw') raw(@Query('name') name: string) {
  exec('make ' + name);
//     ^^^^^^^^^^^^^^ command-injection
  }
}
`);
  });

  it('is a pipe, as a class or as an object', () => {
    programFinds(`// file: slug.pipe.ts
import { PipeTransform, Injectable, BadRequestException } from '@nestjs/common';
@Injectable()
export class SlugPipe implements PipeTransform { transform(value: any) { if (!/^[a-z0-9-]+$/.test(value)) throw new BadRequestException(); return value; } }
@Injectable()
export class TrimPipe implements PipeTransform { transform(value: any) { return String(value).trim(); } }
// file: c.ts
import { exec } from 'node:child_process';
import { Controller, Get, Query, Param } from '@nestjs/common';
import { SlugPipe, TrimPipe } from './slug.pipe';
@Controller('jobs')
export class C {
  @Get('run') run(@Query('name', SlugPipe) name: string) { exec('make ' + name); }
  @Get('run/:name') run2(@Param('name', new SlugPipe()) name: string) { exec('make ' + name); }
  @Get('raw') raw(@Query('name', TrimPipe) name: string) {
  exec('make ' + name);
//     ^^^^^^^^^^^^^^ command-injection
  }
}
`);
  });

  it('asks a list of a third file', () => {
    programFinds(`// file: service.ts
import { exec } from 'node:child_process';
import { isAllowed } from './allow';
export async function run(name: string) { if (!isAllowed(name)) throw new Error('no'); exec('make ' + name); }
export async function run2(name: string) { if (isAllowed(name)) console.log('x');
  exec('make ' + name);
//     ^^^^^^^^^^^^^^ command-injection
}
// file: allow.ts
import list from './list';
export function isAllowed(name: string) { return list.includes(name); }
// file: list.ts
export default ['build', 'test'];
// file: app.ts
import express from 'express';
import { run, run2 } from './service';
const app = express();
app.post('/a', async (req, res) => { await run(req.body.name); await run2(req.body.name); });
`);
  });

  it('gives a URL whose host the configuration names', () => {
    programFinds(`// file: config.ts
export const config = { hosts: (process.env.HOSTS ?? '').split(','), root: '/srv/files' };
// file: url.ts
import { config } from './config';
export function safeUrl(input: string): URL { const url = new URL(input); if (!config.hosts.includes(url.host)) throw new Error('host'); return url; }
export function parseUrl(input: string): URL { const url = new URL(input); if (url.protocol !== 'https:') throw new Error('x'); return url; }
// file: app.ts
import express from 'express';
import { safeUrl, parseUrl } from './url';
const app = express();
app.get('/a', async (req, res) => { const url = safeUrl(req.query.url); const r = await fetch(url); res.json(await r.json()); });
app.get('/b', async (req, res) => { const url = parseUrl(req.query.url);
  const r = await fetch(url);
//                      ^^^ ssrf
 res.json(await r.json()); });
`);
  });

  it('gives a path inside of a folder', () => {
    programFinds(`// file: paths.ts
import path from 'node:path';
const ROOT = '/srv/files';
export function inside(name: string): string { const full = path.resolve(ROOT, name); if (!full.startsWith(ROOT + path.sep)) throw new Error('outside'); return full; }
export function weak(name: string): string { const full = path.resolve(ROOT, name); if (!full.startsWith(ROOT)) console.warn('outside'); return full; }
export function assertInside(full: string): void { if (!path.resolve(full).startsWith(ROOT + path.sep)) throw new Error('x'); }
// file: app.ts
import fs from 'node:fs';
import express from 'express';
import { inside, weak, assertInside } from './paths';
const app = express();
app.get('/a', (req, res) => { fs.readFile(inside(req.query.name), (e, d) => res.end(d)); });
app.get('/b', (req, res) => {
  fs.readFile(weak(req.query.name), (e, d) => res.end(d));
//            ^^^^^^^^^^^^^^^^^^^^ path-traversal
});
`);
  });

  it('gives text without what could do harm', () => {
    programFinds(`// file: clean.ts
export const slug = (s: string) => s.toLowerCase().replace(/[^a-z0-9]+/g, '-');
export const trim = (s: string) => s.trim().slice(0, 100);
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { slug, trim } from './clean';
const app = express();
app.get('/a', (req, res) => { exec('ls ' + slug(req.query.a)); });
app.get('/b', (req, res) => {
  exec('ls ' + trim(req.query.a));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('reads a body by a schema', () => {
    programFinds(`// file: lib/validate.ts
import { z } from 'zod';
const Body = z.object({ id: z.uuid(), name: z.string() });
export async function readBody(request: Request) { return Body.parse(await request.json()); }
export async function readAny(request: Request) { return await request.json(); }
// file: app/api/a/route.ts
import { exec } from 'node:child_process';
import { readBody, readAny } from '../../../lib/validate';
export async function POST(request: Request) { const body = await readBody(request); exec('rm ' + body.id);
  exec('rm ' + body.name);
//     ^^^^^^^^^^^^^^^^^ command-injection
}
export async function PUT(request: Request) { const body = await readAny(request);
  exec('rm ' + body.id);
//     ^^^^^^^^^^^^^^^ command-injection
}
`);
  });

  it('throws unless a test holds that it is given', () => {
    programFinds(`// file: assert.ts
export function assert(condition: unknown, message: string): asserts condition { if (!condition) throw new Error(message); }
export function ensure(condition: unknown, message: string) { if (!condition) { throw new Error(message); } }
export function warn(condition: unknown, message: string) { if (!condition) { console.warn(message); } }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { assert, ensure, warn } from './assert';
const app = express();
const NAMES = ['a', 'b'];
app.get('/a', (req, res) => { assert(NAMES.includes(req.query.a), 'bad'); exec('ls ' + req.query.a); });
app.get('/b', (req, res) => { ensure(/^[a-z]+$/.test(req.query.a), 'bad'); exec('ls ' + req.query.a); });
app.get('/c', (req, res) => { warn(/^[a-z]+$/.test(req.query.a), 'bad');
  exec('ls ' + req.query.a);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('only throws', () => {
    programFinds(`// file: errors.ts
export class BadRequest extends Error {}
export function badRequest(message: string): never { throw new BadRequest(message); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { badRequest } from './errors';
const app = express();
app.get('/a', (req, res) => { if (!/^[a-z]+$/.test(req.query.a)) badRequest('bad'); exec('ls ' + req.query.a); });
`);
  });

  it('is a constructor that keeps what it has checked', () => {
    programFinds(`// file: job.ts
import { exec } from 'node:child_process';
const NAMES = ['a', 'b'];
export class Job { private readonly name: string; private readonly folder: string;
  constructor(name: string, folder: string) { if (!NAMES.includes(name)) throw new Error('bad'); this.name = name; this.folder = folder; }
  run() { exec('make ' + this.name);
  exec('make ' + this.folder);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
  } }
// file: app.ts
import express from 'express';
import { Job } from './job';
const app = express();
app.get('/a', (req, res) => { new Job(req.query.a, req.query.b).run(); });
`);
  });

  it('makes a value of what it has checked', () => {
    programFinds(`// file: email.ts
export class Slug { private constructor(readonly value: string) {} static from(text: string): Slug { if (!/^[a-z]+$/.test(text)) throw new Error('bad'); return new Slug(text); } static unsafe(text: string) { return new Slug(text); } }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { Slug } from './email';
const app = express();
app.get('/a', (req, res) => { const slug = Slug.from(req.query.a); exec('ls ' + slug.value); });
app.get('/b', (req, res) => { const slug = Slug.unsafe(req.query.a);
  exec('ls ' + slug.value);
//     ^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('chooses a name from a table', () => {
    programFinds(`// file: columns.ts
const COLUMNS = { name: 'name', date: 'created_at' } as const;
export function column(name: string) { return COLUMNS[name] ?? 'name'; }
export function rawColumn(name: string) { return name || 'name'; }
export const isColumn = (name: string): name is keyof typeof COLUMNS => name in COLUMNS;
// file: app.ts
import express from 'express';
import { Pool } from 'pg';
import { column, rawColumn } from './columns';
const app = express(); const db = new Pool();
app.get('/a', async (req, res) => { res.json(await db.query(\`SELECT * FROM t ORDER BY \${column(req.query.sort)}\`)); });
app.get('/b', async (req, res) => {
  const rows = await db.query(\`SELECT * FROM t ORDER BY \${rawColumn(req.query.sort)}\`);
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
  res.json(rows); });
`);
  });

  it('gives an address of this site', () => {
    programFinds(`// file: safe.ts
export function safeRedirect(to: string | undefined, fallback = '/'): string { if (!to || !to.startsWith('/') || to.startsWith('//') || to.startsWith('/\\\\')) return fallback; return to; }
export function weakRedirect(to: string | undefined, fallback = '/'): string { if (!to || !to.startsWith('http')) return fallback; return to; }
// file: app.ts
import express from 'express';
import { safeRedirect, weakRedirect } from './safe';
const app = express();
app.get('/a', (req, res) => { res.redirect(safeRedirect(req.query.to)); });
app.get('/b', (req, res) => {
  res.redirect(weakRedirect(req.query.to));
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^ open-redirect
});
`);
  });

  it('puts what it has checked on what later handlers are given', () => {
    programFinds(`// file: mw.ts
import { z } from 'zod';
const Body = z.object({ id: z.uuid(), name: z.string() });
export function parseBody(req, res, next) { const r = Body.safeParse(req.body); if (!r.success) return res.status(422).json(r.error.issues); res.locals.body = r.data; next(); }
export function attach(req, res, next) { req.validated = { id: Number(req.params.id), name: req.params.name }; next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
export const a = (req, res) => { exec('ls ' + res.locals.body.id);
  exec('ls ' + res.locals.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
export const b = (req, res) => { exec('ls ' + req.validated.id);
  exec('ls ' + req.validated.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
// file: routes.ts
import express from 'express';
import { parseBody, attach } from './mw';
import { a, b } from './ctrl';
const router = express.Router();
router.post('/a', parseBody, a);
router.post('/b/:id', attach, b);
export default router;
`);
  });

  it('is an object of schemas beside a tool', () => {
    programFinds(`// file: shapes.ts
import { z } from 'zod';
export const shape = { level: z.enum(['a', 'b']), name: z.string() };
// file: server.ts
import { exec } from 'node:child_process';
import { z } from 'zod';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { shape } from './shapes';
const server = new McpServer({ name: 'x', version: '1' });
server.registerTool('x', { description: 'd', inputSchema: { level: z.enum(['a', 'b']), name: z.string(), count: z.number() } }, async ({ level, name, count }) => { exec('log ' + level + count);
  exec('log ' + name);
//     ^^^^^^^^^^^^^ mcp-tool-command-injection
  return { content: [] }; });
server.registerTool('y', { inputSchema: shape }, async (args) => { exec('log ' + args.level);
  exec('log ' + args.name);
//     ^^^^^^^^^^^^^^^^^^ mcp-tool-command-injection
  return { content: [] }; });
server.tool('z', { level: z.enum(['a', 'b']), name: z.string() }, async ({ level, name }) => { exec('log ' + level);
  exec('log ' + name);
//     ^^^^^^^^^^^^^ mcp-tool-command-injection
  return { content: [] }; });
server.registerTool('w', { inputSchema: shape }, handle);
async function handle({ level, name }) { exec('log ' + level);
  exec('log ' + name);
//     ^^^^^^^^^^^^^ mcp-tool-command-injection
  return { content: [] }; }
`);
  });

  it('stands before methods of an object', () => {
    programFinds(`// file: checks.ts
export function checkId(req, res, next) { if (!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
import type { Request, Response } from 'express';
class Ctrl { kill = async (req: Request, res: Response) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
 }
 async stop(req: Request, res: Response) { exec('kill ' + req.params.id);
  exec('kill ' + req.params.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
 } }
export default new Ctrl();
// file: routes.ts
import express from 'express';
import { checkId } from './checks';
import ctrl from './ctrl';
const router = express.Router();
router.get('/1/:id', checkId, ctrl.kill);
router.get('/2/:id', checkId, ctrl.stop);
router.get('/3/:id', [checkId], (req, res, next) => ctrl.stop(req, res));
export default router;
`);
  });

  it('is known of what a handler hands on', () => {
    programFinds(`// file: checks.ts
export function checkName(req, res, next) { const { name } = req.body; if (!/^[a-z]+$/.test(name)) { return res.status(400).json({ error: 'name' }); } return next(); }
// file: service.ts
import { exec } from 'node:child_process';
export function create(input) { exec('make ' + input.name);
  exec('make ' + input.folder);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
}
// file: routes.ts
import express from 'express';
import { checkName } from './checks';
import { create } from './service';
const router = express.Router();
router.post('/', checkName, (req, res) => { create(req.body); });
router.post('/2', checkName, (req, res) => { const { name, folder } = req.body; create({ name, folder }); });
export default router;
`);
  });

  it('is made of a schema for another framework', () => {
    programFinds(`// file: validate.ts
export const validate = (schema) => async (ctx, next) => { const { error, value } = schema.validate(ctx.request.body); if (error) ctx.throw(400, error); ctx.request.body = value; await next(); };
// file: app.ts
import { exec } from 'node:child_process';
import Router from '@koa/router';
import Joi from 'joi';
import { validate } from './validate';
const router = new Router();
const Job = Joi.object({ count: Joi.number(), name: Joi.string() });
router.post('/a', validate(Job), async (ctx) => { exec('sleep ' + ctx.request.body.count);
  exec('sleep ' + ctx.request.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('rejects a promise', () => {
    programFinds(`// file: check.ts
export function check(name) { return new Promise((resolve, reject) => { if (!/^[a-z]+$/.test(name)) return reject(new Error('bad')); resolve(name); }); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { check } from './check';
const app = express();
app.get('/a', (req, res) => { check(req.query.a).then((name) => { exec('ls ' + name); }); });
app.get('/b', async (req, res) => { const name = await check(req.query.a); exec('ls ' + name); });
app.get('/c', async (req, res) => {
  exec('ls ' + req.query.a);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('lets in who may come in, whatever that sends', () => {
    programFinds(`// file: auth.ts
export function requireAdmin(req, res, next) { if (req.user?.role !== 'admin') return res.status(403).end(); next(); }
export function requireKey(req, res, next) { if (req.headers['x-key'] !== process.env.KEY) return res.status(403).end(); next(); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { requireAdmin, requireKey } from './auth';
const app = express();
app.get('/a', requireAdmin, requireKey, (req, res) => {
  exec('ls ' + req.query.a);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('answers with what is wrong', () => {
    programFinds(`// file: check.ts
export function nameError(name) { if (typeof name !== 'string') return 'text'; if (!/^[a-z]+$/.test(name)) return 'letters'; return undefined; }
export function lengthError(name) { if (name.length > 10) return 'long'; return undefined; }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { nameError, lengthError } from './check';
const app = express();
app.get('/a', (req, res) => { const { a } = req.query; const problem = nameError(a); if (problem) return res.status(400).send(problem); exec('ls ' + a); });
app.get('/b', (req, res) => { const { a } = req.query; const problem = lengthError(a); if (problem) return res.status(400).send(problem);
  exec('ls ' + a);
//     ^^^^^^^^^ command-injection
});
app.get('/c', (req, res) => { const { a } = req.query; if (!nameError(a)) { exec('ls ' + a); } });
`);
  });

  it('says yes to what is bad', () => {
    programFinds(`// file: check.ts
export const isInvalid = (name) => !/^[a-z]+$/.test(name);
export function hasBadName(job) { return !/^[a-z]+$/.test(job.name); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { isInvalid, hasBadName } from './check';
const app = express();
app.get('/a', (req, res) => { if (isInvalid(req.query.a)) return res.status(400).end(); exec('ls ' + req.query.a); });
app.get('/b', (req, res) => { if (hasBadName(req.body)) return res.status(400).end(); exec('ls ' + req.body.name);
  exec('ls ' + req.body.other);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.get('/c', (req, res) => { if (!isInvalid(req.query.a)) return res.status(400).end();
  exec('ls ' + req.query.a);
//     ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('promises by its name what cannot be seen of it, and nothing more than what can', () => {
    programFinds(`// file: within.ts
import path from 'node:path';
export function isWithinFolders(file: string, folders: string[]): boolean {
  if (typeof file !== 'string') return false;
  const whole = path.resolve(path.normalize(file));
  return folders.some((folder) => {
    if (folder === path.sep) return whole.startsWith(path.sep);
    return whole.startsWith(path.resolve(folder) + path.sep);
  });
}
export function isValidFile(file: string): boolean {
  return typeof file === 'string';
}

// file: app.ts
import fs from 'node:fs/promises';
import express from 'express';
import { isValidFile, isWithinFolders } from './within';
const folders: string[] = [];
express().get('/', async (req, res) => {
  const file = req.query.file as string;
  if (!isWithinFolders(file, folders)) throw new Error('outside');
  res.send(await fs.readFile(file));
});
express().get('/any', async (req, res) => {
  const file = req.query.file as string;
  if (!isValidFile(file)) throw new Error('wrong');
  res.send(await fs.readFile(file));
  //                         ^^^^ path-traversal
});
`);
  });
});
