import { libraryModel } from '../../engine/model.ts';

/**
 * The driver of MongoDB. Facts: https://mongodb.github.io/node-mongodb-native/6.12/classes/Collection.html,
 * https://www.mongodb.com/docs/manual/reference/operator/query/.
 */

/**
 * Where a filter reads an object as operators: as the value of a field, alone or below an operator that takes operators or
 * filters. Below `$eq`, `$in` and the like it is only a value.
 */
export const FILTER: readonly string[] = [
  '<name>.$not',
  '<name>.$elemMatch.<name>',
  '$and.*.<name>.$not',
  '$or.*.<name>.$not',
  '$nor.*.<name>.$not',
];

/** Functions of a collection, and of a model of mongoose, whose first argument is a filter. */
/** Where a pattern stands in a filter: https://www.mongodb.com/docs/manual/reference/operator/query/regex/. */
export const PATTERNS: readonly string[] = ['<name>', '$and.*.<name>', '$or.*.<name>', '$nor.*.<name>'].flatMap(
  (name) => [`${name}.$regex`, `${name}.$not.$regex`],
);
export const FILTERING = [
  'count',
  'countDocuments',
  'deleteMany',
  'deleteOne',
  'find',
  'findOne',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'replaceOne',
  'updateMany',
  'updateOne',
];

/** Those of older versions: https://mongodb.github.io/node-mongodb-native/3.7/api/Collection.html */
const FILTERING_BEFORE = [
  'findAndModify',
  'findAndRemove',
  'findOneAndRemove',
  'remove',
  'removeMany',
  'removeOne',
  'update',
];

/** Functions whose second argument says what changes. */
export const UPDATING = ['findOneAndUpdate', 'updateMany', 'updateOne'];

/** Names that lists, and repositories that people write, do not give to their methods. */
const UNMISTAKABLE = FILTERING.filter((name) => name !== 'count' && name !== 'find');

/** Words in the names of what holds documents. Repositories and services that people write have methods of these names, too. */
export const STORES = [
  'collection',
  'collections',
  'coll',
  'model',
  'models',
  'db',
  'database',
  'mongo',
  'mongoose',
  'Type',
];

/** What stands in the operations of a `bulkWrite`: https://www.mongodb.com/docs/drivers/node/current/crud/bulk-write/ */
export const BULK = ['updateOne', 'updateMany', 'deleteOne', 'deleteMany', 'replaceOne'];

/** The documents of a `bulkWrite` that say what changes. */
export const BULK_UPDATES: readonly string[] = [
  '*.updateOne.update.*',
  '*.updateMany.update.*',
  '*.replaceOne.replacement.*',
];

/** Stages of a pipeline, and the parts of them that say what is read or written. */
export const STAGES: readonly string[] = [
  '*.*',
  '*.$match',
  '*.$match.*',
  '*.$lookup.from',
  '*.$lookup.pipeline.*',
  '*.$graphLookup.from',
  '*.$unionWith',
  '*.$unionWith.coll',
  '*.$merge.into',
  '*.$merge',
  '*.$out',
];

/** Where a filter holds JavaScript: https://www.mongodb.com/docs/manual/reference/operator/aggregation/function/ */
export const SCRIPTS: readonly string[] = [
  '$where',
  '$and.*.$where',
  '$or.*.$where',
  '$nor.*.$where',
  '$expr.$function.body',
];

/** Where a pipeline does. */
export const STAGE_SCRIPTS: readonly string[] = [
  '*.$match.$where',
  '*.$match.$expr.$function.body',
  ...['$addFields', '$project', '$set', '$replaceWith'].map((stage) => `*.${stage}.<name>.$function.body`),
  ...['init', 'accumulate', 'merge', 'finalize'].map((part) => `*.$group.<name>.$accumulator.${part}`),
];

/** Functions that give one document, as a promise or to a callback. */
const FINDING_ONE = ['findOne', 'findOneAndUpdate', 'findOneAndDelete', 'findOneAndReplace', 'distinct'];

/** Methods of a cursor that give it back: https://mongodb.github.io/node-mongodb-native/6.12/classes/FindCursor.html */
const CHAINED = ['sort', 'limit', 'skip', 'project', 'filter', 'hint', 'batchSize', 'collation', 'match', 'map'];

export function of(type: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${type}#${name}`);
}

export default libraryModel({
  package: ['mongodb', 'mongodb-legacy', 'bson'],
  elements: [
    {
      kind: 'store',
      call: [
        '**.find',
        '**.findOne',
        '**.insertOne',
        '**.insertMany',
        '**.updateOne',
        '**.updateMany',
        '**.deleteOne',
        '**.deleteMany',
        '**.replaceOne',
        '**.findOneAndUpdate',
        '**.findOneAndDelete',
        '**.findOneAndReplace',
        '**.aggregate',
        '**.countDocuments',
        '**.estimatedDocumentCount',
        '**.distinct',
        '**.bulkWrite',
        '**.insert',
        '**.update',
        '**.remove',
        '**.save',
        '**.findAndModify',
        '**.count',
      ],
      protocol: 'mongodb',
    },
  ],
  types: [
    // Callbacks of old versions are given a database, those of later ones a client.
    { type: 'MongoClient', is: ['MongoClient.connect()', 'MongoClient#connect()', 'connect()'], extends: ['Db'] },
    { type: 'Db', is: ['MongoClient#db()', 'Db#db()'] },
    { type: 'Collection', is: ['Db#collection()', 'Db#createCollection()'] },
    {
      type: 'FindCursor',
      is: [...of('Collection', ['find', 'aggregate']), ...of('FindCursor', CHAINED)].map((name) => `${name}()`),
    },
    { type: 'Found' },
  ],
  handlers: [
    { to: ['MongoClient.connect', 'MongoClient#connect', 'connect'], parameters: ['', 'MongoClient'] },
    { to: ['Db#collection'], argument: 'any', parameters: ['', 'Collection'] },
    { to: [...of('Collection', FINDING_ONE), ...of('FindCursor', ['toArray', 'next'])], parameters: ['', 'Found'] },
    { to: ['FindCursor#forEach'], parameters: ['Found'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: [
        ...[...of('Collection', FINDING_ONE), ...of('FindCursor', ['toArray', 'next', 'tryNext'])].map(
          (name) => `${name}()`,
        ),
        'FindCursor#*',
        'Found#',
      ],
      label: 'a document of the database',
    },
  ],
  sinks: [
    { rule: 'mass-assignment', call: ['Collection#insertOne', 'Collection#insertMany'], argument: 0, path: '*' },
    {
      rule: 'regex-injection',
      call: of('Collection', ['count', ...FILTERING, ...FILTERING_BEFORE]),
      argument: 0,
      path: PATTERNS,
      isExact: true,
    },
    {
      rule: 'nosql-operator-injection',
      call: of('Collection', UNMISTAKABLE),
      argument: 0,
      path: FILTER,
      unmistakable: STORES,
    },
    {
      rule: 'nosql-operator-injection',
      call: of('Collection', ['count', 'find', ...FILTERING_BEFORE]),
      argument: 0,
      path: FILTER,
    },
    { rule: 'nosql-operator-injection', call: ['Collection#distinct'], argument: 1, path: FILTER },
    {
      rule: 'nosql-operator-injection',
      call: ['Collection#bulkWrite'],
      argument: 0,
      path: BULK.map((name) => `*.${name}.filter.<name>`),
    },
    {
      rule: 'nosql-operator-injection',
      call: ['Collection#aggregate', 'Db#aggregate'],
      argument: 0,
      path: ['*.$match.<name>', '*.$match.<name>.$not'],
      // A stage that comes from outside as a whole is the matter of another rule.
      isExact: true,
      unmistakable: STORES,
    },
    // An update whose names come from outside holds the operators that the sender likes.
    { rule: 'nosql-update-injection', call: of('Collection', UPDATING), argument: 1, path: '*', unmistakable: STORES },
    {
      rule: 'nosql-update-injection',
      call: of('Collection', ['update', 'replaceOne', 'findOneAndReplace']),
      argument: 1,
      path: '*',
    },
    { rule: 'nosql-update-injection', call: ['Collection#findAndModify'], argument: 2, path: '*' },
    { rule: 'nosql-update-injection', call: ['Collection#bulkWrite'], argument: 0, path: BULK_UPDATES },
    {
      rule: 'nosql-aggregation-injection',
      call: ['Collection#aggregate', 'Collection#watch', 'Db#aggregate', 'Db#watch', 'MongoClient#watch'],
      argument: 0,
      path: STAGES,
    },
    {
      rule: 'nosql-aggregation-injection',
      call: ['Collection#aggregate'],
      argument: 0,
      path: STAGES,
      // Other things have a method of this name; a list of stages tells.
      isExact: true,
      unmistakable: true,
    },
    // A command of any kind: https://www.mongodb.com/docs/manual/reference/command/
    { rule: 'nosql-aggregation-injection', call: ['Db#command', 'Db#executeDbAdminCommand'], argument: 0, path: '*' },
    // JavaScript that the server runs: https://www.mongodb.com/docs/manual/reference/operator/query/where/
    {
      rule: 'nosql-js-injection',
      call: of('Collection', [...UNMISTAKABLE, 'count', 'find', ...FILTERING_BEFORE]),
      argument: 0,
      path: SCRIPTS,
      isExact: true,
      unmistakable: true,
    },
    {
      rule: 'nosql-js-injection',
      call: ['Collection#aggregate'],
      argument: 0,
      path: STAGE_SCRIPTS,
      isExact: true,
      unmistakable: true,
    },
    // https://www.mongodb.com/docs/manual/reference/method/db.collection.mapReduce/
    { rule: 'nosql-js-injection', call: ['Collection#mapReduce'], argument: 0 },
    { rule: 'nosql-js-injection', call: ['Collection#mapReduce'], argument: 1 },
    { rule: 'nosql-js-injection', call: ['Collection#mapReduce'], argument: 2, path: 'finalize' },
    { rule: 'nosql-js-injection', call: ['Db#eval'], argument: 0 },
  ],
  sanitizers: [
    // 24 hexadecimal digits, or an error: https://mongodb.github.io/node-mongodb-native/6.12/classes/BSON.ObjectId.html
    { call: ['ObjectId', 'ObjectID', 'ObjectId.createFromHexString', 'ObjectID.createFromHexString'], clears: 'all' },
  ],
  guards: [{ call: ['ObjectId.isValid', 'ObjectID.isValid'], clears: ['object-shape'] }],
});
