import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/gcanti/io-ts/blob/master/index.md and https://github.com/gcanti/io-ts-types. */
export default libraryModel({
  package: ['io-ts', 'io-ts-types'],
  schemas: {
    makers: [
      { value: ['string', 'NonEmptyString'], kinds: 'text' },
      { value: ['number', 'Int', 'bigint', 'NumberFromString', 'IntFromString', 'BigIntFromString'], kinds: 'number' },
      { value: ['date', 'DateFromISOString', 'DateFromNumber', 'DateFromUnixTime'], kinds: 'number' },
      { value: ['boolean', 'null', 'nullType', 'undefined', 'void', 'voidType', 'BooleanFromString'], kinds: 'none' },
      { value: ['unknown', 'any', 'object', 'UnknownRecord', 'UnknownArray', 'AnyArray', 'Function'], kinds: 'any' },
      { value: ['UUID'], format: 'uuid' },
      { call: ['literal', 'keyof'], kinds: 'none' },
      { call: ['type', 'interface', 'partial'], object: 0, others: 'kept' },
      { call: ['strict'], object: 0, others: 'dropped' },
      { call: ['exact'], of: 0, others: 'dropped' },
      { call: ['array', 'readonlyArray', 'nonEmptyArray'], list: 0 },
      { call: ['tuple'], tuple: 0 },
      { call: ['record', 'dictionary'], record: 1 },
      { call: ['union'], some: 0 },
      { call: ['intersection'], all: 0 },
      { call: ['readonly', 'clean', 'alias', 'withFallback', 'withMessage', 'fromNullable'], same: 0 },
      { call: ['brand', 'refinement'], of: 0, refine: 1 },
      { call: ['recursion'], same: { returned: 1 } },
    ],
    methods: {
      pipe: { all: ['base', 0] },
      decode: { data: 0, gives: { part: 'right' } },
      validate: { data: 0, gives: { part: 'right' } },
      is: { data: 0, gives: 'nothing', proves: 'yes' },
    },
  },
});
