import { finds } from '../../support/spec.ts';
import { handlerFinds, handlerIsQuiet, moduleFinds } from '../snippets.ts';

describe('what is proved of data', () => {
  it('is asked again by the same call', () =>
    handlerIsQuiet(`
const q = new URLSearchParams(req.query.x);
exec(['a', 'b'].includes(q.get('x')) ? q.get('x') : 'a');`));

  it('is asked again with another argument', () =>
    handlerFinds(`
const q = new URLSearchParams(req.query.x);
//                            ^^^^^^^^^^^ source
exec(['a', 'b'].includes(q.get('x')) ? q.get('y') : 'a');
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is asked again after a write', () =>
    handlerFinds(`
const q = new URLSearchParams(req.query.x);
if (!['a', 'b'].includes(q.get('x'))) return;
q.set('x', req.query.y);
//         ^^^^^^^^^^^ source
exec(q.get('x'));
//   ^^^^^^^^^^ sink command-injection`));

  it('is asked again by a header', () =>
    handlerIsQuiet(`
if (!['a', 'b'].includes(req.get('x-kind'))) return res.status(400).end();
exec('svc ' + req.get('x-kind'));`));

  it('is asked again by a call that reads anew', () =>
    handlerFinds(`
const next = () => req.query.list.pop();
//                 ^^^^^^^^^^^^^^ source
exec(['a', 'b'].includes(next()) ? next() : 'a');
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is refused where errors are collected', () =>
    handlerIsQuiet(`
const errors = [];
if (!['a', 'b'].includes(req.query.x)) errors.push('bad');
if (errors.length) return res.status(400).json(errors);
exec(req.query.x);`));

  it('is refused where there is one error or more', () =>
    handlerIsQuiet(`
const errors = [];
const x = req.query.x;
if (!/^[a-z]+$/.test(x)) { errors.push({ field: 'x' }); }
if (!req.query.y) errors.push('y');
if (errors.length > 0) { return res.status(400).json({ errors }); }
exec(x);`));

  it('is not refused where errors are only told', () =>
    handlerFinds(`
const errors = [];
if (!['a', 'b'].includes(req.query.x)) errors.push('bad');
if (errors.length) console.log(errors);
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is not refused by another list', () =>
    handlerFinds(`
const errors = [], others = [];
if (!['a', 'b'].includes(req.query.x)) errors.push('bad');
if (others.length) return;
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is not refused by errors about something else', () =>
    handlerFinds(`
const errors = [];
if (!['a', 'b'].includes(req.query.y)) errors.push('bad');
if (errors.length) return;
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is refused where errors are kept by name', () =>
    handlerIsQuiet(`
const errors = {};
if (!['a', 'b'].includes(req.query.x)) errors.x = 'bad';
if (Object.keys(errors).length > 0) return res.status(400).json(errors);
exec(req.query.x);`));

  it('is refused by a flag', () =>
    handlerIsQuiet(`
let ok = true;
if (!['a', 'b'].includes(req.query.x)) ok = false;
if (!ok) return res.status(400).end();
exec(req.query.x);`));

  it('is refused by a flag that says what is bad', () =>
    handlerIsQuiet(`
let invalid = false;
if (!['a', 'b'].includes(req.query.x)) invalid = true;
if (invalid) return;
exec(req.query.x);`));

  it('is refused by a message', () =>
    handlerIsQuiet(`
let error;
if (!['a', 'b'].includes(req.query.x)) error = 'bad';
if (error) return res.status(400).send(error);
exec(req.query.x);`));

  it('is not refused by a flag that is set again', () =>
    handlerFinds(`
let ok = true;
if (!['a', 'b'].includes(req.query.x)) ok = false;
if (req.query.y) ok = true;
if (!ok) return;
exec(req.query.x);
//   ^^^^^^^^^^^ source sink command-injection`));

  it('is allowed by a flag that only a test sets', () =>
    handlerIsQuiet(`
let ok = false;
if (['a', 'b'].includes(req.query.x)) ok = true;
if (!ok) return;
exec(req.query.x);`));

  it('is allowed by a flag in a loop', () =>
    handlerIsQuiet(`
let ok = false;
for (const each of ['a', 'b']) if (each === req.query.x) { ok = true; break; }
if (!ok) return;
exec(req.query.x);`));

  it('is checked by typeof and more', () =>
    handlerIsQuiet(`
const a = req.query.a; if (typeof a !== 'number') return; exec('sleep ' + a);
const b = req.query.b; if (!Number.isInteger(Number(b))) return; exec('sleep ' + b);
const c = req.query.c; if (isNaN(c)) return; exec('sleep ' + c);
const d = parseInt(req.query.d, 10); exec('sleep ' + d);
exec('sleep ' + ~~req.query.e + (req.query.f | 0) + (+req.query.g) + BigInt(req.query.h) + Math.floor(req.query.i));
const j = new Date(req.query.j); exec('date ' + j.toISOString() + j.getTime());
const k = req.body.k; if (k instanceof Date) exec('date ' + k);
if (typeof req.query.l === 'boolean') exec('a ' + req.query.l);`));

  it('is still a text after these', () =>
    handlerFinds(`
const a = req.query.a; if (typeof a !== 'string') return; exec('sleep ' + a);
//        ^^^^^^^^^^^ source                                   ^^^^^^^^^^^^ sink command-injection
const b = req.query.b; if (b instanceof String) exec('sleep ' + b);
//        ^^^^^^^^^^^ source                         ^^^^^^^^^^^^ sink command-injection
const c = req.query.c; if (c.length < 10) exec('sleep ' + c);
//        ^^^^^^^^^^^ source                   ^^^^^^^^^^^^ sink command-injection
const d = req.query.d; if (!isNaN(d)) {} exec('sleep ' + d);
//        ^^^^^^^^^^^ source                  ^^^^^^^^^^^^ sink command-injection
const e = req.query.e; if (parseInt(e) > 0) exec('sleep ' + e);
//        ^^^^^^^^^^^ source                     ^^^^^^^^^^^^ sink command-injection`));

  it('is a key of a table', () =>
    handlerIsQuiet(`
const MAP = { a: 'ls', b: 'pwd' };
if (req.query.a in MAP) exec(req.query.a);
if (Object.hasOwn(MAP, req.query.b)) exec(req.query.b);
if (Object.keys(MAP).includes(req.query.c)) exec(req.query.c);
if (MAP.hasOwnProperty(req.query.d)) exec(req.query.d);
if (Object.prototype.hasOwnProperty.call(MAP, req.query.e)) exec(req.query.e);
if (MAP[req.query.f]) exec(req.query.f);
if (MAP[req.query.g] !== undefined) exec(req.query.g);
exec(MAP[req.query.h] ?? 'ls');
exec(MAP[req.query.i] || 'ls');
if (Object.values(MAP).includes(req.query.j)) exec(req.query.j);
if (new Map([['a', 'ls']]).has(req.query.k)) exec(req.query.k);
exec(new Map([['a', 'ls']]).get(req.query.l) ?? 'ls');`));

  it('is a key of a table from outside', () =>
    handlerFinds(`
if (req.query.a in req.body) exec(req.query.a);
//                                ^^^^^^^^^^^ source sink command-injection
if (Object.keys(req.body).includes(req.query.c)) exec(req.query.c);
//                                                    ^^^^^^^^^^^ source sink command-injection
exec(req.body[req.query.d] ?? 'ls');
//   ^^^^^^^^^^^^^^^^^^^^^ source
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is a member of an enum', () =>
    finds(`
import { exec } from 'node:child_process';
import express from 'express';
enum Kind { A = 'a', B = 'b' }
const Other = { A: 'a', B: 'b' } as const;
type Other = (typeof Other)[keyof typeof Other];
express().get('/', (req, res) => {
  const a = req.query.a as string;
  if (!Object.values(Kind).includes(a as Kind)) return;
  exec(a);
  const b = req.query.b as string;
  if (!Object.values(Other).includes(b as Other)) return;
  exec(b);
  const c = req.query.c as keyof typeof Other;
//          ^^^^^^^^^^^ source
  exec(Other[c]);
  exec(c);
//     ^ sink command-injection
  exec(Kind[req.query.d as keyof typeof Kind]);
  if (req.query.e === Kind.A || req.query.e === Kind.B) exec(req.query.e);
});`));

  it('is equal to a constant', () =>
    handlerIsQuiet(`
const a = req.query.a; if (a !== 'x' && a !== 'y') return; exec(a);
const KIND = 'k'; if (req.query.b === KIND) exec(req.query.b);
if (['x', 'y'].indexOf(req.query.c) < 0) return; exec(req.query.c);
if (!['x', 'y'].some((each) => each === req.query.d)) return; exec(req.query.d);
const e = ['x', 'y'].find((each) => each === req.query.e); exec(e);
const f = req.query.f === 'x' ? req.query.f : 'y'; exec(f);`));

  it('is not a constant', () =>
    handlerFinds(`
const a = req.query.a; if (a === 'x') return; exec(a);
//        ^^^^^^^^^^^ source                       ^ sink command-injection
const b = req.query.b; if (a !== 'x' || b !== 'y') return; exec(b);
if (['x', 'y'].indexOf(req.query.c) >= 0) return; exec(req.query.c);
//                                                     ^^^^^^^^^^^ source sink command-injection
if ('x,y'.includes(req.query.d)) exec(req.query.d);
//                                    ^^^^^^^^^^^ source sink command-injection`));

  it('matches a pattern from end to end', () =>
    handlerFinds(`
const a = req.query.a; if (!/^[a-z0-9-]+$/.test(a)) return; exec('x ' + a);
const b = req.query.b; if (!/[a-z]+/.test(b)) return; exec('x ' + b);
//        ^^^^^^^^^^^ source                               ^^^^^^^^ sink command-injection
const c = req.query.c; if (!/^[a-z]+/.test(c)) return; exec('x ' + c);
//        ^^^^^^^^^^^ source                                ^^^^^^^^ sink command-injection
const d = req.query.d; if (!/^[a-z]+$/m.test(d)) return; exec('x ' + d);
//        ^^^^^^^^^^^ source                                  ^^^^^^^^ sink command-injection
const e = req.query.e; if (/[^\\w]/.test(e)) return; exec('x ' + e);
const f = req.query.f; if (/[;&|\`$]/.test(f)) return; exec('x ' + f);
//        ^^^^^^^^^^^ source                               ^^^^^^^^ sink command-injection
const g = req.query.g; if (!g.match(/^\\d+$/)) throw new Error('bad'); exec('x ' + g);
const h = req.query.h; if (!/^.+$/.test(h)) return; exec('x ' + h);
//        ^^^^^^^^^^^ source                             ^^^^^^^^ sink command-injection
const i = req.query.i; const ID = new RegExp('^[0-9a-f]{24}$'); if (!ID.test(i)) return; exec('x ' + i);`));

  it('is refused by a list of errors that a function returns', () =>
    moduleFinds(`
function validate(body) {
  const errors = [];
  if (typeof body.name !== 'string') errors.push('name');
  if (!/^[a-z]+$/.test(body.name)) errors.push('name format');
  return errors;
}
app.get('/a', (req, res) => {
  const errors = validate(req.body);
  if (errors.length > 0) return res.status(400).json({ errors });
  exec('adduser ' + req.body.name);
  exec('adduser ' + req.body.group);
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                  ^^^^^^^^^^^^^^ source
});`));

  it('is picked by a test of a property', () =>
    handlerFinds(`
const jobs = req.body.jobs.filter((job) => ['build', 'test'].includes(job.name));
//           ^^^^^^^^^^^^^ source
for (const job of jobs) exec('make ' + job.name);
for (const job of jobs) exec('make ' + job.target);
//                           ^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is picked by a test of a property that is taken out', () =>
    handlerFinds(`
const job = req.body.jobs.find(({ name }) => ['build', 'test'].includes(name));
//          ^^^^^^^^^^^^^ source
exec('make ' + job.name);
exec('make ' + job.target);
//   ^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is a field that is called as a count is', () =>
    handlerFinds(`
exec('convert -resize ' + req.query.size);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                        ^^^^^^^^^^^^^^ source
const { length } = req.body;
//                 ^^^^^^^^ source
exec('head -c ' + length);
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
exec('echo ' + req.body.text.length + req.body.items.size);`));

  it('is another host again by a path with two slashes', () =>
    finds(`
import express from 'express';
const ORIGIN = 'https://app.example.com';
express().get('/a', (req, res) => {
  const to = new URL(req.query.to, ORIGIN);
//                   ^^^^^^^^^^^^ source
  if (to.origin !== ORIGIN) return res.sendStatus(400);
  if (req.query.a) res.redirect(to.href);
  else res.redirect(to.pathname + to.search);
//                  ^^^^^^^^^^^^^^^^^^^^^^^ sink open-redirect
});`));

  it('is decoded as it was encoded', () =>
    finds(`
import express from 'express';
express().get('/a', (req, res) => {
  res.send('<p>' + encodeURIComponent(req.query.a) + '</p>');
  res.send('<p>' + decodeURIComponent(encodeURIComponent(req.query.b)) + '</p>');
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
//                                                       ^^^^^^^^^^^ source
  const name = encodeURIComponent(req.query.c);
//                                ^^^^^^^^^^^ source
  res.send('<p>' + decodeURIComponent(name) + '</p>');
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink xss-reflected
});`));

  it('is asked of every element of a list', () =>
    handlerFinds(`
const { names } = req.body;
if (!names.every((name) => /^[a-z]+$/.test(name))) return res.sendStatus(400);
exec('touch ' + names.join(' '));
const { others } = req.body;
//                 ^^^^^^^^ source
if (!others.some((name) => /^[a-z]+$/.test(name))) return res.sendStatus(400);
exec('touch ' + others.join(' '));
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is found at a place in a list', () =>
    handlerFinds(`
const index = ['build', 'test'].indexOf(req.query.step);
if (index === -1) return res.sendStatus(400);
exec('make ' + req.query.step);
const other = ['build', 'test'].indexOf(req.query.other);
exec('make ' + req.query.other + other);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//             ^^^^^^^^^^^^^^^ source`));

  it('is among what a helper is given to choose from', () =>
    moduleFinds(`
const pick = (value, allowed) => allowed.includes(value) ? value : allowed[0];
const choose = (value, allowed) => allowed.includes(value) ? value : 'a';
app.get('/a', (req, res) => {
  exec('ls ' + pick(req.query.mode, ['-a', '-l']));
  exec('ls ' + choose(req.query.other, req.query.list));
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
//                    ^^^^^^^^^^^^^^^ source
});`));
});
