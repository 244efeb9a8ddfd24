import type { TSESTree } from '../../syntax/nodes.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import { guardedNode, SAID } from './branches.ts';
import type { GraphBuilder } from './graphBuilder.ts';

/** Keeps what is proven of a function's parameters where it calls one of them with nothing: `next()`. */
export function recordPass(b: GraphBuilder, callee: TSESTree.Identifier, value: number): void {
  const { graph } = b;
  const parameter = graph.parameterFunction.get(value);
  if (!parameter || parameter.index < 0) return;
  const { fn } = parameter;
  const proven = new Map<string, number>();
  // One that is handed on is called who knows where.
  const references = b.scopes.bindingOf.get(callee)?.references ?? [];
  const isKept = references.every(({ parent }, index) => {
    const isCalled = parent?.type === 'CallExpression' && parent.callee === references[index];
    return isCalled || parent === fn.ast;
  });
  if (isKept) {
    for (let at: typeof b.env | undefined = b.env; at; at = at.parent) {
      for (const [key, { node }] of at.properties) {
        const [root = '', ...names] = key.split('.');
        const index = fn.parameters.indexOf(Number(root));
        if (index < 0 || key.includes(SAID) || guardedNode(b, key) !== node) continue;
        const part = `${index} ${names.join('.')}`;
        if (!proven.has(part)) proven.set(part, node);
      }
      for (const node of at.definitions.values()) {
        const part = graph.guardedFrom.has(node) ? partOf(b, fn.parameters, node) : undefined;
        if (part !== undefined && !proven.has(part)) proven.set(part, node);
      }
    }
  }
  const passes = graph.passes.get(fn);
  if (passes) passes.push({ proven });
  else graph.passes.set(fn, [{ proven }]);
}

/** Which part of which parameter a guarded variable is. */
function partOf({ graph }: GraphBuilder, parameters: readonly number[], guard: number): string | undefined {
  let node = guard;
  for (let from = graph.guardedFrom.get(node); from !== undefined; from = graph.guardedFrom.get(node)) node = from;
  const names: string[] = [];
  for (let read = graph.readFrom.get(node); read; read = graph.readFrom.get(node)) {
    names.unshift(read.name);
    node = read.object;
  }
  const index = node === NOTHING ? -1 : parameters.indexOf(node);
  return index < 0 || names.length === 0 ? undefined : `${index} ${names.join('.')}`;
}
