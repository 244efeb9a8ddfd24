import { wordsOf } from '../semantics/names.ts';
import { isFunction, type Node, nameOf, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';

/** So many words say what a condition is about. */
const MAX_WORDS = 40;

/**
 * Collects the words of what is missing, false or other than asked for when a condition has this outcome. Of
 * `!user || user.role !== 'admin'` that holds these are the user and the role; of `isLoginDisabled` that holds, nothing:
 * who is refused for what is there, was not asked for it.
 */
export function missingWhen(test: Node, holds: boolean, words: Set<string>): void {
  const node = unwrap(test);
  switch (node.type) {
    case 'UnaryExpression':
      if (node.operator === '!') missingWhen(node.argument, !holds, words);
      return;
    case 'LogicalExpression':
      missingWhen(node.left, holds, words);
      missingWhen(node.right, holds, words);
      return;
    case 'AwaitExpression':
      missingWhen(node.argument, holds, words);
      return;
    case 'BinaryExpression':
      missingInComparison(node.operator, node.left, node.right, holds, words);
      return;
    default:
      // `isGuest(user)` and `notSignedIn` say by themselves that something is missing, and their opposite that it is there.
      if (holds === isNegative(nameOf(node.type === 'CallExpression' ? node.callee : node))) wordsIn(node, words);
  }
}

/** True when a condition with this outcome asks for something to be there besides: of `isMaster && !isKnown(ip)`, a master. */
export function isNarrowed(test: Node, holds: boolean): boolean {
  const node = unwrap(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') return isNarrowed(node.argument, !holds);
  if (node.type !== 'LogicalExpression' || node.operator === '??') return false;
  const sides = [node.left, node.right];
  const areAllNeeded = (node.operator === '&&') === holds;
  if (!areAllNeeded) return sides.every((side) => isNarrowed(side, holds));
  return sides.some((side) => {
    const words = new Set<string>();
    missingWhen(side, holds, words);
    return (words.size === 0 && !isOfList(side)) || isNarrowed(side, holds);
  });
}

/** True for what asks whether a list is empty: of `rights.length > 0 && …` whoever named the rights decides, and no caller. */
function isOfList(test: Node): boolean {
  const node = unwrap(test);
  return nameOf(node.type === 'BinaryExpression' ? unwrap(node.left) : node) === 'length';
}

const NEGATIVE = new Set([
  ...['not', 'no', 'cannot', 'missing', 'invalid', 'unknown', 'guest', 'anonymous', 'unauthorized', 'unauthenticated'],
]);

function isNegative(name: string | undefined): boolean {
  const words = name === undefined ? [] : wordsOf(name);
  return NEGATIVE.has((words[0] === 'is' || words[0] === 'has' ? words[1] : words[0]) ?? '');
}

function missingInComparison(operator: string, left: Node, right: Node, holds: boolean, words: Set<string>): void {
  const isEquality = /^[!=]==?$/.test(operator);
  if (!isEquality) {
    // A level that is too low, which a constant may stand before; `in` and `instanceof` when they do not hold.
    const isLess = operator.startsWith('<') !== (unwrap(left).type === 'Literal');
    const isLow = /^[<>]=?$/.test(operator) ? isLess === holds : !holds;
    if (isLow) for (const side of [left, right]) wordsIn(side, words);
    return;
  }
  const isEqual = operator.startsWith('=') === holds;
  const isNothing = [left, right].some((side) => standsForNothing(unwrap(side)));
  if (isEqual === isNothing) for (const side of [left, right]) wordsIn(side, words);
}

function standsForNothing(node: Node): boolean {
  if (node.type === 'Literal') return !node.value || node.value === 'undefined';
  return nameOf(node) === 'undefined' || (node.type === 'UnaryExpression' && node.operator === 'void');
}

/** Collects the words of the names, and of the short texts, in an expression or a statement. */
export function wordsIn(node: Node, words: Set<string>): void {
  if (words.size > MAX_WORDS) return;
  if (node.type === 'Identifier') for (const word of wordsOf(node.name)) words.add(word);
  else if (node.type === 'Literal' && typeof node.value === 'string' && node.value.length < 24)
    for (const word of wordsOf(node.value)) words.add(word);
  else if (!isFunction(node)) forEachChild(node, (child) => wordsIn(child, words));
}
