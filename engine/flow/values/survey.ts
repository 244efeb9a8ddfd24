import { type ClassInfo, type EdgeKind, type FunctionInfo, NOTHING, type ValueFlowGraph } from '../valueFlowGraph.ts';
import type { ValueFacts } from './valueFacts.ts';

/** Edges by which a value, or a part of it, goes on as it is. */
const KINDS: ReadonlySet<EdgeKind> = new Set(['copy', 'keep', 'members', 'load', 'store', 'enter', 'exit']);

/**
 * True when an API value that data can be got from is given to something that code elsewhere gives: a callback, a service.
 * What that does with it, only a full analysis tells.
 * @param functions @param classes what code elsewhere can reach
 */
export function givesAway(
  facts: ValueFacts,
  functions: readonly FunctionInfo[],
  classes: readonly ClassInfo[],
): boolean {
  const { graph, trie } = facts;
  const isGiving = (node: number) =>
    [...facts.heldAt(node)].some(
      ({ item }) => item.kind === 'entity' && !item.isGuessed && trie.leadsToData(item.entity),
    );
  const calls = graph.calls.filter(({ arguments: args }) => args.some((node) => node !== NOTHING && isGiving(node)));
  if (calls.length === 0) return false;
  const given = [...functions.flatMap(({ parameters }) => parameters), ...classes.map(({ instance }) => instance)];
  const reached = reachedFrom(graph, given);
  return calls.some(({ callee }) => reached.has(callee));
}

/** The nodes that values, or parts of them, go to from some nodes. */
function reachedFrom(graph: ValueFlowGraph, nodes: readonly number[]): ReadonlySet<number> {
  const reached = new Set(nodes);
  for (const node of reached) {
    for (let edge = graph.firstEdge(node); edge >= 0; edge = graph.nextEdge(edge))
      if (KINDS.has(graph.edgeKind[edge]!)) reached.add(graph.edgeTo[edge]!);
  }
  return reached;
}
