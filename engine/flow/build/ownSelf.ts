import { type FunctionInfo, SELF } from '../valueFlowGraph.ts';
import type { GraphBuilder } from './graphBuilder.ts';

/** What `this` is here. A method that asks for it, and is called on objects that are told apart, has its own. */
export function thisNode(b: GraphBuilder): number {
  if (b.toldApart.has(b.fn)) seeOwnSelf(b, b.fn);
  return b.fn.self;
}

/** Gives a method its own `this`: the object that it is called on, as if that were one more parameter. */
export function seeOwnSelf(b: GraphBuilder, fn: FunctionInfo): void {
  b.toldApart.delete(fn);
  const all = fn.self;
  const self = b.graph.addNode(b.graph.ast[all]!, fn, 'value', 'this');
  b.graph.parameterFunction.set(self, { fn, index: SELF });
  b.graph.ownSelves.set(fn, all);
  b.copy(all, self);
  fn.self = self;
}
