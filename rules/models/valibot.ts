import { libraryModel } from '../../engine/model.ts';

/** Facts: https://valibot.dev/api/. What comes after the schema in a pipe narrows or changes it. */

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  word: ['digits', 'octal', 'bic', 'creditCard', 'imei', 'isbn', 'isrc'],
  id: ['cuid2', 'nanoid', 'ulid'],
  uuid: ['uuid'],
  hex: ['hexadecimal', 'hash', 'hexColor'],
  slug: ['slug'],
  'plain-email': ['email'],
  email: ['rfcEmail'],
  url: ['url'],
  hostname: ['domain'],
  ip: ['ip', 'ipv4', 'ipv6'],
  mac: ['mac', 'mac48', 'mac64'],
  base64: ['base64'],
  jwt: ['jwsCompact'],
  number: ['decimal'],
  date: ['isoDate'],
  time: ['isoTime', 'isoTimeSecond'],
  'date-time': ['isoDateTime', 'isoTimestamp'],
};

const WRAPPERS = [
  ...['optional', 'nullable', 'nullish', 'undefinedable', 'exactOptional', 'nonOptional', 'nonNullable', 'nonNullish'],
  ...['partial', 'required', 'fallback', 'config', 'unwrap', 'brand', 'readonly', 'message'],
];

/** Each function has a twin that waits for its actions. */
function both(...names: string[]): string[] {
  return names.flatMap((name) => [name, `${name}Async`]);
}

const parse = { data: 1, schema: 0, proves: 'returning' } as const;

export default libraryModel({
  package: 'valibot',
  schemas: {
    makers: [
      { call: ['string'], kinds: 'text' },
      { call: ['number', 'bigint', 'date', 'nan', 'toNumber', 'toDate', 'toBigint'], kinds: 'number' },
      {
        call: ['boolean', 'literal', 'picklist', 'enum', 'enum_', 'null', 'null_', 'undefined', 'undefined_', 'void_'],
        kinds: 'none',
      },
      { call: ['never', 'symbol', 'keyof', 'value', 'values', 'toBoolean'], kinds: 'none' },
      { call: both('any', 'unknown', 'blob', 'file', 'custom', 'instance', 'function', 'function_'), kinds: 'any' },
      ...Object.entries(FORMATS).map(([format, call]) => ({ call, format })),
      { call: ['regex'], pattern: 0 },
      { call: ['check'], refine: 0 },
      { call: both('transform'), transform: 0 },
      { call: both('object'), object: 0, others: 'dropped' },
      { call: both('looseObject'), object: 0, others: 'kept' },
      { call: both('strictObject'), object: 0, others: 'refused' },
      { call: both('objectWithRest'), object: 0, others: 1 },
      { call: both('array', 'set'), list: 0 },
      { call: both('tuple', 'looseTuple', 'strictTuple', 'tupleWithRest'), tuple: 0 },
      { call: both('record', 'map'), record: 1 },
      { call: both('union'), some: 0 },
      { call: both('variant'), some: 1 },
      { call: both('intersect'), all: 0 },
      { call: both('pipe'), all: { from: 0 } },
      { call: both('lazy'), same: { returned: 0 } },
      { call: both(...WRAPPERS), same: 0 },
      { call: ['pick'], of: 0, pick: 1 },
      { call: ['omit'], of: 0, omit: 1 },
      { call: ['parser', 'parserAsync'], same: 0 },
    ],
    checks: [
      { ...parse, call: both('parse') },
      {
        call: both('safeParse'),
        data: 1,
        schema: 0,
        gives: { part: 'output' },
        proves: [
          { part: 'success', is: 'set' },
          { part: 'issues', is: 'unset' },
        ],
      },
      { ...parse, call: ['assert'], gives: 'nothing' },
      { ...parse, call: ['is'], gives: 'nothing', proves: 'yes' },
    ],
    // `parser(schema)(data)`
    called: { data: 0, proves: 'returning' },
  },
});
