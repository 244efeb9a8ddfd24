import { type Confidence, trustRank } from '../finding.ts';
import { type AccessPaths, ANY, type PathPattern } from './accessPath.ts';
import { type Context, Contexts, type Family, type Output } from './contexts.ts';
import { argumentOf, type Invocation, type SourceUse } from './resolveValues.ts';
import { isOwnField } from './storedFields.ts';
import { ALL_KINDS, bitsOf, CHOSEN, isChosen, KEY, NUMBER_KINDS, type TaintBits, TEXT_KINDS } from './taintKind.ts';
import { ALL_BITS, type FunctionInfo, isWithin, type ValueFlowGraph } from './valueFlowGraph.ts';

/** A node at which certain kinds of data must not arrive. */
export interface SinkPoint {
  readonly node: number;
  readonly bits: TaintBits;
  /** The parts of the node's value that are dangerous. */
  readonly paths: readonly PathPattern[];
  /** An object from outside that holds them does not count. */
  readonly isExact: boolean;
}

/** A value that code elsewhere gives: a parameter of a function that is exported, `this` of a class. */
export interface SymbolicValue {
  readonly node: number;
  /** The function of which it is a parameter, or the answer of one; undefined for `this`. */
  readonly fn: FunctionInfo | undefined;
}

/** A node at which data leaves the module. */
export interface ExitPoint {
  readonly node: number;
  /** The arguments of a call into the unknown; else only what no caller in sight has given counts. */
  readonly isCall: boolean;
  /** What is deeper inside of the value that leaves is not told. */
  readonly depth: number;
}

/** What data starts from: a source, or a part of a value that code elsewhere gives. */
export type Origin = { readonly kind: 'source'; readonly source: SourceUse } | SymbolicPart;

export interface SymbolicPart {
  readonly kind: 'symbol';
  /** Number of the symbolic value. */
  readonly symbol: number;
  readonly names: readonly string[];
  /** `open`: the part itself with all in it; `text`: text made of it; `deep`: text made of all in it. */
  readonly openness: 'open' | 'text' | 'deep';
}

/** The questions of one propagation. */
export interface TaintQuery {
  readonly sources: readonly SourceUse[];
  readonly symbols: readonly SymbolicValue[];
  readonly invocations: readonly Invocation[];
  readonly sinks: readonly SinkPoint[];
  readonly exits: readonly ExitPoint[];
}

/** Data on its way from an origin to a sink or an exit. */
export interface Arrival {
  readonly origin: Origin;
  readonly bits: TaintBits;
  /** Steps of unknown code on the way: 0 none, 1 some, 2 ones that look as if they cleaned. */
  readonly doubt: number;
  /** Nodes from the origin to the end. */
  readonly nodes: readonly number[];
}

/** Data that arrived at a sink. */
export interface SinkHit extends Arrival {
  readonly sink: number;
}

/** Data that leaves the module. */
export interface ExitHit extends Arrival {
  readonly exit: number;
  /** Where in the value that leaves it is. */
  readonly names: readonly string[];
}

export interface TaintResult {
  /** For each sink that was reached, the best hit of each trust and of each symbolic part. */
  readonly hits: readonly SinkHit[];
  /** For each exit, the best way of each source and of each symbolic part. */
  readonly exits: readonly ExitHit[];
  readonly isComplete: boolean;
}

/** Facts beyond this number are not followed. */
const MAX_FACTS = 300_000;

/** Of what other modules give so many facts are followed, and of one parameter so many. */
const MAX_FOREIGN_FACTS = 10_000;
const MAX_FACTS_OF_SYMBOL = 1_500;

/** Steps by which data leaves contexts, beyond this number, are not followed. */
const MAX_STEPS = 300_000;

/** What text has that its sender worded: written so, it can be read as an object of any shape. */
const WORDED = bitsOf(['code']);
const SHAPE = bitsOf(['object-shape']);

/** A parameter is summarised for so many of its parts; one that is called with more is a bus, and says nothing of any. */
const MAX_CONTEXTS_OF_PARAMETER = 24;

/** So many ways to a sink are looked at, the fewest calls first. */
const MAX_WAYS = 16;

/** Of so much data at one exit the summary tells; an exit where more leaves is an object that holds everything. */
const MAX_TOLD_AT_EXIT = 24;

/** Paths through more callers than this are not told. */
const MAX_CALL_DEPTH = 64;

/**
 * Follows data from sources, and from what code elsewhere may give, to sinks and out of the module: tabulation over facts
 * (context, node, access path) with the surviving kinds as bits. What is found out in the context of a parameter holds for
 * all its callers, and comes back to each caller by itself, so that one caller's data never turns up at another.
 */
export function propagateTaint(graph: ValueFlowGraph, paths: AccessPaths, query: TaintQuery): TaintResult {
  const isIdle = query.sources.length + query.symbols.length === 0 || query.sinks.length + query.exits.length === 0;
  return isIdle ? { hits: [], exits: [], isComplete: true } : new Propagation(graph, paths, query).run();
}

/** The doubt with which data of a source starts. */
const DOUBT: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/** The kinds that a source brings in. */
export function sourceBits({ model }: SourceUse): TaintBits {
  if (model.kinds) return bitsOf(model.kinds);
  if (model.shape === 'number') return NUMBER_KINDS;
  return model.shape === 'text' ? TEXT_KINDS : ALL_KINDS;
}

/** A node with a path. An object that a name chose is another fact than data that could be such a name. */
function placeOf(node: number, path: number, bits: TaintBits): number {
  return node * 65536 + path + (isChosen(bits) ? 0.5 : 0);
}

/** A record on the way up from a sink, and the one in the callee that it leads to. */
interface CallStep {
  readonly record: number;
  /** The context whose view of the record it is: narrower than the record's own where the callee looked into it. */
  readonly context: number;
  readonly bits: TaintBits;
  readonly doubt: number;
  readonly depth: number;
  readonly next: CallStep | undefined;
}

class Propagation {
  readonly #graph: ValueFlowGraph;
  readonly #paths: AccessPaths;
  readonly #query: TaintQuery;
  readonly #sinksAt = new Map<number, number[]>();
  readonly #exitsAt = new Map<number, number[]>();
  readonly #invocationsOf = new Map<FunctionInfo, Invocation[]>();
  readonly #contexts = new Contexts();
  readonly #contextIndex = new Map<string, number>();
  readonly #contextCount = new Map<number, number>();
  // A record is one fact; its columns are arrays.
  readonly #context: number[] = [];
  readonly #node: number[] = [];
  readonly #path: number[] = [];
  readonly #bits: TaintBits[] = [];
  readonly #doubt: number[] = [];
  readonly #rank: number[] = [];
  readonly #before: number[] = [];
  /** The record inside the callee through which the data came back, or -1. */
  readonly #through: number[] = [];
  readonly #sourceOf: number[] = [];
  /** Records to expand, by rank: trust first, then doubt. Facts of contexts have the best rank. */
  readonly #queues: number[][] = [];
  readonly #heads: number[] = [];
  readonly #sinkRecords: { readonly sink: number; readonly record: number }[] = [];
  #factCount = 0;
  readonly #exitRecords: { readonly exit: number; readonly record: number }[] = [];
  #isComplete = true;

  constructor(graph: ValueFlowGraph, paths: AccessPaths, query: TaintQuery) {
    this.#graph = graph;
    this.#paths = paths;
    this.#query = query;
    query.sinks.forEach(({ node }, index) => {
      append(this.#sinksAt, node, index);
    });
    query.exits.forEach(({ node }, index) => {
      append(this.#exitsAt, node, index);
    });
    for (const invocation of query.invocations) append(this.#invocationsOf, invocation.fn, invocation);
    this.#contexts.open(undefined, -1, 'closed');
  }

  run(): TaintResult {
    const isForeign = ({ foreign }: SourceUse) => foreign !== undefined;
    this.#query.sources.forEach((source, index) => {
      if (!isForeign(source)) this.#begin(source, index);
    });
    this.#drain(MAX_FACTS);
    this.#query.sources.forEach((source, index) => {
      if (isForeign(source)) this.#begin(source, index);
    });
    this.#drain(this.#node.length + MAX_FOREIGN_FACTS);
    const end = this.#node.length + MAX_FOREIGN_FACTS;
    const isAsked = this.#query.sinks.some(({ bits }) => (bits & CHOSEN) !== 0);
    this.#query.symbols.forEach(({ node, fn }, symbol) => {
      for (const isChoice of isAsked && fn ? [false, true] : [false]) {
        const context = this.#contexts.open(undefined, symbol, 'open', isChoice);
        this.#add(context, node, 0, isChoice ? CHOSEN : ALL_BITS, 0, 0, -1, -1, -1);
        this.#drain(Math.min(end, this.#node.length + MAX_FACTS_OF_SYMBOL));
      }
    });
    return { hits: this.#collectHits(), exits: this.#collectExits(), isComplete: this.#isComplete };
  }

  #begin(source: SourceUse, index: number): void {
    const { foreign, model, node } = source;
    const doubt = Math.max(source.isGuessed ? 1 : 0, DOUBT[model.confidence ?? 'high'], foreign?.doubt ?? 0);
    const path = foreign ? this.#paths.of(foreign.names) : model.members ? this.#paths.push(ANY, 0) : 0;
    const rank = trustRank(model.trust) * 3 + doubt;
    if (path >= 0) this.#add(0, node, path, foreign?.bits ?? sourceBits(source), doubt, rank, -1, -1, index);
  }

  /** Follows what has begun, until there are so many facts. What is left then is let go. */
  #drain(limit: number): void {
    for (let record = this.#next(); record >= 0; record = this.#next()) {
      if (this.#node.length > limit) {
        this.#queues.forEach((queue, rank) => {
          this.#heads[rank] = queue.length;
        });
        return;
      }
      this.#expand(record);
    }
  }

  /** The oldest record of the best rank, or -1 when all are done. */
  #next(): number {
    for (let rank = 0; rank < this.#queues.length; rank++) {
      const queue = this.#queues[rank];
      if (!queue) continue;
      const head = this.#heads[rank] ?? 0;
      if (head >= queue.length) continue;
      this.#heads[rank] = head + 1;
      return queue[head]!;
    }
    return -1;
  }

  #add(
    context: number,
    node: number,
    path: number,
    bits: TaintBits,
    doubt: number,
    rank: number,
    before: number,
    through: number,
    source: number,
  ): void {
    const { family, reached } = this.#contexts.at(context);
    if (doubt > 1 && this.#isOfElsewhere(family, source)) return;
    const key = placeOf(node, path, bits);
    const had = reached.get(key) ?? 0;
    const fresh = bits & ~had;
    if (fresh === 0) return;
    if (this.#factCount >= MAX_FACTS) {
      this.#isComplete = false;
      return;
    }
    reached.set(key, had | fresh);
    this.#factCount++;
    const record = this.#node.length;
    this.#context.push(context);
    this.#node.push(node);
    this.#path.push(path);
    this.#bits.push(fresh);
    this.#doubt.push(doubt);
    this.#rank.push(rank);
    this.#before.push(before);
    this.#through.push(through);
    this.#sourceOf.push(source);
    this.#queues[rank] ??= [];
    this.#queues[rank].push(record);
    for (const sink of this.#sinksAt.get(node) ?? []) {
      const { bits: asked, paths, isExact } = this.#query.sinks[sink]!;
      if ((fresh & asked) !== 0 && paths.some((pattern) => this.#paths.isOn(path, pattern, isExact)))
        this.#sinkRecords.push({ sink, record });
    }
    for (const exit of this.#exitsAt.get(node) ?? []) {
      // A parameter that came in has not left by that, unless it is an argument as it stands.
      const isEntry = before === -1 && path === 0 && context !== 0;
      if (this.#query.exits[exit]!.isCall || (!isEntry && this.#isRoot(context)))
        this.#exitRecords.push({ exit, record });
    }
  }

  #expand(record: number): void {
    const node = this.#node[record]!;
    for (let edge = this.#graph.firstEdge(node); edge >= 0; edge = this.#graph.nextEdge(edge))
      this.#follow(record, edge);
    const { fn } = this.#familyOf(record);
    const owned = this.#graph.returnFunction.get(node);
    if (owned && fn === owned) this.#output(record, node, this.#path[record]!, 'return', undefined);
    const parameter = this.#graph.parameterFunction.get(node);
    // The first record of a context is the parameter as the caller gave it.
    if (parameter && this.#before[record]! >= 0 && this.#path[record] !== 0) this.#mutation(record, parameter.fn);
  }

  /** True for contexts that no caller in sight fills: of known sources, and of what code elsewhere gives. */
  #isRoot(context: number): boolean {
    return this.#contexts.at(context).family.fn === undefined;
  }

  /** True for data that other modules give. Between files only ways that are sure enough to be shown are followed. */
  #isOfElsewhere(family: Family, source: number): boolean {
    return family.symbol >= 0 || (family.fn === undefined && this.#query.sources[source]?.foreign !== undefined);
  }

  #familyOf(record: number): Family {
    return this.#contexts.at(this.#context[record]!).family;
  }

  /** The function whose parameter a record's data is, as code elsewhere gives it. */
  #symbolicFunction(record: number): FunctionInfo | undefined {
    const { symbol } = this.#familyOf(record);
    return symbol < 0 ? undefined : this.#query.symbols[symbol]!.fn;
  }

  #follow(record: number, edge: number): void {
    const graph = this.#graph;
    let bits = this.#bits[record]! & graph.edgeMask[edge]!;
    if (bits === 0) return;
    const path = this.#path[record]!;
    const to = graph.edgeTo[edge]!;
    const name = graph.edgeName[edge]!;
    let context = this.#context[record]!;
    let next = path;
    switch (graph.edgeKind[edge]!) {
      case 'copy':
        break;
      case 'members':
        if (isChosen(bits) && this.#paths.isWhole(path)) return;
        break;
      case 'load':
        // What the prototype of all objects has by a name of the program's own is what everybody knows; and what was put
        // into a list is none of its methods.
        if (name !== ANY && isChosen(bits) && this.#paths.namesOf(this.#paths.bare(path))[0] !== name) return;
        next = this.#paths.pop(name, path);
        if (next >= 0 && this.#paths.isWhole(path)) context = this.#contexts.narrow(context, name);
        break;
      case 'store':
        next = this.#paths.push(name, path);
        break;
      case 'keep':
        next = this.#paths.without(name, path);
        break;
      case 'text':
        if (isChosen(bits)) return;
        // The elements of a list become part of the text that it turns into.
        if (!this.#paths.isWhole(path) && !this.#isElement(path)) return;
        context = this.#contexts.close(context, 'text');
        next = 0;
        break;
      case 'parse':
        if (isChosen(bits) || !this.#paths.isWhole(path)) return;
        if ((bits & WORDED) !== 0) bits |= SHAPE;
        context = this.#contexts.close(context, 'text');
        next = 0;
        break;
      case 'deep':
        if (isChosen(bits)) return;
        context = this.#contexts.close(context, 'deep');
        next = 0;
        break;
      case 'choose':
        if (!this.#paths.isWhole(path) || (bits & KEY) === 0) return;
        next = 0;
        bits &= CHOSEN;
        break;
      case 'enter':
        this.#enter(record, to, name === '' ? path : this.#paths.push(name, path), bits, graph.edgeInvocation[edge]!);
        return;
      case 'exit':
        this.#exit(record, edge, to, name === '' ? path : this.#paths.push(name, path), bits);
        return;
    }
    if (next < 0) return;
    this.#move(record, context, to, next, bits, Math.max(this.#doubt[record]!, graph.edgeDoubt[edge]!));
  }

  /** True when data was read out of a field that holds nobody's words. */
  #isOwnField(nodes: readonly number[]): boolean {
    return nodes.some((node) => this.#graph.role[node] === 'property' && isOwnField(this.#graph.label[node] ?? ''));
  }

  #isElement(path: number): boolean {
    const names = this.#paths.namesOf(this.#paths.bare(path));
    return names.length === 1 && /^(?:\*|\d+)$/.test(names[0]!);
  }

  /** Moves a fact on within its family, or out of it when the node belongs to an outer function. */
  #move(
    record: number,
    context: number,
    to: number,
    path: number,
    bits: TaintBits,
    doubt: number,
    only?: Invocation,
  ): void {
    const { fn } = this.#contexts.at(context).family;
    if (fn && !isWithin(this.#graph.owner[to]!, fn)) {
      this.#leave(record, context, to, path, bits, doubt, only);
      return;
    }
    this.#add(context, to, path, bits, doubt, this.#rankOf(record, doubt), record, -1, this.#sourceOf[record]!);
  }

  #leave(
    record: number,
    context: number,
    to: number,
    path: number,
    bits: TaintBits,
    doubt: number,
    only: Invocation | undefined,
  ): void {
    if (this.#leaves(context, to, path, bits, only))
      this.#output(this.#addStep(record, context, to, path, bits, doubt), to, path, 'outer', only);
  }

  #rankOf(record: number, doubt: number): number {
    const rank = this.#rank[record]!;
    return this.#context[record] === 0 ? rank - (rank % 3) + doubt : doubt;
  }

  /** A record that is no fact of its context: the step by which data leaves it. */
  #addStep(record: number, context: number, node: number, path: number, bits: TaintBits, doubt: number): number {
    const step = this.#node.length;
    this.#context.push(context);
    this.#node.push(node);
    this.#path.push(path);
    this.#bits.push(bits);
    this.#doubt.push(doubt);
    this.#rank.push(this.#rank[record]!);
    this.#before.push(record);
    this.#through.push(-1);
    this.#sourceOf.push(this.#sourceOf[record]!);
    return step;
  }

  #enter(record: number, parameter: number, path: number, bits: TaintBits, invocation: number): void {
    if (bits === 0 || path < 0) return;
    const key = `${parameter} ${path} ${isChosen(bits)}`;
    let index = this.#contextIndex.get(key);
    if (index === undefined) {
      const count = this.#contextCount.get(parameter) ?? 0;
      if (count >= MAX_CONTEXTS_OF_PARAMETER) return;
      this.#contextCount.set(parameter, count + 1);
      const { fn } = this.#graph.parameterFunction.get(parameter)!;
      index = this.#contexts.open(fn, -1, path === 0 ? 'open' : 'closed');
      this.#contextIndex.set(key, index);
      this.#add(index, parameter, path, isChosen(bits) ? CHOSEN : ALL_BITS, 0, 0, -1, -1, -1);
    }
    const { callers, outputs } = this.#contexts.at(index).family;
    callers.push({ record, invocation });
    for (const output of [...outputs]) this.#applyOutput(record, invocation, output);
  }

  /** True when some of these kinds have not left the context for this place yet. */
  #leaves(context: number, node: number, path: number, bits: TaintBits, only: Invocation | undefined): boolean {
    const at: Context = this.#contexts.at(context);
    at.left ??= new Map();
    const { left } = at;
    if (this.#node.length - this.#factCount >= MAX_STEPS) {
      this.#isComplete = false;
      return false;
    }
    const key = only ? `${placeOf(node, path, bits)} ${only.id}` : placeOf(node, path, bits);
    const had = left.get(key) ?? 0;
    if ((bits & ~had) === 0) return false;
    left.set(key, had | bits);
    return true;
  }

  #output(record: number, node: number, path: number, kind: Output['kind'], only: Invocation | undefined): void {
    const { callers, outputs } = this.#familyOf(record);
    const output = { record, node, path, kind, only };
    outputs.push(output);
    for (const { record: caller, invocation } of [...callers]) this.#applyOutput(caller, invocation, output);
  }

  #applyOutput(caller: number, invocation: number, output: Output): void {
    const bits = this.#bits[caller]! & this.#bits[output.record]!;
    if (bits === 0) return;
    const doubt = Math.max(this.#doubt[caller]!, this.#doubt[output.record]!);
    const use = this.#query.invocations[invocation]!;
    if (output.kind === 'outer') {
      const only = stillAsked(output.only, use, this.#familyOf(caller).fn);
      if (only !== null) this.#arrive(caller, output.node, output.path, bits, doubt, output.record, only);
      return;
    }
    if (output.kind === 'parameter') {
      const parameter = this.#graph.parameterFunction.get(output.node);
      const argument = parameter ? argumentOf(use, parameter.index) : 0;
      if (argument !== 0) this.#arrive(caller, argument, output.path, bits, doubt, output.record);
      return;
    }
    for (let edge = this.#graph.firstEdge(output.node); edge >= 0; edge = this.#graph.nextEdge(edge)) {
      if (this.#graph.edgeKind[edge] !== 'exit' || this.#graph.edgeInvocation[edge] !== invocation) continue;
      const name = this.#graph.edgeName[edge]!;
      const path = name === '' ? output.path : this.#paths.push(name, output.path);
      if (path < 0) continue;
      this.#arrive(caller, this.#graph.edgeTo[edge]!, path, bits & this.#graph.edgeMask[edge]!, doubt, output.record);
    }
  }

  /** Data comes back into the caller's context. */
  #arrive(
    caller: number,
    node: number,
    path: number,
    bits: TaintBits,
    doubt: number,
    through: number,
    only?: Invocation,
  ): void {
    const context =
      through < 0 ? this.#context[caller]! : this.#contexts.compose(this.#context[caller]!, this.#context[through]!);
    const { fn } = this.#contexts.at(context).family;
    if (fn && !isWithin(this.#graph.owner[node]!, fn)) {
      if (!this.#leaves(context, node, path, bits, only)) return;
      const step = this.#addStep(caller, context, node, path, bits, doubt);
      this.#through[step] = through;
      this.#output(step, node, path, 'outer', only);
      return;
    }
    this.#add(context, node, path, bits, doubt, this.#rankOf(caller, doubt), caller, through, this.#sourceOf[caller]!);
  }

  /** Data at a function's return, or at what a library's callback returns. */
  #exit(record: number, edge: number, to: number, path: number, bits: TaintBits): void {
    if (path < 0) return;
    const index = this.#context[record]!;
    const { fn } = this.#familyOf(record);
    const doubt = Math.max(this.#doubt[record]!, this.#graph.edgeDoubt[edge]!);
    const returning = this.#graph.returnFunction.get(this.#node[record]!);
    // The context's own function returns by summary; a closure inside it returns to calls inside it. What code elsewhere
    // gave to a function goes back there, or to the callback that it gave with it, and to no caller in sight.
    const use = this.#query.invocations[this.#graph.edgeInvocation[edge]!]!;
    const left = returning ?? use?.fn;
    if ((returning && returning === fn) || (left && left === this.#symbolicFunction(record))) return;
    if (!fn) {
      this.#move(record, index, to, path, bits, doubt);
      return;
    }
    // A closure returns only to callers of the one that this call made, and what a function gives to a function that it
    // was given goes to those who gave it.
    if (!returning && isWithin(fn, use.fn)) {
      this.#leave(record, index, to, path, bits, doubt, use);
      return;
    }
    const around = use.madeBy.filter((each) => isWithin(fn, each.fn));
    this.#move(record, index, to, path, bits, doubt, around.find((each) => each.fn === fn) ?? around[0]);
  }

  /** A function writes to an object that it was given: its callers see it. */
  #mutation(record: number, fn: FunctionInfo): void {
    const family = this.#familyOf(record);
    const node = this.#node[record]!;
    if (family.fn === fn) {
      this.#output(record, node, this.#path[record]!, 'parameter', undefined);
      return;
    }
    if (family.fn || this.#symbolicFunction(record) === fn) return;
    const { index } = this.#graph.parameterFunction.get(node)!;
    for (const invocation of this.#invocationsOf.get(fn) ?? []) {
      const argument = argumentOf(invocation, index);
      if (argument !== 0)
        this.#arrive(record, argument, this.#path[record]!, this.#bits[record]!, this.#doubt[record]!, -1);
    }
  }

  // --- hits ------------------------------------------------------------------------------------------------------

  #collectHits(): SinkHit[] {
    const best = new Best<SinkHit>();
    for (const { sink, record } of this.#sinkRecords) {
      const asked = this.#query.sinks[sink]!.bits;
      const isChoice = (asked & CHOSEN) !== 0;
      for (const step of this.#roots(record, isChoice ? asked | KEY : asked)) {
        if (isChoice && !isChosen(step.bits)) continue;
        const origin = this.#originOf(step);
        // What a parameter chose here is dangerous as a name where it comes from.
        const isName = isChoice && origin.kind === 'symbol' && !this.#contexts.at(step.context).family.isChosen;
        const key = `${sink} ${isName} ${origin.kind === 'source' ? origin.source.model.trust : partKey(origin)}`;
        // Of what code elsewhere gives one way is enough; of sources, the shortest is shown.
        if (origin.kind === 'symbol' && best.isGoodEnough(key, step.doubt)) continue;
        const way = this.#wayFrom(step, origin);
        if (way) best.offer(key, { sink, ...way, bits: isName ? KEY : way.bits });
      }
    }
    return best.all;
  }

  #collectExits(): ExitHit[] {
    const best = new Best<ExitHit>();
    const told = new Map<number, number>();
    for (const { exit, record } of this.#exitRecords) {
      const names = this.#paths.namesOf(this.#path[record]!);
      const count = told.get(exit) ?? 0;
      if (names.length > this.#query.exits[exit]!.depth || count >= MAX_TOLD_AT_EXIT) continue;
      for (const step of this.#roots(record, ALL_BITS)) {
        // Where such an object goes, all goes.
        if (this.#contexts.at(step.context).family.isChosen) continue;
        const origin = this.#originOf(step);
        // Of several sources of one trust, one is shown.
        const from = origin.kind === 'source' ? origin.source.model.trust : partKey(origin);
        const key = `${exit} ${names.join('.')} ${isChosen(step.bits)} ${from}`;
        if (best.isGoodEnough(key, step.doubt)) best.widen(key, step.bits);
        else {
          const way = this.#wayFrom(step, origin);
          if (!way) continue;
          best.offer(key, { exit, names, ...way });
          told.set(exit, count + 1);
        }
      }
    }
    return best.all;
  }

  /**
   * The beginnings of the ways by which data came to a record: at once in root contexts, through the callers elsewhere.
   * Callers are searched by the number of calls, each context once for the same kinds, so that the search is as long as
   * the contexts.
   */
  #roots(record: number, asked: TaintBits): CallStep[] {
    const found: CallStep[] = [];
    const seen = new Map<number, TaintBits>();
    const first: CallStep = {
      record,
      context: this.#context[record]!,
      bits: this.#bits[record]! & asked,
      doubt: this.#doubt[record]!,
      depth: 0,
      next: undefined,
    };
    if (this.#isRoot(first.context)) return first.bits === 0 ? [] : [first];
    const queue = [first];
    for (let at = 0; at < queue.length && found.length < MAX_WAYS; at++) {
      const step = queue[at]!;
      const { bits, context, depth } = step;
      if (bits === 0) continue;
      if (this.#isRoot(context)) {
        found.push(step);
        continue;
      }
      const place = placeOf(0, context, bits);
      const had = seen.get(place) ?? 0;
      if ((bits & ~had) === 0 || depth >= MAX_CALL_DEPTH) continue;
      seen.set(place, had | bits);
      for (const { record: caller } of this.#contexts.at(context).family.callers) {
        queue.push({
          record: caller,
          context: this.#contexts.compose(this.#context[caller]!, context),
          bits: bits & this.#bits[caller]!,
          doubt: Math.max(step.doubt, this.#doubt[caller]!),
          depth: depth + 1,
          next: step,
        });
      }
    }
    return found;
  }

  /** The way that begins at a root; undefined when it leads through a field that holds nobody's words. */
  #wayFrom(step: CallStep, origin: Origin): Arrival | undefined {
    const nodes: number[] = [];
    for (let each: CallStep | undefined = step; each; each = each.next) nodes.push(...this.#nodesTo(each.record));
    if (isStored(origin) && this.#isOwnField(nodes)) return undefined;
    return { origin, bits: step.bits, doubt: step.doubt, nodes };
  }

  #originOf({ context, record }: CallStep): Origin {
    const { family, names, openness } = this.#contexts.at(context);
    if (family.symbol < 0) return { kind: 'source', source: this.#query.sources[this.#sourceOf[record]!]! };
    return { kind: 'symbol', symbol: family.symbol, names, openness: openness === 'closed' ? 'open' : openness };
  }

  #nodesTo(record: number, depth = 0): number[] {
    const reversed: number[] = [];
    for (let at = record; at >= 0; at = this.#before[at]!) {
      reversed.push(this.#node[at]!);
      const through = this.#through[at]!;
      if (through >= 0 && depth < MAX_CALL_DEPTH) reversed.push(...this.#nodesTo(through, depth + 1).reverse());
    }
    return reversed.reverse();
  }
}

/**
 * What is left of the condition that data came out of a certain call, after it has come back from one.
 * @param caller the function that it has come back to
 * @returns undefined when nothing is left to ask, null when it came out of another call
 */
function stillAsked(
  only: Invocation | undefined,
  use: Invocation,
  caller: FunctionInfo | undefined,
): Invocation | undefined | null {
  if (!only) return undefined;
  const known = use.fn === only.fn ? use : use.madeBy.find((each) => each.fn === only.fn);
  if (known) return known === only ? undefined : null;
  return caller && isWithin(caller, only.fn) ? only : undefined;
}

/** True when the source is known, and its data was stored. */
function isStored(origin: Origin): boolean {
  return origin.kind === 'source' && origin.source.model.trust === 'stored';
}

/** Keeps the best of what is offered under each key: the least doubt, then the shortest way. */
class Best<T extends Arrival> {
  readonly #byKey = new Map<string, T>();

  offer(key: string, arrival: T): void {
    const known = this.#byKey.get(key);
    if (!known || order(arrival) < order(known)) this.#byKey.set(key, arrival);
  }

  /** True when nothing with such a doubt is surer than what is known. */
  isGoodEnough(key: string, doubt: number): boolean {
    const known = this.#byKey.get(key);
    return known !== undefined && known.doubt <= doubt;
  }

  /** Adds kinds that come by another way. */
  widen(key: string, bits: TaintBits): void {
    const known = this.#byKey.get(key);
    if (known && (bits & ~known.bits) !== 0) this.#byKey.set(key, { ...known, bits: known.bits | bits });
  }

  get all(): T[] {
    return [...this.#byKey.values()];
  }
}

function order({ doubt, nodes }: Arrival): number {
  return doubt * 10_000 + nodes.length;
}

function partKey({ symbol, names, openness }: SymbolicPart): string {
  return `symbol ${symbol} ${names.join('.')} ${openness}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
