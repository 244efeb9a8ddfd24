/** Middleware of libraries that checks the request before a handler. */
import { programFinds } from '../../../support/program.ts';
import { moduleFinds, moduleIsQuiet } from '../../snippets.ts';

describe('middleware that checks parts of the request by schemas', () => {
  it('lets through what these let through', () => {
    moduleFinds(`
import { celebrate, Joi, Segments } from 'celebrate';
const check = celebrate({
  [Segments.BODY]: Joi.object({ count: Joi.number(), name: Joi.string() }),
  query: { kind: Joi.string().valid('a', 'b') },
});
app.post('/', check, (req, res) => {
//                    ^^^ source
  exec('ls ' + req.body.count + req.query.kind + req.body.other);
  exec('ls ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  exec('ls ' + req.params.name);
//             ^^^^^^^^^^^^^^^ source
//     ^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
});
app.post('/other', (req, res) => exec('ls ' + req.body.count));
//                                            ^^^^^^^^^^^^^^ source
//                                    ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`);
  });

  it('does so for handlers and schemas of other files', () => {
    programFinds(`// file: orders.ts
import { exec } from 'node:child_process';
export const create = (req, res) => {
  exec('ls ' + req.body.count);
  exec('ls ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('ls ' + req.query.name);
//     ^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('ls ' + req.get('x-name'));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};



// file: schemas.ts
import { Joi } from 'express-validation';
export const order = { body: Joi.object({ count: Joi.number(), name: Joi.string() }) };



// file: app.ts
import express from 'express';
import { validate } from 'express-validation';
import { create } from './orders';
import { order } from './schemas';
express().post('/', validate(order, {}, {}), create);
`);
  });
});

describe('checks of fields', () => {
  it('let through what they let through, when somebody asks for the result', () => {
    moduleFinds(`
import { body, check, validationResult } from 'express-validator';
const checks = [check('count').isInt(), body('kind').trim().isIn(['a', 'b']), body('name').isString()];
app.post('/', checks, body('id').isUUID(), (req, res) => {
//                                          ^^^ source
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.sendStatus(422);
  exec('ls ' + req.body.count + req.body.kind + req.body.id);
  exec('ls ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^ sink command-injection
  exec('ls ' + req.query.kind);
//     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
});
app.post('/unasked', check('count').isInt(), (req, res) => exec('sleep ' + req.body.count));
//                                                                         ^^^^^^^^^^^^^^ source
//                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`);
  });

  it('are asked by a middleware between', () => {
    moduleIsQuiet(`
import { check, validationResult } from 'express-validator';
import { refuse } from './refuse.ts';
function asked(req, res, next) {
  if (validationResult(req).isEmpty()) return next();
  res.sendStatus(422);
}
app.post('/a', check('count').isInt(), asked, (req, res) => exec('sleep ' + req.body.count));
app.post('/b', [check('count').isInt(), refuse], (req, res) => exec('sleep ' + req.body.count));`);
  });
});

describe('what a handler is given after a check', () => {
  it('is what the schema lets through, of the same part', () => {
    moduleFinds(`
import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
import { z } from 'zod';
const hono = new Hono();
const Order = z.object({ count: z.number(), name: z.string() });
hono.post('/', zValidator('json', Order), zValidator('param', z.object({ id: z.uuid() })), (c) => {
  const order = c.req.valid('json');
//              ^^^^^^^^^^^^^^^^^^^ source
  exec('ls ' + order.count + c.req.valid('param').id);
  exec('ls ' + order.name);
//     ^^^^^^^^^^^^^^^^^^ sink command-injection
  exec('ls ' + c.req.valid('query').name);
//             ^^^^^^^^^^^^^^^^^^^^^^^^^ source
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
});`);
  });

  it('is what its options say', () => {
    moduleFinds(`
import { Elysia, t } from 'elysia';
new Elysia().post('/', ({ body, query }) => {
//                      ^^^^^^^^^^^^^^^ source
//                              ^^^^^ source
  exec('ls ' + body.count);
  exec('ls ' + body.name);
//     ^^^^^^^^^^^^^^^^^ sink command-injection
  exec('ls ' + query.name);
//     ^^^^^^^^^^^^^^^^^^ sink command-injection
}, { body: t.Object({ count: t.Number(), name: t.String() }) });`);
  });
});
