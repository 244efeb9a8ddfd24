import { libraryModel } from '../../engine/model.ts';

/** Facts: https://node-postgres.com/apis/client, https://node-postgres.com/features/queries. */
export default libraryModel({
  package: 'pg',
  types: [
    { type: 'Client', is: ['native.Client()'] },
    { type: 'Pool', is: ['native.Pool()'], extends: ['Client'] },
    { type: 'PoolClient', is: ['Pool#connect()'], extends: ['Client'] },
  ],
  handlers: [{ to: ['Pool#connect'], argument: 0, parameters: ['', 'PoolClient'] }],
  sinks: [
    { rule: 'sql-injection', call: ['Client#query', 'Query'], argument: 0 },
    { rule: 'sql-injection', call: ['Client#query', 'Query'], argument: 0, path: 'text' },
    // Many drivers and wrappers call it so; that the text is SQL tells the rest.
    { rule: 'sql-injection', call: ['Client#query'], argument: 0, when: { textLooksLike: 'sql' }, unmistakable: true },
  ],
  sanitizers: [
    // They quote by themselves, so what they give is one value or one name wherever it stands:
    // https://node-postgres.com/apis/utilities
    {
      call: ['escapeLiteral', 'escapeIdentifier', 'Client#escapeLiteral', 'Client#escapeIdentifier'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
});
