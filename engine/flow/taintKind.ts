/**
 * A taint kind is a way to be dangerous. A source sets all kinds that its shape allows, a sanitizer clears those it is
 * good for, a sink asks for some. One propagation serves all rules, since a set of kinds is one machine word.
 */

const KINDS = [
  'shell-command', // text that a shell reads
  'argument', // an element of an argument list
  'program', // the name of a program or module to run
  'code', // JavaScript text
  'sql-value', // text in the place of a value in a query
  'sql-identifier', // text in the place of a name in a query
  'way-up', // the way out of a folder: `..` in a file's path
  'whole-path', // a file's path from the root, which needs no way up
  'html-text', // text between tags
  'html-attribute', // text in a quoted attribute
  'url-scheme', // the scheme of a URL
  'url-host', // the host of a URL
  'url-path', // the path of a URL
  'header', // a header's value: CR and LF
  'log', // a line of a log
  'regex', // the text of a regular expression
  'object-key', // the name of a property
  'object-shape', // an object or array where a string was expected
  'size', // a number that costs time or memory
  'long-text', // text as long as its sender likes
  'template', // the text of a template
  'ldap', // text in an LDAP filter or name
  'xpath', // text in an XPath query
  'xml', // a document that may declare entities
  'serialized', // text that is turned back into objects of any class
  'secret', // randomness that an attacker can guess
  'chosen-object', // an object that a name from outside chose: the prototype of all objects, when the name is `__proto__`
] as const;

/** A way to be dangerous. `path` is both parts of it, for a file's path. */
export type TaintKind = (typeof KINDS)[number] | 'path';

/** A set of taint kinds, one bit a kind, in one 32-bit word. */
export type TaintBits = number;

const BIT = new Map<TaintKind, TaintBits>(KINDS.map((kind, index) => [kind, 1 << index]));
const PATH: TaintBits = BIT.get('way-up')! | BIT.get('whole-path')!;
BIT.set('path', PATH);

/** The set of exactly these kinds, as a sink asks for them. */
export function exactBitsOf(kinds: readonly TaintKind[]): TaintBits {
  return kinds.reduce((bits, kind) => bits | (BIT.get(kind) ?? 0), 0);
}

/** The name of a property, and what it chooses. */
export const KEY: TaintBits = exactBitsOf(['object-key']);
export const CHOSEN: TaintBits = exactBitsOf(['chosen-object']);

/**
 * The set of these kinds, as data brings them or a test takes them away: what can be a name can choose an object, so
 * that both come and go together. Only the object that a name chose is one without being the other.
 */
export function bitsOf(kinds: readonly TaintKind[]): TaintBits {
  const bits = exactBitsOf(kinds);
  return (bits & KEY) === 0 ? bits : bits | CHOSEN;
}

/** True for an object that a name from outside chose. */
export function isChosen(bits: TaintBits): boolean {
  return (bits & (KEY | CHOSEN)) === CHOSEN;
}

/** The kinds in this set, in their declared order. */
export function kindsOf(bits: TaintBits): TaintKind[] {
  return KINDS.filter((kind) => (bits & BIT.get(kind)!) !== 0).flatMap((kind): TaintKind[] => {
    if ((bits & PATH) !== PATH || (BIT.get(kind)! & PATH) === 0) return [kind];
    return kind === 'way-up' ? ['path'] : [];
  });
}

/** Guessable randomness is no input from outside: only its own sources set it. */
const SECRET = bitsOf(['secret']);

/** Everything that a value of any shape from outside can do. */
export const ALL_KINDS: TaintBits = bitsOf(KINDS) & ~SECRET;

/** What text from outside can do: all but to be an object. */
export const TEXT_KINDS: TaintBits = ALL_KINDS & ~bitsOf(['object-shape']);

/** What a number from outside can do. */
export const NUMBER_KINDS: TaintBits = bitsOf(['size']);
