import { libraryModel } from '../../engine/model.ts';

/** Facts: https://docs.superstructjs.org/api-reference. */

const WRAPPERS = ['optional', 'nullable', 'defaulted', 'trimmed', 'nonempty', 'min', 'max', 'size', 'length'];

const dropped = [{ are: 'dropped' }] as const;

export default libraryModel({
  package: 'superstruct',
  schemas: {
    makers: [
      { call: ['string'], kinds: 'text' },
      { call: ['number', 'integer', 'bigint', 'date'], kinds: 'number' },
      { call: ['boolean', 'enums', 'literal', 'never'], kinds: 'none' },
      { call: ['any', 'unknown', 'instance', 'func', 'regexp', 'define', 'dynamic'], kinds: 'any' },
      { call: ['object'], object: 0, others: 'refused' },
      { call: ['type'], object: 0, others: 'kept' },
      { call: ['array', 'set'], list: 0 },
      { call: ['tuple'], tuple: 0 },
      { call: ['record', 'map'], record: 1 },
      { call: ['union'], some: 0 },
      { call: ['intersection'], all: 0 },
      { call: ['assign'], all: { from: 0 } },
      { call: ['lazy'], same: { returned: 0 } },
      { call: [...WRAPPERS, 'partial', 'deprecated', 'coerce'], same: 0 },
      { call: ['pick'], of: 0, pick: 1 },
      { call: ['omit'], of: 0, omit: 1 },
      { call: ['pattern'], of: 0, pattern: 1 },
      { call: ['refine'], of: 0, refine: 2 },
    ],
    methods: {
      create: { data: 0, proves: 'returning' },
      mask: { data: 0, proves: 'returning', others: dropped },
      assert: { data: 0, gives: 'nothing', proves: 'returning' },
      is: { data: 0, gives: 'nothing', proves: 'yes' },
      validate: { data: 0, gives: { part: '1' }, proves: { part: '0', is: 'unset' } },
    },
    checks: [
      { call: ['create'], data: 0, schema: 1, proves: 'returning' },
      { call: ['mask'], data: 0, schema: 1, proves: 'returning', others: dropped },
      { call: ['assert'], data: 0, schema: 1, gives: 'nothing', proves: 'returning' },
      { call: ['is'], data: 0, schema: 1, gives: 'nothing', proves: 'yes' },
      { call: ['validate'], data: 0, schema: 1, gives: { part: '1' }, proves: { part: '0', is: 'unset' } },
    ],
  },
});
