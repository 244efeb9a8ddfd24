import { isFunction, type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import type { Binding, Scopes } from './scopes.ts';

/** The initialiser of a variable that is written once and by a plain declaration; undefined otherwise. */
export function initializerOf(binding: Binding): Node | undefined {
  if (binding.writes.length !== 1) return undefined;
  const declarator = binding.declaration;
  if (declarator.type !== 'VariableDeclarator') return undefined;
  if (declarator.id.type === 'Identifier') return declarator.init ?? undefined;
  return undefined;
}

/** A value is followed under so many other names. */
const MAX_ALIASES = 3;

/** Methods that change the list, set or map that they are called on. */
export const MUTATORS: ReadonlySet<string> = new Set([
  'push',
  'unshift',
  'splice',
  'set',
  'add',
  'delete',
  'clear',
  'fill',
  'copyWithin',
]);

/**
 * True when something changes the value of a variable: a reference writes one of its properties or calls a method that
 * does, here, under another name, or in a function of the module that it is passed to.
 */
export function hasPropertyWrite(binding: Binding, scopes: Scopes, depth = 0): boolean {
  return binding.references.some((reference) => {
    let at: Node = reference;
    while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
    const parent = at.parent;
    if (at !== reference && isTarget(at)) return true;
    if (parent?.type === 'CallExpression') {
      if (parent.callee === at) return at !== reference && MUTATORS.has(nameOf(at) ?? '');
      if (isAssignTarget(at, parent)) return true;
      const parameter = parameterFor(at, parent, scopes);
      return parameter !== undefined && depth < MAX_ALIASES && hasPropertyWrite(parameter, scopes, depth + 1);
    }
    if (parent?.type !== 'VariableDeclarator' || parent.init !== at || parent.id.type !== 'Identifier') return false;
    const alias = scopes.bindingOf.get(parent.id);
    return alias !== undefined && depth < MAX_ALIASES && hasPropertyWrite(alias, scopes, depth + 1);
  });
}

/** True when a member expression is written: assigned, counted up, deleted, or a place in a pattern. */
export function isTarget(member: Node): boolean {
  const parent = member.parent;
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'Property':
      return parent.value === member && parent.parent.type === 'ObjectPattern';
    case 'UnaryExpression':
      return parent.operator === 'delete';
    default:
      return false;
  }
}

/** The parameter that an argument becomes, in a call of a function of this module. */
function parameterFor(argument: Node, call: TSESTree.CallExpression, scopes: Scopes): Binding | undefined {
  const callee = call.callee.type === 'Identifier' ? scopes.bindingOf.get(call.callee) : undefined;
  const fn = callee && (callee.kind === 'function' ? callee.declaration : initializerOf(callee));
  const parameter = isFunction(fn) ? fn.params[call.arguments.indexOf(argument as TSESTree.Expression)] : undefined;
  return parameter?.type === 'Identifier' ? scopes.bindingOf.get(parameter) : undefined;
}

export function isAssignTarget(argument: Node, call: TSESTree.CallExpression): boolean {
  return call.arguments[0] === argument && call.callee.type === 'MemberExpression' && nameOf(call.callee) === 'assign';
}
