import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://kysely-org.github.io/kysely-apidoc/interfaces/Sql.html ("sql.raw … WARNING! Using this with unchecked inputs
 * WILL lead to SQL injection vulnerabilities"; the same is said of `sql.lit`). As a tag, `sql` makes parameters of its holes,
 * `sql.ref`, `sql.id` and `sql.table` quote names.
 */
const STARTS = ['selectFrom', 'with', 'withRecursive', 'insertInto', 'updateTable', 'deleteFrom'];

const CHAINED = [
  ...['select', 'selectAll', 'distinct', 'distinctOn', 'where', 'whereRef', 'innerJoin', 'leftJoin', 'rightJoin'],
  ...['fullJoin', 'groupBy', 'having', 'orderBy', 'limit', 'offset', 'union', 'unionAll', 'values', 'set', 'returning'],
  ...['returningAll', 'onConflict', '$if', '$call', 'forUpdate', ...STARTS],
];

export default libraryModel({
  package: 'kysely',
  types: [
    { type: 'Kysely', is: ['Kysely#withSchema()'] },
    { type: 'Transaction', extends: ['Kysely'] },
    {
      type: 'Query',
      is: [...STARTS.map((name) => `Kysely#${name}()`), ...CHAINED.map((name) => `Query#${name}()`)],
    },
  ],
  handlers: [
    { to: ['Kysely#transaction().execute', 'Kysely#connection().execute'], parameters: ['Transaction'] },
    { to: ['with', 'withRecursive'].flatMap((name) => [`Kysely#${name}`, `Query#${name}`]), parameters: ['Kysely'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream'].map((name) => `Query#${name}()`),
      members: true,
      label: 'a row of the database',
    },
    { trust: 'stored', from: ['sql().execute().rows'], label: 'a row of the database' },
  ],
  sinks: [{ rule: 'sql-injection', call: ['sql.raw', 'sql.lit', 'CompiledQuery.raw'], argument: 0 }],
  elements: [
    {
      kind: 'store',
      call: [
        ...['selectFrom', 'insertInto', 'updateTable', 'deleteFrom'].flatMap((name) => [
          `Kysely#${name}`,
          `Query#${name}`,
        ]),
        ...['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin'].map((name) => `Query#${name}`),
      ],
      name: { argument: 0 },
      protocol: 'database',
    },
  ],
  // As a tag, it makes parameters of its holes.
  sanitizers: [{ call: ['sql'], clears: ['sql-value', 'sql-identifier', 'object-shape'] }],
});
