import { type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { NOTHING } from '../valueFlowGraph.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { thisNode } from './ownSelf.ts';
import { joinPrototype, prototypeNode, withoutProperty } from './properties.ts';

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
      parameterProperty(b, pattern, value);
      return;
    default:
      assignTo(b, pattern!, value, pattern!);
  }
}

/** `constructor(private files = new Files())`: the field is what is given, or the default. */
function parameterProperty(b: GraphBuilder, { parameter }: TSESTree.TSParameterProperty, value: number): void {
  if (parameter.type !== 'AssignmentPattern') {
    bindPattern(b, parameter, value);
    return;
  }
  const field = b.merge([value, b.expression(parameter.right)], parameter);
  bindPattern(b, parameter.left, field);
  const name = nameOf(parameter.left);
  if (name && b.classFrame) b.graph.addEdge(field, b.classFrame.instance, 'store', name);
}

function objectPattern(
  b: GraphBuilder,
  pattern: TSESTree.ObjectPattern,
  value: number,
  bind: (target: Node, part: number) => void,
): void {
  let rest = value;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bind(property.argument, rest);
      continue;
    }
    if (property.computed) b.expression(property.key);
    const name = property.computed ? b.constantName(property.key) : (nameOf(property.key) ?? ANY);
    const isBeforeRest = pattern.properties.at(-1)?.type === 'RestElement';
    if (isBeforeRest && name !== ANY) rest = withoutProperty(b, rest, name, property);
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
    if (element.type === 'RestElement') bind(element.argument, elementsFrom(b, value, index, element));
    else bind(element, b.load(value, String(index), element));
  });
}

/** The list of what a list holds from a place on. */
function elementsFrom(b: GraphBuilder, list: number, start: number, ast: Node): number {
  let others = list;
  for (let index = 0; index < start; index++) others = withoutProperty(b, others, String(index), ast);
  const rest = b.node(ast, 'value');
  const element = b.node(ast, 'value');
  b.graph.addEdge(others, element, 'load', ANY);
  b.graph.addEdge(element, rest, 'store', ANY);
  return rest;
}

/** Writes a value to an existing variable, property or pattern of them. */
export function assignTo(b: GraphBuilder, target: Node, value: number, site: Node, valueNode?: Node): void {
  const at = unwrap(target);
  switch (at.type) {
    case 'Identifier': {
      const binding = b.scopes.bindingOf.get(at);
      if (binding) {
        b.define(binding, value);
        return;
      }
      recordWrite(b, site, b.global('globalThis', at), at.name, value, valueNode ?? at);
      // A name that nobody declares is a variable of the whole program.
      if (value !== NOTHING) b.copy(value, b.global(at.name, at));
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
  const key = member.computed ? b.expression(member.property) : NOTHING;
  const name = b.propertyName(member);
  if (name === ANY)
    b.graph.keyedWrites.push({
      ast: site,
      object,
      objectNode: member.object,
      key: b.canBeAnyName(member.property) ? key : NOTHING,
      keyNode: member.property,
    });
  b.lastStore.set(name, ++b.epoch);
  recordWrite(b, site, object, name, value, valueNode);
  const holder = unwrap(member.object);
  const prototype = prototypeNode(b, holder);
  const names = name === ANY && prototype === undefined ? b.choices(member.property) : undefined;
  if (prototype !== undefined) joinPrototype(b, prototype, name, value);
  else if (names) storeOne(b, holder, object, names, value, site);
  else storeProperty(b, holder, name, value, site);
  const ownPrototype = name === 'prototype' ? prototypeNode(b, member) : undefined;
  if (ownPrototype !== undefined) joinPrototype(b, ownPrototype, undefined, value);
}

/** Puts a value into one of some properties, nobody knows which: the others keep what they have. */
function storeOne(
  b: GraphBuilder,
  target: Node,
  object: number,
  names: readonly string[],
  value: number,
  site: Node,
): void {
  const added = b.node(site, 'value');
  for (const name of names) b.graph.addEdge(value, added, 'store', name);
  const after = b.node(site, 'value');
  b.copy(object, after);
  b.graph.addEdge(added, after, 'members');
  replaceObject(b, target, object, after, [added], site);
}

/** Puts a value into a property of what an expression is, as a new version where it is a variable of this function. */
export function storeProperty(b: GraphBuilder, target: Node, name: string, value: number, site: Node): void {
  if (target.type === 'Identifier') {
    const binding = b.scopes.bindingOf.get(target);
    const before = b.read(target);
    if (binding && b.isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
      const after = b.node(site, 'variable', binding.name);
      b.graph.addEdge(before, after, name === ANY ? 'copy' : 'keep', name);
      b.graph.addEdge(value, after, 'store', name);
      b.graph.writtenAs.set(after, { before, names: name === ANY ? [] : [name], value });
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
    b.graph.addEdge(value, thisNode(b), 'store', name);
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
        const inner = b.graph.nodeOf.get(target) ?? NOTHING;
        const isSure = name !== ANY && outerName !== ANY && inner !== NOTHING;
        if (isSure) {
          // What the inner object held under this name is gone, in the outer one as well.
          const replaced = withoutProperty(b, inner, name, site);
          b.graph.addEdge(value, replaced, 'store', name);
          b.graph.addEdge(before, after, 'keep', outerName);
          b.graph.addEdge(replaced, after, 'store', outerName);
          b.graph.writtenAs.set(after, { before, names: [outerName, name], value });
        } else {
          b.graph.writtenAs.set(after, { before, names: [], value: NOTHING });
          b.copy(before, after);
          b.graph.addEdge(holder, after, 'store', outerName);
        }
        b.graph.addEdge(holder, before, 'store', outerName);
        b.define(binding, after);
      } else b.graph.addEdge(holder, before, 'store', outerName);
    } else storeProperty(b, outer, outerName, holder, site);
    return;
  }
  b.graph.addEdge(value, b.graph.nodeOf.get(target) ?? NOTHING, 'store', name);
}

/** `delete a.b`: what is there has no such property any more. */
export function deleteProperty(b: GraphBuilder, target: Node): void {
  const name = target.type === 'MemberExpression' ? b.propertyName(target) : ANY;
  if (target.type !== 'MemberExpression' || name === ANY) return;
  b.lastStore.set(name, ++b.epoch);
  const holder = unwrap(target.object);
  const before = b.graph.nodeOf.get(holder) ?? NOTHING;
  if (before !== NOTHING) replaceObject(b, holder, before, withoutProperty(b, before, name, target), [], target);
}

/**
 * An object was changed as a whole: where it is a variable of this function, or a property of one, that has a new
 * version. Others that hold it see what was added.
 */
export function replaceObject(
  b: GraphBuilder,
  target: Node,
  before: number,
  after: number,
  added: readonly number[],
  site: Node,
): void {
  const at = unwrap(target);
  const binding = at.type === 'Identifier' ? b.scopes.bindingOf.get(at) : undefined;
  if (binding && b.isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
    const isSeenElsewhere = (b.aliases.get(before) ?? 0) > 1 || binding.captured || b.graph.role[before] !== 'variable';
    const version = b.node(site, 'variable', binding.name);
    b.graph.writtenAs.set(version, { before, names: [], value: NOTHING });
    b.copy(after, version);
    if (isSeenElsewhere) for (const value of added) b.graph.addEdge(value, before, 'members');
    b.define(binding, version);
    return;
  }
  for (const value of added) b.graph.addEdge(value, before, 'members');
  if (at.type === 'MemberExpression') {
    const name = b.propertyName(at);
    if (name !== ANY) storeProperty(b, unwrap(at.object), name, after, site);
  }
}
