import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://node-postgres.com/apis/client, https://node-postgres.com/features/queries; for cursors and streams,
 * https://node-postgres.com/apis/cursor, https://github.com/brianc/node-postgres/tree/master/packages/pg-query-stream. Drivers
 * of hosted databases have the same classes: https://github.com/neondatabase/serverless#pool-and-client,
 * https://vercel.com/docs/storage/vercel-postgres/sdk.
 */
const SHORTHANDS = ['sql', 'db', 'createPool()', 'createClient()'];

export default libraryModel({
  package: [
    'pg',
    'pg-pool',
    'pg-cursor',
    'pg-query-stream',
    'pg-copy-streams',
    '@neondatabase/serverless',
    '@vercel/postgres',
  ],
  types: [
    { type: 'Client', is: ['native.Client()', ...SHORTHANDS] },
    { type: 'Pool', is: ['native.Pool()', 'default()'], extends: ['Client'] },
    { type: 'PoolClient', is: ['Pool#connect()', 'Client#connect()'], extends: ['Client'] },
    { type: 'QueryResult', is: ['Client#query()', 'sql()', 'db.sql()'] },
    // `neon(url)` gives a tag: https://github.com/neondatabase/serverless#example-usage-with-the-neon-function
    { type: 'Neon', is: ['neon()'] },
  ],
  handlers: [
    { to: ['Pool#connect'], argument: 0, parameters: ['', 'PoolClient'] },
    { to: ['Client#query'], parameters: ['', 'QueryResult'] },
  ],
  sources: [
    { trust: 'stored', from: ['QueryResult#rows'], label: 'a row of the database' },
    {
      trust: 'stored',
      from: ['neon()()', 'Neon#query()'],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: ['Client#query', 'Query'], argument: 0 },
    { rule: 'sql-injection', call: ['Client#query', 'Query'], argument: 0, path: 'text' },
    // What these are made of is a query: a cursor, a stream of rows, a stream of a table.
    { rule: 'sql-injection', call: ['default', 'from', 'to'], argument: 0, when: { textLooksLike: 'sql' } },
    // Called as a function (up to version 1), `query` or `unsafe`, it takes text:
    // https://github.com/neondatabase/serverless/blob/main/CHANGELOG.md
    { rule: 'sql-injection', call: ['neon()', 'Neon#query', 'Neon#unsafe'], argument: 0 },
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
