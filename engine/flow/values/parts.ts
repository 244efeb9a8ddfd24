import { ALL_KINDS, type TaintBits } from '../taintKind.ts';
import { ALL_BITS, type FunctionInfo, type ValueFlowGraph } from '../valueFlowGraph.ts';
import type { ValueFacts } from './valueFacts.ts';

/** What a value no longer has, and its parts. */
interface Refined {
  clears: TaintBits;
  readonly parts: Map<string, Refined>;
}

/**
 * Takes kinds from parts of a value that goes over an edge: as it goes on as a whole, and where they are read of it.
 * @param edge the edge from the value to what stands for it afterwards
 */
export function refineParts(
  facts: ValueFacts,
  edge: number,
  from: number,
  parts: readonly { readonly names: readonly string[]; readonly clears: TaintBits }[],
): void {
  const { graph } = facts;
  const to = graph.edgeTo[edge]!;
  const whole: Refined = { clears: ALL_BITS & ~graph.edgeMask[edge]!, parts: new Map() };
  for (const { clears, names } of parts) {
    let at = whole;
    for (const name of names) {
      const inner = at.parts.get(name) ?? { clears: 0, parts: new Map() };
      at.parts.set(name, inner);
      at = inner;
    }
    at.clears |= clears;
    // What a model says of a value, it says again where a part is read.
    if (facts.entitiesAt(to).length > 0) refineReads(facts, to, names, clears);
  }
  graph.edgeMask[edge] = 0;
  passRefined(graph, graph.owner[to]!, from, to, whole);
}

/** Only taint goes here: functions and API values have taken the edge that these stand for. */
function passRefined(graph: ValueFlowGraph, owner: FunctionInfo, from: number, to: number, refined: Refined): void {
  const ast = graph.ast[to]!;
  const between = () => graph.addNode(ast, owner, 'guard');
  let rest = from;
  for (const [name, inner] of refined.parts) {
    const [before, after, next] = [between(), between(), between()];
    graph.addEdge(from, before, 'load', name);
    passRefined(graph, owner, before, after, inner);
    graph.addEdge(after, to, 'store', name);
    graph.addEdge(rest, next, 'keep', name);
    rest = next;
  }
  graph.addEdge(rest, to, 'copy', '', ALL_BITS & ~refined.clears);
}

function refineReads(facts: ValueFacts, holder: number, names: readonly string[], clears: TaintBits): void {
  for (const { edge, node } of readsOf(facts.graph, holder, names)) {
    facts.graph.edgeMask[edge]! &= ~clears;
    if (clears === ALL_KINDS) facts.dropSources(node);
  }
}

/** Where a part of a value is read: the nodes, each with the last edge that leads there, and from where. */
export function readsOf(
  graph: ValueFlowGraph,
  holder: number,
  [name, ...inner]: readonly string[],
): readonly { readonly edge: number; readonly node: number; readonly from: number }[] {
  const found: { edge: number; node: number; from: number }[] = [];
  const holders = [holder];
  for (const at of holders) {
    for (let edge = graph.firstEdge(at); edge >= 0; edge = graph.nextEdge(edge)) {
      const node = graph.edgeTo[edge]!;
      const kind = graph.edgeKind[edge]!;
      if (kind === 'load' && graph.edgeName[edge] === name) {
        if (inner.length === 0) found.push({ edge, node, from: at });
        else found.push(...readsOf(graph, node, inner));
      }
      // The same value after another test of it, or after another of its properties was set.
      const isGuard = kind === 'copy' && graph.guardedFrom.get(node) === at;
      const isVersion = kind === 'keep' && graph.edgeName[edge] !== name && graph.role[node] === 'variable';
      if ((isGuard || isVersion) && !holders.includes(node)) holders.push(node);
    }
  }
  return found;
}
