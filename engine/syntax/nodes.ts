/** The one tree that every parser behind `parse.ts` gives: TS-ESTree, with `parent` set and offsets in UTF-16 units. */
import type { TSESTree } from '@typescript-eslint/typescript-estree';

export type { TSESTree };
export type Node = TSESTree.Node;
export type Expression = TSESTree.Expression;
export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;

/** True for the three forms of a function with a body of its own. */
export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node != null &&
    (node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression')
  );
}

/**
 * The name that a key or reference has by its text alone: `x`, `.x`, `['x']`, `'x':`, `#x`, a number as its digits.
 * Undefined when it is computed.
 */
export function nameOf(node: Node | null | undefined): string | undefined {
  if (node == null) return undefined;
  switch (node.type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return node.name;
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'MemberExpression': {
      const { type } = node.property;
      return node.computed && type !== 'Literal' && type !== 'TemplateLiteral' ? undefined : nameOf(node.property);
    }
    default:
      return undefined;
  }
}

/** The expression without what only speaks to the type checker or groups: `as`, `satisfies`, `!`, `<T>x`, optional chains. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSTypeAssertion' ||
    inner.type === 'TSInstantiationExpression' ||
    inner.type === 'ChainExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}
