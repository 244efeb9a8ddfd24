import { libraryModel } from '../../engine/model.ts';
import {
  BULK,
  BULK_UPDATES,
  FILTER,
  FILTERING,
  of,
  PATTERNS,
  SCRIPTS,
  STAGE_SCRIPTS,
  STAGES,
  STORES,
  UPDATING,
} from './mongodb.ts';

/** Facts: https://mongoosejs.com/docs/api/model.html, https://mongoosejs.com/docs/api/query.html. */

/** The id becomes the filter `{ _id: id }`, and an object there is read for operators as in any filter. */
const BY_ID = ['findById', 'findByIdAndDelete', 'findByIdAndRemove', 'findByIdAndUpdate'];

const MODEL_FILTERS = [...FILTERING, 'exists', 'findOneAndRemove', 'remove', 'update', 'where'];
const QUERY_FILTERS = [...FILTERING, 'findOneAndRemove', 'merge', 'remove', 'setQuery', 'update', 'where'];

/** Methods of a query that give it back: https://mongoosejs.com/docs/api/query.html */
const CHAINED = [
  ...['all', 'and', 'box', 'clone', 'collation', 'elemMatch', 'equals', 'exists', 'gt', 'gte', 'hint', 'in', 'lean'],
  ...['limit', 'lt', 'lte', 'maxTimeMS', 'merge', 'ne', 'nin', 'nor', 'or', 'orFail', 'populate', 'projection', 'read'],
  ...[
    'regex',
    'select',
    'session',
    'set',
    'setOptions',
    'setQuery',
    'size',
    'skip',
    'slice',
    'sort',
    'where',
    'within',
  ],
];

const FOUND = [
  ...of('Model', [...MODEL_FILTERS, ...BY_ID, 'distinct']),
  ...of('Query', [...QUERY_FILTERS, ...CHAINED]),
];

export default libraryModel({
  package: ['mongoose', '@nestjs/mongoose', '@typegoose/typegoose'],
  types: [
    // Methods of the class; documents are what `new` makes of it.
    {
      type: 'Model',
      is: [
        'model()',
        'getModelForClass()',
        'models.*',
        'Mongoose#model()',
        'Mongoose#models.*',
        'Connection#model()',
        'Connection#models.*',
        'Model.discriminator()',
        'Model#discriminator()',
      ],
    },
    { type: 'Mongoose', is: ['Mongoose()'] },
    {
      type: 'Connection',
      is: ['createConnection()', 'connection', 'Mongoose#createConnection()', 'Mongoose#connection'],
    },
    {
      type: 'Query',
      is: FOUND.map((name) => `${name}()`),
    },
    { type: 'Aggregate', is: ['Model#aggregate()', 'Aggregate#append()', 'Aggregate#match()'] },
    { type: 'mongodb.Db', is: ['Connection#db'] },
    { type: 'mongodb.Collection', is: ['Connection#collection()', 'Model#collection'] },
    { type: 'Found' },
  ],
  elements: [
    {
      kind: 'store',
      call: [
        ...of('Model', [
          ...MODEL_FILTERS,
          ...BY_ID,
          'distinct',
          'create',
          'insertMany',
          'aggregate',
          'bulkWrite',
          'watch',
          'countDocuments',
          'estimatedDocumentCount',
          'updateOne',
          'updateMany',
          'deleteOne',
          'deleteMany',
          'findOneAndUpdate',
          'findOneAndDelete',
          'replaceOne',
        ]),
        'Model#save',
      ],
      protocol: 'mongodb',
    },
  ],
  // What a query gives when it is waited for, or to a callback (up to version 6).
  handlers: [{ to: [...FOUND, 'Query#exec', 'Aggregate#exec'], parameters: ['', 'Found'] }],
  sources: [
    {
      trust: 'stored',
      from: [...FOUND, 'Query#exec', 'Model#aggregate', 'Aggregate#exec'].map((name) => `${name}()`),
      members: true,
      label: 'a document of the database',
    },
    { trust: 'stored', from: ['Found#'], label: 'a document of the database' },
  ],
  sinks: [
    // https://mongoosejs.com/docs/api/model.html#Model.create(), https://mongoosejs.com/docs/api/document.html#Document.prototype.set()
    {
      rule: 'mass-assignment',
      call: ['Model#create', 'Model#insertMany', 'Model#$__insertMany'],
      argument: 0,
      path: '*',
    },
    {
      rule: 'mass-assignment',
      call: ['model()', 'models.*', 'Mongoose#model()', 'Connection#model()'],
      argument: 0,
      path: '*',
    },
    { rule: 'mass-assignment', call: ['Query#set'], argument: 0, path: '*', unless: { has: 1 } },
    {
      rule: 'regex-injection',
      call: [...of('Model', MODEL_FILTERS), ...of('Query', QUERY_FILTERS)],
      argument: 0,
      path: PATTERNS,
      isExact: true,
    },
    { rule: 'regex-injection', call: ['Query#regex'], argument: 1 },
    {
      rule: 'nosql-operator-injection',
      call: [...of('Model', MODEL_FILTERS), ...of('Query', QUERY_FILTERS)],
      argument: 0,
      path: FILTER,
    },
    { rule: 'nosql-operator-injection', call: of('Model', BY_ID), argument: 0, unmistakable: STORES },
    { rule: 'nosql-operator-injection', call: ['Model#distinct', 'Query#distinct'], argument: 1, path: FILTER },
    // `where('name').equals(x)`, `where('name', x)`: https://mongoosejs.com/docs/api/query.html#Query.prototype.where()
    { rule: 'nosql-operator-injection', call: ['Query#equals'], argument: 0 },
    { rule: 'nosql-operator-injection', call: ['Model#where', 'Query#where'], argument: 1 },
    {
      rule: 'nosql-operator-injection',
      call: ['Query#and', 'Query#or', 'Query#nor'],
      argument: 0,
      path: FILTER.map((path) => `*.${path}`),
    },
    { rule: 'nosql-operator-injection', call: ['Model#aggregate'], argument: 0, path: ['*.$match.<name>.$not'] },
    {
      rule: 'nosql-operator-injection',
      call: ['Model#bulkWrite'],
      argument: 0,
      path: BULK.map((name) => `*.${name}.filter.<name>`),
    },
    {
      rule: 'nosql-update-injection',
      call: [
        ...of('Model', UPDATING),
        ...of('Query', UPDATING),
        'Model#update',
        'Model#replaceOne',
        'Model#findOneAndReplace',
      ],
      argument: 1,
      path: '*',
    },
    { rule: 'nosql-update-injection', call: ['Model#findByIdAndUpdate'], argument: 1, path: '*', unmistakable: STORES },
    { rule: 'nosql-update-injection', call: ['Model#bulkWrite'], argument: 0, path: BULK_UPDATES },
    { rule: 'nosql-aggregation-injection', call: ['Model#aggregate', 'Model#watch'], argument: 0, path: STAGES },
    // https://mongoosejs.com/docs/api/aggregate.html
    {
      rule: 'nosql-aggregation-injection',
      call: ['Aggregate#append', 'Aggregate#pipeline'],
      argument: 'any',
      path: '*',
    },
    { rule: 'nosql-aggregation-injection', call: ['Aggregate#match'], argument: 0, path: '*' },
    {
      rule: 'nosql-js-injection',
      call: [...of('Model', MODEL_FILTERS), ...of('Query', QUERY_FILTERS)],
      argument: 0,
      path: SCRIPTS,
      isExact: true,
    },
    { rule: 'nosql-js-injection', call: ['Model#aggregate'], argument: 0, path: STAGE_SCRIPTS, isExact: true },
    // https://mongoosejs.com/docs/api/query.html#Query.prototype.$where()
    { rule: 'nosql-js-injection', call: ['Model#$where', 'Query#$where'], argument: 0, unmistakable: true },
    {
      rule: 'nosql-js-injection',
      call: ['Model#mapReduce'],
      argument: 0,
      path: ['map', 'reduce', 'finalize'],
      isExact: true,
    },
    // https://mongoosejs.com/docs/api/mongoose.html#Mongoose.prototype.trusted(),
    // https://mongoosejs.com/docs/populate.html#query-conditions
    { rule: 'mongoose-trusted-input', call: ['trusted', 'Mongoose#trusted'], argument: 0, path: '*' },
    {
      rule: 'mongoose-trusted-input',
      call: ['Query#populate', 'Model#populate'],
      argument: 'any',
      path: ['match.<name>', 'match.$where', 'populate.match.<name>', '*.match.<name>'],
    },
  ],
  sanitizers: [
    // 24 hexadecimal digits or an error: https://mongodb.github.io/node-mongodb-native/6.12/classes/BSON.ObjectId.html
    { call: ['Types.ObjectId', 'Types.ObjectId.createFromHexString'], clears: 'all' },
    // Operators become plain values: https://mongoosejs.com/docs/api/mongoose.html#Mongoose.prototype.sanitizeFilter()
    { call: ['sanitizeFilter', 'Mongoose#sanitizeFilter'], clears: ['object-shape'] },
  ],
  guards: [{ call: ['isValidObjectId', 'isObjectIdOrHexString', 'Types.ObjectId.isValid'], clears: ['object-shape'] }],
});
