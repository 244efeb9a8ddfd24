import { ALL_BITS, type FunctionInfo, NOTHING, SELF } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import type { Exposed } from './outside.ts';
import { argumentOf } from './resolvedValues.ts';

/**
 * What methods put into the object that they are called on. Where a call of one of them is not seen, one object stands for
 * all that have the method, and data comes to each of them; functions and API values do so anyway.
 */
export function joinSelves(calls: Calls, exposed: Exposed): void {
  const { ownSelves } = calls.facts.graph;
  if (ownSelves.size === 0) return;
  const unseen = new Set<FunctionInfo>(exposed.functions);
  for (const invocation of calls.invocations) if (argumentOf(invocation, SELF) === NOTHING) unseen.add(invocation.fn);
  const joined = new Set<number>();
  for (const [fn, all] of ownSelves) if (unseen.has(fn) || !calls.invoked.has(fn)) joined.add(all);
  for (const [fn, all] of ownSelves) if (joined.has(all)) calls.facts.edge(fn.self, all, 'copy', '', ALL_BITS);
  calls.facts.propagate();
}
