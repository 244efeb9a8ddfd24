import type { Constants } from '../semantics/constants.ts';
import type { ApiTrie } from '../semantics/entities.ts';
import type { Documented } from '../semantics/jsdoc.ts';
import type { Scopes } from '../semantics/scopes.ts';
import { isFunction } from '../syntax/nodes.ts';
import type { AccessPaths } from './accessPath.ts';
import { Conditions } from './conditions.ts';
import { seedClassSchemas, settleTypedData } from './schemas/classSchemas.ts';
import { findGivenSchemas, settleGivenSchemas } from './schemas/givenSchemas.ts';
import { findSchemaMiddleware, settleSchemaMiddleware } from './schemas/schemaMiddleware.ts';
import { settleChecks } from './schemas/settleChecks.ts';
import { Shapes } from './schemas/shapes.ts';
import type { Linker, ReceivedData, Seed } from './summary.ts';
import type { ValueFlowGraph } from './valueFlowGraph.ts';
import { arrived } from './values/arrivals.ts';
import { Calls } from './values/calls.ts';
import { seedDeclared } from './values/declared.ts';
import { Foreign } from './values/foreign.ts';
import { seedByPlace, seedWrapped } from './values/handlers.ts';
import { applyInjectors } from './values/injectors.ts';
import { applyProofs } from './values/middleware.ts';
import { expose, NOTHING_EXPOSED, type Outside, outsideOf, sow } from './values/outside.ts';
import { joinSelves } from './values/ownSelves.ts';
import { settleGuards } from './values/pendingGuards.ts';
import type { HandlerResult, Invocation, ResolvedEntity, SourceUse } from './values/resolvedValues.ts';
import { seedByShape, seedValues } from './values/seeds.ts';
import { applyMethodNames, applyUnknownCalls } from './values/unknownCalls.ts';
import { ValueFacts } from './values/valueFacts.ts';

export type { Invocation, SourceUse } from './values/resolvedValues.ts';
export { argumentOf } from './values/resolvedValues.ts';

/** What the values of a module are: functions, classes, API values. */
export interface ResolvedValues {
  readonly invocations: readonly Invocation[];
  readonly sources: readonly SourceUse[];
  /** API values that a call's callee can be, by the call's number. */
  readonly calleesOf: ReadonlyMap<number, readonly ResolvedEntity[]>;
  readonly results: readonly HandlerResult[];
  /** API values that a node can be. */
  entitiesAt(node: number): readonly ResolvedEntity[];
  /** What other modules know of this one, and what it meets of them. */
  readonly outside: Outside;
  readonly isComplete: boolean;
}

/** What is known of the modules around one. */
export interface Surroundings {
  /** The module's own path. */
  readonly path: string;
  readonly linker: Linker;
  /** Another module imports it, so that its summary is asked for. */
  readonly isImported: boolean;
  /** Nothing is asked but whether data comes in, and what values are: no data is followed. */
  readonly isSurvey?: boolean;
  /** What those that call its functions give them. */
  readonly seeds: readonly Seed[];
  /** What others put into the objects that it exports. */
  readonly received: readonly ReceivedData[];
}

/** Calls that nothing is known of are treated by the method's name so often: what that brings may resolve others. */
const ROUNDS = 3;

/** True when a function, of this module or another, makes middleware of schemas. */
function isMiddlewareMade({ functions }: ValueFlowGraph, foreign: Foreign): boolean {
  return functions.some((fn) => fn.middlewareSchemas) || foreign.functions.some(({ fn }) => fn.middlewareSchemas);
}

/** Follows functions, classes and API values through the graph, and adds the edges that their calls mean. */
export function resolveValues(
  graph: ValueFlowGraph,
  scopes: Scopes,
  constants: Constants,
  trie: ApiTrie,
  paths: AccessPaths,
  documented: readonly Documented[],
  { path, linker, isImported, isSurvey = false, seeds, received }: Surroundings,
): ResolvedValues {
  const facts = new ValueFacts(graph, trie, paths);
  const calls = new Calls(facts, constants);
  const foreign = new Foreign(calls, linker);
  calls.foreign = foreign;
  facts.onImport = (path, name, node) => foreign.loadFrom(path, name, node);
  facts.onArrival = (node, path, item, isLifted) => arrived(calls, node, path, item, isLifted);
  findGivenSchemas(calls, scopes);
  if (!isSurvey) findSchemaMiddleware(graph, scopes, constants);
  seedValues(calls, scopes, documented, path);
  seedByPlace(calls, scopes, path);
  sow(facts, seeds);
  for (const data of received) foreign.receive(data);
  facts.propagate();
  seedDeclared(calls, path);
  seedWrapped(calls, scopes, path);
  seedByShape(calls, path);
  facts.propagate();
  seedClassSchemas(calls);
  const conditions = new Conditions(constants, scopes);
  const shapes = new Shapes(facts, constants, conditions);
  settleChecks(calls, shapes);
  facts.propagate();
  applyInjectors(calls);
  for (let round = 0; round < ROUNDS && applyMethodNames(calls); round++) facts.propagate();
  settleChecks(calls, shapes);
  settleTypedData(calls, scopes, shapes);
  settleGivenSchemas(calls, shapes);
  if (!isSurvey && isMiddlewareMade(graph, foreign)) settleSchemaMiddleware(calls, shapes);
  facts.propagate();
  const exposed = isImported ? expose(facts, isSurvey) : NOTHING_EXPOSED;
  joinSelves(calls, exposed);
  let passed: ReturnType<typeof applyProofs> = new Map();
  if (!isSurvey) {
    for (const fn of exposed.functions) if (isFunction(fn.ast)) fn.proofs = conditions.proofsOf(fn.ast);
    passed = applyProofs(calls, seeds);
    facts.propagate();
    applyUnknownCalls(calls);
    settleGuards(calls, conditions);
  }
  return {
    invocations: calls.invocations,
    sources: facts.sources,
    calleesOf: calls.calleesOf,
    results: calls.results,
    entitiesAt: (node) => facts.entitiesAt(node),
    outside: outsideOf(path, facts, exposed, foreign, (schema) => shapes.of(schema), passed, isSurvey),
    isComplete: facts.isComplete,
  };
}
