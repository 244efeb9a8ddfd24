import type { AccessPaths, PathPattern } from './accessPath.ts';
import type { ResolvedValues, SourceUse } from './resolveValues.ts';
import type { TaintBits } from './taintKind.ts';
import { type CallSite, NOTHING, type ValueFlowGraph } from './valueFlowGraph.ts';

/** The first step on a way at which nothing remains of what a sink asks for. */
export interface Cut {
  /** The node at which it arrives no more. */
  readonly node: number;
  /** A call that gives something of its own, whatever it is given. */
  readonly isAnswer: boolean;
}

/** Where a way back from a sink ends. */
export interface WayEnd {
  /** The nodes from the end to the sink. */
  readonly nodes: readonly number[];
  /** Data comes in here; otherwise nothing in sight leads here. */
  readonly source: SourceUse | undefined;
  readonly cut: Cut | undefined;
  /** The nodes at which it comes out of code that nobody knows. */
  readonly doubts: readonly number[];
}

/** More places than this are not looked at: who asks why reads a few ways. */
const MAX_STEPS = 20_000;

/** Calls inside of calls inside of calls: further in, all callers count. */
const MAX_CALLS = 6;

interface Step {
  readonly node: number;
  readonly path: number;
  readonly cut: Cut | undefined;
  readonly doubts: readonly number[];
  /** It came by way of an object that all functions share. */
  readonly isShared: boolean;
  /** The calls that were entered from behind, and must be left where they were made. */
  readonly calls: readonly number[];
  readonly next: Step | undefined;
}

interface EdgeBack {
  readonly from: number;
  readonly edge: number;
}

/** Follows values backwards, also through what clears them: to tell why nothing arrives. Steps are found, not proven. */
export class WaysBack {
  readonly #graph: ValueFlowGraph;
  readonly #paths: AccessPaths;
  readonly #incoming: EdgeBack[][] = [];
  readonly #sources = new Map<number, SourceUse[]>();
  readonly #answers = new Map<number, CallSite>();

  constructor(graph: ValueFlowGraph, paths: AccessPaths, values: ResolvedValues) {
    this.#graph = graph;
    this.#paths = paths;
    for (let node = 1; node < graph.nodeCount; node++) {
      for (let edge = graph.firstEdge(node); edge >= 0; edge = graph.nextEdge(edge)) {
        this.#incoming[graph.edgeTo[edge]!] ??= [];
        this.#incoming[graph.edgeTo[edge]!]!.push({ from: node, edge });
      }
    }
    for (const source of values.sources) {
      const known = this.#sources.get(source.node);
      if (known) known.push(source);
      else this.#sources.set(source.node, [source]);
    }
    const followed = new Set(values.invocations.filter((use) => use.arguments.length > 0).map((use) => use.call.id));
    for (const call of graph.calls)
      if (!followed.has(call.id) && call.result !== NOTHING) this.#answers.set(call.result, call);
  }

  /**
   * The ends of the ways that lead to a node, the shortest first.
   * @param patterns the properties of its value that matter beside the value itself
   * @param asked the kinds that matter
   */
  from(start: number, patterns: readonly PathPattern[], asked: TaintBits): WayEnd[] {
    const ends: WayEnd[] = [];
    const seen = new Set<string>();
    const queue: Step[] = [];
    const add = (step: Step): void => {
      const key = `${step.node} ${step.path} ${step.cut?.node ?? ''} ${step.calls.at(-1) ?? ''}`;
      if (step.node === NOTHING || step.path < 0 || seen.has(key) || seen.size > MAX_STEPS) return;
      seen.add(key);
      queue.push(step);
    };
    for (const path of [0, ...patterns.map((pattern) => this.#pathOf(pattern))])
      add({ node: start, path, cut: undefined, doubts: [], isShared: false, calls: [], next: undefined });
    for (let at = 0; at < queue.length; at++) {
      const step = queue[at]!;
      const sources = (this.#sources.get(step.node) ?? []).filter((source) => this.#isIn(source, step.path));
      const end = (source?: SourceUse): WayEnd => {
        const { cut, doubts } = step;
        return { nodes: nodesOf(step), source, cut, doubts };
      };
      for (const source of sources) ends.push(end(source));
      if (sources.length > 0) continue;
      const before = this.#before(step, asked);
      for (const each of before) add(each);
      const answers = this.#answersBefore(step, before);
      for (const each of answers) add(each);
      const isEnd = before.length === 0 ? this.#isOrigin(step) : this.#isGiven(step);
      // What an answer was asked for is of interest only where it comes from outside.
      if (isEnd && !step.cut?.isAnswer && !step.isShared) ends.push(end());
    }
    return ends;
  }

  /** True for the node at which all values of a shared type meet. */
  #isHub(node: number): boolean {
    const [module] = this.#graph.functions;
    return (
      this.#graph.ast[node] === module!.ast && this.#graph.owner[node] === module && this.#graph.role[node] === 'value'
    );
  }

  /** True when data of a source lies at a path of its value; that of another module may be in a part only. */
  #isIn({ foreign }: SourceUse, path: number): boolean {
    let rest = path;
    for (const name of foreign?.names ?? []) rest = rest > 0 ? this.#paths.pop(name, rest) : rest;
    return rest >= 0;
  }

  /** True for a parameter that no call in sight fills, though something else may write to what it holds. */
  #isGiven({ node }: Step): boolean {
    const isFilled = this.#incoming[node]?.some(({ edge }) => this.#graph.edgeKind[edge] === 'enter');
    return this.#graph.parameterFunction.has(node) && !isFilled;
  }

  /**
   * True for a value that is made here of nothing in sight. Into what is written to, other properties are put; of an object
   * or list that is written right here, what matters is what is put into it.
   */
  #isOrigin(step: Step): boolean {
    const { node } = step;
    if (this.#answers.has(node) || this.#isGiven(step)) return true;
    const { type } = this.#graph.ast[node]!;
    const isLiteral = this.#graph.role[node] === 'variable' && /^(?:Object|Array)Expression$/.test(type);
    return !isLiteral && (this.#incoming[node] ?? []).length === 0;
  }

  #pathOf(pattern: PathPattern): number {
    return pattern.reduceRight((path, name) => (path < 0 ? path : this.#paths.push(name, path)), 0);
  }

  #before(step: Step, asked: TaintBits): Step[] {
    const found: Step[] = [];
    for (const { from, edge } of this.#incoming[step.node] ?? []) {
      const path = this.#pathBefore(edge, step.path);
      const calls = path < 0 ? undefined : this.#callsBefore(edge, step.calls);
      if (!calls) continue;
      const isCut = !step.cut && (this.#graph.edgeMask[edge]! & asked) === 0;
      const cut = isCut ? { node: step.node, isAnswer: false } : step.cut;
      const doubts = this.#graph.edgeDoubt[edge] === 0 ? step.doubts : [step.node, ...step.doubts];
      const isShared = step.isShared || this.#isHub(from);
      found.push({ node: from, path, cut, doubts, isShared, calls, next: step });
    }
    return found;
  }

  /** What a call is given that is known, or thought, to give something of its own. */
  #answersBefore(step: Step, before: readonly Step[]): Step[] {
    const call = this.#answers.get(step.node);
    const cut = step.cut ?? { node: step.node, isAnswer: true };
    return (call ? [...call.arguments, call.receiver] : [])
      .filter((node) => node !== NOTHING && !before.some((each) => each.node === node))
      .map((node) => ({ ...step, node, path: 0, cut, next: step }));
  }

  /** Where the data lay before an edge, when it lies at `path` behind it; -1 when the edge does not carry it. */
  #pathBefore(edge: number, path: number): number {
    const name = this.#graph.edgeName[edge]!;
    switch (this.#graph.edgeKind[edge]!) {
      case 'copy':
      case 'members':
        return path;
      case 'load':
        return this.#paths.push(name, path);
      case 'store':
        return path === 0 ? 0 : this.#paths.pop(name, path);
      case 'keep':
        return this.#paths.namesOf(path)[0] === name ? -1 : path;
      case 'text':
      case 'parse':
      case 'deep':
        return 0;
      case 'choose':
        return path === 0 ? 0 : -1;
      case 'enter':
      case 'exit':
        return name === '' ? path : this.#paths.pop(name, path);
    }
  }

  /** The calls that are open before an edge; undefined when the edge leads to another call than the way came from. */
  #callsBefore(edge: number, calls: readonly number[]): readonly number[] | undefined {
    const kind = this.#graph.edgeKind[edge]!;
    const invocation = this.#graph.edgeInvocation[edge]!;
    if (kind === 'exit') return calls.length >= MAX_CALLS ? calls : [...calls, invocation];
    if (kind !== 'enter' || calls.length === 0) return calls;
    return calls.at(-1) === invocation ? calls.slice(0, -1) : undefined;
  }
}

function nodesOf(step: Step): number[] {
  const nodes: number[] = [];
  for (let at: Step | undefined = step; at; at = at.next) nodes.push(at.node);
  return nodes;
}
