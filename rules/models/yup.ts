import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/jquense/yup#api. An object keeps names that it does not know. */

const check = {
  data: 0,
  proves: 'returning',
  others: [{ are: 'dropped', when: { option: { name: 'stripUnknown', argument: 1, is: 'truthy' } } }],
} as const;

export default libraryModel({
  package: 'yup',
  schemas: {
    makers: [
      { call: ['string'], kinds: 'text' },
      { call: ['number', 'date'], kinds: 'number' },
      { call: ['boolean', 'bool'], kinds: 'none' },
      { call: ['mixed', 'ref'], kinds: 'any' },
      { call: ['object'], object: 0, others: 'kept' },
      { call: ['array'], list: 0 },
      { call: ['tuple'], tuple: 0 },
      { call: ['lazy'], same: { returned: 0 } },
    ],
    methods: {
      matches: { pattern: 0 },
      email: { format: 'email' },
      url: { format: 'url' },
      uuid: { format: 'uuid' },
      datetime: { format: 'date-time' },
      oneOf: { kinds: 'none' },
      of: { list: 0 },
      shape: { extend: 0 },
      concat: { all: ['base', 0] },
      pick: { pick: 0 },
      omit: { omit: 0 },
      noUnknown: { others: 'dropped' },
      stripUnknown: { others: 'dropped' },
      exact: { others: 'refused' },
      validate: check,
      validateSync: check,
      // It throws on what it cannot convert, and asks no more of it.
      cast: { data: 0, onlyConverts: true },
      isValid: { data: 0, gives: 'nothing', proves: 'yes' },
      isValidSync: { data: 0, gives: 'nothing', proves: 'yes' },
    },
  },
});
