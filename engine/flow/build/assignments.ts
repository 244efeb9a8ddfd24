import type { Binding } from '../../semantics/scopes.ts';
import { type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import type { GraphBuilder } from './graphBuilder.ts';

export function bindName(b: GraphBuilder, identifier: TSESTree.Identifier, value: number): void {
  const binding = b.scopes.bindingOf.get(identifier);
  if (!binding) return;
  b.graph.nodeOf.set(identifier, value);
  b.define(binding, value);
}

/** Binds the names of a declaration to parts of a value. */
export function bindPattern(b: GraphBuilder, pattern: Node | null, value: number): void {
  switch (pattern?.type) {
    case undefined:
      return;
    case 'Identifier':
      bindName(b, pattern, value);
      return;
    case 'AssignmentPattern':
      bindPattern(b, pattern.left, b.merge([value, b.expression(pattern.right)], pattern));
      return;
    case 'ObjectPattern':
      objectPattern(b, pattern, value, (target, part) => bindPattern(b, target, part));
      return;
    case 'ArrayPattern':
      arrayPattern(b, pattern, value, (target, part) => bindPattern(b, target, part));
      return;
    case 'RestElement':
      bindPattern(b, pattern.argument, value);
      return;
    case 'TSParameterProperty':
      bindPattern(b, pattern.parameter, value);
      return;
    default:
      assignTo(b, pattern!, value, pattern!);
  }
}

function objectPattern(
  b: GraphBuilder,
  pattern: TSESTree.ObjectPattern,
  value: number,
  bind: (target: Node, part: number) => void,
): void {
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bind(property.argument, value);
      continue;
    }
    if (property.computed) b.expression(property.key);
    const name = property.computed ? b.constantName(property.key) : (nameOf(property.key) ?? ANY);
    bind(
      property.value,
      b.load(value, name, property.value.type === 'AssignmentPattern' ? property.value.left : property.value),
    );
  }
}

function arrayPattern(
  b: GraphBuilder,
  pattern: TSESTree.ArrayPattern,
  value: number,
  bind: (target: Node, part: number) => void,
): void {
  pattern.elements.forEach((element, index) => {
    if (!element) return;
    if (element.type === 'RestElement') bind(element.argument, value);
    else bind(element, b.load(value, String(index), element));
  });
}

/** Writes a value to an existing variable, property or pattern of them. */
export function assignTo(b: GraphBuilder, target: Node, value: number, site: Node, valueNode?: Node): void {
  const at = unwrap(target);
  switch (at.type) {
    case 'Identifier': {
      const binding = b.scopes.bindingOf.get(at);
      if (binding) b.define(binding, value);
      else recordWrite(b, site, b.global('globalThis', at), at.name, value, valueNode ?? at);
      return;
    }
    case 'MemberExpression':
      storeMember(b, at, value, site, valueNode ?? at);
      return;
    case 'AssignmentPattern':
      assignTo(b, at.left, b.merge([value, b.expression(at.right)], at), site);
      return;
    case 'ObjectPattern':
      objectPattern(b, at, value, (each, part) => assignTo(b, each, part, site));
      return;
    case 'ArrayPattern':
      arrayPattern(b, at, value, (each, part) => assignTo(b, each, part, site));
      return;
    case 'RestElement':
      assignTo(b, at.argument, value, site);
      return;
    default:
      b.expression(at);
  }
}

function recordWrite(
  b: GraphBuilder,
  ast: Node,
  object: number,
  property: string,
  value: number,
  valueNode: Node,
): void {
  b.graph.writes.push({ ast, object, property, value, valueNode, owner: b.fn });
}

function storeMember(
  b: GraphBuilder,
  member: TSESTree.MemberExpression,
  value: number,
  site: Node,
  valueNode: Node,
): void {
  const object = b.expression(member.object);
  if (member.computed) b.expression(member.property);
  const name = b.propertyName(member);
  b.lastStore.set(name, ++b.epoch);
  recordWrite(b, site, object, name, value, valueNode);
  if (storePrototype(b, member, name, value)) return;
  storeProperty(b, unwrap(member.object), name, value, site);
}

/** `F.prototype.m = function …`: the function is a method of what `new F` makes. */
function storePrototype(b: GraphBuilder, member: TSESTree.MemberExpression, name: string, value: number): boolean {
  const object = unwrap(member.object);
  if (object.type !== 'MemberExpression' || nameOf(object) !== 'prototype' || object.object.type !== 'Identifier')
    return false;
  const binding = b.scopes.bindingOf.get(object.object);
  const maker = binding && b.graph.functionOf.get(initializerOrDeclaration(binding));
  if (!maker) return false;
  b.graph.addEdge(value, maker.self, 'store', name);
  const method = b.graph.functions.find((fn) => fn.value === value);
  if (method) {
    b.copy(maker.self, method.self);
    b.copy(method.self, maker.self);
  }
  return true;
}

/** Puts a value into a property of what an expression is, as a new version where it is a variable of this function. */
function storeProperty(b: GraphBuilder, target: Node, name: string, value: number, site: Node): void {
  if (target.type === 'Identifier') {
    const binding = b.scopes.bindingOf.get(target);
    const before = b.read(target);
    if (binding && b.isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
      const after = b.node(site, 'variable', binding.name);
      b.graph.addEdge(before, after, name === ANY ? 'copy' : 'keep', name);
      b.graph.addEdge(value, after, 'store', name);
      const isSeenElsewhere =
        (b.aliases.get(before) ?? 0) > 1 || binding.captured || b.graph.role[before] !== 'variable';
      if (isSeenElsewhere) b.graph.addEdge(value, before, 'store', name);
      b.define(binding, after);
      return;
    }
    // Writing the page's address leaves the page: what is read there later is an address again, not this value.
    if (binding || name !== 'location') b.graph.addEdge(value, before, 'store', name);
    return;
  }
  if (target.type === 'ThisExpression') {
    b.graph.addEdge(value, b.fn.self, 'store', name);
    return;
  }
  if (target.type === 'MemberExpression') {
    // `a.b.c = v`: the inner object gets the value, and so does what holds it.
    const holder = b.node(site, 'value');
    b.graph.addEdge(value, holder, 'store', name);
    b.graph.addEdge(value, b.graph.nodeOf.get(target) ?? NOTHING, 'store', name);
    const outer = unwrap(target.object);
    const outerName = b.propertyName(target);
    if (outer.type === 'Identifier') {
      const binding = b.scopes.bindingOf.get(outer);
      const before = b.read(outer);
      if (binding && b.isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
        const after = b.node(site, 'variable', binding.name);
        b.copy(before, after);
        b.graph.addEdge(holder, after, 'store', outerName);
        b.graph.addEdge(holder, before, 'store', outerName);
        b.define(binding, after);
      } else b.graph.addEdge(holder, before, 'store', outerName);
    } else storeProperty(b, outer, outerName, holder, site);
    return;
  }
  b.graph.addEdge(value, b.graph.nodeOf.get(target) ?? NOTHING, 'store', name);
}

function initializerOrDeclaration(binding: Binding): Node {
  const declaration = binding.declaration;
  return declaration.type === 'VariableDeclarator' && declaration.init ? declaration.init : declaration;
}
