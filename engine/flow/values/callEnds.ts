import type { FlowEnd } from '../../model.ts';
import type { Node } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import type { Target } from './resolvedValues.ts';

/** Nodes that a propagation starts from. */
export function originsOf(calls: Calls, call: CallSite, end: FlowEnd): number[] {
  if (end === 'receiver') return [call.receiver];
  if (end === 'return') return [call.result];
  if ('receiverPath' in end) return [partOf(calls, call, call.receiver, end.receiverPath, receiverNode(call))];
  if ('returnPath' in end) return [partOf(calls, call, call.result, end.returnPath)];
  if (!('argument' in end)) return [];
  return argumentNodes(calls, call, end.argument).map((node) =>
    end.path === undefined ? node : partOf(calls, call, node, end.path, argumentNode(call, node)),
  );
}

/** Nodes that a propagation leads to, each with the property that it writes there ('' for the value itself). */
export function targetsOf(calls: Calls, call: CallSite, end: FlowEnd): Target[] {
  if (end === 'receiver') return [{ node: call.receiver, name: '' }];
  if (end === 'return') return [{ node: call.result, name: '' }];
  if ('receiverPath' in end) return [placeIn(calls, call, call.receiver, end.receiverPath)];
  if ('returnPath' in end) return [placeIn(calls, call, call.result, end.returnPath)];
  if (!('argument' in end)) return [];
  return argumentNodes(calls, call, end.argument).map((node) =>
    end.path === undefined ? { node, name: '' } : placeIn(calls, call, node, end.path),
  );
}

function argumentNodes(calls: Calls, call: CallSite, which: number | 'any' | { readonly from: number }): number[] {
  const first = typeof which === 'number' ? which : which === 'any' ? 0 : which.from;
  const last = typeof which === 'number' ? which : call.arguments.length - 1;
  const nodes: number[] = [];
  for (let index = first; index <= last; index++) {
    if (call.spread >= 0 && index >= call.spread) {
      nodes.push(partOf(calls, call, call.arguments[call.spread]!, ANY));
      break;
    }
    if (call.arguments[index] !== undefined) nodes.push(call.arguments[index]!);
  }
  return nodes;
}

/** The expression in front of a method. */
export function receiverNode({ ast }: CallSite): Node {
  return ast.type === 'CallExpression' && ast.callee.type === 'MemberExpression' ? ast.callee.object : ast;
}

function argumentNode(call: CallSite, value: number): Node {
  return call.argumentNodes[call.arguments.indexOf(value)] ?? call.ast;
}

function partOf(calls: Calls, call: CallSite, object: number, path: string, ast: Node = call.ast): number {
  if (object === NOTHING) return NOTHING;
  return namesIn(calls, call, path).reduce((holder, name) => {
    const node = calls.facts.graph.addNode(ast, call.owner, 'value');
    calls.facts.edge(holder, node, 'load', name);
    return node;
  }, object);
}

/** The place in an object that a path leads to: what is put there is in the object. */
function placeIn(calls: Calls, call: CallSite, object: number, path: string): Target {
  const names = namesIn(calls, call, path);
  const last = names.pop()!;
  if (object === NOTHING) return { node: NOTHING, name: last };
  const node = names.reduce((holder, name) => {
    const inner = calls.facts.graph.addNode(call.ast, call.owner, 'value');
    calls.facts.edge(inner, holder, 'store', name);
    return inner;
  }, object);
  return { node, name: last };
}

function namesIn(calls: Calls, call: CallSite, path: string): string[] {
  return path.split('.').map((name) =>
    name.replace(/\$(\d)/, (_, index) => {
      const constant = calls.constants.constantOf(call.argumentNodes[Number(index)]);
      return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : ANY;
    }),
  );
}

export function isPartial(end: FlowEnd): boolean {
  return (
    typeof end === 'object' &&
    ('receiverPath' in end || 'returnPath' in end || 'callback' in end || ('argument' in end && end.path !== undefined))
  );
}
