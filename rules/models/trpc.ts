import { libraryModel } from '../../engine/model.ts';

/** Procedures, whose input is checked by their parser. Facts: https://trpc.io/docs/server/procedures, https://trpc.io/docs/server/validators. */
const CALLS = ['query', 'mutation', 'subscription'];

/** What gives a procedure of the same kind. */
const built = (type: string) =>
  ['use', 'output', 'meta', 'concat', 'unstable_concat'].map((name) => `${type}#${name}()`);

export default libraryModel({
  package: [
    '@trpc/server',
    '@trpc/server/adapters/next',
    '@trpc/server/adapters/express',
    '@trpc/server/adapters/fastify',
  ],
  types: [
    {
      type: 'Root',
      is: ['', '.context()', '.meta()', '.context().meta()', '.meta().context()'].map(
        (way) => `initTRPC${way}.create()`,
      ),
    },
    { type: 'Procedure', is: ['Root#procedure', ...built('Procedure')] },
    { type: 'CheckedProcedure', is: ['Procedure#input()', 'CheckedProcedure#input()', ...built('CheckedProcedure')] },
    { type: 'CreateNextContextOptions' },
    { type: 'CreateExpressContextOptions' },
    { type: 'NextRequest', is: ['CreateNextContextOptions#req'], extends: ['next.NextApiRequest'] },
    { type: 'ExpressRequest', is: ['CreateExpressContextOptions#req'], extends: ['express.Request'] },
  ],
  handlers: [
    { to: [...CALLS, 'use'].map((name) => `Procedure#${name}`), parameters: ['Args'] },
    {
      to: [...CALLS, 'use'].map((name) => `CheckedProcedure#${name}`),
      parameters: ['CheckedArgs'],
      checks: [{ parameter: 0, part: 'input', before: ['input'] }],
      // The builder is mostly another file's.
      shape: [['{input ctx}']],
    },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['Args#input', 'Args#getRawInput()', 'CheckedArgs#getRawInput()'],
      label: 'the input of a procedure',
    },
    { trust: 'remote', from: ['CheckedArgs#input'], shape: 'text', label: 'the input of a procedure' },
  ],
  routing: [
    ...CALLS.map((name) => ({
      call: [`Procedure#${name}`, `CheckedProcedure#${name}`],
      does: 'procedure' as const,
      method: name.toUpperCase(),
    })),
    { call: ['Root#router', 'Root#mergeRouters'], does: 'tree' },
    { call: ['createExpressMiddleware'], does: 'serves', path: { argument: 0, option: 'router' } },
    { call: ['fastifyTRPCPlugin'], does: 'serves', path: { argument: 1, option: 'trpcOptions.router' } },
  ],
  controls: [{ control: 'validation', call: ['Procedure#input', 'CheckedProcedure#input'] }],
});
