import { isFunction, type Node, nameOf, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import type { GraphBuilder } from './graphBuilder.ts';

/** The object but for one property, which is deleted or replaced. */
export function withoutProperty(b: GraphBuilder, object: number, name: string, ast: Node): number {
  if (object === NOTHING) return NOTHING;
  const rest = b.node(ast, 'value');
  b.graph.addEdge(object, rest, 'keep', name);
  return rest;
}

/** The properties that an object is sure to have, by the expression that made it. */
export function namesOf(b: GraphBuilder, object: Node): string[] {
  const made = b.constants.resolve(object);
  if (made.type !== 'ObjectExpression') return [];
  return made.properties.flatMap((property) => {
    if (property.type === 'SpreadElement') return [];
    const name = property.computed ? b.constantName(property.key) : nameOf(property.key);
    return name === undefined || name === ANY || property.kind === 'set' ? [] : [name];
  });
}

/** What holds the methods of the objects that `new F` makes, for the expression `F.prototype`. */
export function prototypeNode(b: GraphBuilder, expression: Node): number | undefined {
  const member = unwrap(expression);
  if (member.type !== 'MemberExpression' || nameOf(member) !== 'prototype') return undefined;
  const maker = unwrap(member.object);
  const binding = maker.type === 'Identifier' ? b.scopes.bindingOf.get(maker) : undefined;
  if (!binding) return undefined;
  const declaration = binding.declaration;
  const made = declaration.type === 'VariableDeclarator' && declaration.init ? declaration.init : declaration;
  const fn = b.graph.functionOf.get(made);
  return fn?.self ?? b.graph.classes.find((each) => each.ast === made)?.instance;
}

/** What is written to a prototype is a part of the objects it is the prototype of, and they are its `this`. */
export function joinPrototype(b: GraphBuilder, prototype: number, name: string | undefined, value: number): void {
  if (name === undefined) {
    b.copy(value, prototype);
    b.copy(prototype, value);
    return;
  }
  b.graph.addEdge(value, prototype, 'store', name);
  const ast = b.graph.ast[value];
  const method = isFunction(ast) ? b.graph.functionOf.get(ast) : undefined;
  if (!method) return;
  b.copy(prototype, method.self);
  b.copy(method.self, prototype);
}
