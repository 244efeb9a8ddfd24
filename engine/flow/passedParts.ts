import type { Shape } from './schemas/shape.ts';
import type { PassedPart } from './summary.ts';
import type { CallSite, FunctionInfo, ValueFlowGraph } from './valueFlowGraph.ts';

/** What stands for a part of a parameter: a node, or the part as a check by a schema lets it through. */
export type StandIn = number | { readonly shape: Shape; readonly call: CallSite; readonly index: number };

/** What stands for the parts of parameters: for each, as a text. */
export type PassedParts = ReadonlyMap<string, readonly StandIn[]>;

const NONE: ReadonlyMap<string, readonly number[]> = new Map();

/** What stands for the parts of a function's parameters wherever it passes on. */
export function passedBy(graph: ValueFlowGraph, fn: FunctionInfo): ReadonlyMap<string, readonly number[]> {
  if (fn.foreign) return new Map((fn.passed ?? []).map((each) => [partText(each), [each.node]]));
  const passes = graph.passes.get(fn);
  if (!passes) return NONE;
  const [first, ...others] = passes;
  const parts = new Map<string, number[]>();
  for (const [part, node] of first!.proven)
    if (others.every(({ proven }) => proven.has(part)))
      parts.set(part, [node, ...others.map(({ proven }) => proven.get(part)!)]);
  return parts;
}

/** A part of a parameter as a text. */
export function partText({ names, parameter }: PassedPart): string {
  return `${parameter} ${names.join('.')}`;
}

/** The part that a text names. */
export function partOf(text: string): PassedPart {
  const [parameter, path = ''] = text.split(' ');
  return { parameter: Number(parameter), names: path === '' ? [] : path.split('.') };
}
