import { libraryModel } from '../../engine/model.ts';
import { NOT_IN_A_NUMBER } from './javascript.ts';

/**
 * Schemas of single values: what they give back has the form that they ask for. Facts: https://zod.dev/api. Objects are
 * not looked into, since plain text in them may be anything.
 */

/** Methods that narrow a schema or mark it, and give a schema of the same kind. */
const KEEPS = [
  'min',
  'max',
  'int',
  'positive',
  'nonnegative',
  'gt',
  'gte',
  'lt',
  'lte',
  'finite',
  'safe',
  'optional',
  'nullable',
];

function schema(type: string, ...makers: string[]) {
  return { type, is: [...makers.map((maker) => `${maker}()`), ...KEEPS.map((name) => `${type}#${name}()`)] };
}

/** The package itself and the object that it exports of the same name. */
function both(...names: string[]): string[] {
  return names.flatMap((name) => [name, `z.${name}`]);
}

export default libraryModel({
  package: ['zod', 'zod/v4', 'zod/v3', 'zod/mini'],
  types: [
    schema('NumberSchema', ...both('number', 'int', 'coerce.number', 'bigint', 'coerce.bigint', 'date', 'coerce.date')),
    schema(
      'NarrowSchema',
      ...both('boolean', 'enum', 'nativeEnum', 'literal', 'uuid', 'guid', 'cuid', 'cuid2', 'ulid', 'nanoid', 'hex'),
      ...both('string().uuid', 'string().cuid', 'string().cuid2', 'string().ulid', 'string().nanoid', 'string().date'),
      // A pattern is written to leave little room.
      ...both('string().datetime', 'string().regex', 'string().base64url'),
    ),
  ],
  sanitizers: [
    { call: ['NumberSchema#parse', 'NumberSchema#parseAsync', 'NumberSchema#safeParse'], clears: NOT_IN_A_NUMBER },
    { call: ['NarrowSchema#parse', 'NarrowSchema#parseAsync', 'NarrowSchema#safeParse'], clears: 'all' },
  ],
});
