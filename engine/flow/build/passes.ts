import { isFunction, type TSESTree } from '../../syntax/nodes.ts';
import { partText } from '../passedParts.ts';
import type { FunctionInfo, ValueFlowGraph } from '../valueFlowGraph.ts';
import { guardedNode, SAID } from './branches.ts';
import type { GraphBuilder } from './graphBuilder.ts';

/** Keeps what is proven of a function's parameters, or written to them, where it calls one of them with nothing: `next()`. */
export function recordPass(b: GraphBuilder, callee: TSESTree.Identifier, value: number): void {
  const { graph } = b;
  const parameter = graph.parameterFunction.get(value);
  if (!parameter || parameter.index < 0) return;
  const { fn } = parameter;
  const proven = isOnlyCalled(b, callee, fn) ? provenParts(b, fn) : new Map<string, number>();
  const passes = graph.passes.get(fn);
  if (passes) passes.push({ proven });
  else graph.passes.set(fn, [{ proven }]);
}

/** One that is handed on is called who knows where, unless it is told of errors: `.catch(next)`. */
function isOnlyCalled(b: GraphBuilder, callee: TSESTree.Identifier, fn: FunctionInfo): boolean {
  const references = b.scopes.bindingOf.get(callee)?.references ?? [];
  return references.every((reference) => {
    const { parent } = reference;
    if (parent?.type !== 'CallExpression') return parent === fn.ast;
    const method = parent.callee.type === 'MemberExpression' ? parent.callee.property : undefined;
    return parent.callee === reference || (method?.type === 'Identifier' && method.name === 'catch');
  });
}

/** What stands for each part of a parameter, by its number and the part's names. */
function provenParts(b: GraphBuilder, fn: FunctionInfo): Map<string, number> {
  const proven = new Map<string, number>();
  const versions = new Map<number, { readonly index: number; readonly since: readonly Names[] }>();
  fn.parameters.forEach((parameter, index) => {
    const variable = isFunction(fn.ast) ? fn.ast.params[index] : undefined;
    const binding = variable && b.scopes.bindingOf.get(variable);
    const since: Names[] = [];
    for (const { lost, node, written } of historyOf(b.graph, (binding && b.env.get(binding)) ?? parameter, parameter)) {
      versions.set(node, { index, since: [...since] });
      const isSince = written && !since.some((names) => isWithinOrAround(names, written.names));
      if (isSince && written.names.length > 0)
        proven.set(partText({ parameter: index, names: written.names }), written.value);
      since.push(...lost);
    }
  });
  const add = (root: number, names: Names, node: number) => {
    const version = versions.get(root);
    // What was proven of a part before it was written anew, says nothing of it.
    const isPart = names.length > 0 || (version?.index ?? 0) > NEXT;
    if (!version || !isPart || version.since.some((each) => isWithinOrAround(each, names))) return;
    const text = partText({ parameter: version.index, names });
    if (!proven.has(text)) proven.set(text, node);
  };
  for (let at: typeof b.env | undefined = b.env; at; at = at.parent) {
    for (const [key, { node }] of at.properties) {
      const [root = '', ...names] = key.split('.');
      if (!key.includes(SAID) && guardedNode(b, key) === node) add(Number(root), names, node);
    }
    for (const node of at.definitions.values()) {
      if (!b.graph.guardedFrom.has(node)) continue;
      const { names, root } = originOf(b, node);
      add(root, names, node);
    }
  }
  return proven;
}

type Names = readonly string[];

/** Where handlers are given what lets go on; what is behind it is a value of its own, as `id` in `app.param('id', …)`. */
const NEXT = 2;

/** True when one part is, or is in, the other. */
function isWithinOrAround(one: Names, other: Names): boolean {
  return one.every((name, at) => at >= other.length || name === other[at]);
}

/** An object as it was at some time. */
interface Version {
  readonly node: number;
  /** The part that was written to make it. */
  readonly written?: { readonly names: Names; readonly value: number };
  /** The parts in which the version before may be another. */
  readonly lost: readonly Names[];
}

/** Branches in branches are followed so deep. */
const MAX_MERGES = 4;

/** A parameter as it is now, as it was before that, and so on to what was given; nothing when it may be another thing. */
function historyOf(graph: ValueFlowGraph, now: number, parameter: number, depth = 0): readonly Version[] {
  const versions: Version[] = [];
  for (let node = now; node !== parameter; ) {
    const written = graph.writtenAs.get(node);
    const before = written?.before ?? graph.guardedFrom.get(node);
    if (before !== undefined) {
      versions.push({ node, ...(written && { written }), lost: written ? [written.names] : [] });
      node = before;
      continue;
    }
    const branches = depth < MAX_MERGES ? (graph.mergedFrom.get(node) ?? []) : [];
    const [first = [], ...others] = branches.map((each) => historyOf(graph, each, parameter, depth + 1));
    const meeting = first.find((each) => others.every((other) => other.some((version) => version.node === each.node)));
    if (!meeting) return [];
    const lost = [first, ...others].flatMap((branch) =>
      branch
        .slice(
          0,
          branch.findIndex((each) => each.node === meeting.node),
        )
        .flatMap((each) => each.lost),
    );
    versions.push({ node, lost });
    node = meeting.node;
  }
  return [...versions, { node: parameter, lost: [] }];
}

/** Which part of what a guarded variable is. */
function originOf(
  { graph }: GraphBuilder,
  guard: number,
): { readonly root: number; readonly names: readonly string[] } {
  let node = guard;
  for (let from = graph.guardedFrom.get(node); from !== undefined; from = graph.guardedFrom.get(node)) node = from;
  const names: string[] = [];
  for (let read = graph.readFrom.get(node); read; read = graph.readFrom.get(node)) {
    names.unshift(read.name);
    node = read.object;
  }
  return { root: node, names };
}
