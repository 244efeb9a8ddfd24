import type { Constants } from '../semantics/constants.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import type { DocumentedFunction } from '../semantics/jsdoc.ts';
import type { Scopes } from '../semantics/scopes.ts';
import type { AccessPaths } from './accessPath.ts';
import { Conditions } from './conditions.ts';
import { settleChecks } from './schemas/settleChecks.ts';
import { Shapes } from './schemas/shapes.ts';
import type { ValueFlowGraph } from './valueFlowGraph.ts';
import { arrived } from './values/arrivals.ts';
import { Calls } from './values/calls.ts';
import { seedByPlace, seedWrapped } from './values/handlers.ts';
import { settleGuards } from './values/pendingGuards.ts';
import type { ResolvedValues } from './values/resolvedValues.ts';
import { seedByShape, seedValues } from './values/seeds.ts';
import { applyMethodNames, applyUnknownCalls } from './values/unknownCalls.ts';
import { ValueFacts } from './values/valueFacts.ts';

export type { Invocation, ResolvedValues, SourceUse } from './values/resolvedValues.ts';

/** Calls that nothing is known of are treated by the method's name so often: what that brings may resolve others. */
const ROUNDS = 3;

/** Follows functions, classes and API values through the graph, and adds the edges that their calls mean. */
export function resolveValues(
  graph: ValueFlowGraph,
  scopes: Scopes,
  constants: Constants,
  trie: ApiTrie,
  paths: AccessPaths,
  documented: readonly DocumentedFunction[],
  path: string,
): ResolvedValues {
  const facts = new ValueFacts(graph, trie, paths);
  const calls = new Calls(facts, constants);
  facts.onArrival = (node, path, item) => arrived(calls, node, path, item);
  seedValues(calls, scopes, documented);
  seedByPlace(calls, scopes, path);
  facts.propagate();
  seedWrapped(calls, scopes, path);
  seedByShape(calls, path);
  facts.propagate();
  const shapes = new Shapes(facts, constants, new Conditions(constants, scopes));
  settleChecks(calls, shapes);
  facts.propagate();
  for (let round = 0; round < ROUNDS && applyMethodNames(calls); round++) facts.propagate();
  settleChecks(calls, shapes);
  facts.propagate();
  applyUnknownCalls(calls);
  settleGuards(calls);
  return {
    invocations: calls.invocations,
    sources: facts.sources,
    calleesOf: calls.calleesOf,
    results: calls.results,
    entitiesAt: (node) => facts.entitiesAt(node),
    isComplete: facts.isComplete,
  };
}
