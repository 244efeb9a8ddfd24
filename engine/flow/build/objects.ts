import { isFunction, nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { ANY, setterOf } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import { makeFunction } from './functions.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { namesOf, withoutProperty } from './properties.ts';

export function objectValue(b: GraphBuilder, node: TSESTree.ObjectExpression): number {
  const object = b.node(node, 'variable');
  const isApart = isMadeAnew(b, node);
  let current = object;
  let hasSpread = false;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = b.expression(property.argument);
      for (const name of namesOf(b, property.argument)) current = withoutProperty(b, current, name, node);
      b.graph.addEdge(spread, current, 'members');
      hasSpread = true;
      continue;
    }
    const name = property.computed ? b.constantName(property.key) : (nameOf(property.key) ?? ANY);
    // The prototype, whose properties the object has as well: https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers
    if (name === '__proto__' && !property.computed && !property.shorthand && !property.method) {
      b.graph.addEdge(b.expression(property.value), current, 'members');
      continue;
    }
    if (property.computed) b.expression(property.key);
    // What a spread before it brought under this name is replaced.
    if (hasSpread && name !== ANY) current = withoutProperty(b, current, name, node);
    const value = propertyValue(b, property, object, isApart);
    const held = property.kind === 'set' ? setterOf(name) : name;
    b.graph.addEdge(value, current, 'store', held);
    // What the object's own methods see of it.
    if (current !== object) b.graph.addEdge(value, object, 'store', held);
  }
  return current;
}

/** True for an object that each call of the function around makes anew: its methods are called on one of them. */
function isMadeAnew(b: GraphBuilder, { parent, properties }: TSESTree.ObjectExpression): boolean {
  return (
    isFunction(b.fn.ast) &&
    (parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression') &&
    properties.every((each) => each.type === 'Property' && each.kind === 'init')
  );
}

function propertyValue(b: GraphBuilder, property: TSESTree.Property, object: number, isApart: boolean): number {
  if (property.value.type !== 'FunctionExpression') return b.expression(property.value);
  const { value, build } = makeFunction(b, property.value, object);
  const fn = b.graph.functionOf.get(property.value);
  if (isApart && fn) b.toldApart.add(fn);
  build();
  b.graph.nodeOf.set(property.value, value);
  return property.kind === 'get' ? (b.graph.functionOf.get(property.value)?.returns ?? NOTHING) : value;
}
