import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://orm.drizzle.team/docs/sql (as a tag, `sql` makes parameters of its holes, `sql.raw` is text as it is),
 * https://orm.drizzle.team/docs/select, https://orm.drizzle.team/docs/rqb.
 */
const DRIVERS = [
  ...['node-postgres', 'postgres-js', 'neon-http', 'neon-serverless', 'vercel-postgres', 'pglite', 'aws-data-api/pg'],
  ...['mysql2', 'planetscale-serverless', 'tidb-serverless', 'better-sqlite3', 'libsql', 'd1', 'bun-sqlite', 'sql-js'],
  ...['expo-sqlite', 'op-sqlite', 'durable-sqlite', 'xata-http', 'singlestore', 'bun-sql', 'gel'],
];

const CHAINED = [
  ...['from', 'where', 'leftJoin', 'innerJoin', 'rightJoin', 'fullJoin', 'groupBy', 'having', 'orderBy', 'limit'],
  ...['offset', 'for', 'union', 'unionAll', 'values', 'set', 'returning', 'onConflictDoNothing', 'onConflictDoUpdate'],
  ...['$dynamic', 'as'],
];

const STARTS = ['select', 'selectDistinct', 'selectDistinctOn'];

export default libraryModel({
  package: ['drizzle-orm', ...DRIVERS.map((name) => `drizzle-orm/${name}`)],
  elements: [
    {
      kind: 'store',
      call: ['**.from', '**.insert', '**.update', '**.delete', '**.findMany', '**.findFirst', '**.execute'],
      protocol: 'sql',
      name: [{ argument: 0 }, 'property'],
    },
  ],
  types: [
    { type: 'Database', is: ['drizzle()', 'Database#with()', ...STARTS.map((name) => `Database#${name}().$with()`)] },
    {
      type: 'Query',
      is: [...STARTS.map((name) => `Database#${name}()`), ...CHAINED.map((name) => `Query#${name}()`)],
    },
    ...['NodePgDatabase', 'PostgresJsDatabase', 'NeonHttpDatabase', 'MySql2Database', 'BetterSQLite3Database'].map(
      (type) => ({ type, extends: ['Database'] }),
    ),
    ...['LibSQLDatabase', 'DrizzleD1Database', 'PgTransaction'].map((type) => ({ type, extends: ['Database'] })),
  ],
  handlers: [{ to: ['Database#transaction'], parameters: ['Database'] }],
  sources: [
    {
      trust: 'stored',
      from: [
        ...CHAINED.map((name) => `Query#${name}()`),
        ...['all', 'get', 'execute'].map((name) => `Query#${name}()`),
        'Database#query.*.findMany()',
        'Database#query.*.findFirst()',
      ],
      members: true,
      label: 'a row of the database',
    },
    { trust: 'stored', from: ['Database#execute().rows'], label: 'a row of the database' },
  ],
  sinks: [
    // https://orm.drizzle.team/docs/insert, https://orm.drizzle.team/docs/update
    { rule: 'mass-assignment', call: ['Database#insert().values', 'Database#update().set'], argument: 0, path: '*' },
    { rule: 'sql-injection', call: ['sql.raw'], argument: 0 },
    // They take text as well as a query of the tag.
    {
      rule: 'sql-injection',
      call: ['execute', 'run', 'all', 'get', 'values'].map((name) => `Database#${name}`),
      argument: 0,
    },
  ],
  // As a tag, it makes parameters of its holes.
  sanitizers: [{ call: ['sql'], clears: ['sql-value', 'sql-identifier', 'object-shape'] }],
});
