import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://knexjs.org/guide/raw (`?` is a value, `??` a name, both beside the text) and
 * https://knexjs.org/guide/query-builder; objection and bookshelf build on it: https://vincit.github.io/objection.js/guide/query-examples.html,
 * https://bookshelfjs.org/api.html#Bookshelf-instance-knex. Names of columns and tables are quoted by the builder.
 */
const RAW = [
  'whereRaw',
  'andWhereRaw',
  'orWhereRaw',
  'havingRaw',
  'andHavingRaw',
  'orHavingRaw',
  'orderByRaw',
  'groupByRaw',
  'joinRaw',
  'fromRaw',
];

/** Methods of a query that give the query back. What it is waited for gives its rows. */
const CHAINED = [
  ...RAW,
  ...['select', 'column', 'columns', 'from', 'with', 'withRecursive', 'withSchema', 'as', 'distinct', 'distinctOn'],
  ...['where', 'andWhere', 'orWhere', 'whereNot', 'whereIn', 'whereNotIn', 'whereNull', 'whereNotNull', 'whereExists'],
  ...['whereBetween', 'whereLike', 'whereILike', 'whereJsonPath', 'orWhereIn', 'orWhereNull', 'orWhereNot'],
  ...['join', 'innerJoin', 'leftJoin', 'leftOuterJoin', 'rightJoin', 'fullOuterJoin', 'crossJoin', 'on'],
  ...['groupBy', 'orderBy', 'having', 'offset', 'limit', 'union', 'unionAll', 'intersect', 'returning', 'modify'],
  ...['forUpdate', 'forShare', 'transacting', 'clone', 'timeout', 'options', 'connection', 'debug', 'hintComment'],
];

const BUILDER = [
  'default()()',
  'knex()()',
  'Knex#()',
  'Transaction#()',
  ...['select', 'from', 'table', 'with', 'queryBuilder', 'distinct', 'into'].map((name) => `Knex#${name}()`),
];

const ROWS = [...BUILDER, ...[...CHAINED, 'first', 'pluck'].map((name) => `QueryBuilder#${name}()`)];

export default libraryModel({
  package: ['knex', 'objection', 'bookshelf'],
  elements: [
    {
      kind: 'store',
      call: [
        '**.select',
        '**.insert',
        '**.update',
        '**.del',
        '**.delete',
        '**.where',
        '**.from',
        '**.into',
        '**.first',
        '**.pluck',
        '**.count',
        '**.raw',
        '**.findById',
        '**.patch',
      ],
      protocol: 'sql',
    },
  ],
  types: [
    { type: 'Knex', is: ['default()', 'knex()', 'Knex#withUserParams()', 'default().knex', 'Model.knex()'] },
    { type: 'Transaction', is: ['Knex#transaction()', 'Knex#transactionProvider()()'], extends: ['Knex'] },
    { type: 'QueryBuilder', is: [...BUILDER, ...CHAINED.map((name) => `QueryBuilder#${name}()`), 'Model.query()'] },
    { type: 'SchemaBuilder', is: ['Knex#schema', ...['raw'].map((name) => `SchemaBuilder#${name}()`)] },
  ],
  handlers: [{ to: ['Knex#transaction', 'Model.transaction'], parameters: ['Transaction'] }],
  sources: [
    { trust: 'stored', from: ROWS, members: true, label: 'a row of the database' },
    // With pg the rows stand in `rows`, with mysql in the first element.
    { trust: 'stored', from: ['Knex#raw().rows', 'Knex#raw().0'], label: 'a row of the database' },
  ],
  sinks: [
    // https://knexjs.org/guide/query-builder#insert, https://vincit.github.io/objection.js/api/query-builder/mutate-methods.html
    {
      rule: 'mass-assignment',
      call: ['insert', 'update', 'upsert', 'patch', 'insertAndFetch', 'upsertGraph', 'insertGraph'].map(
        (name) => `QueryBuilder#${name}`,
      ),
      argument: 0,
      path: '*',
    },
    { rule: 'mass-assignment', call: ['QueryBuilder#patchAndFetchById'], argument: 1, path: '*' },
    {
      rule: 'sql-injection',
      call: ['Knex#raw', 'raw', 'SchemaBuilder#raw', ...RAW.map((name) => `QueryBuilder#${name}`)],
      argument: 0,
    },
    // No other library has methods of these names.
    { rule: 'sql-injection', call: RAW.map((name) => `QueryBuilder#${name}`), argument: 0, unmistakable: true },
    { rule: 'sql-injection', call: ['Knex#raw'], argument: 0, when: { textLooksLike: 'sql' }, unmistakable: true },
  ],
});
