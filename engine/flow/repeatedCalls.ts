import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';

/** Methods that only look something up: asked twice for the same, they say the same. */
const LOOKS_UP = new Set(['get', 'getAll', 'getItem', 'getAttribute', 'header', 'param', 'toString', 'valueOf']);

/** Methods that may change what these say. */
export const CHANGES = new Set(['set', 'append', 'add', 'delete', 'clear', 'setItem', 'removeItem', 'setAttribute']);

/** True for a call like `query.get('name')`, which gives the same again while nothing is written. */
export function isRepeatable(node: Node): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression' || node.arguments.length > 1) return false;
  const callee = unwrap(node.callee);
  const [key] = node.arguments;
  return (
    callee.type === 'MemberExpression' &&
    LOOKS_UP.has(nameOf(callee) ?? '') &&
    (key === undefined || (key.type === 'Literal' && nameOf(key) !== undefined))
  );
}
