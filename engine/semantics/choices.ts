import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { Constants } from './constants.ts';
import type { Scopes } from './scopes.ts';

/** What can be more different names than this can be any. */
const MAX_CHOICES = 32;
const MAX_DEPTH = 6;

/** Methods that call a function with each element of a list. */
const EACH = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex|findLast)$/;

/**
 * The names that an expression can be, when the program lists them: elements of a list that is walked through, keys of a
 * table, either side of a condition. Undefined when it can be anything.
 */
export function choicesOf(node: Node, constants: Constants, scopes: Scopes, depth = 0): readonly string[] | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = (each: Node) => choicesOf(each, constants, scopes, depth + 1);
  const constant = constants.constantOf(node);
  if (typeof constant === 'string' || typeof constant === 'number') return [String(constant)];
  const at = constants.resolve(node);
  switch (at.type) {
    case 'ConditionalExpression':
      return union([at.consequent, at.alternate], inner);
    case 'LogicalExpression':
      return union([at.left, at.right], inner);
    case 'MemberExpression':
      return valuesIn(constants.resolve(at.object), inner);
    case 'Identifier':
      return walked(at, constants, scopes, inner);
    default:
      return undefined;
  }
}

type Inner = (node: Node) => readonly string[] | undefined;

function union(nodes: readonly Node[], inner: Inner): readonly string[] | undefined {
  const all = new Set<string>();
  for (const node of nodes) {
    const choices = inner(node);
    if (!choices) return undefined;
    for (const each of choices) all.add(each);
  }
  return all.size === 0 || all.size > MAX_CHOICES ? undefined : [...all];
}

/** The values that stand in a list or table. */
function valuesIn(holder: Node, inner: Inner): readonly string[] | undefined {
  if (holder.type === 'ArrayExpression') return union(plain(holder.elements), inner);
  if (holder.type !== 'ObjectExpression') return undefined;
  const values = holder.properties.map((each) => (each.type === 'Property' ? each.value : each));
  return union(values, inner);
}

/** A spread, or a hole, is no value by itself: nobody knows what it is. */
function plain(elements: readonly (Node | null)[]): readonly Node[] {
  return elements.some((each) => each === null) ? [] : (elements as readonly Node[]);
}

/** The names of a table that the program writes down; undefined when there may be others. */
export function namesOfTable(node: Node, constants: Constants): readonly string[] | undefined {
  const table = constants.resolve(node);
  if (table.type !== 'ObjectExpression' || !constants.isClosedObject(node)) return undefined;
  const names = table.properties.flatMap((each) =>
    each.type === 'Property' ? [nameOf(each.key) ?? ''] : (namesOfTable(each.argument, constants) ?? ['']),
  );
  return names.includes('') || names.length === 0 || names.length > MAX_CHOICES ? undefined : names;
}

/** What a variable is that goes through a list or table of the program, one after the other. */
function walked(
  variable: TSESTree.Identifier,
  constants: Constants,
  scopes: Scopes,
  inner: Inner,
): readonly string[] | undefined {
  const binding = scopes.bindingOf.get(variable);
  if (!binding || binding.writes.length > 1) return undefined;
  const { declaration, identifier } = binding;
  const loop = declaration.type === 'VariableDeclarator' ? declaration.parent.parent : undefined;
  const place = placeIn(identifier);
  if (place === undefined) return undefined;
  if (loop?.type === 'ForInStatement' && loop.left === declaration.parent && place === '')
    return namesOfTable(loop.right, constants);
  if (loop?.type === 'ForOfStatement' && loop.left === declaration.parent)
    return elementsOf(loop.right, place, constants, inner);
  if (!isFunction(declaration) || declaration.parent?.type !== 'CallExpression') return undefined;
  const callee = unwrap(declaration.parent.callee);
  const isEach = callee.type === 'MemberExpression' && EACH.test(nameOf(callee) ?? '');
  const isFirst = declaration.params[0] === identifier || declaration.params[0] === identifier.parent;
  return isEach && isFirst && declaration.parent.arguments[0] === declaration
    ? elementsOf(callee.object, place, constants, inner)
    : undefined;
}

/** Where a variable stands in what is walked through: '' for the whole, '0' or '1' for a part of a pair. */
function placeIn(identifier: Node): '' | '0' | '1' | undefined {
  const pattern = identifier.parent;
  if (pattern?.type === 'ArrayPattern') {
    const index = pattern.elements.indexOf(identifier as TSESTree.Identifier);
    return index === 0 ? '0' : index === 1 ? '1' : undefined;
  }
  return pattern?.type === 'VariableDeclarator' || isFunction(pattern) ? '' : undefined;
}

function elementsOf(
  list: Node,
  place: '' | '0' | '1',
  constants: Constants,
  inner: Inner,
): readonly string[] | undefined {
  const at = constants.resolve(list);
  if (at.type === 'ArrayExpression') return place === '' ? union(plain(at.elements), inner) : undefined;
  if (at.type !== 'CallExpression' || at.arguments.length !== 1) return undefined;
  const [table] = at.arguments;
  const names = namesOfTable(table!, constants);
  switch (names && nameOf(at.callee)) {
    case 'keys':
      return place === '' ? names : undefined;
    case 'values':
      return place === '' ? valuesIn(constants.resolve(table!), inner) : undefined;
    case 'entries':
      if (place === '0') return names;
      return place === '1' ? valuesIn(constants.resolve(table!), inner) : undefined;
    default:
      return undefined;
  }
}
