import { isFunction, type Node, nameOf, patternRule, type RuleContext, unwrap } from '../../../../engine/rule.ts';

const MESSAGE =
  'Only `__proto__` is refused on this walk, and `constructor.prototype` leads to the same object, the prototype of all. Refuse `constructor` and `prototype` as well, or go only into properties that `Object.hasOwn` knows.';

/** The function that a node stands in, or the module. */
function around(node: Node): Node {
  let at = node;
  while (at.parent && !isFunction(at.parent)) at = at.parent;
  return at.parent ?? at;
}

/** True for a walk from object to object by names: `at = at[key]`, `at = at[key] = {}`. */
function walks(node: Node): boolean {
  if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
    const right = unwrap(node.right);
    const read =
      right.type === 'AssignmentExpression'
        ? right.left
        : right.type === 'LogicalExpression'
          ? unwrap(right.left)
          : right;
    if (read.type === 'MemberExpression' && read.computed && nameOf(unwrap(read.object)) === node.left.name)
      return true;
  }
  for (const value of Object.values(node) as unknown[])
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child) && child !== node.parent && walks(child)) return true;
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
      const isName = [test.left, test.right].some((side) => context.constantOf(side) === '__proto__');
      const fn = isName ? around(test) : undefined;
      return fn && isFunction(fn) && walks(fn) && !isGuarded(fn, context)
        ? { node: test, message: MESSAGE }
        : undefined;
    },
  },
});
