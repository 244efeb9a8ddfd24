import assert from 'node:assert/strict';
import type { Refusal } from '../../../engine/surface/surface.ts';
import { programOf } from '../../support/program.ts';
import { surfacesOf } from '../../support/threats.ts';

/** How a function sends its caller away: the status, the words that it asked, and on which ways. */
function refusalsOf(body: string): string[] {
  const [surface] = surfacesOf(programOf({ 'a.ts': `export async function guard(req, res, next) { ${body} }` }));
  const guard = [...(surface?.functions.values() ?? [])].find(({ name }) => name === 'guard');
  return (guard?.refusals ?? []).map(waysOf);
}

function waysOf({ with: status, asks, isAlways, isNarrow, ends, isThrown }: Refusal): string {
  const ways = [isAlways && 'always', isNarrow && 'narrow', isThrown ? 'thrown' : ends && 'ends'];
  return [status, asks.join('+'), ...ways].filter((each) => each !== false).join(' ');
}

describe('a refusal', () => {
  it('is an answer, an error or a redirect of that meaning, with what was asked', () => {
    assert.deepEqual(refusalsOf('if (!req.user) return res.status(401).json({}); next();'), [
      '401 req+user always ends',
    ]);
    assert.deepEqual(refusalsOf('if (!req.user) throw new ForbiddenError();'), ['403 req+user always thrown']);
    assert.deepEqual(refusalsOf("if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' });"), [
      '401 user always thrown',
    ]);
    assert.deepEqual(refusalsOf("if (!user) redirect('/login');"), ['redirect user always thrown']);
    assert.deepEqual(refusalsOf('if (user) return next(); res.sendStatus(401);'), ['401 user']);
  });

  it('is none of what was not found, or is another answer', () => {
    assert.deepEqual(refusalsOf('if (!post) return res.sendStatus(404);'), []);
    assert.deepEqual(refusalsOf("if (!user) return res.redirect('/shop');"), []);
    assert.deepEqual(refusalsOf('const status = 401;'), []);
  });

  it('tells whether the function goes on after it', () => {
    assert.deepEqual(refusalsOf('if (!user) res.sendStatus(401); save();'), ['401 user always']);
    assert.deepEqual(refusalsOf('if (!user) { res.sendStatus(401); return; } save();'), ['401 user always ends']);
    assert.deepEqual(refusalsOf('if (!user) ctx.throw(401);'), ['401 user always thrown']);
  });

  it('tells whether all ways come to it, and all callers', () => {
    assert.deepEqual(refusalsOf('if (open) { if (!user) return res.sendStatus(401); } next();'), ['401 user ends']);
    assert.deepEqual(refusalsOf('if (open) return save(); if (!user) return res.sendStatus(401);'), [
      '401 open+user ends',
    ]);
    assert.deepEqual(refusalsOf('if (!a) return res.sendStatus(401); if (!user) return res.sendStatus(403);'), [
      '401 a always ends',
      '403 user always ends',
    ]);
    assert.deepEqual(refusalsOf('if (isMaster && !known) throw new ForbiddenError();'), [
      '403 known always narrow thrown',
    ]);
  });
});
