/** On which ways through a function something happens. */
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';

/** Functions that throw by themselves: of Next.js, https://nextjs.org/docs/app/api-reference/functions/redirect, and SvelteKit, https://svelte.dev/docs/kit/load#Redirects. */
const THROWING = new Set(['redirect', 'permanentRedirect', 'unauthorized', 'forbidden', 'error', 'notFound']);

/** How the way ends that leads to a node. */
export interface Ending {
  /** Nothing of the function runs after it. */
  readonly ends: boolean;
  /** Nothing of its callers does either. */
  readonly isThrown: boolean;
}

export function endingOf(node: Node, fn: Node): Ending {
  for (let at: Node = node, parent = at.parent; parent; at = parent, parent = at.parent) {
    if (at.type === 'ThrowStatement') return { ends: true, isThrown: true };
    if (at.type === 'ReturnStatement') return { ends: true, isThrown: false };
    if (at === fn) break;
    if (isFunction(parent)) return { ends: at === parent.body && at.type !== 'BlockStatement', isThrown: false };
    if (at.type !== 'ExpressionStatement') continue;
    const call = unwrap(at.expression.type === 'AwaitExpression' ? at.expression.argument : at.expression);
    const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
    const isThrown =
      callee?.type === 'Identifier' ? THROWING.has(callee.name) : callee !== undefined && nameOf(callee) === 'throw';
    return { ends: isThrown || isLeftAfter(at), isThrown };
  }
  return { ends: false, isThrown: false };
}

/** True for a statement after which its block leaves the function. */
function isLeftAfter(statement: Node): boolean {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return false;
  const last = parent.body.at(-1);
  return last !== statement && (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement');
}

/**
 * True when some way through a function leaves it before a node is reached, other than by sending the caller away.
 * @param refuses whether a node does that
 * @param known what was found out about statements before
 */
export function isAfterExit(
  node: Node,
  fn: Node,
  refuses: (node: Node) => boolean,
  known: Map<Node, boolean>,
): boolean {
  for (let at: Node = node, parent = at.parent; parent && at !== fn; at = parent, parent = at.parent) {
    if (isFunction(parent)) return false;
    if (parent.type !== 'BlockStatement') continue;
    for (const statement of parent.body as readonly Node[]) {
      if (statement === at) break;
      const leaves = known.get(statement) ?? exits(statement, refuses);
      known.set(statement, leaves);
      if (leaves) return true;
    }
  }
  return false;
}

function exits(node: Node, refuses: (node: Node) => boolean): boolean {
  switch (node.type) {
    case 'ReturnStatement':
      return !hasWithin(node, refuses);
    case 'BlockStatement': {
      const { body } = node;
      // `res.sendStatus(401); return;`
      const isRefusal = body.some((each) => each.type === 'ExpressionStatement' && hasWithin(each, refuses));
      return body.some((each) => exits(each, refuses) && !(isRefusal && each === body.at(-1)));
    }
    case 'IfStatement':
      return exits(node.consequent, refuses) || (node.alternate !== null && exits(node.alternate, refuses));
    case 'TryStatement':
      return exits(node.block, refuses) || (node.handler !== null && exits(node.handler.body, refuses));
    case 'SwitchStatement':
      return node.cases.some((each) => each.consequent.some((statement) => exits(statement, refuses)));
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return exits(node.body, refuses);
    default:
      return false;
  }
}

function hasWithin(node: Node, is: (node: Node) => boolean): boolean {
  if (is(node)) return true;
  if (isFunction(node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasWithin(child, is);
  });
  return found;
}

/** How many conditions, loops and handlers of errors stand between a node and its function. */
export function conditionsAround(node: Node, fn: Node): number {
  let found = 0;
  for (let at: Node = node, parent = at.parent; parent && at !== fn; at = parent, parent = at.parent) {
    if (isFunction(parent)) break;
    if (isDeciding(parent, at)) found++;
  }
  return found;
}

function isDeciding(parent: Node, at: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test !== at;
    case 'LogicalExpression':
      return parent.right === at;
    case 'SwitchCase':
    case 'CatchClause':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return true;
    default:
      return false;
  }
}

/** True for a call whose promise the function waits for, or hands on. */
export function isAwaited(call: Node): boolean {
  const parent = outermost(call).parent;
  return (
    parent?.type === 'AwaitExpression' ||
    parent?.type === 'ReturnStatement' ||
    parent?.type === 'YieldExpression' ||
    (parent !== undefined && isFunction(parent))
  );
}

function outermost(node: Node): Node {
  let at = node;
  while (at.parent && unwrap(at.parent) !== at.parent) at = at.parent;
  return at;
}

export function isAsync(fn: Node): boolean {
  return (fn as Partial<TSESTree.FunctionExpression>).async === true;
}
