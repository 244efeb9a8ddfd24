import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('parsers of forms', () => {
  it('give fields and names of files as they were sent', () =>
    reports(`${SHELL}
import formidable from 'formidable';
import http from 'node:http';
http.createServer(async (req, res) => {
  const form = formidable({ uploadDir: 'uploads' });
  form.parse(req, (err, fields, files) => {
    exec(fields.name[0]); // command-injection
    exec(files.photo[0].originalFilename); // command-injection
    exec(files.photo[0].filepath);
    exec(err.message);
  });
  const [fields, files] = await form.parse(req);
  exec(fields.name[0]); // command-injection
  exec(files.photo[0].newFilename);
});`));

  it('give them by event', () =>
    reports(`${SHELL}
import busboy from 'busboy';
export function read(headers) {
  const bb = busboy({ headers });
  bb.on('file', (name, stream, info) => exec(info.filename)); // command-injection
  bb.on('field', (name, value) => exec(value)); // command-injection
  bb.on('close', (value) => exec(value));
}`));

  it('ask the program for names', () =>
    reports(`${SHELL}
import multer from 'multer';
export default multer.diskStorage({
  filename: (req, file, cb) => {
    exec(req.query.q); // command-injection
    exec(file.originalname); // command-injection
    exec(file.size);
  },
});`));
});

describe('servers with the API of Express', () => {
  it('are known by their own package', () => {
    for (const made of [
      "import restify from 'restify';\nconst app = restify.createServer();",
      "import polka from 'polka';\nconst app = polka();",
      "import { App } from '@tinyhttp/app';\nconst app = new App();",
      "import HyperExpress from 'hyper-express';\nconst app = new HyperExpress.Server();",
      "import express from 'ultimate-express';\nconst app = express();",
    ])
      reports(`${SHELL}${made}
app.get('/:id', (a, b) => {
  exec(a.params.id); // command-injection
  exec(a.headers['x-a']); // command-injection
  exec(a.method);
});`);
  });

  it('are not those of a package that nobody knows', () =>
    isQuiet(`${SHELL}
import { App } from './app';
new App().get('/:id', (a, b) => exec(a.params.id));`));

  it('send no page when their answers are JSON', () =>
    isQuiet(`
import restify from 'restify';
restify.createServer().get('/', (a, b) => b.send('<p>' + a.query.q));`));
});

describe('http2', () => {
  it('gives streams their headers', () =>
    reports(`${SHELL}
import http2 from 'node:http2';
const server = http2.createSecureServer({});
server.on('stream', (stream, headers) => {
  exec(headers['x-a']); // command-injection
  stream.on('data', (chunk) => exec(chunk)); // command-injection
});
server.on('session', (session, headers) => exec(headers['x-a']));`));
});

describe('AdonisJS', () => {
  it('knows its context', () =>
    reports(`${SHELL}
import router from '@adonisjs/core/services/router';
import type { HttpContext } from '@adonisjs/core/http';
router.get('/:id', async ({ params, request, response }) => {
  exec(params.id); // command-injection
  exec(request.input('q')); // command-injection
  exec(request.file('a').clientName); // command-injection
  exec(request.method());
  response.redirect().toPath(request.input('to')); // open-redirect
});
export default class ItemsController {
  async store({ request, response }: HttpContext) {
    exec(request.body().command); // command-injection
    response.send(\`<p>\${request.input('q')}\`); // xss-reflected
    response.send(\`Hello \${request.input('q')}\`);
    response.download(request.input('file')); // sendfile-traversal
  }
  async plain({ request }) {
    exec(request.body().command);
  }
}`));
});

describe('frameworks that find functions by folder', () => {
  it('are Sails, for actions of both kinds', () => {
    const action = `const { exec } = require('child_process');
module.exports = { inputs: {}, fn: async (inputs, exits) => exec(inputs.command) }; // command-injection`;
    reports(action, { path: 'api/controllers/run.js' });
    isQuiet(action.replace(/ \/\/.*/, ''), { path: 'lib/run.js' });
    reports(
      `const { exec } = require('child_process');
module.exports = {
  run: function (a, b) {
    exec(a.allParams().command); // command-injection
    exec(a.param('command')); // command-injection
  },
};`,
      { path: 'api/controllers/RunController.js' },
    );
  });

  it('are Moleculer, for actions of services', () =>
    reports(
      `const { exec } = require('child_process');
module.exports = {
  name: 'runner',
  actions: {
    run(context) {
      exec(context.params.command); // command-injection
    },
    other: { params: {}, handler: (context) => exec(context.params.command) }, // command-injection
  },
  methods: {
    own(context) {
      exec(context.params.command);
    },
  },
};`,
      { path: 'services/runner.service.js' },
    ));

  it('are Strapi, for what takes a context', () => {
    const controller = `const { exec } = require('child_process');
const { createCoreController } = require('@strapi/strapi').factories;
module.exports = createCoreController('api::run.run', ({ strapi }) => ({
  async run(ctx) {
    exec(ctx.query.q); // command-injection
    exec(ctx.request.body.command); // command-injection
  },
}));`;
    reports(controller, { path: 'src/api/run/controllers/run.js' });
    isQuiet(controller.replaceAll(/ \/\/ .*/g, ''), { path: 'src/api/run/run.js' });
  });

  it('are Fresh, for handlers of routes', () =>
    reports(
      `import { exec } from 'node:child_process';
export const handler = {
  async GET(request, context) {
    exec(context.params.id); // command-injection
    exec(new URL(request.url).searchParams.get('q')); // command-injection
  },
};`,
      { path: 'routes/items/[id].ts' },
    ));
});

describe('services and methods', () => {
  it('of Feathers get ids, data and queries', () =>
    reports(`${SHELL}
import { feathers, type HookContext } from '@feathersjs/feathers';
class Messages {
  async find(params) {
    exec(params.query.q); // command-injection
    exec(params.user.name);
  }
  async update(id, data, params) {
    exec(id); // command-injection
    exec(data.text); // command-injection
  }
  async own(id) {
    exec(id);
  }
}
feathers().use('messages', new Messages());
export const hook = async (context: HookContext) => exec(context.data.text); // command-injection`));

  it('of Meteor get arguments', () =>
    reports(`
import { exec } from 'node:child_process';
import { Meteor } from 'meteor/meteor';
Meteor.methods({
  run(command, ...more) {
    exec(command); // command-injection
    exec(more[0]); // command-injection
  },
});
Meteor.publish('items', (name) => exec(name)); // command-injection
Meteor.startup((name) => exec(name));`));

  it('of LoopBack get what their decorators say', () =>
    reports(`${SHELL}
import { get, post, param, requestBody } from '@loopback/rest';
export class Items {
  @get('/items/{id}')
  find(@param.path.string('id') id: string, @param.query.number('count') count: number, @param.header.string('x-a') a: string) {
    exec(id); // command-injection
    exec(a); // command-injection
    exec(String(count));
  }
  @post('/items')
  create(@requestBody() item: Item) {
    exec(item.name); // command-injection
  }
}`));

  it('of Foal get a context', () =>
    reports(`${SHELL}
import { Context, Get, HttpResponseRedirect, HttpResponseOK } from '@foal/core';
export class Items {
  @Get('/:id')
  find(ctx, { id }) {
    exec(ctx.request.query.q); // command-injection
    exec(id); // command-injection
    exec(ctx.user.name);
    return new HttpResponseRedirect(ctx.request.query.to); // open-redirect
  }
  other(ctx: Context) {
    return new HttpResponseOK('<p>' + ctx.request.query.q); // xss-reflected
  }
}`));

  it('of tsoa and routing-controllers get parameters of their type', () => {
    for (const [name, path] of [
      ['tsoa', 'Path'],
      ['routing-controllers', 'Param'],
    ])
      reports(`${SHELL}
import { Body, Get, ${path}, Post } from '${name}';
export class Items {
  @Get('/:id')
  find(@${path}('id') id: string, @${path}('count') count: number) {
    exec(id); // command-injection
    exec(String(count));
  }
  @Post('/')
  create(@Body() item) {
    exec(item.name); // command-injection
  }
}`);
  });

  it('of ts-rest get what the contract describes', () =>
    reports(`${SHELL}
import { initServer } from '@ts-rest/express';
const s = initServer();
export const router = s.router(contract, {
  find: async ({ params, query, body }) => {
    exec(params.id); // command-injection
    exec(query.q); // command-injection
    exec(body.name); // command-injection
  },
  nested: { other: async ({ params }) => exec(params.id) }, // command-injection
});`));
});

describe('servers of runtimes', () => {
  it('are those of Bun and Deno', () =>
    reports(`${SHELL}
Bun.serve({
  port: 3000,
  fetch: (a) => exec(new URL(a.url).searchParams.get('q')), // command-injection
  routes: {
    '/:id': (a) => exec(a.params.id), // command-injection
    '/x': { POST: async (a) => exec((await a.json()).command) }, // command-injection
  },
  websocket: {
    message: (ws, message) => exec(message), // command-injection
    close: (ws, code) => exec(code),
  },
});
Deno.serve(async (a) => {
  exec(await a.text()); // command-injection
  const q = new URL(a.url).searchParams.get('q');
  if (q === 'a') return new Response(\`<p>\${q}\`, { headers: { 'content-type': 'text/html' } });
  if (a.method === 'X') return new Response(\`<p>\${new URL(a.url).searchParams.get('b')}\`, { headers: { 'content-type': 'text/html' } }); // xss-reflected
  if (a.method === 'Y') return Response.redirect(new URL(a.url).searchParams.get('to')); // open-redirect
  return new Response(\`<p>\${new URL(a.url).searchParams.get('b')}\`);
});`));

  it('is uWebSockets', () =>
    reports(`${SHELL}
import uWS from 'uWebSockets.js';
uWS.App().get('/:id', (res, req) => {
  exec(req.getParameter(0)); // command-injection
  exec(req.getQuery('q')); // command-injection
  res.onData((chunk) => exec(Buffer.from(chunk).toString())); // command-injection
  res.end('<p>' + req.getQuery('q')); // xss-reflected
  res.end('Hello ' + req.getQuery('q'));
}).ws('/*', {
  message: (ws, message) => exec(message), // command-injection
  drain: (ws, message) => exec(message),
});`));

  it('is oak', () =>
    reports(`${SHELL}
import { Application, Router } from '@oak/oak';
new Router().get('/:id', async (context) => {
  exec(context.params.id); // command-injection
  exec(context.request.url.searchParams.get('q')); // command-injection
  exec((await context.request.body.json()).command); // command-injection
  context.response.redirect(context.request.url.searchParams.get('to')); // open-redirect
  exec(context.state.name);
});`));
});

describe('servers that were not told of before', () => {
  it('are Keystone, with its hooks, its Express and its own mutations', () =>
    reports(`${SHELL}
import { config, graphql, list } from '@keystone-6/core';
import { text } from '@keystone-6/core/fields';
export default config({
  server: {
    extendExpressApp: (app) => {
      app.get('/', (req, res) => exec(req.query.x)); // command-injection
    },
  },
  lists: {
    Post: list({
      fields: {
        title: text({
          hooks: {
            validateInput: ({ resolvedData }) => exec(resolvedData.title), // command-injection
          },
        }),
      },
      hooks: {
        resolveInput: {
          create: ({ inputData }) => exec(inputData.title), // command-injection
        },
        afterOperation: ({ item }) => exec(item.id),
      },
    }),
  },
});
export const field = graphql.field({
  resolve: (root, { command }, context) => exec(command), // command-injection
});`));

  it('are collections of Payload', () =>
    reports(`${SHELL}
import type { CollectionConfig } from 'payload';
export const Posts: CollectionConfig = {
  slug: 'posts',
  hooks: {
    beforeChange: [
      async ({ data, operation }) => {
        exec(data.title); // command-injection
        exec(operation);
      },
    ],
  },
  endpoints: [
    {
      path: '/x',
      handler: async (req) => exec(req.query.x), // command-injection
    },
  ],
};`));

  it('are methods of Meteor whose names hold a dot', () =>
    reports(`${SHELL}
Meteor.methods({
  'tasks.insert'(text) {
    exec(text); // command-injection
  },
});`));

  it('are workers of Temporal', () =>
    reports(`${SHELL}
import { Worker } from '@temporalio/worker';
const activities = {
  async transcode({ path }, count: number) {
    exec('ffmpeg ' + path); // command-injection
    exec('ffmpeg ' + Number(count));
  },
};
await Worker.create({ activities, taskQueue: 'media' });`));
});
