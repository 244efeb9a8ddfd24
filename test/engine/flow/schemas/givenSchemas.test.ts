/** Helpers that check data by a schema that they are given. */
import { programFinds } from '../../../support/program.ts';
import { moduleFinds, moduleIsQuiet } from '../../snippets.ts';

const HELPER = `// file: request.ts
export async function readRequest(request: Request, schema?: any): Promise<any> {
  let body = await request.json();
  let error;
  if (schema) {
    const result = schema.safeParse(body);
    if (!result.success) error = result.error;
    else body = result.data;
  }
  return { body, error };
}`;

const CHECKED = `
import { z } from 'zod';
const Order = z.object({ id: z.uuid(), count: z.coerce.number(), note: z.string() });
const check = (schema, data) => schema.parse(data);
const tryTo = (schema, data) => {
  const { value, error } = schema.validate(data);
  if (error) throw error;
  return value;
};`;

describe('what a helper checked by a schema that it was given', () => {
  it('is what the schema of the call lets through', () => {
    moduleIsQuiet(`${CHECKED}
app.post('/', (req, res) => {
  const order = check(Order, req.body);
  exec('show ' + order.id + ' ' + order.count + order.other);
  exec('show ' + tryTo(Order, req.body).id);
});`);
    moduleFinds(`${CHECKED}
app.post('/', (req, res) => {
  exec('show ' + check(Order, req.body).note);
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});`);
  });

  it('is told apart by call', () => {
    moduleFinds(`${CHECKED}
const Note = z.object({ id: z.string() });
app.post('/', (req, res) => {
  exec('show ' + check(Order, req.body).id);
  exec('show ' + check(Note, req.body).id);
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});`);
  });

  it('is so in other modules, for the part that was checked, where a schema is given', () => {
    programFinds(`${HELPER}
// file: app/api/orders/route.ts
import { exec } from 'node:child_process';
import { z } from 'zod';
import { readRequest } from '../../../request';
const Order = z.object({ id: z.uuid(), note: z.string() });
export async function POST(request: Request) {
  const { body, error } = await readRequest(request, Order);
  if (error) return new Response(null, { status: 400 });
  exec('show ' + body.id);
  exec('show ' + body.note);
  //   ^^^^^^^^^^^^^^^^^^^ command-injection
}
// file: app/api/notes/route.ts
import { exec } from 'node:child_process';
import { readRequest } from '../../../request';
export async function POST(request: Request) {
  const { body } = await readRequest(request);
  exec('show ' + body.id);
  //   ^^^^^^^^^^^^^^^^^ command-injection
}
`);
  });

  it('has fields of the name that it is held under', () => {
    programFinds(`// file: request.ts
export function readQuery(request: Request, schema?: any) {
  const url = new URL(request.url);
  let query = Object.fromEntries(url.searchParams);
  if (schema) {
    const result = schema.safeParse(query);
    query = result.data;
  }
  return { query };
}
// file: app/api/orders/route.ts
import { exec } from 'node:child_process';
import { z } from 'zod';
import { readQuery } from '../../../request';
export async function GET(request: Request) {
  const { query } = readQuery(request, z.object({ id: z.uuid(), query: z.string() }));
  exec('show ' + query.id);
  exec('show ' + query.query);
  //   ^^^^^^^^^^^^^^^^^^^^^ command-injection
}
`);
  });

  it('is as it came when the schema looked at something else', () => {
    moduleFinds(`${CHECKED}
const both = (schema, data, text) => {
  schema.parse(data);
  return text;
};
app.post('/', (req, res) => {
  exec('show ' + both(Order, req.body, req.query.text));
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});`);
  });
});

describe('a schema that a function makes of fields that it is given', () => {
  it('has those of the call beside its own, also in other modules', () => {
    programFinds(`// file: schemas.ts
import { z } from 'zod';
export const paging = { limit: z.coerce.number(), search: z.string() };
export const withDates = (fields) => z.object({ from: z.coerce.date(), ...fields }).superRefine(() => {});
export const closed = (fields) => z.object({ from: z.coerce.date() });
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
import { z } from 'zod';
import { closed, paging, withDates } from './schemas';
const app = express();
app.get('/', (req) => {
  const Query = withDates({ id: z.uuid(), note: z.string(), ...paging });
  const query = Query.parse(req.query);
  exec('list ' + query.from + query.id + query.limit + query.other);
  exec('list ' + query.note);
  //   ^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('list ' + query.search);
  //   ^^^^^^^^^^^^^^^^^^^^^^ command-injection
  exec('list ' + closed({ note: z.string() }).parse(req.query).note);
});
`);
  });
});

describe('a schema beside a function that a library calls', () => {
  it('says what its first parameter is', () =>
    moduleFinds(`
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { tool } from 'ai';
import { z } from 'zod';
const server = new McpServer({ name: 'a', version: '1' });
tool({
  inputSchema: z.object({ count: z.number(), name: z.string() }),
  execute: async ({ count, name }) => {
//                ^^^^^^^^^^^^^^^ source
    exec('sleep ' + count);
    exec('sleep ' + name);
//       ^^^^^^^^^^^^^^^ sink llm-tool-to-sink
  },
});
server.tool('level', 'Sets it', { level: z.enum(['1', '2']) }, async ({ level }) => exec('gzip -' + level));
server.tool('any', { name: z.string() }, { readOnlyHint: true }, async ({ name }) => exec('ls ' + name));
//                                                                      ^^^^^^^^ source
//                                                                                        ^^^^^^^^^^^^ sink mcp-tool-command-injection
server.registerTool('size', { inputSchema: { size: z.number() } }, async ({ size }) => exec('head -' + size));`));

  it('is the one of the same route in a list of them', () =>
    moduleFinds(`
import Hapi from '@hapi/hapi';
import Joi from 'joi';
Hapi.server({}).route([
  {
    method: 'GET',
    path: '/a',
    options: {
      validate: { query: Joi.object({ size: Joi.string().valid('small', 'large') }) },
      handler: (request, h) => exec('convert ' + request.query.size),
    },
  },
  { method: 'GET', path: '/b', options: { handler: (request, h) => exec('convert ' + request.query.size) } },
//                                                                                   ^^^^^^^^^^^^^^^^^^ source
//                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
]);`));
});
