import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('AWS Lambda', () => {
  it('calls what a file exports as handler', () =>
    reports(`${SHELL}
export const handler = async (event, context) => {
  exec(event.body); // command-injection
  exec(JSON.parse(event.body).command); // command-injection
  exec(event.queryStringParameters.q); // command-injection
  exec(event.pathParameters?.id); // command-injection
  exec(event.headers['x-a']); // command-injection
  exec(event.rawQueryString); // command-injection
  exec(event.stageVariables.shell);
  exec(event.requestContext.authorizer.role);
  exec(context.functionName);
};`));

  it('knows the older form of exports, and handlers that are wrapped', () => {
    reports(`${SHELL}
exports.handler = async function (event) {
  exec(event.body); // command-injection
};`);
    reports(`${SHELL}
import middy from '@middy/core';
const run = async (event) => {
  exec(event.body); // command-injection
};
export const handler = middy(run).use(logger());`);
    reports(`${SHELL}
import { wrap } from './wrap.js';
export const handler = wrap(async (event) => {
  exec(event.body); // command-injection
});`);
  });

  it('knows events and handlers by their types', () =>
    reports(`${SHELL}
import type { APIGatewayProxyEventV2, APIGatewayProxyHandler, S3Event } from 'aws-lambda';
export async function run(event: APIGatewayProxyEventV2) {
  exec(event.rawPath); // command-injection
}
const show: APIGatewayProxyHandler = async (event) => {
  exec(event.queryStringParameters!.q!); // command-injection
  return { statusCode: 200, body: '' };
};
async function convert(event: S3Event) {
  for (const record of event.Records) {
    exec('convert ' + decodeURIComponent(record.s3.object.key)); // command-injection
    exec('convert ' + record.s3.object.size);
    exec('convert ' + record.s3.bucket.name);
  }
}`));

  it('knows the messages of a queue, as what others stored', () =>
    reports(`${SHELL}
export const handler = async ({ Records }) => {
  for (const record of Records) {
    exec(JSON.parse(record.body).command); // command-injection
    exec('kill ' + JSON.parse(record.body).processId);
  }
};`));

  it('answers with JSON unless the headers say otherwise', () =>
    reports(`
export const handler = async (event) => {
  const name = event.queryStringParameters.name;
  if (name === '') return { statusCode: 200, body: name };
  if (name === 'a') return { statusCode: 302, headers: { Location: event.queryStringParameters.to } }; // open-redirect
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html' },
    body: '<p>' + name + '</p>', // xss-reflected
  };
};`));

  it('is no handler under another name', () =>
    isQuiet(`${SHELL}
export const handle = async (event) => exec(event.body);
export const command = { handler: (argv) => exec(argv.path) };
export const handler = (argv) => exec(argv.path);`));
});

describe('Azure Functions', () => {
  it('registers handlers, of requests and of queues', () =>
    reports(`${SHELL}
import { app } from '@azure/functions';
app.http('show', {
  methods: ['GET'],
  handler: async (request, context) => {
    exec(request.query.get('q')); // command-injection
    exec(request.params.id); // command-injection
    exec((await request.json()).command); // command-injection
    exec(await request.text()); // command-injection
    exec(context.functionName);
    return { body: request.query.get('q') };
  },
});
app.get('page', async (request) => ({
  headers: { 'Content-Type': 'text/html' },
  body: '<p>' + request.query.get('q'), // xss-reflected
}));
app.storageQueue('work', {
  queueName: 'work',
  handler: async (item) => {
    exec(item.command); // command-injection
  },
});`));
});

describe('Google Cloud Functions and Firebase', () => {
  it('give a request of Express, or the data of a call', () =>
    reports(`${SHELL}
import functions from '@google-cloud/functions-framework';
import { onRequest, onCall } from 'firebase-functions/v2/https';
import { onObjectFinalized } from 'firebase-functions/v2/storage';
functions.http('show', (req, res) => {
  exec(req.query.q); // command-injection
  res.send('<p>' + req.query.q); // xss-reflected
});
export const hook = onRequest((request, response) => {
  exec(request.body.command); // command-injection
  response.json(request.body);
});
export const call = onCall((request) => {
  exec(request.data.command); // command-injection
  exec(request.auth.uid);
});
export const convert = onObjectFinalized((event) => {
  exec('convert ' + event.data.name); // command-injection
  exec('convert ' + event.data.size);
});`));

  it('keep to the form of version 1', () =>
    reports(`${SHELL}
const functions = require('firebase-functions');
exports.call = functions.https.onCall((data, context) => {
  exec(data.command); // command-injection
  exec(context.auth.uid);
});
exports.hook = functions.region('europe-west1').https.onRequest((req, res) => {
  exec(req.query.q); // command-injection
});`));
});

describe('Cloudflare Workers', () => {
  it('call the functions of what a file exports', () =>
    reports(`${SHELL}
export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    exec(url.searchParams.get('q')); // command-injection
    exec((await request.json()).code); // command-injection
    await env.DB.prepare('SELECT * FROM t WHERE a = ' + url.searchParams.get('a')).all(); // sql-injection
    await env.DB.prepare('SELECT * FROM t WHERE a = ?').bind(url.searchParams.get('a')).all();
    exec(env.CODE);
    return new Response('<p>' + url.searchParams.get('q'), { headers: { 'content-type': 'text/html' } }); // xss-reflected
  },
  async email(message) {
    exec(message.headers.get('subject')); // command-injection
  },
  async queue(batch) {
    for (const message of batch.messages) exec(message.body.code); // command-injection
  },
};`));

  it('call methods of classes', () =>
    reports(`${SHELL}
import { DurableObject, WorkflowEntrypoint } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    exec(await request.text()); // command-injection
  }
  async webSocketMessage(socket, message) {
    exec(message); // command-injection
    exec(socket.code);
  }
}
export class Work extends WorkflowEntrypoint {
  async run(event, step) {
    exec(event.payload.code); // command-injection
    exec(step.code);
  }
}`));

  it('rewrite pages with text or with markup', () =>
    reports(`
export default {
  fetch(request) {
    const name = new URL(request.url).searchParams.get('name');
    return new HTMLRewriter().on('h1', {
      element(element) {
        element.setInnerContent(name, { html: true }); // xss-reflected
        element.append(name);
      },
    }).transform(page);
  },
};`));

  it('find the functions of Pages by their folder', () => {
    const text = `${SHELL}
export const onRequestGet = async (context) => {
  exec(context.params.code); // command-injection
  exec(await context.request.text()); // command-injection
  exec(context.env.CODE);
};`;
    reports(text, { path: 'functions/api/run.ts' });
    isQuiet(text.replaceAll(/ \/\/ .*/g, ''), { path: 'src/run.ts' });
  });
});

describe('functions at the edge', () => {
  it('are given the request of the web', () => {
    reports(`${SHELL}
Deno.serve(async (request) => {
  exec(await request.text()); // command-injection
  return new Response('ok');
});
Deno.serve({ port: 80, handler: async (request) => exec((await request.json()).a) }); // command-injection
Bun.serve({
  fetch: async (request) => exec(await request.text()), // command-injection
  routes: {
    '/a': async (request) => exec(await request.text()), // command-injection
    '/b': { POST: async (request) => exec(await request.text()) }, // command-injection
  },
});`);
    reports(
      `${SHELL}
export async function POST(request) {
  exec(await request.text()); // command-injection
}`,
      { path: 'api/run.ts' },
    );
    reports(
      `${SHELL}
export default async (request, context) => {
  exec(await request.text()); // command-injection
  exec(context.params.code); // command-injection
  exec(context.geo.city);
};`,
      { path: 'netlify/functions/run.mts' },
    );
  });

  it('are known by their types', () =>
    reports(`${SHELL}
import type { VercelRequest, VercelResponse } from '@vercel/node';
export default function show(req: VercelRequest, res: VercelResponse) {
  exec(String(req.query.q)); // command-injection
  res.status(200).send('<p>' + req.query.q); // xss-reflected
  res.json(req.query);
}`));
});
