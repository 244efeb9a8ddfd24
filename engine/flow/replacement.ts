import type { Constants } from '../semantics/constants.ts';
import { type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';
import { kindsThatPassInto } from './holeContext.ts';
import { kindsClearedByPattern } from './patternGuard.ts';
import { bitsOf, type TaintBits, type TaintKind } from './taintKind.ts';
import { ALL_BITS, type CallSite } from './valueFlowGraph.ts';

/** Characters that a kind of danger cannot do without: when all of them are gone, so is the danger. */
const ESSENTIAL: readonly (readonly [TaintKind, readonly string[]])[] = [
  ['html-text', ['<']],
  ['html-attribute', ['"', "'"]],
  ['header', ['\r', '\n']],
  ['log', ['\r', '\n']],
  ['ldap', ['(', ')', '*']],
];

/** The characters that a regular expression must have lost to be plain text. */
const REGEX_SYNTAX = ['.', '*', '+', '?', '^', '$', '(', ')', '[', ']', '{', '}', '|', '\\'];

/**
 * What a text can no longer do after `text.replace(pattern, replacement)`: a global replacement of a class of characters
 * takes these out, one of the complement of a class leaves only the class.
 */
export function kindsClearedByReplacement(call: CallSite, constants: Constants): TaintBits {
  const pattern = constants.constantOf(call.argumentNodes[0]);
  const replacement = constants.constantOf(call.argumentNodes[1]);
  if (call.method === 'replaceAll' && typeof pattern === 'string') {
    return pattern === '..' ? WAY_UP : clearedWithout([pattern], replacement);
  }
  if (typeof pattern !== 'object' || pattern === null) return 0;
  const { regex } = pattern;
  if (LEADING_DOTS.test(regex) && replacement === '' && isNormalized(call, constants)) return WAY_UP;
  if (!pattern.flags.includes('g')) return 0;
  if (regex === "'" && typeof replacement === 'string' && SHELL_QUOTE.has(replacement) && isQuoted(call.ast))
    return bitsOf(['shell-command']);
  if (DOUBLE_DOTS.test(regex)) return WAY_UP;
  const kept = keptBy(regex);
  if (kept !== undefined) {
    // Only the class remains, and what is put in the place of the rest.
    if (typeof replacement !== 'string') return 0;
    return kindsClearedByPattern(
      `^[${kept}${replacement.replace(/[\]\\^-]/g, '\\$&')}]*$`,
      pattern.flags.replace('g', ''),
    );
  }
  const removed = removedBy(regex);
  return removed ? clearedWithout(removed, replacement) : 0;
}

/** What a replacement can no longer do by what stands before it: `'/user/:name'.replace(':name', name)`. */
export function kindsClearedByPlace(call: CallSite, constants: Constants): TaintBits {
  const { ast, argumentNodes } = call;
  if (ast.type !== 'CallExpression' || ast.callee.type !== 'MemberExpression') return 0;
  const [first] = constants.piecesOf(ast.callee.object);
  const pattern = constants.constantOf(argumentNodes[0]);
  if (typeof first !== 'string' || typeof pattern !== 'string') return 0;
  const place = first.indexOf(pattern);
  return ALL_BITS & ~kindsThatPassInto(place < 0 ? first : first.slice(0, place), true);
}

/** What a text can no longer do that is refused where it has something that matches a pattern. */
export function kindsClearedByRefusal(regex: string, flags: string): TaintBits {
  if (DOUBLE_DOTS.test(regex) || /^\\\.\\\.(?:\\?\/|\[\\?\/\\\\\]|\[\\\\\\?\/\])$/.test(regex)) return WAY_UP;
  const kept = keptBy(regex);
  if (kept !== undefined) return kindsClearedByPattern(`^[${kept}]*$`, flags.replace(/[gy]/g, ''));
  const removed = removedBy(regex);
  return removed ? clearedWithout(removed, '') | (removed.includes('/') ? bitsOf(['whole-path']) : 0) : 0;
}

/** What the elements can no longer do of a text that is split at a constant: there is no such text in them. */
export function kindsClearedBySplitting(separator: string): TaintBits {
  // No dot is left in what stands between dots, and no way up without two.
  const cleared = separator === '/' ? bitsOf(['path']) : separator === '.' ? WAY_UP : 0;
  return clearedWithout([separator], '') | cleared;
}

/** What a text can no longer do that is split at a constant and joined by another one. */
export function kindsClearedByRejoining(separator: string, joiner: string): TaintBits {
  return separator === '..' ? WAY_UP : clearedWithout([separator], joiner);
}

const WAY_UP = bitsOf(['way-up']);

const DOUBLE_DOTS = /^\\\.\\\.$|^\\\.\{2,?\}$|^\\\.\\\.\+$/;

/** The class of characters of which a pattern matches all others. */
function keptBy(regex: string): string | undefined {
  const complement = /^\\([WD])\+?$/.exec(regex)?.[1];
  return complement ? `\\${complement.toLowerCase()}` : /^\[\^((?:[^\]\\]|\\.)*)\]\+?$/.exec(regex)?.[1];
}

/** The single characters, or short texts, that a pattern matches. */
function removedBy(regex: string): string[] | undefined {
  const removed =
    /^\[((?:[^\]\\^]|\\.)(?:[^\]\\]|\\.)*)\]\+?$/.exec(regex)?.[1] ??
    (/^(?:[^\\()[\]{}|.*+?^$]|\\[nr\\/"'<>&.])\+?$/.test(regex) ? regex : undefined);
  const alternatives =
    /^\(?:?((?:[^\\()[\]{}|.*+?^$]|\\[nr])(?:\|(?:[^\\()[\]{}|.*+?^$]|\\[nr]|\\r\\n|\\r\?\\n))+)\)?$/.exec(regex)?.[1];
  return removed === undefined && alternatives === undefined
    ? undefined
    : charactersIn(removed ?? alternatives!.replaceAll('|', ''));
}

/** `normalize(x).replace(/^(\.\.[/\\])+/, '')`: after normalising, all ways up stand in front. */
const LEADING_DOTS = /^\^\(\??:?\\\.\\\.(?:\\?\/|\[\\?\/\\\\\]|\[\\\\\\?\/\]|\((?:\?:)?\\?\/\|\\\\(?:\|\$)?\))\)[+*]$/;

function isNormalized(call: CallSite, constants: Constants): boolean {
  if (call.ast.type !== 'CallExpression' || call.ast.callee.type !== 'MemberExpression') return false;
  const made = constants.resolve(call.ast.callee.object);
  return made.type === 'CallExpression' && nameOf(made.callee) === 'normalize';
}

/** How a quote is written inside quotes: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
const SHELL_QUOTE = new Set([`'\\''`, `'"'"'`]);

/** True when a value stands between single quotes in a template or a sum. */
function isQuoted(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'TemplateLiteral') {
    const index = parent.expressions.indexOf(node as TSESTree.Expression);
    const [before, after] = parent.quasis.slice(index, index + 2);
    return before?.value.cooked?.endsWith("'") === true && after?.value.cooked?.startsWith("'") === true;
  }
  const endsWithQuote = (each: Node) =>
    each.type === 'Literal' && typeof each.value === 'string' && each.value.endsWith("'");
  if (parent?.type !== 'BinaryExpression' || parent.right !== node) return false;
  const next =
    parent.parent.type === 'BinaryExpression' && parent.parent.left === parent ? parent.parent.right : undefined;
  const left = parent.left.type === 'BinaryExpression' ? parent.left.right : parent.left;
  return endsWithQuote(left) && next?.type === 'Literal' && String(next.value).startsWith("'");
}

/** A replacement by a function or an unknown text may bring the characters back; an escaper's table does not. */
function clearedWithout(removed: readonly string[], replacement: unknown): TaintBits {
  const gone = new Set(
    removed.filter((character) => typeof replacement !== 'string' || !replacement.includes(character)),
  );
  const cleared: TaintKind[] = ESSENTIAL.filter(([, needed]) => needed.every((character) => gone.has(character))).map(
    ([kind]) => kind,
  );
  if (
    typeof replacement === 'string' &&
    replacement.startsWith('\\') &&
    REGEX_SYNTAX.every((character) => removed.includes(character))
  )
    cleared.push('regex');
  return bitsOf(cleared);
}

function charactersIn(text: string): string[] {
  const characters: string[] = [];
  for (const [unit] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    const escaped = unit.length > 1 ? unit[1]! : unit;
    if (unit === '\\n' || unit === '\\r') characters.push(unit === '\\n' ? '\n' : '\r');
    else if (unit === '\\s') characters.push(' ', '\t', '\r', '\n');
    else characters.push(escaped);
  }
  return characters;
}
