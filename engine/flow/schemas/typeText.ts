import type { Constants } from '../../semantics/constants.ts';
import { type Node, nameOf } from '../../syntax/nodes.ts';
import { kindsClearedByPattern } from '../patternGuard.ts';
import { NUMBER_KINDS } from '../taintKind.ts';
import { ALL_BITS } from '../valueFlowGraph.ts';
import { kindsClearedByFormat } from './formats.ts';
import { ANYTHING, HARMLESS, intersection, masked, objectShape, type Shape, TEXT, UNKNOWN, unionOf } from './shape.ts';

const MAX_DEPTH = 12;

/** Keywords that stand for text of a form. https://arktype.io/docs/keywords */
const FORMATS: Readonly<Record<string, string>> = {
  alpha: 'word',
  alphanumeric: 'word',
  creditCard: 'word',
  digits: 'word',
  hex: 'hex',
  uuid: 'uuid',
  email: 'email',
  ip: 'ip',
  url: 'url',
  date: 'text',
  semver: 'text',
  base64: 'base64',
};

/**
 * What a type lets through that is written as text, or as an object or list of such texts: `'string.uuid'`,
 * `{ name: 'string', 'age?': 'number > 0' }`. Facts: https://arktype.io/docs/objects.
 * @param schemaAt what a schema lets through that stands in the place of a text
 */
export function shapeOfTypeText(
  node: Node | null | undefined,
  constants: Constants,
  schemaAt: (node: Node) => Shape | undefined,
  depth = 0,
): Shape {
  if (!node || depth > MAX_DEPTH) return UNKNOWN;
  const value = constants.constantOf(node);
  if (typeof value === 'string') return readType(value);
  if (typeof value === 'object' && value !== null)
    return masked(TEXT, ALL_BITS & ~kindsClearedByPattern(value.regex, value.flags));
  const at = constants.resolve(node);
  const inner = (each: Node | null | undefined) => shapeOfTypeText(each, constants, schemaAt, depth + 1);
  if (at.type === 'ArrayExpression') {
    const [first, operator, second] = at.elements;
    switch (constants.constantOf(operator)) {
      case '[]':
        return { kind: 'list', of: inner(first) };
      case '|':
        return unionOf([inner(first), inner(second)]);
      case '&':
        return intersection(inner(first), inner(second));
      case '=>':
        return UNKNOWN;
      default:
        return objectShape(new Map(at.elements.map((each, index) => [String(index), inner(each)])), 'refused');
    }
  }
  if (at.type !== 'ObjectExpression') return schemaAt(node) ?? UNKNOWN;
  const fields = new Map<string, Shape>();
  let others: Shape | 'dropped' | 'refused' = ANYTHING;
  for (const property of at.properties) {
    const name = property.type === 'Property' && !property.computed ? nameOf(property.key) : undefined;
    if (property.type !== 'Property' || name === undefined) continue;
    if (name === '+') {
      const word = constants.constantOf(property.value);
      others = word === 'reject' ? 'refused' : word === 'delete' ? 'dropped' : others;
    } else if (/^\[.*\]$/.test(name)) others = inner(property.value);
    else fields.set(name.replace(/\?$/, ''), inner(property.value));
  }
  return objectShape(fields, others);
}

/** Reads a type as text: unions of texts, numbers, lists, words of the author's. */
function readType(text: string): Shape {
  const type = text.replace(/\s*=\s*(?:'[^']*'|"[^"]*"|[\w.]+)$/, '').trim();
  const parts = splitOutside(type, '|');
  if (parts.length > 1) return unionOf(parts.map(readType));
  const both = splitOutside(type, '&');
  if (both.length > 1) return both.map(readType).reduce(intersection);
  if (/^\(.*\)$/.test(type)) return readType(type.slice(1, -1));
  if (type.endsWith('[]')) return { kind: 'list', of: readType(type.slice(0, -2)) };
  if (/^(?:'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|true|false|boolean|null|undefined|bigint|never)$/.test(type))
    return HARMLESS;
  const pattern = /^\/(.*)\/(\w*)$/.exec(type);
  if (pattern) return masked(TEXT, ALL_BITS & ~kindsClearedByPattern(pattern[1]!, pattern[2]!));
  // `1 < string <= 20`, `number > 0`, `number % 2`
  const [, name] = /(?:^|[<>=%\s])([a-zA-Z][\w.]*)/.exec(type) ?? [];
  if (/^(?:number|Date|string\.(?:numeric|integer)\.parse|string\.date(?:\.\w+)?\.parse)/.test(name ?? ''))
    return { kind: 'value', passes: NUMBER_KINDS };
  if (name === 'string') return TEXT;
  const format = /^string\.(\w+)/.exec(name ?? '')?.[1];
  if (format !== undefined) return masked(TEXT, ALL_BITS & ~kindsClearedByFormat(FORMATS[format] ?? ''));
  return /^(?:unknown|any|object|Record)$/.test(name ?? '') ? ANYTHING : UNKNOWN;
}

/** The parts between a sign that stands outside of quotes, patterns and brackets. */
function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let open = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote) quote = character === quote && text[at - 1] !== '\\' ? '' : quote;
    else if (/['"/]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) open++;
    else if (/[)\]}]/.test(character)) open--;
    else if (character === sign && open === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
