/** What middleware of one file proves of a request to handlers of others. */
import { programFinds } from '../../support/program.ts';

describe('middleware of another file', () => {
  it('proves a part of a request to the handler after it, however it is exported', () => {
    programFinds(`// file: checks.ts
export function checkId(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
export function weak(req,res,next){ if(!/\\d+/.test(req.params.id)) return res.status(400).end(); next(); }
export function other(req,res,next){ if(!/^\\d+$/.test(req.query.id)) return res.status(400).end(); next(); }
export function open(req,res,next){ if(!/^\\d+$/.test(req.params.id)) res.status(400); next(); }
export const checks = { id(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); } };
export class Checks { static id(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); } own = (req,res,next) => { if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); } }
export default function (req,res,next){ if(!/^\\d+$/.test(req.params.id)) throw new Error('x'); next(); }
// file: index.ts
export * from './checks';
export { default as checkTheId } from './checks';
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import byDefault, { checkId, weak, other, open, checks, Checks } from './checks';
import { checkTheId, checkId as again } from './index';
const app = express();
app.post('/1/:id', checkId, (req, res) => { exec('kill ' + req.params.id); });
app.post('/2/:id', weak, (req, res) => {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/3/:id', other, (req, res) => {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('kill ' + req.query.id);
});
app.post('/4/:id', open, (req, res) => {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/5/:id', checks.id, (req, res) => { exec('kill ' + req.params.id); });
app.post('/6/:id', Checks.id, (req, res) => { exec('kill ' + req.params.id); });
app.post('/7/:id', new Checks().own, (req, res) => { exec('kill ' + req.params.id); });
app.post('/8/:id', byDefault, (req, res) => { exec('kill ' + req.params.id); });
app.post('/9/:id', checkTheId, (req, res) => { exec('kill ' + req.params.id); });
app.post('/10/:id', again, (req, res) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.other);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('kill ' + req.query.id);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
 });
app.post('/11/:id', [again], (req, res) => { const { id } = req.params; exec('kill ' + id); });
`);
  });

  it('proves it to all that is registered after it on the same router', () => {
    programFinds(`// file: checks.ts
export function checkName(req,res,next){ if(!/^\\d+$/.test(req.query.name)) return res.status(400).end(); next(); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { checkName } from './checks';
const router = express.Router();
router.get('/0', (req, res) => {
  exec('kill ' + req.query.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
router.use(checkName);
router.get('/1', (req, res) => { exec('kill ' + req.query.name); });
`);
  });

  it('proves nothing to routes that it does not stand before', () => {
    programFinds(`// file: checks.ts
export function checkName(req,res,next){ if(!/^\\d+$/.test(req.query.name)) return res.status(400).end(); next(); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { checkName } from './checks';
const router = express.Router();
router.use('/admin', checkName);
router.get('/1', (req, res) => {
  exec('kill ' + req.query.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('is exported as CommonJS does', () => {
    programFinds(`// file: checks.js
exports.checkId = function (req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); };
module.exports.open = function (req,res,next){ next(); };
// file: app.js
const { exec } = require('child_process');
const express = require('express');
const checks = require('./checks');
const app = express();
app.get('/1/:id', checks.checkId, (req, res) => { exec('kill ' + req.params.id); });
app.get('/2/:id', checks.open, (req, res) => {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('looks at a parameter of routes', () => {
    programFinds(`// file: checks.js
exports.checkId = function (req,res,next, id){ if(!/^\\d+$/.test(id)) return res.status(400).end(); next(); };
exports.checkReq = function (req,res,next){ if(!/^\\d+$/.test(req.params.name)) return res.status(400).end(); next(); };
exports.open = function (req,res,next, id){ next(); };
// file: app.js
const { exec } = require('child_process');
const express = require('express');
const checks = require('./checks');
const app = express();
const other = express.Router();
app.param('id', checks.checkId);
app.param('name', checks.checkReq);
other.param('id', checks.open);
app.get('/1/:id', (req, res) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.x);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
 });
app.get('/1/:name', (req, res) => { exec('kill ' + req.params.name); });
other.get('/1/:id', (req, res) => {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves it to a handler of a third file, where all that register it say so', () => {
    programFinds(`// file: checks.ts
export function checkId(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
import type { Request, Response } from 'express';
export function kill(req: Request, res: Response) { exec('kill ' + req.params.id); }
export function kill2(req: Request, res: Response) {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
}
export const kill3 = async (req, res) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.other);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
export class Ctrl { kill(req, res) { exec('kill ' + req.params.id);
  exec('kill ' + req.query.id);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
 } }
// file: routes.ts
import express from 'express';
import { checkId } from './checks';
import * as ctrl from './ctrl';
const router = express.Router();
router.get('/1/:id', checkId, ctrl.kill);
router.get('/2/:id', checkId, ctrl.kill2);
router.get('/2b/:id', ctrl.kill2);
router.get('/3/:id', checkId, ctrl.kill3);
const c = new ctrl.Ctrl();
router.get('/4/:id', checkId, c.kill.bind(c));
router.get('/5/:id', checkId, (req, res) => c.kill(req, res));
export default router;
`);
  });

  it('proves nothing when another file registers the handler without it', () => {
    programFinds(`// file: checks.ts
export function checkId(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
export function kill(req, res) {
  exec('kill ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
}
// file: routes.ts
import express from 'express';
import { checkId } from './checks';
import * as ctrl from './ctrl';
const router = express.Router();
router.get('/1/:id', checkId, ctrl.kill);
export default router;
// file: other.ts
import express from 'express';
import * as ctrl from './ctrl';
const router = express.Router();
router.get('/1/:id', ctrl.kill);
export default router;
`);
  });

  it('writes what a schema or a cleaner let through', () => {
    programFinds(`// file: checks.ts
import { z } from 'zod';
const Body = z.object({ count: z.number(), name: z.string() });
export function body(req,res,next){ try { req.body = Body.parse(req.body); next(); } catch (e) { next(e); } }
export function id(req,res,next){ req.params.id = Number(req.params.id); next(); }
export function sanitize(req,res,next){ req.query.name = String(req.query.name).replace(/[^a-z]/g, ''); next(); }
export function looked(req,res,next){ const r = Body.safeParse(req.body); if (!r.success) return res.status(400).json(r.error); next(); }
export function unlooked(req,res,next){ const r = Body.safeParse(req.body); if (!r.success) console.log(r.error); next(); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { body, id, sanitize, looked, unlooked } from './checks';
const app = express();
app.post('/1', body, (req, res) => { exec('sleep ' + req.body.count); exec('sleep ' + req.body.others);
  exec('ls ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2/:id', id, (req, res) => { exec('kill ' + req.params.id); });
app.post('/3', sanitize, (req, res) => { exec('kill ' + req.query.name); });
app.post('/4', looked, (req, res) => { exec('sleep ' + req.body.count);
  exec('ls ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
 });
app.post('/5', unlooked, (req, res) => {
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
 });
`);
  });

  it('proves it to a handler in a wrapper of another file', () => {
    programFinds(`// file: wrap.ts
export const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);
// file: checks.ts
export function checkId(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
export const kill = async (req, res) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { checkId } from './checks';
import { asyncHandler } from './wrap';
import * as ctrl from './ctrl';
const app = express();
app.get('/1/:id', checkId, asyncHandler(async (req, res) => { exec('kill ' + req.params.id);
  exec('kill ' + req.params.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
}));
app.get('/2/:id', checkId, asyncHandler(ctrl.kill));
`);
  });

  it('proves nothing of what is written anew afterwards', () => {
    programFinds(`// file: checks.ts
export function stale(req,res,next){ if(!/^\\d+$/.test(req.body.id)) return res.status(400).end(); req.body = req.query; next(); }
export function user(req,res,next){ req.user = 1; if(!/^\\d+$/.test(req.body.id)) return res.status(400).end(); next(); }
export function cond(req,res,next){ if (req.x) req.user = 1; if(!/^\\d+$/.test(req.body.id)) return res.status(400).end(); next(); }
export function cond2(req,res,next){ if(!/^\\d+$/.test(req.body.id)) return res.status(400).end(); if (req.x) { req.body.id = req.query.id; } next(); }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { stale, user, cond, cond2 } from './checks';
const app = express();
app.get('/1/:id', stale, (req, res) => {
  exec('kill ' + req.body.id);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.get('/2/:id', user, (req, res) => { exec('kill ' + req.body.id); });
app.get('/3/:id', cond, (req, res) => { exec('kill ' + req.body.id); });
app.get('/4/:id', cond2, (req, res) => {
  exec('kill ' + req.body.id);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('ends by not going on', () => {
    programFinds(`// file: checks.ts
export async function check(ctx, next){ if(!/^\\d+$/.test(ctx.query.id)) ctx.throw(400); await next(); }
export async function check2(ctx, next){ if(!/^\\d+$/.test(ctx.query.id)) { ctx.status = 400; return; } await next(); }
export async function check3(ctx, next){ if(!/^\\d+$/.test(ctx.query.id)) { ctx.status = 400; } await next(); }
// file: app.ts
import { exec } from 'node:child_process';
import Router from '@koa/router';
import { check, check2, check3 } from './checks';
const router = new Router();
router.get('/2', check2, async (ctx) => { exec('kill ' + ctx.query.id); });
router.get('/1', check, async (ctx) => { exec('kill ' + ctx.query.id); });
router.get('/3', check3, async (ctx) => {
  exec('kill ' + ctx.query.id);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('proves nothing when another file wraps the handler without it', () => {
    programFinds(`// file: wrap.ts
export const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);
// file: checks.ts
export function checkId(req,res,next){ if(!/^\\d+$/.test(req.params.id)) return res.status(400).end(); next(); }
// file: ctrl.ts
import { exec } from 'node:child_process';
export const kill = async (req, res) => {
  exec("kill " + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
// file: a.ts
import express from 'express';
import { checkId } from './checks';
import { asyncHandler } from './wrap';
import * as ctrl from './ctrl';
const app = express();
app.get('/2/:id', checkId, asyncHandler(ctrl.kill));
// file: b.ts
import express from 'express';
import { asyncHandler } from './wrap';
import * as ctrl from './ctrl';
const app = express();
app.get('/2/:id', asyncHandler(ctrl.kill));
`);
  });
});
