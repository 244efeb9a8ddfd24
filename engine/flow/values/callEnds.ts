import type { FlowEnd } from '../../model.ts';
import { ANY } from '../accessPath.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Target } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** Nodes that a propagation starts from. */
export function originsOf(facts: ValueFacts, call: CallSite, end: FlowEnd): number[] {
  if (end === 'receiver') return [call.receiver];
  if (end === 'return') return [call.result];
  if ('receiverPath' in end) return [partOf(facts, call, call.receiver, end.receiverPath)];
  if ('returnPath' in end) return [partOf(facts, call, call.result, end.returnPath)];
  if (!('argument' in end)) return [];
  return argumentNodes(facts, call, end.argument).map((node) =>
    end.path === undefined ? node : partOf(facts, call, node, end.path),
  );
}

/** Nodes that a propagation leads to, each with the property that it writes there ('' for the value itself). */
export function targetsOf(facts: ValueFacts, call: CallSite, end: FlowEnd): Target[] {
  if (end === 'receiver') return [{ node: call.receiver, name: '' }];
  if (end === 'return') return [{ node: call.result, name: '' }];
  if ('receiverPath' in end) return [{ node: call.receiver, name: end.receiverPath }];
  if ('returnPath' in end) return [{ node: call.result, name: end.returnPath }];
  if (!('argument' in end)) return [];
  return argumentNodes(facts, call, end.argument).map((node) => ({ node, name: end.path ?? '' }));
}

function argumentNodes(facts: ValueFacts, call: CallSite, which: number | 'any' | { readonly from: number }): number[] {
  const first = typeof which === 'number' ? which : which === 'any' ? 0 : which.from;
  const last = typeof which === 'number' ? which : call.arguments.length - 1;
  const nodes: number[] = [];
  for (let index = first; index <= last; index++) {
    if (call.spread >= 0 && index >= call.spread) {
      nodes.push(partOf(facts, call, call.arguments[call.spread]!, ANY));
      break;
    }
    if (call.arguments[index] !== undefined) nodes.push(call.arguments[index]!);
  }
  return nodes;
}

function partOf(facts: ValueFacts, call: CallSite, object: number, name: string): number {
  if (object === NOTHING) return NOTHING;
  const node = facts.graph.addNode(call.ast, call.owner, 'value');
  facts.edge(object, node, 'load', name);
  return node;
}

export function isPartial(end: FlowEnd): boolean {
  return (
    typeof end === 'object' &&
    ('receiverPath' in end || 'returnPath' in end || 'callback' in end || ('argument' in end && end.path !== undefined))
  );
}
