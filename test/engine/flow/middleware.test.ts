import { moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('middleware that looks at a request', () => {
  it('proves something to the handler after it', () =>
    moduleIsQuiet(`
function check(req, res, next) {
  if (!/^[a-z]+$/.test(req.query.name)) return res.status(400).end();
  next();
}
app.get('/', check, (req, res) => exec('ls ' + req.query.name));
app.get('/list', [check], (req, res) => { const { name } = req.query; exec('ls ' + name); });`));

  it('proves it for all that is registered after it', () =>
    moduleIsQuiet(`
app.use((req, res, next) => {
  const { name } = req.query;
  if (!['a', 'b'].includes(name)) { res.status(400).end(); return; }
  next();
});
app.get('/', (req, res) => exec('ls ' + req.query.name));`));

  it('proves it by throwing', () =>
    moduleIsQuiet(`
const check = (req, res, next) => {
  if (!Number.isInteger(req.body.count)) throw new Error('not a number');
  return next();
};
app.post('/', check, (req, res) => exec('sleep ' + req.body.count));`));

  it('proves it of this part alone', () =>
    moduleFinds(`
function check(req, res, next) {
  if (!/^[a-z]+$/.test(req.query.name)) return res.status(400).end();
  next();
}
app.get('/', check, (req, res) => exec(req.query.name + req.query.folder));
//                                                      ^^^^^^^^^^^^^^^^ source
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('proves nothing when it goes on all the same', () =>
    moduleFinds(`
function check(req, res, next) {
  if (!/^[a-z]+$/.test(req.query.name)) console.log('bad');
  next();
}
function other(req, res, next) {
  if (/^[a-z]+$/.test(req.query.name)) next();
  else next();
}
function late(req, res, next) {
  next();
  if (!/^[a-z]+$/.test(req.query.name)) return;
}
app.get('/', check, (req, res) => exec('ls ' + req.query.name));
//                                             ^^^^^^^^^^^^^^ source
//                                     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/other', other, (req, res) => exec('ls ' + req.query.name));
//                                                  ^^^^^^^^^^^^^^ source
//                                          ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/late', late, (req, res) => exec('ls ' + req.query.name));
//                                                ^^^^^^^^^^^^^^ source
//                                        ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('proves nothing when it hands on what lets go on', () =>
    moduleFinds(`
import { later } from './later.ts';
function check(req, res, next) {
  if (!/^[a-z]+$/.test(req.query.name)) return later(req, res, next);
  next();
}
app.get('/', check, (req, res) => exec('ls ' + req.query.name));
//                                             ^^^^^^^^^^^^^^ source
//                                     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('proves nothing to a handler that stands elsewhere without it, or before it', () =>
    moduleFinds(`
function check(req, res, next) {
  if (!/^[a-z]+$/.test(req.query.name)) return res.status(400).end();
  next();
}
const show = (req, res) => exec('ls ' + req.query.name);
//                                      ^^^^^^^^^^^^^^ source
//                              ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/', check, show);
app.get('/other', show);
app.get('/first', (req, res) => exec('ls ' + req.query.name), check);
//                                           ^^^^^^^^^^^^^^ source
//                                   ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('proves nothing of what is another danger', () =>
    moduleFinds(`
function check(req, res, next) {
  if (typeof req.query.name !== 'string') return res.status(400).end();
//           ^^^^^^^^^^^^^^ source
  next();
}
app.get('/', check, (req, res) => exec('ls ' + req.query.name));
//                                     ^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('proves it by a schema', () =>
    moduleFinds(`
import { z } from 'zod';
const Body = z.object({ count: z.number(), name: z.string() });
function check(req, res, next) {
  const result = Body.safeParse(req.body);
  if (!result.success) return res.status(400).end();
  next();
}
app.post('/', check, (req, res) => { exec('sleep ' + req.body.count); });
app.post('/name', check, (req, res) => { exec('ls ' + req.body.name); });
//                                            ^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('writes what it has cleaned', () =>
    moduleIsQuiet(`
app.use((req, res, next) => { req.id = Number(req.params.id); next(); });
app.get('/:id', (req, res) => exec('kill ' + req.id));`));
  it('puts what it finds on the request, for those after it', () =>
    moduleFinds(`
app.use((req, res, next) => { res.locals.name = req.query.name; req.folder = req.query.folder; next(); });
//                                              ^^^^^^^^^^^^^^ source
//                                                                           ^^^^^^^^^^^^^^^^ source
app.get('/a', (req, res) => exec('ls ' + res.locals.name));
//                               ^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/b', (req, res) => exec('ls ' + req.folder));
//                               ^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/c', load, (req, res) => exec('ls ' + req.file));
//                                     ^^^^^^^^^^^^^^^^ sink command-injection
function load(req, res, next) { req.file = req.query.file; next(); }
//                                         ^^^^^^^^^^^^^^ source`));

  it('puts nothing on the request of another route', () =>
    moduleIsQuiet(`
const load = (req, res, next) => { req.file = req.query.file; next(); };
app.get('/a', (req, res) => { res.locals.name = req.query.name; req.folder = req.query.folder; res.render('a'); });
app.get('/b', load, (req, res) => res.render('b'));
app.get('/c', (req, res) => { exec('ls ' + res.locals.name); exec('ls ' + req.folder); exec('ls ' + req.file); });`));

  it('puts nothing on requests from a helper that takes one', () =>
    moduleIsQuiet(`
import type { Request, Response } from 'express';
export function restore(request: Request) { request.folder = request.query.folder; }
export class Pages { show(request: Request, response: Response) { response.locals.name = request.query.name; } }
app.get('/', (req, res) => { exec('ls ' + req.folder); exec('ls ' + res.locals.name); });`));
});
