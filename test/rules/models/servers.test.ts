import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('Koa', () => {
  it('knows the members of its context', () =>
    reports(`${SHELL}
import Koa from 'koa';
import Router from '@koa/router';
const app = new Koa();
const router = new Router({ prefix: '/api' });
router.get('/:id', async (ctx) => {
  exec(ctx.params.id); // command-injection
  exec(ctx.query.q); // command-injection
  exec(ctx.request.query.q); // command-injection
  exec(ctx.request.body.command); // command-injection
  exec(ctx.get('x-a')); // command-injection
  exec(ctx.headers['x-a']); // command-injection
  exec(ctx.cookies.get('c')); // command-injection
  exec(ctx.querystring); // command-injection
  exec(ctx.request.files.a.originalFilename); // command-injection
  exec(ctx.req.url); // command-injection
  exec(ctx.response.status);
  exec(ctx.length);
});
app.use(router.routes());
app.use(async ({ request, params }, next) => {
  exec(request.body); // command-injection
  await next();
});`));

  it('answers with a page only when the text starts like one, or says so', () =>
    reports(`
import Router from 'koa-router';
const router = new Router();
router.get('/', (ctx) => {
  if (ctx.query.a) ctx.body = \`<p>\${ctx.query.q}</p>\`; // xss-reflected
  else if (ctx.query.b) ctx.body = \`Hello \${ctx.query.q}\`;
  else if (ctx.query.c) ctx.body = { q: ctx.query.q };
  else ctx.body = ctx.query.q; // xss-reflected
});
router.get('/type', (ctx) => {
  ctx.type = 'text/html';
  ctx.body = \`Hello \${ctx.query.q}\`; // xss-reflected
});
router.get('/plain', (ctx) => {
  ctx.type = 'text/plain';
  ctx.response.body = \`<p>\${ctx.query.q}\`;
});
router.post('/', async (ctx) => {
  ctx.body = await save(ctx.request.body);
  ctx.body = ctx.request.body;
  ctx.redirect(ctx.query.to); // open-redirect
  ctx.redirect('/items/' + ctx.params.id);
  ctx.set('Location', ctx.query.to); // open-redirect
});`));

  it('makes routers without new, too', () =>
    reports(`const { exec } = require('child_process');
const router = require('@koa/router')();
router.get('/:id', show).post('/', (context) => exec(context.request.body.command)); // command-injection
async function show(context) {
  exec(context.params.id); // command-injection
}`));

  it('gives nothing to the functions of another package', () =>
    isQuiet(`${SHELL}
import Router from 'other-router';
const router = new Router();
router.get('/:id', (context) => exec(context.params.id));`));

  it('takes a function for middleware by its parameters', () =>
    reports(`${SHELL}
export async function run(ctx, next) {
  exec(ctx.query.q); // command-injection
}
export async function other(event, next) {
  exec(event.query.q);
}`));
});

describe('Fastify', () => {
  it('knows its requests', () =>
    reports(`${SHELL}
import Fastify from 'fastify';
const app = Fastify({ logger: true });
app.get('/:id', async (request, reply) => {
  exec(request.params.id); // command-injection
  exec(request.query.q); // command-injection
  exec(request.headers['x-a']); // command-injection
  exec(request.cookies.c); // command-injection
  exec(request.raw.url); // command-injection
  exec(request.id);
  exec(request.routeOptions.url);
});
app.post('/', { schema }, async ({ body }) => exec(body.command)); // command-injection
app.route({ method: 'PUT', url: '/', preHandler: [async (a) => exec(a.query.q)], handler: (b) => exec(b.body) }); // command-injection command-injection
app.get('/o', { handler: (c) => exec(c.query.q) }); // command-injection
app.addHook('onRequest', async (d) => exec(d.headers.host)); // command-injection
app.addHook('onRoute', (route) => exec(route.url));
app.register(async (scope) => {
  scope.post('/file', async (request) => {
    const data = await request.file();
    exec(data.filename); // command-injection
    for await (const part of request.parts()) exec(part.filename); // command-injection
  });
});`));

  it('answers with text that is no page unless it says so', () =>
    reports(`
import fastify from 'fastify';
fastify().get('/', async (request, reply) => {
  if (request.query.a) return reply.type('text/html').send('<p>' + request.query.q); // xss-reflected
  if (request.query.b) return reply.header('Content-Type', 'text/html').send(request.query.q); // xss-reflected
  if (request.query.c) return reply.send('<p>' + request.query.q);
  if (request.query.d) return reply.redirect(request.query.to); // open-redirect
  if (request.query.e) return reply.redirect(302, request.query.to); // open-redirect
  if (request.query.f) return reply.sendFile(request.query.file);
  return '<p>' + request.query.q;
});`));

  it('knows requests by their type and by names', () =>
    reports(`${SHELL}
import type { FastifyInstance, FastifyRequest } from 'fastify';
export function run(r: FastifyRequest<{ Querystring: { q: string } }>) {
  exec(r.query.q); // command-injection
}
export default async function routes(fastify, opts) {
  fastify.get('/', async (r) => exec(r.query.q)); // command-injection
}
export const more = (f: FastifyInstance) => f.get('/', async (r) => exec(r.query.q)); // command-injection
export const shaped = (request, reply) => exec(request.query.q); // command-injection
export const other = (request, response2) => exec(request.query.q);`));

  it('knows plugins by their type, their wrapper and their parameter', () =>
    reports(`${SHELL}
import { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import fp from 'fastify-plugin';
const plugin: FastifyPluginAsyncTypebox = async (f) => {
  f.get('/', async (r) => exec(r.query.q)); // command-injection
};
export default fp(async (f) => f.get('/', async (r) => exec(r.query.q))); // command-injection
export const named = (fastify) => fastify.get('/', async (r) => exec(r.query.q)); // command-injection
export const other = (f) => f.get('/', async (r) => exec(r.query.q));
export { plugin };`));

  it('gives sockets their messages', () =>
    reports(`${SHELL}
import fastify from 'fastify';
fastify().get('/ws', { websocket: true }, (socket, req) => {
  socket.on('message', (message) => exec(message.toString())); // command-injection
  exec(req.query.q); // command-injection
});`));

  it('hands data from hooks to handlers', () =>
    reports(`${SHELL}
import fastify from 'fastify';
const app = fastify();
app.addHook('preHandler', async (request) => {
  request.command = request.query.q;
});
app.get('/', async (request) => exec(request.command)); // command-injection`));
});

describe('hapi', () => {
  it('knows its requests, in routes of every form', () =>
    reports(`${SHELL}
import Hapi from '@hapi/hapi';
const server = Hapi.server({ port: 3000 });
server.route({ method: 'GET', path: '/{id}', handler: (r) => exec(r.params.id) }); // command-injection
server.route([
  { method: 'POST', path: '/', options: { handler: (r) => exec(r.payload.command) } }, // command-injection
  { method: 'GET', path: '/q', handler: async (r, t) => exec(r.query.q) }, // command-injection
]);
server.ext('onRequest', (r, t) => exec(r.headers.host)); // command-injection
server.events.on('log', (event) => exec(event.payload));`));

  it('knows handlers by their parameters', () =>
    reports(`${SHELL}
export const routes = [
  { method: 'GET', path: '/', handler: (request, h) => exec(request.query.q) }, // command-injection
  { method: 'GET', path: '/', handler: (request, height) => exec(request.query.q) },
];`));

  it('knows routes and plugins by their type', () =>
    reports(`${SHELL}
import type { Plugin, ServerRoute } from '@hapi/hapi';
const one: ServerRoute = { method: 'GET', path: '/', handler: (r) => exec(r.query.q) }; // command-injection
const many: ServerRoute[] = [{ method: 'GET', path: '/', options: { handler: (r) => exec(r.query.q) } }]; // command-injection
const plugin: Plugin<void> = {
  name: 'a',
  register: (s) => s.route({ method: 'GET', path: '/', handler: (r) => exec(r.query.q) }), // command-injection
};
const other: { handler: (r: any) => void } = { handler: (r) => exec(r.query.q) };
export { one, many, plugin, other };`));

  it('answers with a page', () =>
    reports(`
const Hapi = require('@hapi/hapi');
const server = new Hapi.Server();
server.route({
  method: 'GET',
  path: '/',
  handler: (request, h) => {
    if (request.query.a) return \`Hello \${request.query.q}\`; // xss-reflected
    if (request.query.b) return h.response('Hello ' + request.query.q); // xss-reflected
    if (request.query.c) return h.response('Hello ' + request.query.q).type('text/plain');
    if (request.query.d) return h.redirect(request.query.to); // open-redirect
    if (request.query.e) return h.response(request.payload).code(201);
    if (request.query.f) return h.response(store.save(request.payload));
    return { q: request.query.q };
  },
});`));
});

describe('Hono', () => {
  it('knows its context', () =>
    reports(`${SHELL}
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
const app = new Hono().basePath('/api');
app.get('/:id', async (c) => {
  exec(c.req.param('id')); // command-injection
  exec(c.req.query('q')); // command-injection
  exec(c.req.header('x-a')); // command-injection
  exec((await c.req.json()).command); // command-injection
  exec((await c.req.parseBody())['f']); // command-injection
  exec(getCookie(c, 'c')); // command-injection
  exec(c.req.raw.headers.get('x')); // command-injection
  exec(c.req.valid('json').name); // command-injection
  exec(c.req.method);
  exec(c.env.COMMAND);
}).post('/', async (c) => exec(await c.req.text())); // command-injection
app.use('*', async (c, next) => exec(c.req.query('q'))); // command-injection`));

  it('answers with pages when it says so', () =>
    reports(`
import { Hono } from 'hono';
import { html } from 'hono/html';
new Hono().get('/', (c) => {
  if (c.req.query('a')) return c.html(\`<p>\${c.req.query('q')}\`); // xss-reflected
  if (c.req.query('b')) return c.html(html\`<p>\${c.req.query('q')}\`);
  if (c.req.query('c')) return c.text(\`<p>\${c.req.query('q')}\`);
  if (c.req.query('d')) return c.redirect(c.req.query('to')); // open-redirect
  return c.json({ q: c.req.query('q') });
});`));

  it('gives nothing to routers of another package', () =>
    isQuiet(`${SHELL}
import { Router } from 'itty-other';
new Router().get('/', (c) => exec(c.req.query('q')));`));
});

describe('Elysia', () => {
  it('knows its context and its sockets', () =>
    reports(`${SHELL}
import { Elysia } from 'elysia';
new Elysia()
  .get('/:id', ({ params, query, headers, redirect }) => {
    exec(params.id); // command-injection
    exec(query.q); // command-injection
    exec(headers['x-a']); // command-injection
    return redirect(query.to); // open-redirect
  })
  .post('/', ({ body, cookie, store }) => {
    exec(body.command); // command-injection
    exec(cookie.c.value); // command-injection
    exec(store.command);
  })
  .ws('/ws', { message(ws, message) { exec(message); } }); // command-injection`));
});

describe('h3, Nitro and Nuxt', () => {
  it('knows what is read of an event', () =>
    reports(`${SHELL}
import { defineEventHandler, getQuery, readBody, getRouterParam, getHeader, getCookie, sendRedirect, getRequestURL } from 'h3';
export default defineEventHandler(async (event) => {
  const { q, to } = getQuery(event);
  exec(q); // command-injection
  exec((await readBody(event)).command); // command-injection
  exec(getRouterParam(event, 'id')); // command-injection
  exec(event.context.params.id); // command-injection
  exec(getHeader(event, 'x-a')); // command-injection
  exec(getCookie(event, 'c')); // command-injection
  exec(getRequestURL(event).searchParams.get('q')); // command-injection
  exec(event.node.req.url); // command-injection
  exec(event.method);
  if (q === 'x') return sendRedirect(event, to, 302); // open-redirect
  if (q === 'y') return { q: to };
  return \`<p>\${to}\`; // xss-reflected
});`));

  it('knows functions that no import names', () =>
    reports(
      `${SHELL}
export default defineEventHandler(async (event) => {
  exec(getQuery(event).q); // command-injection
});`,
      { path: 'server/api/run.get.ts' },
    ));

  it('leaves functions of the program alone', () =>
    isQuiet(`${SHELL}
import { getQuery } from './query';
const readBody = (event) => event.body;
exec(getQuery({}).q);
exec(readBody({}).q);`));
});

describe('SvelteKit', () => {
  it('gives events to endpoints, loads and actions', () => {
    reports(
      `${SHELL}
import { redirect } from '@sveltejs/kit';
export const POST = async ({ request, params, url, cookies }) => {
  exec(params.id); // command-injection
  exec(url.searchParams.get('q')); // command-injection
  exec(cookies.get('c')); // command-injection
  exec((await request.formData()).get('f')); // command-injection
  throw redirect(303, url.searchParams.get('to')); // open-redirect
};`,
      { path: 'src/routes/items/[id]/+server.ts' },
    );
    reports(
      `${SHELL}
export const load = async ({ params }) => exec(params.id); // command-injection
export const actions = {
  default: async ({ request }) => {
    const data = await request.formData();
    exec(data.get('f')); // command-injection
  },
  other: async (event) => exec(event.params.id), // command-injection
};
export const helper = async ({ params }) => exec(params.id);`,
      { path: 'src/routes/items/[id]/+page.server.ts' },
    );
  });

  it('knows handlers by the type that is generated for them', () =>
    reports(`${SHELL}
import type { PageServerLoad, Actions } from './$types';
const load: PageServerLoad = async ({ params }) => exec(params.id); // command-injection
const other = (async ({ params }) => exec(params.id)) satisfies PageServerLoad; // command-injection
const actions: Actions = { save: async ({ url }) => exec(url.searchParams.get('q')) }; // command-injection
const more = { save: async ({ params }) => exec(params.id) };
export { load as a, other as b, actions as c, more as d };`));

  it('lets anybody call a remote function', () =>
    reports(`${SHELL}
import { command, form } from '$app/server';
export const run = command('unchecked', async (text) => exec(text)); // command-injection
export const save = form(async (data) => exec(data.get('q'))); // command-injection`));
});

describe('Remix and React Router on the server', () => {
  it('gives requests to loaders and actions of routes', () => {
    const text = `${SHELL}
import { redirect } from 'react-router';
export async function loader({ request, params }) {
  exec(params.id); // command-injection
  const url = new URL(request.url);
  exec(url.searchParams.get('q')); // command-injection
  return redirect(url.searchParams.get('to') ?? '/'); // open-redirect
}
export const action = async ({ request }) => {
  const form = await request.formData();
  exec(form.get('f')); // command-injection
};`;
    reports(text, { path: 'app/routes/items.$id.tsx' });
    isQuiet(text, { path: 'app/services/items.ts' });
  });

  it('knows their arguments by type', () =>
    reports(`${SHELL}
import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Route } from './+types/items';
export const a = ({ params }: LoaderFunctionArgs) => exec(params.id); // command-injection
export const b = ({ params }: Route.ActionArgs) => exec(params.id); // command-injection
export const c = ({ params }: Route.Other) => exec(params.id);`));
});
