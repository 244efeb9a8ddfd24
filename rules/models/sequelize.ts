import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://sequelize.org/docs/v6/core-concepts/raw-queries/ (`replacements` and `bind` stand beside the text),
 * https://sequelize.org/docs/v6/core-concepts/model-querying-basics/, https://sequelize.org/docs/v7/querying/raw-queries/.
 * Names of columns are quoted; the text of `literal`, the name of a function and the type of a cast are not.
 */
const READS = ['findAll', 'findOne', 'findByPk', 'findAndCountAll', 'findOrCreate', 'findOrBuild'];

/** Functions whose options say which rows: https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#applying-where-clauses */
const WHERE = [
  ...['findAll', 'findOne', 'findAndCountAll', 'findOrCreate', 'findOrBuild', 'findCreateFind', 'count', 'max', 'min'],
  ...['sum', 'destroy', 'restore', 'increment', 'decrement'],
];

export default libraryModel({
  package: ['sequelize', '@sequelize/core', 'sequelize-typescript'],
  elements: [
    {
      kind: 'store',
      call: [
        '**.findAll',
        '**.findOne',
        '**.findByPk',
        '**.findOrCreate',
        '**.findAndCountAll',
        '**.create',
        '**.bulkCreate',
        '**.update',
        '**.destroy',
        '**.upsert',
        '**.count',
        '**.max',
        '**.min',
        '**.sum',
        '**.increment',
        '**.decrement',
        '**.truncate',
        '**.save',
        '**.query',
      ],
      protocol: 'database',
    },
  ],
  types: [
    { type: 'Sequelize', is: ['default()'] },
    { type: 'Model' },
    { type: 'Models', is: ['Sequelize#define()', 'Sequelize#model()', 'Model.init()', 'Model.scope()'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: [...READS.flatMap((name) => [`Model.${name}()`, `Models#${name}()`]), 'Sequelize#query()'],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    // https://sequelize.org/docs/v6/core-concepts/model-instances/#saving-only-some-fields
    {
      rule: 'mass-assignment',
      call: ['create', 'bulkCreate', 'build', 'upsert', 'update'].flatMap((name) => [
        `Model.${name}`,
        `Models#${name}`,
      ]),
      argument: 0,
      path: '*',
      unless: { option: { name: 'fields', argument: 'any', is: 'set' } },
    },
    {
      rule: 'mass-assignment',
      call: ['findOne', 'findByPk', 'create'].flatMap((name) =>
        ['Model.', 'Models#'].flatMap((type) => [`${type}${name}().update`, `${type}${name}().set`]),
      ),
      argument: 0,
      path: '*',
      unless: { option: { name: 'fields', argument: 'any', is: 'set' } },
    },
    {
      rule: 'orm-operator-injection',
      call: WHERE.flatMap((name) => [`Model.${name}`, `Models#${name}`]),
      argument: 0,
      path: ['where', 'where.*'],
      isExact: true,
      unmistakable: true,
    },
    {
      rule: 'orm-operator-injection',
      call: ['Model.update', 'Models#update'],
      argument: 1,
      path: ['where', 'where.*'],
      isExact: true,
    },
    { rule: 'sql-injection', call: ['Sequelize#query'], argument: 0 },
    { rule: 'sql-injection', call: ['Sequelize#query'], argument: 0, path: 'query' },
    {
      rule: 'sql-injection',
      call: ['literal', 'fn', 'Sequelize.literal', 'Sequelize.fn', 'Sequelize#literal', 'Sequelize#fn'],
      argument: 0,
    },
    { rule: 'sql-injection', call: ['default.literal', 'default.fn', 'sql.literal', 'sql.unsafe'], argument: 0 },
    { rule: 'sql-injection', call: ['cast', 'Sequelize.cast', 'Sequelize#cast'], argument: 1 },
    {
      rule: 'sql-injection',
      call: ['Sequelize#literal'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
  ],
  sanitizers: [
    { call: ['Sequelize#escape'], clears: ['sql-value', 'sql-identifier', 'object-shape'] },
    // As a tag, it makes parameters of its holes.
    { call: ['sql'], clears: ['sql-value', 'sql-identifier', 'object-shape'] },
  ],
});
