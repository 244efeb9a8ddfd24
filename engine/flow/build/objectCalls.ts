import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY, setterOf } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import { replaceObject, storeProperty } from './assignments.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { joinPrototype, namesOf, prototypeNode, withoutProperty } from './properties.ts';

/** What a call of `Object` or `Reflect` gives, and what it leaves behind in its first argument. */
type ObjectCall = (b: GraphBuilder, call: TSESTree.CallExpression, values: readonly number[]) => number;

/**
 * Functions of the language that write properties: as a rule by a name that is written there, so that they are
 * assignments in other words. Facts: https://tc39.es/ecma262/#sec-object-objects, https://tc39.es/ecma262/#sec-reflect-object.
 */
const CALLS: Readonly<Record<string, ObjectCall>> = {
  'Object.assign': (b, call, values) => {
    const [target] = call.arguments;
    const prototype = target && prototypeNode(b, target);
    let current = values[0]!;
    for (const [index, source] of call.arguments.entries()) {
      if (index === 0) continue;
      const value = values[index]!;
      if (prototype !== undefined) joinPrototype(b, prototype, undefined, value);
      for (const name of namesOf(b, source)) current = withoutProperty(b, current, name, call);
      const next = b.node(call, 'variable');
      b.copy(current, next);
      b.graph.addEdge(value, next, 'members');
      current = next;
    }
    if (target) replaceObject(b, target, values[0]!, current, values.slice(1), call);
    return current;
  },
  'Object.defineProperty': (b, call, values) => {
    const [target, key, descriptor] = call.arguments;
    if (target && key && descriptor) define(b, target, values[0]!, b.constantName(key), descriptor, values[2]!, call);
    return values[0]!;
  },
  'Object.defineProperties': (b, call, values) => {
    const [target, descriptors] = call.arguments;
    if (target && descriptors) defineEach(b, target, values[0]!, descriptors, call);
    return values[0]!;
  },
  'Object.create': (b, call, values) => {
    const made = b.node(call, 'variable');
    b.graph.addEdge(values[0]!, made, 'members');
    if (call.arguments[1]) defineEach(b, call, made, call.arguments[1], call);
    return made;
  },
  'Object.setPrototypeOf': (b, call, values) => {
    const [target] = call.arguments;
    const made = b.node(call, 'variable');
    b.copy(values[0]!, made);
    b.copy(values[1] ?? NOTHING, made);
    if (target) replaceObject(b, target, values[0]!, made, values.slice(1, 2), call);
    return made;
  },
  'Object.getOwnPropertyDescriptor': (b, call, values) => {
    const made = b.node(call, 'variable');
    const name = call.arguments[1] ? b.constantName(call.arguments[1]) : ANY;
    b.graph.addEdge(b.load(values[0]!, name, call), made, 'store', 'value');
    return made;
  },
  'Reflect.set': (b, call, values) => {
    const [target, key] = call.arguments;
    if (target && key) storeProperty(b, unwrap(target), b.constantName(key), values[2] ?? NOTHING, call);
    return NOTHING;
  },
  'Reflect.get': (b, call, values) =>
    b.load(values[0]!, call.arguments[1] ? b.constantName(call.arguments[1]) : ANY, call),
};

/** The value of a call that is understood here; undefined for all others. */
export function objectCall(
  b: GraphBuilder,
  call: TSESTree.CallExpression,
): { readonly values: readonly number[]; readonly result: () => number } | undefined {
  const callee = unwrap(call.callee);
  const holder = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  if (holder?.type !== 'Identifier' || b.scopes.bindingOf.has(holder)) return undefined;
  const known = Object.hasOwn(CALLS, `${holder.name}.${nameOf(callee)}`)
    ? CALLS[`${holder.name}.${nameOf(callee)}`]
    : undefined;
  const isSpread = call.arguments.some((each) => each.type === 'SpreadElement');
  if (!known || isSpread || call.arguments.length === 0) return undefined;
  const values = call.arguments.map((each) => b.expression(each));
  return { values, result: () => known(b, call, values) };
}

function defineEach(b: GraphBuilder, target: Node, object: number, descriptors: Node, site: Node): void {
  const made = unwrap(descriptors);
  if (made.type !== 'ObjectExpression') return;
  for (const property of made.properties) {
    if (property.type !== 'Property') continue;
    const name = property.computed ? b.constantName(property.key) : (nameOf(property.key) ?? ANY);
    define(b, target, object, name, property.value, b.graph.nodeOf.get(property.value) ?? NOTHING, site);
  }
}

/** A property as a descriptor describes it: with a value, or with functions that get and set it. */
function define(
  b: GraphBuilder,
  target: Node,
  object: number,
  name: string,
  descriptor: Node,
  described: number,
  site: Node,
): void {
  const accessor = (key: string) => {
    const fn = b.constants.property(descriptor, key);
    const info = isFunction(fn) ? b.graph.functionOf.get(fn) : undefined;
    if (info && fn?.type === 'FunctionExpression') b.copy(object, info.self);
    return info;
  };
  const getter = accessor('get');
  const setter = accessor('set');
  const value = getter ? getter.returns : b.load(described, 'value', descriptor);
  if (target.type === 'CallExpression') b.graph.addEdge(value, object, 'store', name);
  else storeProperty(b, unwrap(target), name, value, site);
  if (setter) b.graph.addEdge(setter.value, object, 'store', setterOf(name));
}
