import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries (as tags, `$queryRaw` and `Prisma.sql` make
 * parameters of their holes; `$queryRawUnsafe` takes text with its values beside it).
 */
const UNSAFE = ['$queryRawUnsafe', '$executeRawUnsafe'].map((name) => `PrismaClient#${name}`);

const READS = ['findMany', 'findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow'];

const FILTERS = [
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'updateMany',
  'deleteMany',
  'aggregate',
  'groupBy',
  'count',
];

/** The conditions on fields, alone and in lists of conditions. */
const WHERE = [
  'where.<name>',
  'where.OR.*.<name>',
  'where.AND.*.<name>',
  'where.AND.<name>',
  'where.NOT.<name>',
  'where.NOT.*.<name>',
];

export default libraryModel({
  package: ['@prisma/client', '@prisma/client/edge', '@prisma/extension-accelerate'],
  // Where its own pages have the client made: https://www.prisma.io/docs/orm/prisma-schema/overview/generators
  generatedIn: 'generated/prisma',
  types: [
    // Its members are the tables, under names of the schema.
    { type: 'Tables' },
    { type: 'PrismaClient', is: ['PrismaClient#$extends()'], extends: ['Tables'] },
    { type: 'Prisma.TransactionClient', extends: ['PrismaClient'] },
  ],
  elements: [
    {
      kind: 'store',
      call: [
        ...[...FILTERS, ...READS, 'create', 'createMany', 'createManyAndReturn', 'update', 'upsert', 'delete'].map(
          (name) => `Tables#*.${name}`,
        ),
      ],
      name: 'property',
      protocol: 'database',
    },
    {
      kind: 'store',
      call: ['$queryRaw', '$executeRaw', '$queryRawUnsafe', '$executeRawUnsafe'].map((name) => `PrismaClient#${name}`),
      name: 'sql',
      protocol: 'sql',
    },
  ],
  handlers: [{ to: ['PrismaClient#$transaction'], argument: 0, parameters: ['PrismaClient'] }],
  sources: [
    {
      trust: 'stored',
      from: [
        ...READS.map((name) => `Tables#*.${name}()`),
        ...['$queryRaw', '$queryRawUnsafe', '$queryRawTyped'].map((name) => `PrismaClient#${name}()`),
      ],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    // https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-queries
    {
      rule: 'mass-assignment',
      call: ['create', 'createMany', 'createManyAndReturn', 'update', 'updateMany'].map((name) => `Tables#*.${name}`),
      argument: 0,
      path: ['data', 'data.*'],
      isExact: true,
      unmistakable: true,
    },
    {
      rule: 'mass-assignment',
      call: ['Tables#*.upsert'],
      argument: 0,
      path: ['create', 'create.*', 'update', 'update.*'],
      isExact: true,
    },
    // An object in the place of a value is a condition: https://www.prisma.io/docs/orm/reference/prisma-client-reference#filter-conditions-and-operators
    {
      rule: 'orm-operator-injection',
      call: FILTERS.map((name) => `Tables#*.${name}`),
      argument: 0,
      path: ['where', 'where.*', ...WHERE],
      isExact: true,
      unmistakable: true,
    },
    {
      rule: 'orm-operator-injection',
      call: ['findUnique', 'findUniqueOrThrow', 'update', 'delete', 'upsert'].map((name) => `Tables#*.${name}`),
      argument: 0,
      path: ['where', 'where.*'],
      isExact: true,
    },
    // https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries#mongodb
    {
      rule: 'nosql-operator-injection',
      call: ['findRaw'].map((name) => `Tables#*.${name}`),
      argument: 0,
      path: 'filter.<name>',
    },
    { rule: 'nosql-aggregation-injection', call: ['Tables#*.aggregateRaw'], argument: 0, path: 'pipeline.*' },
    { rule: 'nosql-aggregation-injection', call: ['PrismaClient#$runCommandRaw'], argument: 0, path: '*' },
    // No other library has methods of these names, and the client is often made in another file.
    { rule: 'sql-injection', call: UNSAFE, argument: 0, unmistakable: true },
    { rule: 'sql-injection', call: ['Prisma.raw'], argument: 0 },
  ],
  // As a tag, it makes parameters of its holes.
  sanitizers: [{ call: ['Prisma.sql'], clears: ['sql-value', 'sql-identifier', 'object-shape'] }],
});
