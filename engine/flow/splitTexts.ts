import type { Constants } from '../semantics/constants.ts';
import { type Node, nameOf, unwrap } from '../syntax/nodes.ts';
import { kindsClearedByRejoining, kindsClearedBySplitting } from './replacement.ts';
import type { TaintBits } from './taintKind.ts';

/** The constant at which a text was split into the list that an expression is. */
function separatorOf(list: Node, constants: Constants): string | undefined {
  const call = unwrap(constants.resolve(list));
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || nameOf(call.callee) !== 'split')
    return undefined;
  const [separator] = call.arguments;
  if (!separator) return undefined;
  const constant = constants.constantOf(separator);
  if (typeof constant === 'string') return constant;
  // Either slash, and the system's own: what is not one of them is a name.
  const isSlash = typeof constant === 'object' && /^(?:\[[\\/]+\]|\\\/)\+?$/.test(constant?.regex ?? '');
  return isSlash || nameOf(separator) === 'sep' ? '/' : undefined;
}

/** Kinds that an element of a list no longer has, where the list is a text that was split. */
export function kindsClearedInElements(list: Node, constants: Constants): TaintBits {
  const separator = separatorOf(list, constants);
  return separator ? kindsClearedBySplitting(separator) : 0;
}

/** Kinds that a text no longer has that was split at one constant and joined by another. */
export function kindsClearedByJoining(list: Node, joiner: Node | undefined, constants: Constants): TaintBits {
  const separator = separatorOf(list, constants);
  const between = joiner ? constants.constantOf(joiner) : ',';
  return separator && typeof between === 'string' ? kindsClearedByRejoining(separator, between) : 0;
}
