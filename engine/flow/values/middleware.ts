import type { CallSite, FunctionInfo } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import type { Registration } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** What is proven of the parts of a parameter: the nodes that stand for each. */
type Proofs = ReadonlyMap<string, readonly number[]>;

const NONE: Proofs = new Map();

/**
 * What a function has proven of a request where it passes it on, holds in the functions after it: what they read of the
 * request is what it let through. Only where all the ways to a function lead through such a proof.
 */
export function applyProofs(calls: Calls): void {
  if (calls.facts.graph.passes.size === 0) return;
  const before = new Map<FunctionInfo, Proofs[]>();
  const everywhere: { readonly call: CallSite; readonly proofs: Proofs }[] = [];
  for (const registered of groups(calls.registrations)) {
    const { call } = registered[0]!;
    let proofs = NONE;
    for (const each of everywhere) if (isAfter(call, each.call)) proofs = join(proofs, each.proofs);
    for (const { fn } of registered) {
      const known = before.get(fn);
      if (known) known.push(proofs);
      else before.set(fn, [proofs]);
      proofs = join(proofs, proofsOf(calls, fn));
    }
    const isForAll = call.method === 'use' && registered[0]!.index === 0;
    if (isForAll && proofs.size > 0) everywhere.push({ call, proofs });
  }
  for (const [fn, ways] of before) {
    const [first, ...others] = ways;
    for (const [part, nodes] of first!)
      if (others.every((each) => each.has(part)))
        replace(calls.facts, fn, part, [...nodes, ...others.flatMap((each) => each.get(part)!)]);
  }
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
  return call.receiver === other.receiver && call.owner === other.owner && call.ast.range[0] > other.ast.range[0];
}

/** Later proofs come of what the earlier ones let through. */
function join(earlier: Proofs, later: Proofs): Proofs {
  return later.size === 0 ? earlier : new Map([...earlier, ...later]);
}

/** What a function has proven wherever it passes on. */
function proofsOf({ facts }: Calls, fn: FunctionInfo): Proofs {
  const [first, ...others] = facts.graph.passes.get(fn) ?? [];
  const proofs = new Map<string, number[]>();
  for (const [part, node] of first?.proven ?? [])
    if (others.every(({ proven }) => proven.has(part)))
      proofs.set(part, [node, ...others.map(({ proven }) => proven.get(part)!)]);
  return proofs;
}

/** What a function reads as a part of its parameter is what stands for it now. */
function replace(facts: ValueFacts, fn: FunctionInfo, part: string, nodes: readonly number[]): void {
  const { graph } = facts;
  const [index, path = ''] = part.split(' ');
  let holders = [fn.parameters[Number(index)] ?? 0];
  const names = path.split('.');
  names.forEach((name, depth) => {
    const inner: number[] = [];
    for (const holder of holders) {
      for (let edge = graph.firstEdge(holder); edge >= 0; edge = graph.nextEdge(edge)) {
        if (graph.edgeKind[edge] !== 'load' || graph.edgeName[edge] !== name) continue;
        inner.push(graph.edgeTo[edge]!);
        if (depth === names.length - 1) graph.edgeMask[edge] = 0;
      }
    }
    holders = inner;
  });
  for (const read of holders) {
    facts.dropSources(read);
    for (const node of nodes) facts.edge(node, read, 'copy');
  }
}
