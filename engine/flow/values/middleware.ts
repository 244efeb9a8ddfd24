import { type PassedParts, partOf, partText, passedBy, type StandIn } from '../passedParts.ts';
import { applyShape } from '../schemas/applyShape.ts';
import type { Seed } from '../summary.ts';
import { type CallSite, type FunctionInfo, NOTHING, type ValueFlowGraph } from '../valueFlowGraph.ts';
import { type Calls, push } from './calls.ts';
import { functionsWithin } from './handlers.ts';
import { readsOf } from './parts.ts';
import type { Registration } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

const NONE: PassedParts = new Map();

/** In place of a node: what the function is given there, by who calls it in another module. */
const GIVEN = -1;

/** A request is handed on so often, from one function to the next. */
const MAX_HANDS = 4;

/** So many nodes that are one parameter are looked at. */
const MAX_SAME = 64;

/**
 * What a function has proven of a request where it passes it on, or has written to it, holds in the functions after it:
 * what they read of the request is what it let through. Only where all the ways to a function lead through such a proof.
 * @returns for functions of other modules, what they are given so
 */
export function applyProofs(calls: Calls, seeds: readonly Seed[]): ReadonlyMap<FunctionInfo, PassedParts> {
  const { graph } = calls.facts;
  const isAny =
    graph.passes.size > 0 ||
    seeds.some((seed) => seed.passed) ||
    calls.registrations.some(({ call, fn }) => fn.passed ?? checksIn(calls, call).length > 0);
  if (!isAny) return new Map();
  const ways = registeredWays(calls);
  for (const [fn, way] of seededWays(calls, seeds)) push(ways, fn, way);
  const passed = new Map<FunctionInfo, PassedParts>();
  for (const [fn, all] of ways) {
    const parts = inAll(all);
    if (parts.size > 0) passed.set(fn, parts);
  }
  handOn(calls, ways, passed);
  for (const [fn, parts] of passed) {
    for (const [part, standIns] of parts) replace(calls, fn, part, standIns);
    keepFromShared(calls.facts, fn, parts);
  }
  return passed;
}

/** What is proven on each way to the functions that a library is given to call. */
function registeredWays(calls: Calls): Map<FunctionInfo, PassedParts[]> {
  const ways = new Map<FunctionInfo, PassedParts[]>();
  const everywhere: { readonly call: CallSite; readonly proofs: PassedParts }[] = [];
  const all = groups(calls.registrations);
  const parameters = all.flatMap((registered) => routeParameters(calls, registered));
  for (const registered of all) {
    const { call } = registered[0]!;
    let proofs = NONE;
    for (const each of parameters) if (isBeside(call, each.call)) proofs = join(proofs, each.proofs);
    for (const each of everywhere) if (isAfter(call, each.call)) proofs = join(proofs, each.proofs);
    const checks = checksIn(calls, call);
    const steps = [...withWrapped(calls, registered), ...checks].sort((a, b) => a.index - b.index);
    for (const step of steps) {
      if ('fn' in step) push(ways, step.fn, proofs);
      proofs = join(proofs, 'fn' in step ? passedBy(calls.facts.graph, step.fn) : step.proofs);
    }
    const isForAll = call.method === 'use' && registered[0]!.index === 0;
    if (isForAll && proofs.size > 0) everywhere.push({ call, proofs });
  }
  return ways;
}

/** The middleware among the arguments of a call that checks by schemas, and what it lets through. */
function checksIn({ facts }: Calls, call: CallSite): { readonly index: number; readonly proofs: PassedParts }[] {
  return call.arguments.flatMap((node, index) =>
    (facts.isKnown(node) ? [...facts.heldAt(node)] : []).flatMap(({ item, names }) => {
      const isListed = names.length === 0 || (names.length === 1 && /^(?:\d+|\*)$/.test(names[0]!));
      if (item.kind !== 'checks' || !isListed) return [];
      const proofs = item.checks.map(
        (each) => [partText({ parameter: 0, names: each.names }), [{ shape: each.shape, call, index }]] as const,
      );
      return [{ index, proofs: new Map(proofs) }];
    }),
  );
}

/** `app.param('id', (req, res, next, id) => …)` looks at a part of every request in which the path has one. */
function routeParameters(
  { constants, facts }: Calls,
  [registered]: readonly Registration[],
): { readonly call: CallSite; readonly proofs: PassedParts }[] {
  const { call, fn } = registered!;
  const name = call.method === 'param' ? constants.constantOf(call.argumentNodes[0]) : undefined;
  if (typeof name !== 'string') return [];
  const proofs = new Map(
    [...passedBy(facts.graph, fn)].map(([text, nodes]) => {
      const isValue = partOf(text).parameter > 2;
      return [isValue ? partText({ parameter: 0, names: ['params', name] }) : text, nodes] as const;
    }),
  );
  return proofs.size > 0 ? [{ call, proofs }] : [];
}

/** The functions that a call registers, and those in a call of another one among them: `wrap(show)`. */
function withWrapped(calls: Calls, registered: readonly Registration[]): readonly Registration[] {
  const { call } = registered[0]!;
  const wrapped = call.argumentNodes.flatMap((argument, index) => {
    if (!argument || index === 0 || calls.constants.resolve(argument).type !== 'CallExpression') return [];
    const wrapper = registered.find((each) => each.index === index)?.fn;
    return functionsWithin(calls, argument).map((fn) => {
      if (wrapper?.foreign && fn.foreign) giveRequest(calls.facts, wrapper, fn);
      return { call, fn, index, option: undefined };
    });
  });
  return wrapped.length > 0 ? [...registered, ...wrapped].sort((a, b) => a.index - b.index) : registered;
}

/** Names of what a handler is given first. */
const REQUEST_NAME = /^_?(?:req|request|ctx|context)$/;

/** A wrapper of another module hands on what it is given, as the names of the parameters say. */
function giveRequest(facts: ValueFacts, wrapper: FunctionInfo, fn: FunctionInfo): void {
  if (!REQUEST_NAME.test(facts.graph.label[fn.parameters[0] ?? NOTHING] ?? '')) return;
  fn.parameters.forEach((parameter, index) => {
    for (const { entity } of facts.entitiesAt(wrapper.parameters[index] ?? NOTHING))
      facts.addEntity(parameter, entity, true);
  });
}

/** The registrations of each call, in order of text. */
function groups(all: readonly Registration[]): Registration[][] {
  const byCall = new Map<CallSite, Registration[]>();
  for (const each of all) {
    const group = byCall.get(each.call);
    if (!group) byCall.set(each.call, [each]);
    else if (!group.some(({ fn }) => fn === each.fn)) group.push(each);
  }
  for (const group of byCall.values())
    group.sort((a, b) => a.index - b.index || Number(a.option ?? 0) - Number(b.option ?? 0));
  return [...byCall.values()].sort((a, b) => a[0]!.call.ast.range[0] - b[0]!.call.ast.range[0]);
}

function isAfter(call: CallSite, other: CallSite): boolean {
  return isBeside(call, other) && call.ast.range[0] > other.ast.range[0];
}

function isBeside(call: CallSite, other: CallSite): boolean {
  return call.receiver === other.receiver && call.owner === other.owner;
}

/** What was proven before functions of this module are called by others, where all that do so say it. */
function seededWays({ facts }: Calls, seeds: readonly Seed[]): Map<FunctionInfo, PassedParts> {
  const byParameter = new Map<number, Seed[]>();
  for (const seed of seeds) {
    const fn = facts.graph.functions[seed.function];
    const node = seed.names.length === 0 ? fn?.parameters[seed.parameter] : undefined;
    if (node) push(byParameter, node, seed);
  }
  const ways = new Map<FunctionInfo, Map<string, readonly StandIn[]>>();
  for (const [node, all] of byParameter) {
    const { fn, index } = facts.graph.parameterFunction.get(node)!;
    const way = ways.get(fn) ?? new Map<string, readonly StandIn[]>();
    ways.set(fn, way);
    const texts = all.map(({ passed = [] }) => passed.map((names) => partText({ parameter: index, names })));
    for (const text of texts[0]!) if (texts.every((each) => each.includes(text))) way.set(text, [GIVEN]);
  }
  return ways;
}

/** Functions that are only called with what was proven before are given that: by a wrapper, by a handler that calls another. */
function handOn(
  { facts: { graph }, invocations }: Calls,
  ways: ReadonlyMap<FunctionInfo, unknown>,
  passed: Map<FunctionInfo, PassedParts>,
): void {
  const calledBy = new Map<FunctionInfo, (typeof invocations)[number][]>();
  if (passed.size > 0) for (const each of invocations) push(calledBy, each.fn, each);
  /** Which parameter of which function a node is. */
  const origins = new Map<number, { readonly parts: PassedParts; readonly index: number }>();
  let next = [...passed];
  for (let hand = 0; hand < MAX_HANDS && next.length > 0; hand++) {
    const reached = new Set<FunctionInfo>();
    for (const [fn, parts] of next) {
      fn.parameters.forEach((parameter, index) => {
        for (const node of sameAs(graph, parameter)) origins.set(node, { parts, index });
      });
    }
    for (const [fn, all] of calledBy)
      if (!passed.has(fn) && !ways.has(fn) && all.some((each) => each.arguments.some((node) => origins.has(node))))
        reached.add(fn);
    next = [];
    for (const fn of reached) {
      const parts = inAll(
        calledBy.get(fn)!.map(({ arguments: args }) => {
          const way = new Map<string, readonly StandIn[]>();
          args.forEach((node, index) => {
            const origin = origins.get(node);
            for (const [text, nodes] of origin?.parts ?? NONE) {
              const { names, parameter } = partOf(text);
              if (parameter === origin!.index) way.set(partText({ parameter: index, names }), nodes);
            }
          });
          return way;
        }),
      );
      if (parts.size === 0) continue;
      passed.set(fn, parts);
      next.push([fn, parts]);
    }
  }
}

/** The nodes that are what a node is, as it goes through wrappers. */
function sameAs(graph: ValueFlowGraph, node: number): ReadonlySet<number> {
  const same = new Set([node]);
  for (const at of same) {
    for (let edge = graph.firstEdge(at); edge >= 0 && same.size < MAX_SAME; edge = graph.nextEdge(edge)) {
      const kind = graph.edgeKind[edge];
      if ((kind === 'copy' || kind === 'exit') && graph.edgeName[edge] === '' && graph.edgeMask[edge] !== 0)
        same.add(graph.edgeTo[edge]!);
    }
  }
  return same;
}

/** What is proven on all ways. */
function inAll([first = NONE, ...others]: readonly PassedParts[]): PassedParts {
  const parts = new Map<string, readonly StandIn[]>();
  for (const [part, nodes] of first)
    if (others.every((each) => each.has(part)))
      parts.set(part, [...new Set([...nodes, ...others.flatMap((each) => each.get(part)!)])]);
  return parts;
}

/** Later proofs come of what the earlier ones let through. */
function join(earlier: PassedParts, later: PassedParts): PassedParts {
  return later.size === 0 ? earlier : new Map([...earlier, ...later]);
}

/** What a function reads as a part of its parameter is what stands for it now. */
function replace(calls: Calls, fn: FunctionInfo, part: string, standIns: readonly StandIn[]): void {
  const { facts } = calls;
  const { graph } = facts;
  const { names, parameter } = partOf(part);
  const holder = fn.parameters[parameter] ?? NOTHING;
  const reads = readsOf(graph, holder, names);
  const isShaped = standIns.some((each) => typeof each === 'object');
  for (const { edge, from, node } of reads) {
    graph.edgeMask[edge] = 0;
    // What is checked by a schema is read where it was before.
    const before =
      isShaped && !fn.foreign
        ? graph.addNode(graph.ast[node]!, graph.owner[node]!, 'property', graph.label[node])
        : NOTHING;
    graph.addEdge(from, before, 'load', names.at(-1));
    if (before === NOTHING) facts.dropSources(node);
    else facts.moveSources(node, before);
    for (const each of standIns) {
      if (typeof each === 'number') continue;
      const data = fn.foreign ? dataOf(facts, fn, parameter, names, each) : before;
      applyShape(calls, each.shape, data, node, each.call, graph.ast[node]!);
    }
  }
  replaceWithin(facts, holder, names, standIns);
  for (const each of standIns) {
    if (typeof each !== 'number') continue;
    const from = each === GIVEN && reads.length > 0 ? givenPart(facts, holder, names) : each;
    for (const { node } of reads) facts.edge(from, node, 'copy');
  }
}

/** What is given as data is not what other functions of this module put into the object that they share. */
function keepFromShared({ graph, sharedInto }: ValueFacts, fn: FunctionInfo, parts: PassedParts): void {
  const given = [...parts].filter(([, standIns]) => standIns.includes(GIVEN)).map(([part]) => partOf(part));
  for (const [index, node] of fn.parameters.entries()) {
    const names = new Set(given.filter(({ parameter }) => parameter === index).map((part) => part.names[0] ?? ''));
    for (const { edge, hub } of names.size > 0 ? (sharedInto.get(node) ?? []) : []) {
      if (edge < 0) continue;
      graph.edgeMask[edge] = 0;
      let rest = hub;
      for (const name of names) {
        const kept = graph.addNode(graph.ast[node]!, fn, 'value');
        graph.addEdge(rest, kept, 'keep', name);
        rest = kept;
      }
      graph.addEdge(rest, node, 'copy');
    }
  }
}

/** Where what a part is in goes elsewhere as a whole, it goes without the part, and with what stands for that. */
function replaceWithin(
  facts: ValueFacts,
  holder: number,
  names: readonly string[],
  standIns: readonly StandIn[],
): void {
  const { graph } = facts;
  const last = names.at(-1);
  if (names.length < 2 || last === undefined || !standIns.every((each) => typeof each === 'number' && each >= 0))
    return;
  const outer = names.slice(0, -1);
  for (const { edge, from, node } of readsOf(graph, holder, outer)) {
    const before = graph.addNode(graph.ast[node]!, graph.owner[node]!, 'property', graph.label[node]);
    graph.edgeMask[edge] = 0;
    graph.addEdge(from, before, 'load', outer.at(-1));
    graph.addEdge(before, node, 'keep', last);
    facts.moveSources(node, before);
    for (const each of standIns) graph.addEdge(each as number, node, 'store', last);
  }
}

/** A part of what a handler of another module is given, where it is registered. */
function dataOf(
  facts: ValueFacts,
  fn: FunctionInfo,
  parameter: number,
  names: readonly string[],
  { call, index }: StandIn & object,
): number {
  const owner = call.owner;
  let at = facts.graph.addNode(call.argumentNodes[index] ?? call.ast, owner, 'value');
  for (const { entity, isGuessed } of facts.entitiesAt(fn.parameters[parameter]!))
    facts.addEntity(at, entity, isGuessed);
  for (const name of names) {
    const inner = facts.graph.addNode(call.argumentNodes[index] ?? call.ast, owner, 'property', name);
    facts.edge(at, inner, 'load', name);
    at = inner;
  }
  return at;
}

/** A part of what a function is given, as data: no source by itself. */
function givenPart(facts: ValueFacts, holder: number, names: readonly string[]): number {
  let at = holder;
  for (const name of names) {
    const part = facts.graph.addNode(facts.graph.ast[holder]!, facts.graph.owner[holder]!, 'property', name);
    facts.silent.add(part);
    facts.edge(at, part, 'load', name);
    at = part;
  }
  return at;
}
