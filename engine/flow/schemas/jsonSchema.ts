import type { Constant, Constants } from '../../semantics/constants.ts';
import { type Node, nameOf } from '../../syntax/nodes.ts';
import { kindsClearedByPattern } from '../patternGuard.ts';
import { bitsOf, NUMBER_KINDS } from '../taintKind.ts';
import { ALL_BITS } from '../valueFlowGraph.ts';
import { kindsClearedByFormat } from './formats.ts';
import { ANYTHING, HARMLESS, intersection, masked, objectShape, type Shape, TEXT, UNKNOWN, unionOf } from './shape.ts';

const MAX_DEPTH = 12;
const SHAPE = bitsOf(['object-shape']);

/**
 * What a JSON Schema lets through that is written as an object in code. Facts:
 * https://json-schema.org/draft/2020-12/json-schema-validation. A `$ref` is not followed.
 */
export function shapeOfJsonSchema(node: Node | null | undefined, constants: Constants, depth = 0): Shape {
  const schema = node ? constants.resolve(node) : undefined;
  if (schema?.type !== 'ObjectExpression' || depth > MAX_DEPTH) return UNKNOWN;
  const inner = (each: Node | null | undefined) => shapeOfJsonSchema(each, constants, depth + 1);
  const at = (name: string) => constants.property(schema, name);
  const value = (name: string) => constants.constantOf(at(name));
  const all = (name: string) => listed(at(name), constants);
  if (at('$ref')) return UNKNOWN;
  if (at('const') || at('enum')) return HARMLESS;
  const some = all('anyOf') ?? all('oneOf');
  const parts = all('allOf')?.map(inner) ?? [];
  const own = some ? unionOf(some.map(inner)) : ofTypes(typesOf(at('type'), constants), schema, constants, inner);
  const checked = parts.reduce(intersection, own);
  const pattern = value('pattern');
  const format = value('format');
  let cleared = 0;
  if (typeof pattern === 'string') cleared |= SHAPE | kindsClearedByPattern(pattern, '');
  if (typeof format === 'string') cleared |= kindsClearedByFormat(formatOf(format));
  return masked(checked, ALL_BITS & ~cleared);
}

/** The formats of JSON Schema under our names. https://json-schema.org/draft/2020-12/json-schema-validation#name-defined-formats */
export function formatOf(format: string): string {
  if (/^(?:ipv[46]|cidrv?[46])$/.test(format)) return 'ip';
  if (/^(?:uri|iri|url)(?:-reference|-template)?$/.test(format)) return 'url';
  return format === 'idn-email' ? 'email' : format;
}

function ofTypes(
  types: readonly Constant[],
  schema: Node,
  constants: Constants,
  inner: (node: Node | null | undefined) => Shape,
): Shape {
  const at = (name: string) => constants.property(schema, name);
  // `{ properties: … }` without a type means an object all the same.
  const named = types.length > 0 ? types : at('properties') ? ['object'] : [];
  if (named.length === 0) return ANYTHING;
  return unionOf(
    named.map((type): Shape => {
      switch (type) {
        case 'string':
          return TEXT;
        case 'number':
        case 'integer':
          return { kind: 'value', passes: NUMBER_KINDS };
        case 'boolean':
        case 'null':
          return HARMLESS;
        case 'array':
          return { kind: 'list', of: at('items') ? inner(at('items')) : ANYTHING };
        case 'object': {
          const more = at('additionalProperties');
          const isClosed = constants.constantOf(more) === false;
          const others = more && constants.resolve(more).type === 'ObjectExpression' ? inner(more) : ANYTHING;
          return objectShape(fieldsOf(at('properties'), constants, inner), isClosed ? 'refused' : others);
        }
        default:
          return UNKNOWN;
      }
    }),
  );
}

function typesOf(node: Node | undefined, constants: Constants): readonly Constant[] {
  const single = constants.constantOf(node);
  if (single !== undefined) return [single];
  return (listed(node, constants) ?? []).flatMap((each) => constants.constantOf(each) ?? []);
}

function listed(node: Node | undefined, constants: Constants): readonly (Node | null)[] | undefined {
  const list = node && constants.resolve(node);
  return list?.type === 'ArrayExpression' ? list.elements : undefined;
}

function fieldsOf(
  node: Node | undefined,
  constants: Constants,
  inner: (node: Node) => Shape,
): ReadonlyMap<string, Shape> {
  const fields = new Map<string, Shape>();
  const object = node && constants.resolve(node);
  if (object?.type !== 'ObjectExpression') return fields;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') {
      for (const [name, shape] of fieldsOf(property.argument, constants, inner)) fields.set(name, shape);
      continue;
    }
    const name = property.computed ? undefined : nameOf(property.key);
    if (name !== undefined) fields.set(name, inner(property.value));
  }
  return fields;
}
