import type { Node } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { bitsOf } from '../taintKind.ts';
import { ALL_BITS, type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { asValue, kindsOfOthers, type Maker, type Shape } from './shape.ts';

const SHAPE = bitsOf(['object-shape']);

/**
 * Adds the edges by which data comes out of a check: of each part what the schema lets through.
 * @param call the call that checks
 * @param ast the expression that is checked
 */
export function applyShape(calls: Calls, shape: Shape, from: number, to: number, call: CallSite, ast: Node): void {
  const { facts } = calls;
  const between = () => facts.graph.addNode(ast, call.owner, 'guard');
  const part = (name: string, inner: Shape) => {
    if (inner.kind === 'value' && inner.passes === 0) return;
    const before = between();
    const after = between();
    facts.edge(from, before, 'load', name);
    applyShape(calls, inner, before, after, call, ast);
    facts.edge(after, to, 'store', name);
  };
  switch (shape.kind) {
    case 'value': {
      // Text has no parts, and what can be an object keeps them.
      const kind = (shape.passes & SHAPE) === 0 ? 'text' : 'copy';
      if (shape.passes !== 0) facts.edge(from, to, kind, '', shape.passes, shape.doubt ?? 0);
      return;
    }
    case 'list':
      part(ANY, shape.of);
      return;
    case 'union':
      for (const each of shape.of) applyShape(calls, each, from, to, call, ast);
      return;
    case 'made': {
      const before = between();
      applyShape(calls, shape.from, from, before, call, ast);
      const after = shape.next ? between() : to;
      applyMaker(calls, shape.by, asValue(shape.from).passes, before, after, call);
      if (shape.next) applyShape(calls, shape.next, after, to, call, ast);
      return;
    }
    case 'object': {
      for (const [name, field] of shape.fields) part(name, field);
      if (typeof shape.others === 'string') return;
      let rest = from;
      for (const name of shape.fields.keys()) {
        const next = between();
        facts.edge(rest, next, 'keep', name);
        rest = next;
      }
      facts.edge(rest, to, 'copy', '', kindsOfOthers(shape.others), asValue(shape.others).doubt ?? 0);
    }
  }
}

/** What a function makes of a value that was checked. */
function applyMaker(calls: Calls, maker: Maker, passes: number, from: number, to: number, call: CallSite): void {
  const { facts } = calls;
  const { node } = maker;
  const functions = facts.functionsAt(node).filter(({ names }) => names.length === 0);
  for (const { item } of functions) {
    const changes = { callee: node, receiver: NOTHING, arguments: [from], argumentNodes: [undefined], spread: -1 };
    const made = calls.derive(`make ${call.id} ${from} ${to} ${item.fn.id}`, call, { ...changes, result: to });
    if (made) calls.invoke(made, item);
  }
  if (functions.length > 0) return;
  // `transform(Number)`
  const cleaners = facts.entitiesAt(node).flatMap(({ entity }) => entity.sanitizers);
  for (const { clears } of cleaners) facts.edge(from, to, 'text', '', passes & ~clears);
  if (cleaners.length === 0) facts.edge(from, to, 'copy', '', ALL_BITS, 1);
}
