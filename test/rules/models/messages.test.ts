import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('procedures', () => {
  it('of tRPC get their input', () =>
    reports(`${SHELL}
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
const t = initTRPC.context().create();
const own = t.procedure.use(logged);
export const router = t.router({
  run: t.procedure.input(z.object({ command: z.string() })).mutation(({ input, ctx }) => exec(input.command)), // command-injection
  any: own.query(async (opts) => exec(opts.input)), // command-injection
  user: t.procedure.query(({ ctx }) => exec(ctx.command)),
});`));

  it('of tRPC are known by their parameter where the builder is not seen', () =>
    reports(`${SHELL}
import { router, publicProcedure } from '../trpc';
export const items = router({
  run: publicProcedure.input(schema).mutation(async ({ input, ctx }) => exec(input.command)), // command-injection
  other: publicProcedure.input(schema).mutation(async ({ input, other }) => exec(input.command)),
});`));

  it('of oRPC, Encore and Convex get their input', () =>
    reports(`${SHELL}
import { os } from '@orpc/server';
import { api } from 'encore.dev/api';
import { mutation, httpAction } from './_generated/server';
export const a = os.input(schema).handler(async ({ input }) => exec(input.command)); // command-injection
export const b = api({ method: 'POST', path: '/run' }, async (params) => exec(params.command)); // command-injection
export const c = mutation({ args: {}, handler: async (ctx, args) => exec(args.command) }); // command-injection
export const d = mutation(async (ctx, args) => exec(args.command)); // command-injection
export const e = httpAction(async (ctx, request) => exec(await request.text())); // command-injection`));
});

describe('resolvers of GraphQL', () => {
  it('get arguments, as functions of a map', () =>
    reports(`${SHELL}
import { ApolloServer } from '@apollo/server';
const resolvers = {
  Query: {
    item: (a, b, c) => exec(b.id), // command-injection
    items: async (a, { filter }) => exec(filter.name), // command-injection
  },
  Subscription: { changes: { subscribe: (a, b) => exec(b.id) } }, // command-injection
  Item: { name: (item) => exec(item.name) },
};
export default new ApolloServer({ typeDefs, resolvers });`));

  it('get them from every server', () => {
    for (const [name, made] of [
      ['graphql-yoga', 'createSchema'],
      ['@graphql-tools/schema', 'makeExecutableSchema'],
      ['apollo-server-express', 'ApolloServer'],
    ])
      reports(`${SHELL}
import { ${made} } from '${name}';
export default ${made === 'ApolloServer' ? 'new ' : ''}${made}({ resolvers: [{ Mutation: { run: (a, b) => exec(b.command) } }] }); // command-injection`);
    reports(`${SHELL}
import fastify from 'fastify';
import mercurius from 'mercurius';
fastify().register(mercurius, { schema, resolvers: { Query: { run: async (a, b) => exec(b.command) } } }); // command-injection`);
    reports(`${SHELL}
import { createHandler } from 'graphql-http/lib/use/express';
import { graphqlHTTP } from 'express-graphql';
graphqlHTTP({ schema, rootValue: { run: (args) => exec(args.command) } }); // command-injection`);
  });

  it('are known by their file or their parameters, with less confidence', () => {
    reports(
      `${SHELL}export const resolvers = { Mutation: { run: (a, { command }) => exec(command) } }; // command-injection`,
      {
        path: 'src/resolvers/items.ts',
      },
    );
    reports(`${SHELL}
export const more = {
  run: (_, args, context) => exec(args.command), // command-injection
  other: (parent, { command }, { user }) => exec(command), // command-injection
  third: (first, { command }, last) => exec(command),
};`);
    isQuiet(`${SHELL}export const resolvers = { Mutation: { run: (a, { command }) => exec(command) } };`);
  });

  it('by code get them, too', () =>
    reports(`${SHELL}
import SchemaBuilder from '@pothos/core';
import { mutationField, objectType } from 'nexus';
import { Arg, Mutation, Resolver, Int } from 'type-graphql';
const builder = new SchemaBuilder({});
builder.queryField('run', (t) => t.string({ args: {}, resolve: (a, b) => exec(b.command) })); // command-injection
builder.queryType({ fields: (t) => ({ run: t.field({ resolve: (a, b) => exec(b.command) }) }) }); // command-injection
mutationField('run', { resolve: (a, b) => exec(b.command) }); // command-injection
objectType({ name: 'A', definition(t) { t.field('run', { resolve: (a, b) => exec(b.command) }); } }); // command-injection
@Resolver()
export class Runner {
  @Mutation(() => String)
  run(@Arg('command') command: string, @Arg('count') count: number) {
    exec(command); // command-injection
    exec(String(count));
  }
}`));
});

describe('sockets', () => {
  it('of Socket.IO get messages and what clients say of themselves', () =>
    reports(`${SHELL}
import { Server } from 'socket.io';
const io = new Server(server);
io.use((socket, next) => {
  exec(socket.handshake.query.name); // command-injection
  exec(socket.id);
  next();
});
io.of('/admin').on('connection', (socket) => {
  socket.on('run', (command, options, reply) => {
    exec(command); // command-injection
    exec(options.name); // command-injection
    reply('ok');
  });
  socket.on('disconnect', (reason) => exec(reason));
  socket.onAny((event, ...args) => exec(args[0])); // command-injection
  exec(socket.handshake.auth.name); // command-injection
});`));

  it('of a client of Socket.IO are others', () =>
    isQuiet(`${SHELL}
import { io } from './socket';
io('/').on('run', (command) => exec(command));`));

  it('of express-ws, SockJS and Colyseus get messages', () =>
    reports(`${SHELL}
import express from 'express';
import expressWs from 'express-ws';
import sockjs from 'sockjs';
import { Room } from '@colyseus/core';
const { app } = expressWs(express());
app.ws('/echo', (socket, req) => {
  socket.on('message', (message) => exec(message)); // command-injection
  exec(req.query.q); // command-injection
});
sockjs.createServer().on('connection', (c) => c.on('data', (message) => exec(message))); // command-injection
export class Chat extends Room {
  onCreate() {
    this.onMessage('run', (client, message) => exec(message.command)); // command-injection
  }
  onJoin(client, options) {
    exec(options.name); // command-injection
  }
  onOther(client, options) {
    exec(options.name);
  }
}`));
});

describe('gRPC', () => {
  it('gives calls to methods', () =>
    reports(`${SHELL}
import * as grpc from '@grpc/grpc-js';
import type { ServerUnaryCall } from '@grpc/grpc-js';
const server = new grpc.Server();
server.addService(definition, {
  run: (call, callback) => {
    exec(call.request.command); // command-injection
    exec(call.metadata.get('a')); // command-injection
    exec(call.getPeer());
  },
  stream: (call) => call.on('data', (message) => exec(message.command)), // command-injection
});
export const typed = (call: ServerUnaryCall<A, B>) => exec(call.request.command); // command-injection`));
});

describe('queues and brokers', () => {
  it('give jobs', () =>
    reports(`${SHELL}
import { Worker } from 'bullmq';
import Queue from 'bull';
new Worker('run', async (job) => {
  exec(job.data.command); // command-injection
  exec(job.id);
});
new Queue('run').process(async (job) => exec(job.data.command)); // command-injection`));

  it('give messages', () =>
    reports(`${SHELL}
import amqp from 'amqplib';
import { Kafka } from 'kafkajs';
import mqtt from 'mqtt';
const channel = await (await amqp.connect('amqp://localhost')).createChannel();
channel.consume('run', (message) => {
  exec(message.content.toString()); // command-injection
  exec(message.fields.deliveryTag);
});
await new Kafka({}).consumer({ groupId: 'a' }).run({
  eachMessage: async ({ topic, message }) => {
    exec(message.value.toString()); // command-injection
    exec(topic);
  },
});
mqtt.connect('mqtt://localhost').on('message', (topic, payload) => exec(payload.toString())); // command-injection`));

  it('are not any worker with jobs', () =>
    isQuiet(`${SHELL}
import { Worker } from './worker';
new Worker('run', async (job) => exec(job.data.command));`));
});

describe('bots and mail', () => {
  it('give what people wrote', () =>
    reports(`${SHELL}
import { App } from '@slack/bolt';
import { Telegraf } from 'telegraf';
import { Client } from 'discord.js';
import { Webhooks } from '@octokit/webhooks';
import { simpleParser } from 'mailparser';
new App({}).command('/run', async ({ command, ack }) => exec(command.text)); // command-injection
new Telegraf('').on('text', (ctx) => exec(ctx.message.text)); // command-injection
const client = new Client({});
client.on('messageCreate', (message) => exec(message.content)); // command-injection
client.on('interactionCreate', (i) => exec(i.options.getString('command'))); // command-injection
client.on('ready', (c) => exec(c.user.tag));
new Webhooks({}).on('push', ({ payload }) => exec(\`git checkout \${payload.ref}\`)); // command-injection
const mail = await simpleParser(source);
exec(mail.subject); // command-injection
for (const attachment of mail.attachments) exec(attachment.filename); // command-injection
exec(mail.date);`));
});
