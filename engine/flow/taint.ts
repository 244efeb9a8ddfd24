import { trustRank } from '../finding.ts';
import { type AccessPaths, ANY, type PathPattern } from './accessPath.ts';
import type { Invocation, SourceUse } from './resolveValues.ts';
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

/** Data that arrived at a sink. */
export interface SinkHit {
  readonly sink: number;
  readonly source: SourceUse;
  readonly bits: TaintBits;
  /** Steps of unknown code on the way: 0 none, 1 some, 2 ones that look as if they cleaned. */
  readonly doubt: number;
  /** Nodes from the source to the sink. */
  readonly nodes: readonly number[];
}

export interface TaintResult {
  /** For each sink that was reached, the best hit of each trust. */
  readonly hits: readonly SinkHit[];
  readonly isComplete: boolean;
}

/** Facts beyond this number are not followed. */
const MAX_FACTS = 300_000;

/** A parameter is summarised for so many of its parts; one that is called with more is a bus, and says nothing of any. */
const MAX_CONTEXTS_OF_PARAMETER = 24;

/** So many ways to a sink are looked at, the fewest calls first. */
const MAX_WAYS = 16;

/** Paths through more callers than this are not told. */
const MAX_CALL_DEPTH = 12;

/**
 * Follows data from sources to sinks: tabulation over facts (context, node, access path) with the surviving kinds as
 * bits. A context is a parameter (at an access path) of a function; what is found out there holds for all its callers,
 * and comes back to each caller by itself, so that one caller's data never turns up at another. Context 0 holds data
 * whose source is known.
 */
export function propagateTaint(
  graph: ValueFlowGraph,
  paths: AccessPaths,
  sources: readonly SourceUse[],
  invocations: readonly Invocation[],
  sinks: readonly SinkPoint[],
): TaintResult {
  if (sources.length === 0 || sinks.length === 0) return { hits: [], isComplete: true };
  return new Propagation(graph, paths, sources, invocations, sinks).run();
}

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

interface Context {
  readonly fn: FunctionInfo | undefined;
  /** Node and path to the bits that have been there. */
  readonly reached: Map<number, TaintBits>;
  readonly callers: { readonly record: number; readonly invocation: number }[];
  readonly outputs: Output[];
  /** Where data has left already, with which kinds. */
  readonly left: Map<number, TaintBits>;
}

/** How data leaves a context: at the function's return, or at a node of an outer function. */
interface Output {
  readonly record: number;
  readonly node: number;
  readonly path: number;
  readonly kind: 'return' | 'parameter' | 'outer';
}

/** A record on the way up from a sink, and the one in the callee that it leads to. */
interface CallStep {
  readonly record: number;
  readonly bits: TaintBits;
  readonly doubt: number;
  readonly depth: number;
  readonly next: CallStep | undefined;
}

/** A way from a source to a sink. */
interface Way {
  readonly source: number;
  readonly bits: TaintBits;
  readonly doubt: number;
  readonly nodes: number[];
}

class Propagation {
  readonly #graph: ValueFlowGraph;
  readonly #paths: AccessPaths;
  readonly #sources: readonly SourceUse[];
  readonly #invocations: readonly Invocation[];
  readonly #sinks: readonly SinkPoint[];
  readonly #sinksAt = new Map<number, number[]>();
  readonly #invocationsOf = new Map<FunctionInfo, Invocation[]>();
  readonly #contexts: Context[] = [];
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
  #isComplete = true;

  constructor(
    graph: ValueFlowGraph,
    paths: AccessPaths,
    sources: readonly SourceUse[],
    invocations: readonly Invocation[],
    sinks: readonly SinkPoint[],
  ) {
    this.#graph = graph;
    this.#paths = paths;
    this.#sources = sources;
    this.#invocations = invocations;
    this.#sinks = sinks;
    sinks.forEach((sink, index) => {
      const list = this.#sinksAt.get(sink.node);
      if (list) list.push(index);
      else this.#sinksAt.set(sink.node, [index]);
    });
    for (const invocation of invocations) {
      const list = this.#invocationsOf.get(invocation.fn);
      if (list) list.push(invocation);
      else this.#invocationsOf.set(invocation.fn, [invocation]);
    }
    this.#contexts.push({ fn: undefined, reached: new Map(), callers: [], outputs: [], left: new Map() });
  }

  run(): TaintResult {
    this.#sources.forEach((source, index) => {
      const doubt = source.isGuessed ? 1 : 0;
      this.#add(
        0,
        source.node,
        source.model.members ? this.#paths.push(ANY, 0) : 0,
        sourceBits(source),
        doubt,
        trustRank(source.model.trust) * 3 + doubt,
        -1,
        -1,
        index,
      );
    });
    for (let record = this.#next(); record >= 0; record = this.#next()) this.#expand(record);
    return { hits: this.#collectHits(), isComplete: this.#isComplete };
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
    const { reached } = this.#contexts[context]!;
    const key = placeOf(node, path, bits);
    const had = reached.get(key) ?? 0;
    const fresh = bits & ~had;
    if (fresh === 0) return;
    if (this.#node.length >= MAX_FACTS) {
      this.#isComplete = false;
      return;
    }
    reached.set(key, had | fresh);
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
      const { bits: asked, paths, isExact } = this.#sinks[sink]!;
      if ((fresh & asked) !== 0 && paths.some((pattern) => this.#paths.isOn(path, pattern, isExact)))
        this.#sinkRecords.push({ sink, record });
    }
  }

  #expand(record: number): void {
    const node = this.#node[record]!;
    for (let edge = this.#graph.firstEdge(node); edge >= 0; edge = this.#graph.nextEdge(edge))
      this.#follow(record, edge);
    const context = this.#contexts[this.#context[record]!]!;
    const owned = this.#graph.returnFunction.get(node);
    if (owned && context.fn === owned) this.#output(record, node, this.#path[record]!, 'return');
    const parameter = this.#graph.parameterFunction.get(node);
    if (parameter && this.#before[record]! >= 0 && this.#path[record] !== 0 && !this.#isEntry(record))
      this.#mutation(record, parameter.fn);
  }

  /** True for the first record of a context: the parameter as the caller gave it. */
  #isEntry(record: number): boolean {
    return this.#before[record] === -1;
  }

  #follow(record: number, edge: number): void {
    const graph = this.#graph;
    let bits = this.#bits[record]! & graph.edgeMask[edge]!;
    if (bits === 0) return;
    const path = this.#path[record]!;
    const to = graph.edgeTo[edge]!;
    const name = graph.edgeName[edge]!;
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
        next = 0;
        break;
      case 'deep':
        if (isChosen(bits)) return;
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
    this.#move(record, to, next, bits, Math.max(this.#doubt[record]!, graph.edgeDoubt[edge]!));
  }

  /** True when the source is known, and its data was stored; inside of a function that is called with it, it is not known. */
  #isStored(source: number): boolean {
    return this.#sources[source]?.model.trust === 'stored';
  }

  /** True when data was read out of a field that holds nobody's words. */
  #isOwnField(nodes: readonly number[]): boolean {
    return nodes.some((node) => this.#graph.role[node] === 'property' && isOwnField(this.#graph.label[node] ?? ''));
  }

  #isElement(path: number): boolean {
    const names = this.#paths.namesOf(this.#paths.bare(path));
    return names.length === 1 && /^(?:\*|\d+)$/.test(names[0]!);
  }

  /** Moves a fact on within its context, or out of it when the node belongs to an outer function. */
  #move(record: number, to: number, path: number, bits: TaintBits, doubt: number): void {
    const context = this.#contexts[this.#context[record]!]!;
    if (context.fn && !isWithin(this.#graph.owner[to]!, context.fn)) {
      if (this.#leaves(context, to, path, bits))
        this.#output(this.#addStep(record, to, path, bits, doubt), to, path, 'outer');
      return;
    }
    this.#add(
      this.#context[record]!,
      to,
      path,
      bits,
      doubt,
      this.#rankOf(record, doubt),
      record,
      -1,
      this.#sourceOf[record]!,
    );
  }

  #rankOf(record: number, doubt: number): number {
    const rank = this.#rank[record]!;
    return this.#context[record] === 0 ? rank - (rank % 3) + doubt : 0;
  }

  /** A record that is no fact of its context: the step by which data leaves it. */
  #addStep(record: number, node: number, path: number, bits: TaintBits, doubt: number): number {
    const step = this.#node.length;
    this.#context.push(this.#context[record]!);
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
      index = this.#contexts.length;
      this.#contextIndex.set(key, index);
      const fn = this.#graph.parameterFunction.get(parameter)!.fn;
      this.#contexts.push({ fn, reached: new Map(), callers: [], outputs: [], left: new Map() });
      this.#add(index, parameter, path, isChosen(bits) ? CHOSEN : ALL_BITS, 0, 0, -1, -1, -1);
    }
    const context = this.#contexts[index]!;
    context.callers.push({ record, invocation });
    for (const output of [...context.outputs]) this.#applyOutput(record, invocation, output);
  }

  /** True when some of these kinds have not left the context for this place yet. */
  #leaves(context: Context, node: number, path: number, bits: TaintBits): boolean {
    const key = placeOf(node, path, bits);
    const had = context.left.get(key) ?? 0;
    if ((bits & ~had) === 0) return false;
    context.left.set(key, had | bits);
    return true;
  }

  #output(record: number, node: number, path: number, kind: Output['kind']): void {
    const context = this.#contexts[this.#context[record]!]!;
    const output = { record, node, path, kind };
    context.outputs.push(output);
    for (const { record: caller, invocation } of [...context.callers]) this.#applyOutput(caller, invocation, output);
  }

  #applyOutput(caller: number, invocation: number, output: Output): void {
    const bits = this.#bits[caller]! & this.#bits[output.record]!;
    if (bits === 0) return;
    const doubt = Math.max(this.#doubt[caller]!, this.#doubt[output.record]!);
    const use = this.#invocations[invocation]!;
    if (output.kind === 'outer') {
      this.#arrive(caller, output.node, output.path, bits, doubt, output.record);
      return;
    }
    if (output.kind === 'parameter') {
      const parameter = this.#graph.parameterFunction.get(output.node);
      const argument = parameter ? (use.arguments[parameter.index] ?? 0) : 0;
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
  #arrive(caller: number, node: number, path: number, bits: TaintBits, doubt: number, through: number): void {
    const index = this.#context[caller]!;
    const context = this.#contexts[index]!;
    if (context.fn && !isWithin(this.#graph.owner[node]!, context.fn)) {
      if (!this.#leaves(context, node, path, bits)) return;
      const step = this.#addStep(caller, node, path, bits, doubt);
      this.#through[step] = through;
      this.#output(step, node, path, 'outer');
      return;
    }
    this.#add(index, node, path, bits, doubt, this.#rankOf(caller, doubt), caller, through, this.#sourceOf[caller]!);
  }

  /** Data at a function's return, or at what a library's callback returns. */
  #exit(record: number, edge: number, to: number, path: number, bits: TaintBits): void {
    if (path < 0) return;
    const index = this.#context[record]!;
    const { fn } = this.#contexts[index]!;
    const doubt = Math.max(this.#doubt[record]!, this.#graph.edgeDoubt[edge]!);
    if (!fn) {
      this.#add(0, to, path, bits, doubt, this.#rankOf(record, doubt), record, -1, this.#sourceOf[record]!);
      return;
    }
    const returning = this.#graph.returnFunction.get(this.#node[record]!);
    // The context's own function returns by summary; a closure inside it returns to calls inside it.
    if (returning === fn) return;
    this.#move(record, to, path, bits, doubt);
  }

  /** A function writes to an object that it was given: its callers see it. */
  #mutation(record: number, fn: FunctionInfo): void {
    const context = this.#contexts[this.#context[record]!]!;
    const node = this.#node[record]!;
    if (context.fn === fn) {
      this.#output(record, node, this.#path[record]!, 'parameter');
      return;
    }
    if (context.fn) return;
    const { index } = this.#graph.parameterFunction.get(node)!;
    for (const invocation of this.#invocationsOf.get(fn) ?? []) {
      const argument = invocation.arguments[index] ?? 0;
      if (argument !== 0)
        this.#arrive(record, argument, this.#path[record]!, this.#bits[record]!, this.#doubt[record]!, -1);
    }
  }

  // --- hits ------------------------------------------------------------------------------------------------------

  #collectHits(): SinkHit[] {
    const best = new Map<string, SinkHit & { readonly order: number }>();
    for (const { sink, record } of this.#sinkRecords) {
      const asked = this.#sinks[sink]!.bits;
      const isChoice = (asked & CHOSEN) !== 0;
      for (const way of this.#ways(record, isChoice ? asked | KEY : asked)) {
        if (isChoice && !isChosen(way.bits)) continue;
        const source = this.#sources[way.source]!;
        const order = way.doubt * 10_000 + way.nodes.length;
        const key = `${sink} ${source.model.trust}`;
        const known = best.get(key);
        if (!known || order < known.order)
          best.set(key, { sink, source, bits: way.bits, doubt: way.doubt, nodes: way.nodes, order });
      }
    }
    return [...best.values()].map(({ order: _, ...hit }) => hit);
  }

  /**
   * The ways by which known data came to a record: at once in context 0, through the callers elsewhere. Callers are
   * searched by the number of calls, each context once for the same kinds, so that the search is as long as the contexts.
   */
  #ways(record: number, asked: TaintBits): Way[] {
    const found: Way[] = [];
    const seen = new Map<number, TaintBits>();
    const queue: CallStep[] = [
      { record, bits: this.#bits[record]! & asked, doubt: this.#doubt[record]!, depth: 0, next: undefined },
    ];
    for (let at = 0; at < queue.length && found.length < MAX_WAYS; at++) {
      const step = queue[at]!;
      const index = this.#context[step.record]!;
      if (step.bits === 0) continue;
      if (index === 0) {
        const nodes: number[] = [];
        for (let each: CallStep | undefined = step; each; each = each.next) nodes.push(...this.#nodesTo(each.record));
        const source = this.#sourceOf[step.record]!;
        if (!this.#isStored(source) || !this.#isOwnField(nodes))
          found.push({ source, bits: step.bits, doubt: step.doubt, nodes });
        continue;
      }
      const place = placeOf(0, index, step.bits);
      const had = seen.get(place) ?? 0;
      if ((step.bits & ~had) === 0 || step.depth >= MAX_CALL_DEPTH) continue;
      seen.set(place, had | step.bits);
      for (const { record: caller } of this.#contexts[index]!.callers) {
        queue.push({
          record: caller,
          bits: step.bits & this.#bits[caller]!,
          doubt: Math.max(step.doubt, this.#doubt[caller]!),
          depth: step.depth + 1,
          next: step,
        });
      }
    }
    return found;
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
