import { type Node, nameOf, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { Environment, joinInto } from '../environment.ts';
import type { Refinement } from '../refinements.ts';
import { isRepeatable } from '../repeatedCalls.ts';
import { ALL_BITS, NOTHING } from '../valueFlowGraph.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { thisNode } from './ownSelf.ts';

export function inBranch(b: GraphBuilder, run: () => void, refinements: readonly Refinement[] = []): Environment {
  const before = b.env;
  const branch = new Environment(before);
  b.env = branch;
  refineValues(b, refinements);
  run();
  b.env = before;
  return branch;
}

export function joinBranches(b: GraphBuilder, branches: readonly Environment[], ast: Node): void {
  joinInto(b.env, branches, (nodes, binding) => b.merge(nodes, ast, binding?.name));
}

/** The environment as it is now, as a branch of `base`: later writes on the way there do not change it. */
export function snapshot(b: GraphBuilder, base: Environment): Environment {
  const now = new Environment(base);
  for (let at: Environment | undefined = b.env; at && at !== base; at = at.parent) {
    for (const [binding, node] of at.definitions) if (!now.definitions.has(binding)) now.definitions.set(binding, node);
    for (const [key, found] of at.properties) if (!now.properties.has(key)) now.properties.set(key, found);
  }
  return now;
}

export function refineValues(b: GraphBuilder, refinements: readonly Refinement[]): void {
  for (const refinement of refinements) {
    if (refinement.clears === 0 && !refinement.pending && !refinement.among) continue;
    const target = unwrap(refinement.target);
    if (refinement.names) {
      const object = propertyKey(b, target);
      if (object === undefined) continue;
      let key = object;
      let before = b.expression(target);
      for (const name of refinement.names) {
        key += `.${name}`;
        before = guardedNode(b, key) ?? b.load(before, name, target);
      }
      if (before !== NOTHING)
        b.env.properties.set(key, { node: guardNode(b, before, refinement, target), epoch: b.epoch });
    } else if (target.type === 'Identifier') {
      const binding = b.scopes.bindingOf.get(target);
      if (!binding || (binding.writtenByInner && binding.writes.length > 1)) continue;
      const before = b.read(target);
      if (before === NOTHING) continue;
      const guarded = guardNode(b, before, refinement, target);
      b.env.definitions.set(binding, guarded);
      keepProperties(b, before, guarded);
      if (refinement.among) b.graph.namesAt.set(guarded, refinement.among);
      for (const name of refinement.except ?? [])
        b.env.properties.set(`${guarded}.${name}`, { node: b.load(before, name, target), epoch: b.epoch });
    } else if (target.type === 'MemberExpression' || target.type === 'CallExpression') {
      const key = propertyKey(b, target);
      const known = key === undefined ? NOTHING : guardedNode(b, key);
      const before =
        known ?? (target.type === 'CallExpression' ? b.graph.nodeOf.get(target) : b.expression(target)) ?? NOTHING;
      if (key === undefined || before === NOTHING) continue;
      b.env.properties.set(key, { node: guardNode(b, before, refinement, target), epoch: b.epoch });
    }
  }
}

/** What is known of the properties of a value is known of them after a test of the value. */
function keepProperties(b: GraphBuilder, before: number, after: number): void {
  const start = `${before}.`;
  for (let at: Environment | undefined = b.env; at; at = at.parent) {
    for (const [key, known] of [...at.properties]) {
      if (!key.startsWith(start)) continue;
      const kept = `${after}.${key.slice(start.length)}`;
      if (!b.env.properties.has(kept)) b.env.properties.set(kept, known);
    }
  }
}

function guardNode(b: GraphBuilder, before: number, refinement: Refinement, ast: Node): number {
  const node = b.node(ast, 'guard');
  b.graph.guardedFrom.set(node, before);
  const edge = b.graph.addEdge(before, node, 'copy', '', ALL_BITS & ~refinement.clears);
  if (refinement.pending) b.graph.pendingGuards.push({ edge, from: before, ...refinement.pending });
  return node;
}

/** Stands in the name of what a call says, before what it was asked. */
export const SAID = '()';

/** A name for a chain of properties from a definition, by which a guard on it is remembered. */
export function propertyKey(b: GraphBuilder, member: Node): string | undefined {
  const at = unwrap(member);
  if (at.type === 'Identifier') return `${b.read(at)}`;
  if (at.type === 'ThisExpression') return `this${thisNode(b)}`;
  if (isRepeatable(at)) {
    const [argument] = at.arguments;
    const callee = propertyKey(b, at.callee);
    return callee === undefined ? undefined : `${callee}${SAID}${nameOf(argument) ?? ''}`;
  }
  if (at.type !== 'MemberExpression') return undefined;
  const name = b.propertyName(at);
  const object = name === ANY ? undefined : propertyKey(b, at.object);
  return object === undefined ? undefined : `${object}.${name}`;
}

export function guardedNode(b: GraphBuilder, key: string): number | undefined {
  const found = b.env.property(key);
  if (!found) return undefined;
  const name = key.includes(SAID) ? SAID : key.slice(key.lastIndexOf('.') + 1);
  return (b.lastStore.get(name) ?? 0) > found.epoch ? undefined : found.node;
}

/** Keeps the values that a test asks for: `if (table[name])`, `if (!found)`. */
export function recordTest(b: GraphBuilder, test: Node): void {
  let ast = unwrap(test);
  while (ast.type === 'UnaryExpression' && ast.operator === '!') ast = unwrap(ast.argument);
  if (ast.type === 'LogicalExpression') {
    recordTest(b, ast.left);
    recordTest(b, ast.right);
    return;
  }
  if (ast.type !== 'Identifier' && (ast.type !== 'MemberExpression' || !ast.computed)) return;
  const value = b.graph.nodeOf.get(ast);
  if (value !== undefined && value !== NOTHING) b.graph.tests.push({ value, ast });
}
