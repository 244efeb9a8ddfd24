import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('input that a schema checks before the handler', () => {
  it('is what the JSON Schema of a Fastify route says', () =>
    reports(`${SHELL}
import fastify from 'fastify';
const params = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
fastify().get('/:id/:name', { schema: { params } }, async (request) => {
  exec(\`\${request.params.id}\`);
  exec(request.params.name); // command-injection
  exec(request.query.q); // command-injection
});
fastify().route({
  method: 'POST',
  url: '/',
  schema: { body: { type: 'object', properties: { kind: { enum: ['a', 'b'] }, text: { type: 'string' } } } },
  handler: async ({ body, headers }) => {
    const { kind, text } = body;
    exec(kind);
    exec(text); // command-injection
    exec(headers['x-a']); // command-injection
  },
});
fastify().get('/', { schema: { response: {} } }, async (request) => exec(request.query.q)); // command-injection`));

  it('is what the TypeBox schema of a Fastify route says', () =>
    reports(`${SHELL}
import fastify from 'fastify';
import { Type } from '@sinclair/typebox';
fastify().get('/:id', { schema: { params: Type.Object({ id: Type.Number(), name: Type.String() }) } }, async (request) => {
  exec(String(request.params.id));
  exec(request.params.name); // command-injection
});`));

  it('is what the Joi schema of a hapi route says', () =>
    reports(`${SHELL}
import Hapi from '@hapi/hapi';
import Joi from 'joi';
Hapi.server().route({
  method: 'GET',
  path: '/{id}',
  options: { validate: { params: Joi.object({ id: Joi.number().required(), name: Joi.string() }), query: { a: Joi.boolean() } } },
  handler: (r, t) => {
    exec(\`\${r.params.id} \${r.query.a}\`);
    exec(r.params.name); // command-injection
    exec(r.payload.name); // command-injection
  },
});`));

  it('is what the parser of a procedure says', () =>
    reports(`${SHELL}
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
const t = initTRPC.create();
export const router = t.router({
  run: t.procedure.input(z.object({ id: z.string().uuid(), count: z.number(), name: z.string() })).use(logged).mutation(({ input }) => {
    exec(\`\${input.id} \${input.count}\`);
    exec(input.name); // command-injection
  }),
});`));
});
