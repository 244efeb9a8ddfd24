import { isFunction, type Node, nameOf, patternRule, type RuleContext, unwrap } from '../../../../engine/rule.ts';

const WALKS =
  'Only `__proto__` is refused on this walk, and `constructor.prototype` leads to the same object, the prototype of all. Refuse `constructor` and `prototype` as well, or go only into properties that `Object.hasOwn` knows.';

const WRITES =
  'Only `__proto__` is refused here, and `constructor` leads to `Object` itself: what is written there by a name from outside replaces `Object.keys` or `Object.assign` for the whole program. Refuse `constructor` and `prototype` as well, or keep the objects in a `Map`.';

/** The function that a node stands in, or the module. */
function around(node: Node): Node {
  let at = node;
  while (at.parent && !isFunction(at.parent)) at = at.parent;
  return at.parent ?? at;
}

/** True for a step of a walk from object to object by names: `at = at[key]`, `at = at[key] = {}`. */
function walks(node: Node): boolean {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return false;
  const right = unwrap(node.right);
  const read =
    right.type === 'AssignmentExpression'
      ? right.left
      : right.type === 'LogicalExpression'
        ? unwrap(right.left)
        : right;
  return read.type === 'MemberExpression' && read.computed && nameOf(unwrap(read.object)) === node.left.name;
}

/** True for a write by one name into what another name gives: `table[name][key] = value`, also through a constant. */
function writesInto(node: Node, name: string, context: RuleContext): boolean {
  if (node.type !== 'AssignmentExpression') return false;
  const written = unwrap(node.left);
  if (written.type !== 'MemberExpression' || !written.computed || !isName(written.property, context)) return false;
  const holder = unwrap(context.resolve(written.object));
  return holder.type === 'MemberExpression' && holder.computed && nameOf(unwrap(holder.property)) === name;
}

/** True for what can be any name: no constant, no place in a list. */
function isName(key: Node, context: RuleContext): boolean {
  const node = unwrap(key);
  if (node.type === 'Identifier') return !/^[ijn]$|index$/i.test(node.name) && context.constantOf(node) === undefined;
  return node.type === 'MemberExpression';
}

/** True when a node inside of this one, or itself, is what is looked for. */
function holds(node: Node, isMeant: (each: Node) => boolean): boolean {
  if (isMeant(node)) return true;
  for (const value of Object.values(node) as unknown[])
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child) && child !== node.parent && holds(child, isMeant)) return true;
  return false;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

function isGuarded(fn: Node, context: RuleContext): boolean {
  return /constructor|prototype['"`]|hasOwn|Object\.create\(null\)|new Map\b/.test(context.textOf(fn));
}

export default patternRule({
  id: 'prototype-pollution-incomplete-guard',
  title: 'Only one of the names that lead to the prototype is refused',
  severity: 'medium',
  confidence: 'medium',
  cwe: [1321, 184],
  owasp: ['A08:2021', 'A08:2025'],
  on: {
    BinaryExpression(test, context) {
      if (!/^[!=]==?$/.test(test.operator)) return undefined;
      const sides = [test.left, test.right];
      const at = sides.findIndex((side) => context.constantOf(side) === '__proto__');
      const fn = at < 0 ? undefined : around(test);
      if (!fn || !isFunction(fn) || isGuarded(fn, context)) return undefined;
      if (holds(fn, walks)) return { node: test, message: WALKS };
      const tested = unwrap(sides[1 - at]!);
      return tested.type === 'Identifier' && holds(fn, (each) => writesInto(each, tested.name, context))
        ? { node: test, message: WRITES }
        : undefined;
    },
  },
});
