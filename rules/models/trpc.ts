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
      type: 'Procedure',
      is: [
        'initTRPC.create().procedure',
        'initTRPC.context().create().procedure',
        'initTRPC.context().meta().create().procedure',
        'initTRPC.meta().create().procedure',
        ...built('Procedure'),
      ],
    },
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
  entryPoints: CALLS.map((name) => ({
    call: [`Procedure#${name}`, `CheckedProcedure#${name}`],
    method: name.toUpperCase(),
    path: -1,
  })),
});
