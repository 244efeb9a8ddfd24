import { type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { CHANGES, isRepeatable } from '../repeatedCalls.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import { guardedNode, propertyKey, SAID } from './branches.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { moduleNode } from './modules.ts';
import { objectCall } from './objectCalls.ts';
import { recordPass } from './passes.ts';

export function callValue(b: GraphBuilder, node: TSESTree.CallExpression): number {
  const callee = unwrap(node.callee);
  if (callee.type === 'Super') return superCall(b, node);
  if (
    callee.type === 'Identifier' &&
    callee.name === 'require' &&
    !b.scopes.bindingOf.has(callee) &&
    node.arguments.length === 1
  ) {
    const specifier = b.constants.constantOf(node.arguments[0]);
    if (typeof specifier === 'string') return moduleNode(b, specifier, node);
  }
  if (callee.type === 'MemberExpression') {
    const object = b.expression(callee.object);
    const key = callee.computed ? b.expression(callee.property) : NOTHING;
    const name = b.propertyName(callee);
    if (CHANGES.has(name)) b.lastStore.set(SAID, ++b.epoch);
    const chain = isRepeatable(node) ? propertyKey(b, node) : undefined;
    const said = chain === undefined ? undefined : guardedNode(b, chain);
    if (said !== undefined) return said;
    const method = b.member(callee, object, key);
    if (method !== NOTHING) b.graph.nodeOf.set(callee, method);
    const understood = objectCall(b, node);
    if (understood) {
      const made = addCall(b, node, method, object, name, node.arguments, {
        evaluated: understood.values,
        isUnderstood: true,
      });
      b.copy(understood.result(), made);
      return made;
    }
    if (PICKS.has(name) && node.arguments[0]) b.graph.pickedBy.set(node, b.conditions.ofElements(node.arguments[0]));
    return addCall(b, node, method, object, name === ANY ? undefined : name, node.arguments, {});
  }
  const value = b.expression(callee);
  if (callee.type === 'Identifier' && node.arguments.length === 0) recordPass(b, callee, value);
  return addCall(b, node, value, NOTHING, undefined, node.arguments, {});
}

/** Methods that give the elements for which their callback says yes. */
const PICKS = new Set(['filter', 'find', 'findLast']);

function superCall(b: GraphBuilder, node: TSESTree.CallExpression): number {
  const superclass = b.classFrame?.superclass ?? NOTHING;
  const made = addCall(b, node, superclass, NOTHING, undefined, node.arguments, { isNew: true });
  b.copy(made, b.classFrame?.inherited ?? NOTHING);
  return NOTHING;
}

export function addCall(
  b: GraphBuilder,
  ast: Node,
  callee: number,
  receiver: number,
  method: string | undefined,
  argumentNodes: readonly Node[],
  options: {
    readonly isNew?: boolean;
    readonly isTag?: boolean;
    readonly isUnderstood?: boolean;
    readonly evaluated?: readonly number[];
  },
): number {
  const values = options.evaluated ?? argumentNodes.map((argument) => b.expression(argument));
  const spread = argumentNodes.findIndex((argument) => argument.type === 'SpreadElement');
  const result = b.node(ast, 'call', calleeText(ast));
  const call: CallSite = {
    id: b.graph.calls.length,
    ast,
    callee,
    receiver,
    method,
    arguments: values,
    argumentNodes,
    spread,
    result,
    isNew: options.isNew ?? false,
    isTag: options.isTag ?? false,
    isUnderstood: options.isUnderstood ?? false,
    owner: b.fn,
    caught: b.catches.at(-1) ?? NOTHING,
  };
  b.graph.calls.push(call);
  return result;
}

export function taggedTemplate(b: GraphBuilder, node: TSESTree.TaggedTemplateExpression): number {
  const tag = unwrap(node.tag);
  const values = node.quasi.expressions.map((expression) => b.expression(expression));
  let receiver = NOTHING;
  let method: string | undefined;
  let callee: number;
  if (tag.type === 'MemberExpression') {
    receiver = b.expression(tag.object);
    method = nameOf(tag);
    callee = b.load(receiver, method ?? ANY, tag);
    b.graph.nodeOf.set(tag, callee);
  } else callee = b.expression(tag);
  return addCall(b, node, callee, receiver, method, node.quasi.expressions, { isTag: true, evaluated: values });
}

/** The callee as a reader names it: `db.query`, `run`. */
function calleeText(ast: Node): string | undefined {
  if (ast.type === 'CallExpression' || ast.type === 'NewExpression') return calleeName(ast);
  if (ast.type === 'TaggedTemplateExpression') return nameOf(ast.tag);
  return ast.type === 'JSXElement' ? nameOf(ast.openingElement.name) : undefined;
}

/** The last name of a callee; empty when it has none. */
function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  return nameOf(unwrap(call.callee)) ?? '';
}
