import { libraryModel } from '../../engine/model.ts';
import { FILTER } from './mongodb.ts';

/** Facts: https://mikro-orm.io/docs/raw-queries, https://mikro-orm.io/docs/query-builder, https://mikro-orm.io/docs/entity-manager. */
const DRIVERS = ['core', 'knex', 'sql', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'better-sqlite', 'libsql', 'mssql'];

const FINDS = ['find', 'findOne', 'findOneOrFail', 'findAll', 'findAndCount', 'findByCursor'];

export default libraryModel({
  package: [...DRIVERS.map((name) => `@mikro-orm/${name}`), '@mikro-orm/nestjs'],
  types: [
    {
      type: 'EntityManager',
      is: ['MikroORM.init().em', 'MikroORM.initSync().em', 'MikroORM#em', 'EntityManager#fork()'],
    },
    { type: 'SqlEntityManager', extends: ['EntityManager'] },
    { type: 'EntityRepository', is: ['EntityManager#getRepository()'] },
    { type: 'SqlConnection', is: ['EntityManager#getConnection()'] },
    {
      type: 'QueryBuilder',
      is: [
        'EntityManager#createQueryBuilder()',
        'EntityManager#qb()',
        'EntityRepository#createQueryBuilder()',
        'EntityRepository#qb()',
        ...['select', 'where', 'andWhere', 'orWhere', 'orderBy', 'having', 'groupBy', 'limit', 'offset', 'join'].map(
          (name) => `QueryBuilder#${name}()`,
        ),
      ],
    },
  ],
  handlers: [{ to: ['EntityManager#transactional'], parameters: ['EntityManager'] }],
  sources: [
    {
      trust: 'stored',
      from: [
        ...FINDS.flatMap((name) => [`EntityManager#${name}()`, `EntityRepository#${name}()`]),
        ...['getResult', 'getResultList', 'getSingleResult', 'execute'].map((name) => `QueryBuilder#${name}()`),
        'SqlConnection#execute()',
        'EntityManager#execute()',
      ],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    // Operators are names that start with a dollar sign: https://mikro-orm.io/docs/query-conditions
    {
      rule: 'orm-operator-injection',
      call: [...FINDS, 'count', 'nativeDelete', 'nativeUpdate'].map((name) => `EntityManager#${name}`),
      argument: 1,
      path: FILTER,
    },
    {
      rule: 'orm-operator-injection',
      call: [...FINDS, 'count', 'nativeDelete', 'nativeUpdate'].map((name) => `EntityRepository#${name}`),
      argument: 0,
      path: FILTER,
    },
    {
      rule: 'sql-injection',
      call: ['SqlConnection#execute', 'EntityManager#execute', 'raw', 'EntityManager#raw'],
      argument: 0,
    },
    // As text, a condition is taken as it is: https://mikro-orm.io/docs/query-builder#custom-sql-in-where
    {
      rule: 'sql-injection',
      call: ['where', 'andWhere', 'orWhere', 'having', 'raw'].map((name) => `QueryBuilder#${name}`),
      argument: 0,
    },
  ],
});
