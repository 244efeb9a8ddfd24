import { libraryModel } from '../../engine/model.ts';

/** Queries of AdonisJS. Facts: https://lucid.adonisjs.com/docs/raw-query-builder, https://lucid.adonisjs.com/docs/select-query-builder. */
const CHAINED = [
  'from',
  'query',
  'table',
  'select',
  'where',
  'orderBy',
  'groupBy',
  'join',
  'leftJoin',
  'limit',
  'offset',
];

const RAW = ['whereRaw', 'orWhereRaw', 'havingRaw', 'orHavingRaw', 'orderByRaw', 'groupByRaw', 'joinRaw', 'fromRaw'];

export default libraryModel({
  package: [
    '@adonisjs/lucid/services/db',
    '@adonisjs/lucid/orm',
    '@ioc:Adonis/Lucid/Database',
    '@ioc:Adonis/Lucid/Orm',
  ],
  types: [
    {
      type: 'QueryBuilder',
      is: [
        ...['from', 'query', 'table'].map((name) => `default.${name}()`),
        'BaseModel.query()',
        ...[...CHAINED, ...RAW].map((name) => `QueryBuilder#${name}()`),
      ],
    },
  ],
  sources: [
    { trust: 'stored', from: ['default.rawQuery().rows', 'default.rawQuery().*'], label: 'a row of the database' },
  ],
  sinks: [
    {
      rule: 'sql-injection',
      call: ['default.rawQuery', 'default.raw', 'default.knexRawQuery', ...RAW.map((name) => `QueryBuilder#${name}`)],
      argument: 0,
    },
  ],
});
