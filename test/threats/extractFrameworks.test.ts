import assert from 'node:assert/strict';
import { elementIn, routesOf } from '../support/threats.ts';

describe('the routes of other frameworks', () => {
  it('of Fastify have the prefixes of plugins, and the hooks of these and of those above', () =>
    assert.deepEqual(
      routesOf(`// file: server.ts
import Fastify from 'fastify';
import fp from 'fastify-plugin';
import users from './users';
const app = Fastify();
app.addHook('onRequest', audit);
app.register(fp(async (instance) => { instance.get('/health', health); }));
app.register(users, { prefix: '/users' });
app.get('/', { preHandler: [first, second] }, home);
// file: users.ts
export default async function users(fastify) {
  fastify.addHook('preHandler', requireUser);
  fastify.get('/:id', show);
  fastify.route({ method: ['PUT', 'PATCH'], url: '/:id', preHandler: mayEdit, handler: edit });
}`),
      [
        'GET / | audit, first, second | home',
        'GET /health | audit | health',
        'GET /users/:id | audit, requireUser | show',
        'PATCH /users/:id | audit, requireUser, mayEdit | edit',
        'PUT /users/:id | audit, requireUser, mayEdit | edit',
      ],
    ));

  it('of GraphQL are the fields of its operations, from all maps of resolvers', () =>
    assert.deepEqual(
      routesOf(`// file: server.ts
import { ApolloServer } from '@apollo/server';
import { users } from './users';
const posts = { Query: { posts: (_, args) => [] }, Post: { author: () => null } };
new ApolloServer({ typeDefs, resolvers: [users, posts] });
const other = { resolvers: { Query: { nobody: () => 1 } } };
// file: users.ts
const user = async (_, { id }) => id;
export const users = {
  Query: { user },
  Mutation: { addUser: { resolve: (_, args) => args } },
};`).map((route) => route.replace(/ \|.*/, '')),
      ['MUTATION addUser', 'QUERY posts', 'QUERY user'],
    ));

  it('of windows are their messages, and of Electron those of its pages', () =>
    assert.deepEqual(
      routesOf(`// file: main.ts
import { ipcMain } from 'electron';
import { EventEmitter } from 'node:events';
ipcMain.handle('read-file', readIt);
new EventEmitter().on('read-file', readIt);
// file: page.ts
window.addEventListener('message', receive);
window.addEventListener('resize', receive);`).map((route) => route.replace(/ \|.*/, '')),
      ['MESSAGE message', 'MESSAGE read-file'],
    ));

  it('of Koa have the prefix of the router, in whichever way it is said', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
const Koa = require('koa');
const Router = require('@koa/router');
const users = new Router({ prefix: '/users' });
users.use(requireUser);
users.get('/:id', show);
const api = new Router();
api.prefix('/api');
api.use(users.routes(), users.allowedMethods());
const app = new Koa();
app.use(logger);
app.use(api.routes());
app.use(api.allowedMethods());
`),
      ['GET /api/users/:id | logger, requireUser | show'],
    ));

  it('of Hono are those of mounted applications and of base paths', () =>
    assert.deepEqual(
      routesOf(`// file: app.ts
import { Hono } from 'hono';
import { books } from './books';
const app = new Hono().basePath('/v1');
app.use('/books/*', auth);
app.route('/books', books);
app.get('/open', open);
export default app;
// file: books.ts
import { Hono } from 'hono';
export const books = new Hono();
books.get('/', list).post('/', create);
`),
      ['GET /v1/books | auth | list', 'GET /v1/open |  | open', 'POST /v1/books | auth | create'],
    ));

  it('of NestJS have what the application, the module, the controller and the method put before them', () =>
    assert.deepEqual(
      routesOf(`// file: main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api');
  app.useGlobalPipes(new ValidationPipe());
  await app.listen(3000);
}
bootstrap();
// file: app.module.ts
import { Module, MiddlewareConsumer } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Cats } from './cats';
import { Roles } from './roles';
import { Audit } from './audit';
@Module({ controllers: [Cats], providers: [{ provide: APP_GUARD, useClass: Roles }] })
export class AppModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(Audit).forRoutes({ path: 'cats/:id', method: RequestMethod.DELETE });
  }
}
// file: cats.ts
import { Controller, Get, Delete, UseGuards } from '@nestjs/common';
@Controller('cats')
@UseGuards(SignedIn)
export class Cats {
  @Get(':id') show() {}
  @Delete(':id') @UseGuards(Owner) remove() {}
}
// file: roles.ts
export class Roles { canActivate() { return true; } }
// file: audit.ts
export class Audit { use(req, res, next) { next(); } }
`),
      [
        'DELETE /api/cats/:id | new ValidationPipe(), Roles, Audit, SignedIn, Owner | remove',
        'GET /api/cats/:id | new ValidationPipe(), Roles, SignedIn | show',
      ],
    ));

  it('of Next.js are files, behind the middleware of the program', () =>
    assert.deepEqual(
      routesOf(`// file: src/app/api/users/[id]/route.ts
import { NextRequest } from 'next/server';
export async function GET(request: NextRequest) { return Response.json({}); }
export const POST = withSession(async (request: NextRequest) => Response.json({}));
// file: src/middleware.ts
import { NextRequest } from 'next/server';
export function middleware(request: NextRequest) {}
// file: src/lib/users/route.ts
export async function GET() { return []; }
`),
      ['GET /api/users/[id] | middleware | GET', 'POST /api/users/[id] | middleware, withSession | POST'],
    ));

  it('are queues, clocks, commands and sockets as well', () =>
    assert.deepEqual(
      routesOf(`// file: worker.ts
import { Worker } from 'bullmq';
import cron from 'node-cron';
import { program } from 'commander';
import { WebSocketServer } from 'ws';
new Worker('mail', async (job) => send(job.data));
cron.schedule('0 3 * * *', sweep);
program.command('import <file>').action(run);
new WebSocketServer({ port: 1 }).on('connection', (socket) => {});
`),
      [
        'CLI import <file> |  | run',
        'CRON 0 3 * * * |  | sweep',
        'MESSAGE mail |  | function',
        'WS connection |  | function',
      ],
    ));

  it('are found on an application that a class keeps, and in a table of routes', () =>
    assert.deepEqual(
      routesOf(`// file: app.ts
import express from 'express';
import { UserController } from './users';
class App {
  private app = express();
  private users = new UserController();
  constructor() { this.middleware(); this.routes(); }
  middleware() { this.app.use(express.json()); }
  routes() {
    const table = [
      { method: 'get', path: '/users', handler: this.users.list },
      { method: 'post', path: '/users', handler: this.users.create },
    ];
    table.forEach((route) => this.app[route.method](route.path, route.handler));
  }
}
new App();
// file: users.ts
export class UserController { list = async (req, res) => {}; create = async (req, res) => {}; }
`),
      ['GET /users | express.json() | list', 'POST /users | express.json() | create'],
    ));

  it('of Remix have the paths that the names of their files hold', () =>
    assert.deepEqual(
      routesOf(`// file: app/routes/notes.$noteId.tsx
import type { LoaderFunctionArgs } from '@remix-run/node';
export const loader = async ({ params }: LoaderFunctionArgs) => ({});
export const action = async ({ params }: LoaderFunctionArgs) => ({});
// file: app/routes/_index.tsx
export const loader = async () => ({});
`),
      ['GET / |  | loader', 'GET /notes/:noteId |  | loader', 'POST /notes/:noteId |  | action'],
    ));

  it('of Fastify are loaded from a folder, behind the hooks of the folders above', () =>
    assert.deepEqual(
      routesOf(`// file: src/server.ts
import path from 'node:path';
import Fastify from 'fastify';
import autoload from '@fastify/autoload';
const app = Fastify();
app.register(autoload, { dir: path.join(__dirname, 'routes'), autoHooks: true, cascadeHooks: true });
// file: src/routes/home.ts
export default async function (fastify) { fastify.get('/', home); }
// file: src/routes/api/autohooks.ts
export default async function (fastify) { fastify.addHook('onRequest', requireUser); }
// file: src/routes/api/index.ts
export default async function (fastify) { fastify.get('/', list); }
// file: src/routes/api/tasks/index.ts
export default async (fastify) => { fastify.delete('/:id', remove); };
// file: src/other/index.ts
export default async (server) => server.close();
`),
      ['DELETE /api/tasks/:id | requireUser | remove', 'GET / |  | home', 'GET /api | requireUser | list'],
    ));

  it('are found where a router of the program collects them and hands them on', () =>
    assert.deepEqual(
      routesOf(`// file: app.js
import express from 'express';
import { Users, Shops } from './routers';
import Collector from './collector';
const routes = [new Users(), new Shops()].reduce((all, router) => all.concat(router.routes), []);
const api = express();
new Collector(routes).mountOnto(api);
// file: collector.js
export default class Collector {
  constructor(routes = []) { this.routes = routes; this.mountRoutes(); }
  mountRoutes() {}
  route(method, path, ...handlers) { this.routes.push({ path, method, handler: handlers[0] }); }
  mountOnto(app) {
    this.routes.forEach((route) => { const method = route.method.toLowerCase(); app[method].call(app, route.path, (req, res) => route.handler(req)); });
  }
}
// file: routers.js
import Collector from './collector';
export class Users extends Collector { mountRoutes() { this.route('GET', '/users', (req) => {}); } }
export class Shops extends Collector { mountRoutes() { this.route('PUT', '/shops/:id', (req) => {}); } }
// file: pages.js
import express from 'express';
import Collector from './collector';
class Pages extends Collector {
  mountRoutes() { this.route('GET', '/choose', (req) => {}); }
  mountOnto(app) { super.mountOnto(app); return app; }
}
const pages = express.Router();
express().use('/pages', new Pages().mountOnto(pages));
`),
      ['GET /pages/choose |  | function', 'GET /users |  | function', 'PUT /shops/:id |  | function'],
    ));

  it('are written as objects, one or a list of them, with their hooks', () =>
    assert.deepEqual(
      routesOf(`// file: server.ts
import Hapi from '@hapi/hapi';
import fastify from 'fastify';
Hapi.server().route([{ method: ['GET', 'POST'], path: '/a', handler }, { method: '*', path: '/b', handler: (r) => r }]);
const app = fastify();
app.get('/c', { schema, preHandler: [authenticate, limit], onRequest: log }, show);
app.route({ method: 'PUT', url: '/d', preHandler: authenticate, handler: show });`),
      [
        'ANY /b |  | handler',
        'GET /a |  | handler',
        'GET /c | log, authenticate, limit | show',
        'POST /a |  | handler',
        'PUT /d | authenticate | show',
      ],
    ));

  it('are what files of a certain path export, and functions under a directive', () =>
    assert.deepEqual(
      routesOf(`// file: src/routes/a/[id]/+server.ts
export const GET = () => 1; export const POST = () => 2; export const other = 3;
// file: app/(shop)/items/[id]/route.ts
export const GET = () => 1;
// file: src/items/route.ts
export const GET = () => 1;
// file: actions.ts
'use server';
export async function save() {}
async function own() {}`),
      ['ACTION save |  | save', 'GET /a/[id] |  | GET', 'GET /items/[id] |  | GET', 'POST /a/[id] |  | POST'],
    ));

  it('of Nitro have the method that the name of their file ends with', () =>
    assert.deepEqual(
      routesOf(`// file: server/api/items/[id].get.ts
export default defineEventHandler((event) => 1);
// file: server/api/items/index.post.ts
export default defineEventHandler({ onRequest: [requireUser], handler: async function create(event) { return 1; } });
// file: server/routes/feed.xml.ts
export default defineEventHandler((event) => 1);
// file: server/middleware/auth.ts
export default defineEventHandler((event) => { event.context.user = 1; });`),
      [
        'ANY /feed.xml | auth | default',
        'GET /api/items/[id] | auth | default',
        'POST /api/items | auth, requireUser | create',
      ],
    ));

  it('of React Router may be those of another file, and are no files beside routes', () =>
    assert.deepEqual(
      routesOf(`// file: app/routes/notes/$noteId_.edit.tsx
export { action } from './+shared/editor.server';
// file: app/routes/notes/+shared/editor.server.tsx
export async function action({ request }) { await requireUserId(request); }
// file: app/routes/robots[.]txt.ts
export const loader = () => new Response();
`),
      ['GET /robots.txt |  | loader', 'POST /notes/:noteId/edit |  | action'],
    ));

  it('of a file that hands them on are those of the router that it hands them to', () =>
    assert.deepEqual(
      routesOf(`// file: app/api/[...route]/route.ts
import { Hono } from 'hono';
import { handle } from 'hono/vercel';
const app = new Hono().basePath('/api');
app.get('/users', list);
export const GET = handle(app);
export const POST = withLog(postHandler);
`),
      ['GET /api/users |  | list', 'POST /api/[...route] | withLog | POST'],
    ));

  const nest = (main: string, more = '') =>
    routesOf(`// file: main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
const app = await NestFactory.create(AppModule);
${main}
// file: app.module.ts
import { Module, SetMetadata } from '@nestjs/common';
import { Cats } from './cats';
import { Health } from './health';
@Module({ controllers: [Health] }) export class HealthModule {}
@Module({ controllers: [Cats], imports: [HealthModule] }) export class AppModule {}
// file: cats.ts
import { Controller, Get } from '@nestjs/common';
@Controller('cats') export class Cats { @Get([':id', 'by/:id']) show() {} }
// file: health.ts
import { Controller, Get } from '@nestjs/common';
@Controller('health') export class Health { @Get() check() {} }
${more}`).map((route) => route.replace(/ \| \w+$/, ''));

  it('of NestJS have the prefix of the application that has them, but for those that it leaves out', () =>
    assert.deepEqual(
      nest(
        "app.setGlobalPrefix('api', { exclude: ['health'] });",
        `// file: worker.ts
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { Jobs } from './jobs';
import { HealthModule } from './app.module';
@Module({ controllers: [Jobs], imports: [HealthModule] }) class WorkerModule {}
const worker = await NestFactory.create(WorkerModule);
worker.setGlobalPrefix('worker');
worker.useGlobalGuards(new Inside());
// file: jobs.ts
import { Controller, Post } from '@nestjs/common';
@Controller('jobs') export class Jobs { @Post() add() {} }
`,
      ),
      [
        'GET /api/cats/:id | ',
        'GET /api/cats/by/:id | ',
        'GET /health | ',
        'GET /worker/health | new Inside()',
        'POST /worker/jobs | new Inside()',
      ],
    ));

  it('of hapi have the strategy that signs their callers in, their own or that of all', () => {
    const text = `// file: server.js
const Hapi = require('@hapi/hapi');
const server = Hapi.server();
server.auth.strategy('session', 'cookie', {});
server.auth.default('session');
server.route({ method: 'GET', path: '/mine', handler: mine });
server.route({ method: 'GET', path: '/open', options: { auth: false, handler: open } });
server.route({ method: 'GET', path: '/maybe', handler: maybe, options: { auth: { strategy: 'jwt', mode: 'try' } } });
server.register({ plugin: { register: (inner) => { inner.route({ method: 'GET', path: '/part', config: { auth: 'jwt' }, handler: part }); } } });
`;
    assert.deepEqual(routesOf(text), [
      'GET /maybe | auth jwt | maybe',
      'GET /mine | auth session | mine',
      'GET /open |  | open',
      'GET /part | auth jwt | part',
    ]);
    const controls = (path: string) =>
      elementIn(text, `entry:hapi:GET:${path}`).controls.map(({ kind, how }) => `${kind} ${how}`);
    assert.deepEqual(controls('/mine'), ['authentication certain']);
    assert.deepEqual(controls('/maybe'), ['authentication partial']);
    assert.deepEqual(controls('/open'), []);
  });
});
