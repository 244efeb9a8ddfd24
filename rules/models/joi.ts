import { libraryModel, type SchemaForm, type SchemaLibraryModel } from '../../engine/model.ts';

/** Facts: https://joi.dev/api/. An object refuses names that it does not know, unless it knows none. */

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  word: ['alphanum', 'token', 'creditCard'],
  hex: ['hex'],
  uuid: ['guid', 'uuid'],
  email: ['email'],
  url: ['uri', 'dataUri'],
  ip: ['ip'],
  hostname: ['hostname', 'domain'],
  'date-time': ['isoDate'],
  duration: ['isoDuration'],
  base64: ['base64'],
};

const formats: Readonly<Record<string, SchemaForm>> = Object.fromEntries(
  Object.entries(FORMATS).flatMap(([format, names]) => names.map((name) => [name, { format }])),
);

/** What the options of a check say of unknown names. */
function unknownNames(argument: number) {
  const says = (name: string) => ({ option: { name, argument, is: 'truthy' as const } });
  return [
    { are: 'dropped' as const, when: says('stripUnknown') },
    { are: 'kept' as const, when: says('allowUnknown') },
  ];
}

const refused = [{ part: 'error', is: 'unset' }] as const;

/** @param at what the exports are found under */
function vocabulary(at = ''): SchemaLibraryModel {
  const named = (...names: string[]) => names.map((name) => `${at}${name}`);
  return {
    makers: [
      { call: named('string'), kinds: 'text' },
      { call: named('number', 'date'), kinds: 'number' },
      { call: named('boolean', 'bool', 'valid', 'equal', 'symbol'), kinds: 'none' },
      { call: named('any', 'binary', 'func', 'function', 'link', 'array'), kinds: 'any' },
      { call: named('object', 'compile'), object: 0, others: 'refused' },
      { call: named('alternatives', 'alt'), some: { from: 0 } },
    ],
    methods: {
      ...formats,
      pattern: { pattern: 0 },
      regex: { pattern: 0 },
      valid: { kinds: 'none' },
      equal: { kinds: 'none' },
      items: { list: { from: 0 } },
      ordered: { list: { from: 0 } },
      try: { some: { from: 0 } },
      conditional: { kinds: 'any' },
      extract: { kinds: 'any' },
      keys: { extend: 0, others: 'refused' },
      append: { extend: 0, others: 'refused' },
      concat: { all: ['base', 0] },
      unknown: { others: 'kept' },
      validate: { data: 0, gives: { part: 'value' }, proves: refused, others: unknownNames(1) },
      validateAsync: { data: 0, proves: 'returning', others: unknownNames(1) },
    },
    checks: [
      {
        call: named('validate'),
        data: 0,
        schema: 1,
        gives: { part: 'value' },
        proves: refused,
        others: unknownNames(2),
      },
      { call: named('attempt', 'assert'), data: 0, schema: 1, proves: 'returning', others: unknownNames(3) },
    ],
  };
}

export const joiUnder = vocabulary;

export default libraryModel({ package: ['joi', '@hapi/joi', 'joi-browser'], schemas: vocabulary() });
