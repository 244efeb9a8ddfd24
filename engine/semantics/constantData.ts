import type { Node, TSESTree } from '../syntax/nodes.ts';

/** A constant as data, so that modules can tell each other of it. */
export type ConstantData =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly ConstantData[] }
  /** An object that has these names and no other ones. */
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, ConstantData])[] }
  /** The symbol of this description: two that are described alike are not told apart. */
  | { readonly kind: 'symbol'; readonly description: string }
  /** A value of the program that is no constant: a function, a class. */
  | { readonly kind: 'other' };

export const OTHER: ConstantData = { kind: 'other' };

/** Tells of the constants that other modules export. */
export type ImportedConstants = (specifier: string, name: string) => ConstantData | undefined;

/** Longer texts, lists and tables are data and no constants of interest. */
const MAX_LENGTH = 1_000;
const MAX_ENTRIES = 256;
const MAX_DEPTH = 4;

/** Data that was read from a file, `undefined` for what is too much of it. */
export function dataOf(value: unknown, depth = 0): ConstantData {
  if (depth > MAX_DEPTH) return OTHER;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return { kind: 'value', value };
  if (typeof value === 'string') return value.length > MAX_LENGTH ? OTHER : { kind: 'value', value };
  if (Array.isArray(value))
    return value.length > MAX_ENTRIES ? OTHER : { kind: 'list', items: value.map((each) => dataOf(each, depth + 1)) };
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  if (typeof value !== 'object' || entries.length > MAX_ENTRIES) return OTHER;
  return { kind: 'object', entries: entries.map(([name, each]) => [name, dataOf(each, depth + 1)]) };
}

/** True for data that holds nothing but constants. */
export function isConstantData(data: ConstantData): boolean {
  if (data.kind === 'list') return data.items.every(isConstantData);
  return data.kind === 'object' ? data.entries.every(([, each]) => isConstantData(each)) : data.kind !== 'other';
}

/** True for an object of another module that holds more than constants. */
export function holdsMore({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((each) => each.type === 'Property' && isOther(each.value));
}

function isOther(node: Node): boolean {
  return node.type === 'MetaProperty' && !('meta' in node);
}

/** An object expression that is written nowhere, with these properties. */
export function objectOf(entries: readonly (readonly [string, Node])[], at: Node): Node {
  const place = { range: at.range, loc: at.loc, parent: at.parent };
  const properties = entries.map(([name, value]) => ({
    type: 'Property',
    kind: 'init',
    computed: false,
    method: false,
    shorthand: false,
    key: { type: 'Literal', value: name, raw: JSON.stringify(name), ...place },
    value,
    ...place,
  }));
  return { type: 'ObjectExpression', properties, ...place } as unknown as TSESTree.ObjectExpression;
}

/** An expression that stands for data of another module where it is spoken of here. */
export function expressionOf(data: ConstantData, at: Node): Node {
  const place = { range: at.range, loc: at.loc, parent: at.parent };
  switch (data.kind) {
    case 'value':
      return { type: 'Literal', value: data.value, raw: JSON.stringify(data.value), ...place } as Node;
    case 'list':
      return { type: 'ArrayExpression', elements: data.items.map((each) => expressionOf(each, at)), ...place } as Node;
    case 'object':
      return objectOf(
        data.entries.map(([name, each]) => [name, expressionOf(each, at)]),
        at,
      );
    case 'symbol': {
      const callee = { type: 'Identifier', name: 'Symbol', ...place };
      const description = { type: 'Literal', value: data.description, raw: JSON.stringify(data.description), ...place };
      return { type: 'CallExpression', callee, arguments: [description], ...place } as unknown as Node;
    }
    case 'other':
      // Nobody knows more of it than that the program brings it along.
      return { type: 'MetaProperty', ...place } as unknown as Node;
  }
}
