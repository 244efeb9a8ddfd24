import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('data at the ways out of a statement', () => {
  it('leaves a labelled block', () =>
    handlerFinds(`
let command = 'ls';
block: {
  command = req.query.x;
//          ^^^^^^^^^^^ source
  if (command) break block;
  command = 'pwd';
}
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is overwritten at every end of a labelled block', () =>
    handlerIsQuiet(`
let command = req.query.x;
block: {
  if (req.query.y) { command = 'a'; break block; }
  command = 'pwd';
}
exec(command);`));

  it('is overwritten by the first round of do while', () =>
    handlerIsQuiet(`
let command = req.query.x;
do { command = 'ls'; } while (Math.random() > 0.5);
exec(command);`));

  it('is overwritten in do while after a continue at the latest', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
do { if (req.query.z) continue; command = 'ls'; } while (Math.random() > 0.5);
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is overwritten in do while before every break', () =>
    handlerIsQuiet(`
let command = req.query.x;
do { command = 'ls'; if (req.query.z) break; } while (true);
exec(command);`));

  it('breaks out of do while before it is overwritten', () =>
    handlerFinds(`
let command = req.query.x;
//            ^^^^^^^^^^^ source
do { if (req.query.z) break; command = 'ls'; } while (Math.random() > 0.5);
exec(command);
//   ^^^^^^^ sink command-injection`));

  it('is in finally also after a return', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; return; } finally { exec(command); }
//              ^^^^^^^^^^^ source                    ^^^^^^^ sink command-injection`));

  it('is in finally also after a throw', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; throw new Error('no'); } finally { exec(command); }
//              ^^^^^^^^^^^ source                                   ^^^^^^^ sink command-injection`));

  it('is in finally also after what may throw', () =>
    handlerFinds(`
let command = 'ls';
try { command = req.query.x; risky(); command = 'ls'; } finally { exec(command); }
//              ^^^^^^^^^^^ source                                     ^^^^^^^ sink command-injection`));

  it('is in finally after a return in the handler', () =>
    handlerFinds(`
let command = 'ls';
try { risky(); } catch { command = req.query.x; return; } finally { exec(command); }
//                                 ^^^^^^^^^^^ source                    ^^^^^^^ sink command-injection`));

  it('is not in what follows a finally after a return', () =>
    handlerIsQuiet(`
let command = 'ls';
try { risky(); if (req.query.y) { command = req.query.x; return; } } finally { res.end(); }
exec(command);`));

  it('is overwritten before finally on every way', () =>
    handlerIsQuiet(`
let command = req.query.x;
command = 'a';
try { command = 'b'; return; } finally { exec(command); }`));

  it('is what was thrown', () =>
    handlerFinds(`
try { throw req.query.x; } catch (error) { exec(error); }
//          ^^^^^^^^^^^ source                  ^^^^^ sink command-injection`));

  it('is in the message of what was thrown', () =>
    handlerFinds(`
try { throw new Error('no ' + req.query.x); } catch (error) { exec(error.message); }
//                            ^^^^^^^^^^^ source                   ^^^^^^^^^^^^^ sink command-injection`));

  it('is taken out of what was thrown', () =>
    handlerFinds(`
try { throw { command: req.query.x, other: 'a' }; } catch ({ command, other }) { exec(command); exec(other); }
//                     ^^^^^^^^^^^ source                                             ^^^^^^^ sink command-injection`));

  it('is not what another try caught', () =>
    handlerIsQuiet(`
try { try { throw req.query.x; } catch (inner) { risky(); } } catch (error) { exec(error); }`));

  it('is thrown on by the handler', () =>
    handlerFinds(`
try { try { throw req.query.x; } catch (inner) { throw inner; } } catch (error) { exec(error); }
//                ^^^^^^^^^^^ source                                                   ^^^^^ sink command-injection`));

  it('is not what a constant error carries', () =>
    handlerIsQuiet(`
try { throw new Error('no'); } catch (error) { exec(error.message); }`));

  it('is thrown by a function that is called', () =>
    moduleFinds(`
function check(x) { throw x; }
app.get('/', (req, res) => { try { check(req.query.x); } catch (error) { exec(error); } });
//                                       ^^^^^^^^^^^ source                   ^^^^^ sink command-injection`));

  it('is anything where the default falls into a case', () =>
    handlerFinds(`
switch (req.query.kind) {
  default:
  case 'ls': exec(req.query.kind);
//                ^^^^^^^^^^^^^^ source sink command-injection
}`));

  it('is one of two constants where a case falls into another', () =>
    handlerIsQuiet(`
switch (req.query.kind) {
  case 'a':
  case 'b': exec(req.query.kind); break;
  default: res.end();
}`));

  it('is something else where a case writes before it falls', () =>
    handlerFinds(`
let command = 'ls';
switch (req.query.kind) {
  default: command = req.query.x;
//                   ^^^^^^^^^^^ source
  case 'b': exec(command);
//               ^^^^^^^ sink command-injection
}`));

  it('leaves a switch by its default that stands first', () =>
    handlerIsQuiet(`
let command = req.query.x;
switch (req.query.kind) {
  default: command = 'a'; break;
  case 'b': command = 'b';
}
exec(command);`));

  it('is checked by the default of a switch that returns', () =>
    handlerIsQuiet(`
const kind = req.query.kind;
switch (kind) { case 'a': case 'b': break; default: return res.status(400).end(); }
exec(kind);`));

  it('is checked by the default of a switch that throws', () =>
    handlerIsQuiet(`
switch (req.query.kind) { case 'a': case 'b': break; default: throw new Error('no'); }
exec(req.query.kind);`));

  it('is not checked by a switch without a default', () =>
    handlerFinds(`
const kind = req.query.kind;
//           ^^^^^^^^^^^^^^ source
switch (kind) { case 'a': case 'b': break; }
exec(kind);
//   ^^^^ sink command-injection`));

  it('is not checked by a switch over something else', () =>
    handlerFinds(`
const kind = req.query.kind;
//           ^^^^^^^^^^^^^^ source
switch (req.query.other) { case 'a': break; default: return; }
exec(kind);
//   ^^^^ sink command-injection`));

  it('is made of constants by the cases of a switch', () =>
    handlerIsQuiet(`
function commandFor(kind) { switch (kind) { case 'a': return 'ls'; case 'b': return 'pwd'; default: throw new Error('no ' + kind); } }
exec(commandFor(req.query.kind));`));
});

describe('what stands behind a call that never comes back', () => {
  it('is reached by checked data only', () => {
    moduleIsQuiet(`
import Router from '@koa/router';
import { notFound } from 'next/navigation';
import { error } from '@sveltejs/kit';
const router = new Router();
router.get('/', (ctx) => {
  const target = ctx.query.target;
  if (!['a', 'b'].includes(target)) ctx.throw(400);
  exec('ls ' + target);
});
app.get('/', (req, res) => {
  if (!['a', 'b'].includes(req.query.x)) notFound();
  exec('ls ' + req.query.x);
  if (!['a', 'b'].includes(req.query.y)) error(404);
  exec('ls ' + req.query.y);
});`);
    handlerFinds(`
const notFound = () => console.count('missing');
if (!['a', 'b'].includes(req.query.x)) notFound();
exec('ls ' + req.query.x);
//           ^^^^^^^^^^^ source
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection
if (!['a', 'b'].includes(req.query.y)) tokens.throw(req.query.y);
exec('ls ' + req.query.y);
//           ^^^^^^^^^^^ source
//   ^^^^^^^^^^^^^^^^^^^ sink command-injection`);
  });
});
