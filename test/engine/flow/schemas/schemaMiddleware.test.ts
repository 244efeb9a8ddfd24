/** Functions of the program that make middleware of a schema that they are given. */
import { programFinds } from '../../../support/program.ts';

describe('middleware that is made of a schema', () => {
  it('lets through what the schema does that it is given, when it goes on only after that', () => {
    programFinds(`// file: schemas.ts
import { z } from 'zod';
export const Job = z.object({ count: z.number(), name: z.string() });
// file: validate.ts
export const validate = (schema) => (req, res, next) => {
  try { schema.parse(req.body); next(); } catch (e) { return res.status(400).json(e); }
};
export const weak = (schema) => (req, res, next) => {
  try { schema.parse(req.body); } catch (e) { console.log(e); }
  next();
};
export const weak2 = (schema) => (req, res, next) => { schema.safeParse(req.body); next(); };
export const written = (schema: any) => async (req, res, next) => {
  try { req.body = await schema.parseAsync(req.body); return next(); } catch (e) { next(e); }
};
export function safe(schema) { return function (req, res, next) { const result = schema.safeParse(req.body); if (!result.success) { return res.status(400).json(result.error); } req.body = result.data; next(); }; }
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { Job } from './schemas';
import { validate, weak, weak2, written, safe } from './validate';
const app = express();
app.post('/1', validate(Job), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.body.other);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.query.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', weak(Job), (req, res) => {
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/3', weak2(Job), (req, res) => {
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/4', written(Job), (req, res) => { exec('sleep ' + req.body.count); exec('sleep ' + req.body.other);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/5', safe(Job), (req, res) => { const { count, name } = req.body; exec('sleep ' + count);
  exec('sleep ' + name);
//     ^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('checks the part that it is told', () => {
    programFinds(`// file: schemas.ts
import Joi from 'joi';
export const Job = Joi.object({ count: Joi.number(), name: Joi.string() });
// file: validate.ts
export const validate = (schema, property = 'body') => (req, res, next) => {
  const { error, value } = schema.validate(req[property], { abortEarly: false });
  if (error) { return next(error); }
  req[property] = value;
  next();
};
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { Job } from './schemas';
import { validate } from './validate';
const app = express();
app.post('/1', validate(Job), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.query.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', validate(Job, 'query'), (req, res) => { exec('sleep ' + req.query.count);
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('checks several parts, by a schema for each or by one for all', () => {
    programFinds(`// file: schemas.ts
import { z } from 'zod';
export const Job = z.object({ count: z.number(), name: z.string() });
export const Id = z.object({ id: z.uuid() });
export const Whole = z.object({ body: Job, params: Id });
export const all = { create: { body: Job, params: Id }, whole: Whole };
// file: validate.ts
export const validate = (schemas) => (req, res, next) => {
  if (schemas.body) { const r = schemas.body.safeParse(req.body); if (!r.success) return res.status(400).end(); }
  if (schemas.params) { req.params = schemas.params.parse(req.params); }
  next();
};
export const whole = (schema) => async (req, res, next) => {
  try { await schema.parseAsync({ body: req.body, query: req.query, params: req.params }); return next(); } catch (error) { return res.status(400).json(error); }
};
export const each = (schemas) => (req, res, next) => {
  for (const key of ['body', 'params']) { const { error } = schemas[key].validate(req[key]); if (error) return next(error); }
  next();
};
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { Job, Id, Whole, all } from './schemas';
import { validate, whole, each } from './validate';
const app = express();
app.post('/1', validate({ body: Job, params: Id }), (req, res) => { exec('sleep ' + req.body.count); exec('sleep ' + req.params.id);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.query.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', whole(Whole), (req, res) => { exec('sleep ' + req.body.count); exec('sleep ' + req.params.id);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.query.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/3', validate(all.create), (req, res) => { exec('sleep ' + req.body.count); exec('sleep ' + req.params.id);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('sleep ' + req.query.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/4', validate({ body: Job }), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.params.id);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/5', each({ body: Job, params: Id }), (req, res) => { exec('sleep ' + req.body.count);  exec('sleep ' + req.params.id);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/6', whole(all.whole), (req, res) => { exec('sleep ' + req.body.count); });
`);
  });

  it('is found between picked parts and a handler in another file', () => {
    programFinds(`// file: pick.js
module.exports = (object, keys) => keys.reduce((obj, key) => { if (object && Object.prototype.hasOwnProperty.call(object, key)) obj[key] = object[key]; return obj; }, {});
// file: validations.js
const Joi = require('joi');
const create = { body: Joi.object().keys({ count: Joi.number(), name: Joi.string() }) };
const get = { params: Joi.object().keys({ id: Joi.string().guid() }) };
module.exports = { create, get };
// file: validate.js
const Joi = require('joi');
const pick = require('./pick');
const validate = (schema) => (req, res, next) => {
  const validSchema = pick(schema, ['params', 'query', 'body']);
  const object = pick(req, Object.keys(validSchema));
  const { value, error } = Joi.compile(validSchema).prefs({ errors: { label: 'key' }, abortEarly: false }).validate(object);
  if (error) { const errorMessage = error.details.map((details) => details.message).join(', '); return next(new Error(errorMessage)); }
  Object.assign(req, value);
  return next();
};
module.exports = validate;
// file: controller.js
const { exec } = require('child_process');
exports.create = (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
};
exports.get = (req, res) => { exec('sleep ' + req.params.id); };
// file: app.js
const express = require('express');
const validate = require('./validate');
const validations = require('./validations');
const controller = require('./controller');
const router = express.Router();
router.route('/').post(validate(validations.create), controller.create);
router.route('/:id').get(validate(validations.get), controller.get);
module.exports = router;
`);
  });

  it('is made once, exported, held and used for all', () => {
    programFinds(`// file: validate.ts
export const validate = (schema) => (req, res, next) => { req.body = schema.parse(req.body); next(); };
// file: user.ts
import { z } from 'zod';
import { validate } from './validate';
export const checkJob = validate(z.object({ count: z.number(), name: z.string() }));
export const checks = { job: validate(z.object({ count: z.number(), name: z.string() })), list: [validate(z.object({ count: z.number(), name: z.string() }))] };
export const makeCheck = () => validate(z.object({ count: z.number(), name: z.string() }));
// file: app.ts
import { exec } from 'node:child_process';
import express, { type Request, type Response } from 'express';
import { checkJob, checks, makeCheck } from './user';
const app = express();
app.post('/1', checkJob, (req: Request, res: Response) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', checks.job, (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/3', checks.list, (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/4', makeCheck(), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.use(checkJob);
app.post('/5', (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('is told apart by what it is given', () => {
    programFinds(`// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { z } from 'zod';
const A = z.object({ count: z.number(), name: z.string() });
const B = z.object({ count: z.string(), name: z.uuid() });
const validate = (schema) => (req, res, next) => { req.body = schema.parse(req.body); next(); };
const app = express();
app.post('/1', validate(A), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', validate(B), (req, res) => { exec('sleep ' + req.body.name);
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('asks libraries each in its way', () => {
    programFinds(`// file: validate.ts
import * as v from 'valibot';
import { assert } from 'superstruct';
export const yup = (schema) => async (req, res, next) => { try { await schema.validate(req.body); next(); } catch (err) { res.status(400).json(err); } };
export const yupWeak = (schema) => (req, res, next) => { schema.validate(req.body); next(); };
export const yupThen = (schema) => (req, res, next) => { schema.validate(req.body).then((value) => { req.body = value; next(); }).catch(next); };
export const vali = (schema) => (req, res, next) => { const r = v.safeParse(schema, req.body); if (!r.success) return res.status(400).end(); req.body = r.output; next(); };
export const ss = (schema) => (req, res, next) => { assert(req.body, schema); next(); };
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import * as y from 'yup';
import * as v from 'valibot';
import { object, number, string } from 'superstruct';
import { yup, yupWeak, yupThen, vali, ss } from './validate';
const Y = y.object({ count: y.number(), name: y.string() });
const V = v.object({ count: v.number(), name: v.string() });
const S = object({ count: number(), name: string() });
const app = express();
app.post('/1', yup(Y), (req, res) => {
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/2', yupWeak(Y), (req, res) => {
  exec('sleep ' + req.body.count);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/3', yupThen(Y), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/4', vali(V), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
app.post('/5', ss(S), (req, res) => { exec('sleep ' + req.body.count);
  exec('sleep ' + req.body.name);
//     ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });
});
