import { isFunction } from '../syntax/nodes.ts';
import { neverReturns } from './conditions.ts';
import { partOf, passedBy } from './passedParts.ts';
import {
  type ClassSummary,
  type FunctionSummary,
  type GivenPart,
  type ModuleSummary,
  type Place,
  type SentData,
  type SummaryCall,
  type SummaryFlow,
  type SummarySink,
  type SummarySource,
  type SymbolRef,
  stateName,
} from './summary.ts';
import type { Arrival, ExitHit, ExitPoint, Origin, SinkHit, SymbolicValue } from './taint.ts';
import { isChosen } from './taintKind.ts';
import {
  type ClassInfo,
  commonSelf,
  type FunctionInfo,
  hasOwnThis,
  NOTHING,
  type ValueFlowGraph,
} from './valueFlowGraph.ts';
import type { GivenCall, ImportedObject, Outside } from './values/outside.ts';

/** Of so many calls, flows, sinks and sources others are told: a function that has more does everything. */
const MAX_TOLD = 16;

/** Of what a function puts into objects that live on so much is told: one that does so in more places keeps books. */
const MAX_KEPT = 8;

/** Whose value something is: a function's parameter, an instance of a class, the result of a call of something given. */
type Owner =
  | { readonly kind: 'parameter'; readonly fn: FunctionInfo; readonly index: number }
  | { readonly kind: 'self'; readonly cls: ClassInfo }
  | { readonly kind: 'result'; readonly use: GivenCall };

type End =
  | Owner
  | { readonly kind: 'return'; readonly fn: FunctionInfo }
  /** What stands for a part of a parameter where the function passes on. */
  | { readonly kind: 'passed'; readonly fn: FunctionInfo; readonly part: number }
  | { readonly kind: 'argument'; readonly use: GivenCall; readonly index: number }
  | { readonly kind: 'exports' }
  | { readonly kind: 'state'; readonly name: string }
  | { readonly kind: 'import'; readonly object: ImportedObject };

/** What code elsewhere can give to a module, and where data can leave it: the questions that its summary answers. */
export interface Borders {
  readonly symbols: readonly (SymbolicValue & { readonly owner: Owner })[];
  readonly exits: readonly (ExitPoint & { readonly end: End })[];
}

/** The borders of a module. Without anybody who imports it there are none, and none that a survey asks about. */
export function bordersOf(graph: ValueFlowGraph, { exposed, givenCalls, imports, isSurvey }: Outside): Borders {
  if (isSurvey) return { symbols: [], exits: [] };
  const symbols: (SymbolicValue & { owner: Owner })[] = [];
  const exits: (ExitPoint & { end: End })[] = [
    { node: graph.exports, isCall: false, depth: 3, end: { kind: 'exports' } },
  ];
  for (const object of imports)
    exits.push({ node: object.node, isCall: false, depth: 3 - object.names.length, end: { kind: 'import', object } });
  for (const { name, node } of graph.state)
    exits.push({ node, isCall: false, depth: 2, end: { kind: 'state', name: stateName(name) } });
  for (const fn of exposed.functions) {
    exits.push({ node: fn.returns, isCall: false, depth: 2, end: { kind: 'return', fn } });
    fn.parameters.forEach((node, index) => {
      const owner = { kind: 'parameter', fn, index } as const;
      symbols.push({ node, fn, owner });
      exits.push({ node, isCall: false, depth: 2, end: owner });
    });
    [...passedBy(graph, fn).values()].forEach((nodes, part) => {
      for (const node of nodes)
        if (node !== NOTHING) exits.push({ node, isCall: false, depth: 2, end: { kind: 'passed', fn, part } });
    });
  }
  for (const cls of exposed.classes) {
    const owner = { kind: 'self', cls } as const;
    symbols.push({ node: cls.instance, fn: undefined, owner });
    exits.push({ node: cls.instance, isCall: false, depth: 2, end: owner });
  }
  for (const use of givenCalls) {
    // What a callback gives back; what a service answers comes from where the service is known.
    if (use.callee.at === 'parameter' && use.callee.names.length === 0)
      symbols.push({
        node: use.call.result,
        fn: 'instance' in use.owner ? undefined : use.owner,
        owner: { kind: 'result', use },
      });
    use.call.arguments.forEach((node, index) => {
      if (node !== 0) exits.push({ node, isCall: true, depth: 1, end: { kind: 'argument', use, index } });
    });
  }
  return { symbols, exits };
}

/** The traces that a summary needs: each gives its number. */
export interface TraceMaker {
  /** The steps of a way that ends where data leaves. */
  readonly toExit: (arrival: Arrival) => number;
  /** The steps of a way to a sink. */
  readonly toSink: (hit: SinkHit) => number;
}

/** Makes the summary of a module out of what was found at its borders. */
export function summarize(
  path: string,
  constants: ModuleSummary['constants'],
  graph: ValueFlowGraph,
  outside: Outside,
  borders: Borders,
  exitHits: readonly ExitHit[],
  sinkHits: readonly SinkHit[],
  refOfSink: (hit: SinkHit) => SymbolRef | undefined,
  traces: TraceMaker,
): { readonly summary: ModuleSummary; readonly sent: readonly SentData[] } {
  const sent: SentData[] = [];
  const functions = new Map<FunctionInfo, Draft>(
    outside.exposed.functions.map((fn) => [fn, new Draft(outside)] as const),
  );
  const classes = new Map<ClassInfo, Draft>(outside.exposed.classes.map((cls) => [cls, new Draft(outside)] as const));
  const draftOf = (owner: FunctionInfo | ClassInfo) =>
    'instance' in owner ? classes.get(owner) : functions.get(owner);
  for (const use of outside.givenCalls) draftOf(use.owner)?.callNumber(use);
  const exported: SummarySource[] = [];

  /** The function or class that a way belongs to, for a value that it is given. */
  const holderOf = (owner: Owner): FunctionInfo | ClassInfo | undefined => {
    if (owner.kind === 'parameter') return owner.fn;
    return owner.kind === 'self' ? owner.cls : owner.use.owner;
  };

  const importNodes = new Set(outside.imports.map(({ node }) => node));
  // Steps are made only for what is told: most of what is found is not.
  const passageOf = (hit: ExitHit) => ({ bits: hit.bits, doubt: hit.doubt, trace: traces.toExit(hit) });
  for (const hit of surestFirst(exitHits)) {
    const { end } = borders.exits[hit.exit]!;
    if (hit.doubt > 1) continue;
    if (hit.origin.kind === 'source') {
      const { model, entity, foreign, isGuessed, node } = hit.origin.source;
      if (end.kind === 'import') {
        // What came from there is there already.
        const isFromThere = foreign !== undefined && node !== graph.exports && end.object.module === foreign.module;
        if (hit.names.length === 0 || isFromThere || importNodes.has(node) || sent.length >= MAX_TOLD) continue;
        const names = [...end.object.names, ...hit.names];
        sent.push({ module: end.object.module, names, model, entity, isGuessed, ...passageOf(hit) });
        continue;
      }
      // What the module itself keeps, its own functions know.
      if (end.kind === 'state') continue;
      if (end.kind === 'exports') {
        if (exported.length >= MAX_TOLD) continue;
        exported.push({ model, entity, isGuessed, to: { at: 'return', names: hit.names }, ...passageOf(hit) });
        continue;
      }
      const isOwn = end.kind === 'return' || end.kind === 'passed';
      const holder = isOwn ? end.fn : end.kind === 'argument' ? end.use.owner : holderOf(end);
      const draft = holder && draftOf(holder);
      const to = draft && placeOf(path, end, hit.names, draft);
      if (to && draft.sources.length < MAX_TOLD)
        draft.sources.push({ model, entity, isGuessed, to, ...passageOf(hit) });
      continue;
    }
    const owner = borders.symbols[hit.origin.symbol]!.owner;
    // What an instance holds, it holds for itself: its services are given what its methods are given.
    if (owner.kind === 'self' && end.kind === 'argument') continue;
    const fn = functionOf(owner, end, graph);
    const draft = fn && functions.get(fn);
    if (!draft || end.kind === 'exports') continue;
    const from = givenPart(owner, hit.origin, draft);
    const to = placeOf(path, end, hit.names, draft);
    if (!from || !to || isSame(from.place, to)) continue;
    if (to.at !== 'module') {
      if (draft.flows.length < MAX_TOLD) draft.flows.push({ from, to, ...passageOf(hit) });
    } else if (hit.doubt === 0 && !isChosen(hit.bits) && draft.kept.length < MAX_KEPT) {
      // What code that nobody has seen made of something, and an object that was looked up, is not what others look for.
      draft.kept.push({ from, to, ...passageOf(hit) });
    }
  }

  for (const hit of surestFirst(sinkHits)) {
    if (hit.origin.kind !== 'symbol' || hit.doubt > 1) continue;
    const owner = borders.symbols[hit.origin.symbol]!.owner;
    const holder = holderOf(owner);
    const draft = holder && draftOf(holder);
    if (!draft || draft.sinks.length >= MAX_TOLD) continue;
    const from = givenPart(owner, hit.origin, draft);
    const sink = from && refOfSink(hit);
    if (sink) draft.sinks.push({ from, sink, bits: hit.bits, doubt: hit.doubt, trace: traces.toSink(hit) });
  }

  const summary: ModuleSummary = {
    path,
    isCommonJs: graph.isCommonJs,
    exports: outside.heldAt(graph.exports),
    constants,
    functions: new Map([...functions].map(([fn, draft]) => [fn.id, functionSummary(fn, draft, graph, outside)])),
    classes: new Map(
      [...classes].map(([cls, draft]) => [graph.classes.indexOf(cls), classSummary(cls, draft, outside)]),
    ),
    sources: exported,
  };
  return { summary, sent };
}

/** The sure ways before the doubtful ones, the shorter first: what is left out when there are too many is told least well. */
function surestFirst<T extends Arrival>(hits: readonly T[]): T[] {
  return [...hits].sort((a, b) => a.doubt - b.doubt || a.nodes.length - b.nodes.length);
}

/** What is known of a function or class so far. */
class Draft {
  readonly flows: SummaryFlow[] = [];
  /** What goes into objects that live on. */
  readonly kept: SummaryFlow[] = [];
  readonly sinks: SummarySink[] = [];
  readonly sources: SummarySource[] = [];
  readonly calls: SummaryCall[] = [];
  readonly #numbers = new Map<GivenCall, number>();
  readonly #outside: Outside;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** The number of a call among the calls; undefined when there are too many. */
  callNumber(use: GivenCall): number | undefined {
    let number = this.#numbers.get(use);
    if (number !== undefined || this.calls.length >= MAX_TOLD) return number;
    number = this.calls.length;
    this.#numbers.set(use, number);
    this.calls.push({ callee: use.callee, arguments: use.call.arguments.map((node) => this.#outside.heldAt(node)) });
    return number;
  }
}

/** The function whose calls make a way happen; undefined when it takes more than one call. */
function functionOf(owner: Owner, end: End, graph: ValueFlowGraph): FunctionInfo | undefined {
  const isOwn = end.kind === 'return' || end.kind === 'passed';
  const fn = owner.kind === 'parameter' ? owner.fn : isOwn ? end.fn : undefined;
  switch (end.kind) {
    case 'return':
    case 'passed':
      return fn === end.fn && isAround(owner, end.fn, graph) ? fn : undefined;
    case 'parameter':
      return fn === end.fn ? fn : undefined;
    case 'state':
    case 'import':
      return owner.kind === 'parameter' ? fn : undefined;
    case 'self':
      return fn && isMethodOf(fn, end.cls, graph) ? fn : undefined;
    case 'argument': {
      const around = fn ?? outermost(end.use.call.owner);
      return end.use.owner === around || 'instance' in end.use.owner ? around : undefined;
    }
    default:
      return undefined;
  }
}

/** True when a function gives what its owner holds: its own parameter, its own instance, the answer to its own question. */
function isAround(owner: Owner, fn: FunctionInfo, graph: ValueFlowGraph): boolean {
  if (owner.kind === 'self') return isMethodOf(fn, owner.cls, graph);
  return owner.kind === 'parameter' || outermost(owner.use.call.owner) === fn || owner.use.call.owner === fn;
}

function isMethodOf(fn: FunctionInfo, cls: ClassInfo, graph: ValueFlowGraph): boolean {
  return commonSelf(fn, graph) === cls.instance;
}

/** The function of the module that a function lies in. */
function outermost(fn: FunctionInfo): FunctionInfo {
  let at = fn;
  while (at.parent?.parent) at = at.parent;
  return at;
}

function placeOf(path: string, end: End, names: readonly string[], draft: Draft): Place | undefined {
  switch (end.kind) {
    case 'return':
      return { at: 'return', names };
    case 'passed':
      return { at: 'passed', part: end.part, names };
    case 'parameter':
      return { at: 'parameter', index: end.index, names };
    case 'self':
      return { at: 'self', names };
    case 'state':
      return { at: 'module', module: path, names: [end.name, ...names] };
    case 'import':
      return names.length === 0
        ? undefined
        : { at: 'module', module: end.object.module, names: [...end.object.names, ...names] };
    case 'argument': {
      const call = draft.callNumber(end.use);
      return call === undefined ? undefined : { at: 'argument', call, index: end.index, names };
    }
    default:
      return undefined;
  }
}

function givenPart(
  owner: Owner,
  { names, openness }: Extract<Origin, { kind: 'symbol' }>,
  draft: Draft,
): GivenPart | undefined {
  if (owner.kind === 'parameter') return { place: { at: 'parameter', index: owner.index, names }, openness };
  if (owner.kind === 'self') return { place: { at: 'self', names }, openness };
  const call = draft.callNumber(owner.use);
  return call === undefined ? undefined : { place: { at: 'result', call, names }, openness };
}

function isSame(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function functionSummary(fn: FunctionInfo, draft: Draft, graph: ValueFlowGraph, outside: Outside): FunctionSummary {
  const { flows, kept, sinks, sources, calls } = draft;
  const parameters = fn.parameters.map((node) => graph.label[node]);
  const passed = passedBy(graph, fn);
  return {
    name: fn.name,
    parameters,
    rest: fn.rest,
    returns: outside.heldAt(fn.returns),
    ...(hasOwnThis(fn, graph) ? { self: outside.heldAt(fn.self) } : {}),
    flows: [...flows, ...kept],
    sinks,
    sources,
    calls,
    ...(fn.givenSchemas ? { givenSchemas: fn.givenSchemas } : {}),
    ...(fn.proofs && fn.proofs.length > 0 ? { proofs: fn.proofs } : {}),
    ...(isFunction(fn.ast) && !fn.ast.async && neverReturns(fn.ast) ? { neverReturns: true as const } : {}),
    ...(fn.middlewareSchemas ? { middlewareSchemas: fn.middlewareSchemas } : {}),
    ...(passed.size > 0 ? { passed: [...passed.keys()].map(partOf) } : {}),
  };
}

function classSummary({ ast, construct, instance }: ClassInfo, draft: Draft, outside: Outside): ClassSummary {
  const { sinks, sources, calls } = draft;
  return { name: ast?.id?.name, construct: construct?.id, instance: outside.heldAt(instance), sinks, sources, calls };
}
