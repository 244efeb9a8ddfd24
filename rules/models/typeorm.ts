import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://typeorm.io/docs/query-builder/select-query-builder ("where" takes text with `:name` for parameters),
 * https://typeorm.io/docs/working-with-entity-manager/find-options, https://typeorm.io/docs/advanced-topics/transactions.
 * What a builder is given as text, names of columns included, is an expression of the query.
 */

/** Methods of a builder whose first argument is an expression. */
const EXPRESSIONS = [
  ...['where', 'andWhere', 'orWhere', 'having', 'andHaving', 'orHaving', 'select', 'addSelect', 'from', 'addFrom'],
  ...['orderBy', 'addOrderBy', 'groupBy', 'addGroupBy', 'distinctOn', 'returning', 'addCommonTableExpression'],
];

/** Joins: what is joined, an alias, a condition. */
const JOINS = [
  ...['leftJoin', 'innerJoin', 'leftJoinAndSelect', 'innerJoinAndSelect', 'leftJoinAndMapOne', 'leftJoinAndMapMany'],
];

const CHAINED = [
  ...EXPRESSIONS,
  ...JOINS,
  ...['limit', 'offset', 'take', 'skip', 'setParameter', 'setParameters', 'cache', 'withDeleted', 'whereInIds'],
  ...['setLock', 'distinct', 'loadRelationCountAndMap', 'setFindOptions', 'subQuery', 'update', 'delete', 'insert'],
  ...['set', 'into', 'values', 'clone', 'comment', 'useIndex', 'orUpdate', 'orIgnore', 'relation', 'of'],
];

const FINDS = [
  ...['find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findByIds', 'findAndCount'],
  ...['findAndCountBy', 'findTrees', 'findOneById'],
];

/** Functions that are given the conditions themselves. */
const BY = ['findBy', 'findOneBy', 'findOneByOrFail', 'findAndCountBy', 'countBy', 'existsBy', 'exists'];

const READS = ['getMany', 'getOne', 'getOneOrFail', 'getRawMany', 'getRawOne', 'getManyAndCount', 'getRawAndEntities'];

const MANAGERS = ['DataSource', 'Connection', 'EntityManager', 'QueryRunner', 'Repository'];

export default libraryModel({
  package: ['typeorm', '@nestjs/typeorm'],
  elements: [
    {
      kind: 'store',
      call: [
        '**.find',
        '**.findBy',
        '**.findOne',
        '**.findOneBy',
        '**.findOneOrFail',
        '**.findOneByOrFail',
        '**.findAndCount',
        '**.save',
        '**.insert',
        '**.update',
        '**.upsert',
        '**.delete',
        '**.remove',
        '**.softDelete',
        '**.softRemove',
        '**.restore',
        '**.count',
        '**.countBy',
        '**.increment',
        '**.decrement',
        '**.clear',
        '**.getOne',
        '**.getMany',
        '**.getManyAndCount',
        '**.getRawOne',
        '**.getRawMany',
        '**.execute',
        '**.stream',
      ],
      protocol: 'database',
    },
  ],
  types: [
    { type: 'DataSource', is: ['createConnection()', 'getConnection()', 'DataSource#initialize()'] },
    { type: 'Connection', extends: ['DataSource'] },
    {
      type: 'EntityManager',
      is: ['getManager()', 'DataSource#manager', 'QueryRunner#manager', 'Repository#manager'],
    },
    { type: 'QueryRunner', is: ['DataSource#createQueryRunner()', 'EntityManager#queryRunner'] },
    {
      type: 'Repository',
      is: ['getRepository()', 'DataSource#getRepository()', 'EntityManager#getRepository()', 'Repository#extend()'],
    },
    { type: 'TreeRepository', is: ['DataSource#getTreeRepository()'], extends: ['Repository'] },
    {
      type: 'SelectQueryBuilder',
      is: [
        ...['DataSource', 'EntityManager', 'Repository'].map((type) => `${type}#createQueryBuilder()`),
        'BaseEntity.createQueryBuilder()',
        'getConnection().createQueryBuilder()',
        ...CHAINED.map((name) => `SelectQueryBuilder#${name}()`),
      ],
    },
    { type: 'UpdateQueryBuilder', extends: ['SelectQueryBuilder'] },
    { type: 'DeleteQueryBuilder', extends: ['SelectQueryBuilder'] },
  ],
  handlers: [
    { to: ['DataSource#transaction', 'EntityManager#transaction'], parameters: ['EntityManager'] },
    // https://typeorm.io/docs/working-with-entity-manager/find-options#advanced-options: `Raw(alias => text)`
    { to: ['Raw'], argument: 0, parameters: [''], returns: 'RawText' },
    // `qb.subQuery()` and `new Brackets(qb => …)` hand a builder to their callback.
    {
      to: ['Brackets', ...EXPRESSIONS.map((name) => `SelectQueryBuilder#${name}`)],
      parameters: ['SelectQueryBuilder'],
    },
  ],
  sources: [
    {
      trust: 'stored',
      from: [
        ...FINDS.flatMap((name) => [`Repository#${name}()`, `EntityManager#${name}()`, `BaseEntity.${name}()`]),
        ...READS.map((name) => `SelectQueryBuilder#${name}()`),
        ...MANAGERS.map((type) => `${type}#query()`),
      ],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    // https://typeorm.io/docs/working-with-entity-manager/repository-api
    {
      rule: 'mass-assignment',
      call: ['Repository#save', 'Repository#insert', 'Repository#create'],
      argument: 0,
      path: '*',
    },
    { rule: 'mass-assignment', call: ['Repository#upsert', 'Repository#preload'], argument: 0, path: '*' },
    { rule: 'mass-assignment', call: ['Repository#update', 'EntityManager#save'], argument: 1, path: '*' },
    { rule: 'mass-assignment', call: ['Repository#merge'], argument: { from: 1 }, path: '*' },
    { rule: 'mass-assignment', call: ['SelectQueryBuilder#values', 'SelectQueryBuilder#set'], argument: 0, path: '*' },
    // https://typeorm.io/docs/working-with-entity-manager/find-options
    ...['Repository', 'BaseEntity.'].flatMap((owner) => {
      const of = (names: readonly string[]) => names.map((name) => (owner.endsWith('.') ? owner : `${owner}#`) + name);
      return [
        { rule: 'orm-operator-injection', call: of(BY), argument: 0, path: '*' },
        { rule: 'orm-operator-injection', call: of(FINDS), argument: 0, path: ['where', 'where.*'], isExact: true },
      ];
    }),
    { rule: 'orm-operator-injection', call: BY.map((name) => `EntityManager#${name}`), argument: 1, path: '*' },
    {
      rule: 'orm-operator-injection',
      call: FINDS.map((name) => `EntityManager#${name}`),
      argument: 1,
      path: ['where', 'where.*'],
      isExact: true,
    },
    { rule: 'sql-injection', call: MANAGERS.map((type) => `${type}#query`), argument: 0 },
    { rule: 'sql-injection', call: EXPRESSIONS.map((name) => `SelectQueryBuilder#${name}`), argument: 0 },
    { rule: 'sql-injection', call: JOINS.map((name) => `SelectQueryBuilder#${name}`), argument: 2 },
    { rule: 'sql-injection', call: ['Raw', 'RawText'], argument: 0 },
  ],
});
