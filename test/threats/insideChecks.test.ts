import assert from 'node:assert/strict';
import { modelOf } from '../support/threats.ts';

/** The controls of who is let in, on the one way into a program; `~` behind those that do not hold for all. */
function accessOf(text: string): string[] {
  const [entry, ...more] = modelOf(text).elements.filter(({ kind }) => kind === 'entry');
  assert.ok(entry && more.length === 0, `${more.length + 1} ways in`);
  const found = entry.controls
    .filter(({ kind }) => /^(?:authentication|authorization|ownership)$/.test(kind))
    .map(({ kind, how }) => (how === 'certain' ? kind : `${kind}${how === 'named' ? '?' : '~'}`));
  return [...new Set(found)].sort();
}

const next = (body: string, more = '') =>
  accessOf(`// file: app/api/orders/route.ts
import { redirect, unauthorized } from 'next/navigation';
import { auth, getUserId, requireAdmin, getPost, mayBe } from '../../lib/auth';
export async function POST(request, { params }) {
  ${body}
  return Response.json(await save(request));
}
// file: app/lib/auth.ts
${more}
export async function auth() { return read(); }
export async function getUserId(request) {
  const session = await storage.getSession(request.headers.get('cookie'));
  if (!session) throw redirect('/login');
  return session.id;
}
export async function requireAdmin(request) {
  const userId = await getUserId(request);
  const user = await db.user.findFirst({ where: { id: userId, roles: { some: { name: 'admin' } } } });
  if (!user) throw new Response('no', { status: 403 });
}
export async function getPost(id) { const post = await db.post.find(id); if (!post) throw notFound(); return post; }
export async function mayBe(request) { if (open) return; const user = await getUserId(request); return user; }
`);

describe('a check in a handler is a control', () => {
  it('where strangers are answered with a refusal, or sent elsewhere', () => {
    assert.deepEqual(next("const session = await auth(); if (!session) return new Response('', { status: 401 });"), [
      'authentication',
    ]);
    assert.deepEqual(next("const session = await auth();\nif (!session?.user) redirect('/sign-in');"), [
      'authentication',
    ]);
    assert.deepEqual(next('const { user } = await auth();\nif (!user) unauthorized();'), ['authentication']);
    assert.deepEqual(
      next(
        "const session = await auth(); if (session?.user.role !== 'admin') return Response.json({}, { status: 403 });",
      ),
      ['authentication', 'authorization'],
    );
  });

  it('where a function of another file throws for them, or one that this calls', () => {
    assert.deepEqual(next('const userId = await getUserId(request);'), ['authentication']);
    assert.deepEqual(next('await requireAdmin(request);'), ['authentication', 'authorization']);
  });

  it('that does not hold for all where a condition or an earlier answer lets some pass', () => {
    assert.deepEqual(next('if (request.url) await getUserId(request);'), ['authentication~']);
    assert.deepEqual(next('if (params.open) return Response.json({});\nawait getUserId(request);'), [
      'authentication~',
    ]);
    assert.deepEqual(next('await mayBe(request);'), ['authentication~']);
  });

  it('that does not hold where nobody waits for it, or where the handler goes on', () => {
    assert.deepEqual(next('getUserId(request);'), ['authentication~']);
    assert.deepEqual(next('const session = await auth(); if (!session) new Response("", { status: 401 });'), [
      'authentication~',
    ]);
  });

  it('and none where somebody is just signing in, something is not there, or only who is there is read', () => {
    assert.deepEqual(
      next(
        "const { email, password } = await request.json(); const user = await db.user.find({ email }); if (!user || !(await compare(password, user.hash))) return new Response('', { status: 401 });",
      ),
      [],
    );
    assert.deepEqual(next('const post = await getPost(params.id);'), []);
    assert.deepEqual(next('const session = await auth(); log(session);'), []);
  });

  it('in the handlers of other frameworks', () => {
    const sveltekit = (body: string) =>
      accessOf(`// file: src/routes/orders/+server.ts
import { error, redirect } from '@sveltejs/kit';
export const POST = async ({ locals, request }) => { ${body} };`);
    assert.deepEqual(sveltekit("if (!locals.user) throw redirect(303, '/login'); return new Response();"), [
      'authentication',
    ]);
    assert.deepEqual(sveltekit('if (!locals.user) error(401);\nreturn new Response();'), ['authentication']);
    assert.deepEqual(
      accessOf(`// file: server/api/orders.post.ts
export default defineEventHandler(async (event) => {
  const { user } = await requireUserSession(event);
  return save(user);
});`),
      ['authentication'],
    );
    assert.deepEqual(
      accessOf(`// file: app.js
const Router = require('@koa/router');
const router = new Router();
router.get('/a', async (ctx) => { if (!ctx.state.user) ctx.throw(401); ctx.body = 1; });`),
      ['authentication'],
    );
    assert.deepEqual(
      accessOf(`// file: app.js
const app = require('express')();
app.get('/a', (req, res) => { if (!req.user) { res.status(401).end(); return; } res.json(1); });`),
      ['authentication'],
    );
    assert.deepEqual(
      accessOf(`// file: app.js
const app = require('express')();
app.get('/a', (req, res) => { if (!req.user) res.status(401).end(); res.json(1); });`),
      ['authentication~'],
    );
  });
});
