import { libraryModel } from '../../engine/model.ts';

/** Facts: https://zod.dev/api, https://zod.dev/packages/mini, https://zod.dev/json-schema. */

/** The package itself and the object that it exports of the same name. */
function both(...names: string[]): string[] {
  return names.flatMap((name) => [name, `z.${name}`]);
}

/** Formats: of zod 3 they are methods of a text, of zod 4 functions as well. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  id: ['cuid', 'cuid2', 'ulid', 'nanoid', 'xid', 'ksuid'],
  uuid: ['uuid', 'uuidv4', 'uuidv6', 'uuidv7', 'guid'],
  hex: ['hex', 'hash'],
  // https://zod.dev/api#emails: the pattern of zod leaves no room for signs of HTML.
  'plain-email': ['email'],
  url: ['url'],
  'http-url': ['httpUrl'],
  hostname: ['hostname'],
  ip: ['ip', 'ipv4', 'ipv6', 'cidr', 'cidrv4', 'cidrv6'],
  mac: ['mac'],
  base64: ['base64', 'base64url'],
  jwt: ['jwt'],
  phone: ['e164'],
};

/** `z.iso.datetime()`, `z.string().datetime()` */
const TIMES: Readonly<Record<string, string>> = {
  'date-time': 'datetime',
  date: 'date',
  time: 'time',
  duration: 'duration',
};

const NUMBERS = ['number', 'int', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64', 'nan', 'bigint', 'date'];

const formats = Object.entries(FORMATS);
const times = Object.entries(TIMES);

const parse = { data: 0, proves: 'returning' } as const;
const safeParse = {
  data: 0,
  gives: { part: 'data' },
  proves: [
    { part: 'success', is: 'set' },
    { part: 'error', is: 'unset' },
  ],
} as const;

export default libraryModel({
  package: [
    'zod',
    'astro:schema',
    'astro/zod',
    'zod/v4',
    'zod/v3',
    'zod/mini',
    'zod/v4-mini',
    'zod/v4/core',
    '@zod/mini',
  ],
  schemas: {
    makers: [
      { call: both('string', 'coerce.string', 'templateLiteral', 'emoji'), kinds: 'text' },
      { call: both(...NUMBERS, ...NUMBERS.map((name) => `coerce.${name}`)), kinds: 'number' },
      {
        call: both('boolean', 'coerce.boolean', 'stringbool', 'enum', 'nativeEnum', 'literal', 'keyof'),
        kinds: 'none',
      },
      { call: both('undefined', 'null', 'void', 'never', 'symbol'), kinds: 'none' },
      { call: both('any', 'unknown', 'custom', 'instanceof', 'json', 'function', 'file'), kinds: 'any' },
      ...formats.map(([format, names]) => ({ call: both(...names), format })),
      ...times.map(([format, name]) => ({ call: both(`iso.${name}`), format })),
      { call: both('object', 'interface'), object: 0, others: 'dropped' },
      { call: both('strictObject', 'strictInterface'), object: 0, others: 'refused' },
      { call: both('looseObject', 'looseInterface'), object: 0, others: 'kept' },
      { call: both('array', 'set'), list: 0 },
      { call: both('tuple'), tuple: 0 },
      { call: both('record', 'partialRecord', 'looseRecord', 'map'), record: 1 },
      { call: both('union', 'xor'), some: 0 },
      { call: both('discriminatedUnion'), some: 1 },
      { call: both('intersection'), all: { from: 0 } },
      { call: both('lazy'), same: { returned: 0 } },
      { call: both('preprocess'), same: 1 },
      { call: both('codec', 'pipe'), all: { from: 0 } },
      { call: both('optional', 'nullable', 'nullish', 'readonly', 'promise', 'partial', 'required'), same: 0 },
      { call: both('_default', 'prefault', 'catch', 'nonoptional', 'clone'), same: 0 },
      { call: both('extend', 'safeExtend', 'merge'), of: 0, extend: 1 },
      { call: both('pick'), of: 0, pick: 1 },
      { call: both('omit'), of: 0, omit: 1 },
      { call: both('catchall'), of: 0, others: 1 },
      { call: both('regex'), pattern: 0 },
      { call: both('refine'), refine: 0 },
      { call: both('transform'), transform: 0 },
    ],
    methods: {
      ...Object.fromEntries(formats.flatMap(([format, names]) => names.map((name) => [name, { format }]))),
      ...Object.fromEntries(times.map(([format, name]) => [name, { format }])),
      regex: { pattern: 0 },
      slugify: { format: 'slug' },
      refine: { refine: 0 },
      transform: { transform: 0 },
      pipe: { all: ['base', 0] },
      check: { all: ['base', { from: 0 }] },
      with: { all: ['base', { from: 0 }] },
      array: { list: 'base' },
      or: { some: ['base', 0] },
      and: { all: ['base', 0] },
      extend: { extend: 0 },
      safeExtend: { extend: 0 },
      augment: { extend: 0 },
      merge: { extend: 0 },
      pick: { pick: 0 },
      omit: { omit: 0 },
      keyof: { kinds: 'none' },
      strict: { others: 'refused' },
      strip: { others: 'dropped' },
      passthrough: { others: 'kept' },
      loose: { others: 'kept' },
      catchall: { others: 0 },
      parse,
      parseAsync: parse,
      decode: parse,
      decodeAsync: parse,
      safeParse,
      safeParseAsync: safeParse,
      spa: safeParse,
      safeDecode: safeParse,
      safeDecodeAsync: safeParse,
    },
    checks: [
      { ...parse, call: both('parse', 'parseAsync', 'decode', 'decodeAsync'), schema: 0, data: 1 },
      { ...safeParse, call: both('safeParse', 'safeParseAsync', 'safeDecode'), schema: 0, data: 1 },
    ],
  },
});
