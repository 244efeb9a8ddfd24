import { libraryModel } from '../../engine/model.ts';

/**
 * Actions of the server that are made by a client with middleware. Facts: https://next-safe-action.dev/docs/define-actions/create-the-client,
 * https://next-safe-action.dev/docs/define-actions/middleware.
 */
const SCHEMAS = ['schema', 'inputSchema', 'bindArgsSchemas'];

export default libraryModel({
  package: 'next-safe-action',
  types: [
    {
      type: 'Client',
      is: [
        'createSafeActionClient()',
        ...['use', 'metadata', 'outputSchema', ...SCHEMAS].map((name) => `Client#${name}()`),
      ],
    },
  ],
  routing: [{ call: ['Client#action', 'Client#stateAction'], does: 'procedure', method: 'ACTION' }],
  controls: [{ control: 'validation', call: SCHEMAS.map((name) => `Client#${name}`) }],
});
