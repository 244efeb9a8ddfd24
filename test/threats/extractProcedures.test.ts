import assert from 'node:assert/strict';
import { elementIn, routesOf } from '../support/threats.ts';

const TRPC = `// file: trpc.ts
import { initTRPC, TRPCError } from '@trpc/server';
const t = initTRPC.context<Context>().create({ transformer });
export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const publicProcedure = t.procedure;
const log = t.middleware(async ({ next }) => next());
export const protectedProcedure = t.procedure.use(log).use(async ({ ctx, next }) => {
  if (!ctx.session?.user) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { user: ctx.session.user } });
});
export const optionalProcedure = t.procedure.use(async ({ ctx, next }) => {
  if (!ctx.user) return next();
  if (!(await isSignedIn(ctx.user))) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next();
});
`;

describe('procedures of tRPC', () => {
  it('have the way to them through the routers, and what their procedures go through first', () =>
    assert.deepEqual(
      routesOf(`${TRPC}// file: user.ts
import { z } from 'zod';
import { router, publicProcedure, protectedProcedure } from './trpc';
import { posts } from './posts';
export const userRouter = router({
  byId: publicProcedure.input(z.object({ id: z.string() })).query(({ input }) => input.id),
  rename: protectedProcedure.input(z.object({ name: z.string() })).use(limit).mutation(rename),
  posts,
});
// file: posts.ts
import { router, protectedProcedure } from './trpc';
export const posts = router({ list: protectedProcedure.query(list), later: protectedProcedure.subscription(watch) });
// file: admin.ts
import { router, protectedProcedure } from './trpc';
export const adminRouter = router({ stats: protectedProcedure.query(() => 1) });
// file: app.ts
import { lazy } from '@trpc/server';
import { router, mergeRouters, publicProcedure } from './trpc';
import { userRouter } from './user';
const health = router({ ping: publicProcedure.query(() => 'pong') });
const rest = router({ user: userRouter, admin: lazy(() => import('./admin')), plain: { deep: publicProcedure.query(() => 2) } });
export const appRouter = mergeRouters(health, rest);
`),
      [
        'MUTATION user.rename | log, protectedProcedure, limit | rename',
        'QUERY admin.stats | log, protectedProcedure | function',
        'QUERY ping |  | function',
        'QUERY plain.deep |  | function',
        'QUERY user.byId |  | function',
        'QUERY user.posts.list | log, protectedProcedure | list',
        'SUBSCRIPTION user.posts.later | log, protectedProcedure | watch',
      ],
    ));

  it('stand behind what guards the path at which their router is served', () =>
    assert.deepEqual(
      routesOf(`${TRPC}// file: app.ts
import express from 'express';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { router, publicProcedure } from './trpc';
const appRouter = router({ user: router({ me: publicProcedure.query(me) }) });
const app = express();
app.use(helmet());
app.use('/admin', staff);
app.use('/trpc', signedIn, createExpressMiddleware({ router: appRouter, createContext }));
// file: other.ts
import fastify from 'fastify';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import { router, publicProcedure } from './trpc';
const other = router({ there: publicProcedure.query(there) });
const server = fastify();
server.addHook('onRequest', audit);
server.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: other } });
`),
      ['QUERY there | audit | there', 'QUERY user.me | helmet(), signedIn | me'],
    ));

  it('are behind a control where a middleware of the chain sends strangers away, and only there', () => {
    const text = `${TRPC}// file: app.ts
import { router, publicProcedure, protectedProcedure, optionalProcedure } from './trpc';
export const appRouter = router({
  open: publicProcedure.query(() => 1),
  mine: protectedProcedure.input(schema).query(() => 1),
  both: optionalProcedure.query(() => 1),
});`;
    const controls = (name: string) =>
      elementIn(text, `entry:trpc:QUERY:${name}`).controls.map(({ kind, how }) => `${kind} ${how}`);
    assert.deepEqual(controls('open'), []);
    assert.deepEqual(controls('mine').sort(), ['authentication certain', 'logging named', 'validation certain']);
    assert.deepEqual(controls('both'), ['authentication partial']);
  });

  it('are no other things that have the same names', () =>
    assert.deepEqual(
      routesOf(`// file: app.ts
import { router, procedure } from './mine';
export const appRouter = router({ list: procedure.query(() => 1) });`),
      [],
    ));
});

describe('actions that a client with middleware makes', () => {
  it('are behind what their client goes through first', () =>
    assert.deepEqual(
      routesOf(`// file: client.ts
import { createSafeActionClient } from 'next-safe-action';
export const open = createSafeActionClient().use(async ({ next }) => next());
export const signedIn = open.use(async ({ next, ctx }) => {
  const user = await currentUser();
  if (!user) throw new Error('Unauthorized');
  return next({ ctx: { user } });
});
// file: actions.ts
'use server';
import { signedIn } from './client';
export const rename = signedIn.metadata({ name: 'rename' }).inputSchema(schema).use(limit(3)).action(async ({ ctx }) => 1);
export async function plain() {}
`),
      ['ACTION plain |  | plain', 'ACTION rename | open, signedIn, limit(3) | rename'],
    ));
});
