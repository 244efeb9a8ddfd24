import { libraryModel } from '../../engine/model.ts';

/**
 * SQLite outside of Node.js. Facts: https://bun.sh/docs/api/sqlite, https://docs.expo.dev/versions/latest/sdk/sqlite/,
 * https://docs.turso.tech/sdk/ts/reference, https://sql.js.org/documentation/Database.html,
 * https://developers.cloudflare.com/d1/worker-api/d1-database/, https://op-engineering.github.io/op-sqlite/.
 */
const EXPO = ['run', 'getFirst', 'getAll', 'getEach', 'exec', 'prepare'].flatMap((name) => [
  `Database#${name}Async`,
  `Database#${name}Sync`,
]);

export default libraryModel({
  package: [
    'bun:sqlite',
    'expo-sqlite',
    '@libsql/client',
    '@libsql/client/web',
    '@tursodatabase/serverless',
    'sql.js',
    '@op-engineering/op-sqlite',
    '@cloudflare/workers-types',
  ],
  types: [
    {
      type: 'Database',
      is: [
        'openDatabaseSync()',
        'openDatabaseAsync()',
        'useSQLiteContext()',
        'createClient()',
        'connect()',
        'open()',
        'default().Database()',
        'Database#transaction()',
      ],
    },
    { type: 'SQLiteDatabase', extends: ['Database'] },
    { type: 'Client', extends: ['Database'] },
    { type: 'D1Database', extends: ['Database'] },
    { type: 'Statement', is: ['Database#prepare()', 'Database#query()', 'Statement#bind()'] },
    { type: 'ResultSet', is: ['Database#execute()', 'Database#batch().*'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: [
        'ResultSet#rows',
        ...EXPO.filter((path) => /#get/.test(path)).map((path) => `${path}()`),
        ...['get', 'first', 'values', 'iterate', 'raw'].map((name) => `Statement#${name}()`),
      ],
      label: 'a row of the database',
    },
    // A list of rows with Bun, an object with `results` at Cloudflare.
    { trust: 'stored', from: ['Statement#all()'], members: true, label: 'a row of the database' },
  ],
  sinks: [
    {
      rule: 'sql-injection',
      call: [
        ...['query', 'prepare', 'run', 'exec', 'execute', 'executeMultiple', 'execSync', 'executeSync', 'each'].map(
          (name) => `Database#${name}`,
        ),
        ...EXPO,
      ],
      argument: 0,
    },
    { rule: 'sql-injection', call: ['Database#execute'], argument: 0, path: 'sql' },
    { rule: 'sql-injection', call: ['Database#batch', 'Database#migrate'], argument: 0, path: ['*', '*.sql'] },
    // No other library has methods of these names.
    {
      rule: 'sql-injection',
      call: ['Database#execAsync', 'Database#getAllAsync', 'Database#getFirstAsync', 'Database#executeMultiple'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
  ],
});
