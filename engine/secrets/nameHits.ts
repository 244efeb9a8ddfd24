/**
 * Which of the words that were found are names of secrets. Most are not (`monkey`, `author`, `tokenize`), so text alone
 * decides first, and trees and documents are read only for the rest.
 */
import { type Accepts, type Allowance, type Extent, hasConstant, hasConstantBefore } from './nearConstants.ts';
import { namesPhrase, secretName } from './secretName.ts';

/** Longer words are data. */
const LONGEST = 120;

/** What is known of code beside its text. */
export interface CodeFacts {
  /**
   * True when a constant can be the secret of a name, whatever stands around it.
   * @param isProperty it is the value of a property, whose object may be a part of its name
   */
  readonly canBeSecret: (name: string, value: string, isProperty: boolean) => boolean;
  /** True when it can be the argument of a call that is a key. */
  readonly canBeKey: (value: string) => boolean;
  readonly allowance: Allowance;
}

/**
 * The offsets of names of secrets, ascending.
 * @param starts where the words stand that such names hold, in any order
 * @param code only names count that can get such a value, since a name of code is mostly the name of a variable
 */
export function namesOfSecrets(text: string, starts: readonly number[], code: CodeFacts | undefined): number[] {
  const found: number[] = [];
  let seenTo = -1;
  for (const start of [...starts].sort((a, b) => a - b)) {
    // A name can hold several of the words.
    if (start < seenTo) continue;
    let from = start;
    while (from > 0 && start - from < LONGEST && isNamePart(text.charCodeAt(from - 1))) from--;
    let to = start;
    while (to < text.length && to - start < LONGEST && isNamePart(text.charCodeAt(to))) to++;
    seenTo = to;
    const expected = expectedOf(text.slice(from, to));
    if (expected !== 'nothing' && (!code || getsSecret(text, from, to, LITERALS[expected], code))) found.push(start);
  }
  return found;
}

/** What a name can have as its value, as far as `generic.ts` would take it for a secret. */
type Expected = 'nothing' | 'token' | 'word' | 'sentence';

/** What such a value looks like in code; a value in pieces can have short ones. */
const LITERALS: Readonly<Record<Exclude<Expected, 'nothing'>, RegExp>> = {
  token: /["'`][^\s"'`]{8}[^\s"'`]{0,200}|["'`]\s{0,4}\+/,
  word: /["'`][^"'`]{4}/,
  sentence: /["'`][^"'`]{4}/,
};

/** A key that is written as bytes: `= Uint8Array.from([12, 34, …` */
const BYTES = /[=:][^"'`;{}[\]]{0,60}\[\s{0,20}(?:\d{1,3}\s{0,8},\s{0,12}){20}/y;

const known = new Map<string, Expected>();
const MOST_KNOWN = 5000;

function expectedOf(name: string): Expected {
  const before = known.get(name);
  if (before !== undefined) return before;
  // `setPassword(…)` sets a password.
  const meaning = secretName(name) ?? (/^set[A-Z]/.test(name) ? secretName(name.slice(3)) : undefined);
  const isSentence = namesPhrase(name) || /authorization$/i.test(name);
  const signs = meaning?.signs || /^(?:secret|keys?|secretOrKey)$/.test(name);
  const expected = isSentence
    ? 'sentence'
    : !meaning
      ? 'nothing'
      : signs || meaning.family === 'password'
        ? 'word'
        : 'token';
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, expected);
  return expected;
}

/** How far a literal can stand from the name that it gets, choices and calls between them included. */
const AHEAD = 240;

function getsSecret(text: string, from: number, to: number, literal: RegExp, code: CodeFacts): boolean {
  const { allowance } = code;
  const names = spellingsOf(text, from, to);
  const sign = signAfter(text, from, to);
  const letter = text.charAt(sign);
  const accepts = (value: string) => names.some((name) => code.canBeSecret(name, value, false));
  BYTES.lastIndex = sign;
  if (sign !== -1 && BYTES.test(text)) return true;
  if (letter !== '' && hasLiteral(text, from, to, literal)) {
    const isPlainParameter = letter === ')' || (letter === ',' && !isQuote(text.charCodeAt(to)));
    const takes = (value: string) => names.some((name) => code.canBeSecret(name, value, letter === ':'));
    if (!isPlainParameter && hasConstant(text, sign, extentAfter(text, sign), takes, allowance)) return true;
    if (/[),:=?]/.test(letter) && isGivenTo(text, from, accepts, allowance)) return true;
  }
  // `'…' === password`
  const comparison = /(?<=["'`\])])\s{0,4}[=!]==?\s{0,4}[\w$.]{0,60}$/.exec(text.slice(Math.max(0, from - 75), from));
  return comparison !== null && hasConstantBefore(text, from - comparison[0].length, accepts, allowance);
}

function extentAfter(text: string, sign: number): Extent {
  const letter = text.charAt(sign);
  if (letter === '(') return { argument: 0 };
  if (letter === ',') return { commas: 1 };
  return { isCompared: /[=!]/.test(letter) && text.charAt(sign + 1) === '=' };
}

/** The names that a tree or a comment has for what stands here: the word, the text in quotes around it, the path with it. */
function spellingsOf(text: string, from: number, to: number): string[] {
  const names = [text.slice(from, to)];
  const least = Math.max(0, from - LONGEST);
  if (isQuote(text.charCodeAt(to))) {
    const quote = text.lastIndexOf(text.charAt(to), from - 1);
    if (quote >= least && quote < from - 1) names.push(text.slice(quote + 1, to));
  }
  let start = from;
  while (start > least && (text.charCodeAt(start - 1) === 46 || isNamePart(text.charCodeAt(start - 1)))) start--;
  if (start < from) names.push(text.slice(start, to));
  return names;
}

/** Where the sign stands by which a name can get a value: not in `key.length`, `key => …`, nor in most arguments and prose. */
function signAfter(text: string, from: number, to: number): number {
  const end = Math.min(text.length, to + 20);
  let isQuoted = false;
  for (let at = to; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) isQuoted = true;
    // `]` and white space
    else if (isBlank(code) || code === 93) continue;
    else if (code === 61) return text.charCodeAt(at + 1) === 62 ? -1 : at;
    // `:`, `|`, `?`, `!`
    else if (code === 58 || code === 124 || code === 63 || code === 33) return at;
    // `,` after a quoted name, `(` after a function's name, and the parameters of a function
    else if (code === 44 && isQuoted) return isFirstArgument(text, from) ? at : -1;
    else if (code === 40) return text.startsWith('set', from) ? at : -1;
    else if (code === 44 || code === 41) return isParameter(text, from) ? at : -1;
    else return -1;
  }
  return -1;
}

/** True when the text in quotes in which the name stands is the first argument of a call. */
function isFirstArgument(text: string, from: number): boolean {
  return /\(\s{0,40}["'`][^"'`]{0,120}$/.test(text.slice(Math.max(0, from - 165), from));
}

/** How far in front of a parameter its function begins. */
const LONGEST_HEAD = 600;

/** True when a function that has a parameter here is called with such a constant. */
function isGivenTo(text: string, from: number, accepts: Accepts, allowance: Allowance): boolean {
  const head = text.slice(Math.max(0, from - LONGEST_HEAD), from);
  for (const { 0: opening, 1: name, index } of head.matchAll(/\bfunction\s{1,20}([\w$]{1,80})\s{0,20}(?=[(<])/g)) {
    const before = head.slice(index + opening.length);
    if (!isListOpen(before)) continue;
    const last = before.split(',').length - 1;
    // What stands before it may have commas of its own.
    const first = /^\([^<([{]{0,600}$/.test(before) ? last : 0;
    allowance.left -= text.length / 64;
    for (let at = text.indexOf(`${name}(`); at !== -1; at = text.indexOf(`${name}(`, at + 1)) {
      const open = text.indexOf('(', at);
      for (let argument = first; argument <= last; argument++) {
        if (hasConstant(text, open, { argument }, accepts, allowance)) return true;
      }
    }
  }
  return false;
}

/** True when the parenthesis that opens a list is not closed again. */
function isListOpen(list: string): boolean {
  // The parameters of types come first.
  if (list.startsWith('<')) return list.split('(').length > list.split(')').length;
  let depth = 0;
  for (const [sign] of list.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth === 0) return false;
  }
  return true;
}

function isParameter(text: string, from: number): boolean {
  return /function\b[^{}]{0,200}$/.test(text.slice(Math.max(0, from - 220), from));
}

function hasLiteral(text: string, from: number, to: number, literal: RegExp): boolean {
  const end = Math.min(text.length, to + AHEAD);
  for (let at = to; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) {
      const near = text.slice(at, Math.min(text.length, at + AHEAD));
      return literal.test(near) && (literal !== LITERALS.token || /\d|["'`]\s{0,4}\+/.test(near));
    }
    // The end of a statement, of an object, of a list of parameters, whose function may be called with one.
    if (code === 59 || code === 125) return false;
    if (code === 123 && text.charCodeAt(at - 1) !== 61) return isParameter(text, from);
  }
  return false;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** Letters, digits, `_`, `$` and `-`. */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 36
  );
}

/** A token that can be put together from pieces, and its key or password, have no more characters on either side. */
const NEAR_PIECE = 700;

/**
 * The text around a piece of a sum, `'ghp_…' + '…'`, with its pieces joined, and where the piece's start is in it; undefined
 * where nothing is added. Only there a token can stand in pieces.
 */
export function joinedAround(
  text: string,
  start: number,
): { readonly text: string; readonly start: number } | undefined {
  if (!goesOn(text, start) && !cameBefore(text, start)) return undefined;
  const before = text.slice(Math.max(0, start - NEAR_PIECE), start).replace(JOINT, '');
  const after = text.slice(start, start + NEAR_PIECE).replace(JOINT, '');
  return { text: before + after, start: before.length };
}

/** Between two pieces of a sum. */
const JOINT = /["'`)]\s{0,80}\+\s{0,80}(?:\/\/[^\n]{0,200}\n\s{0,80})?["'`(]/g;

/** A piece of a token is no longer. */
const LONGEST_PIECE = 400;

/** True when the text in front of the opening quote is a `+`. */
function cameBefore(text: string, start: number): boolean {
  const least = Math.max(0, start - LONGEST_PIECE);
  for (let at = start - 1; at >= least; at--) {
    const code = text.charCodeAt(at);
    if (code === 10) return false;
    if (!isQuote(code)) continue;
    for (at--; at >= least; at--) {
      const before = text.charCodeAt(at);
      if (!isBlank(before)) return before === 43 && endsConstant(text, at);
    }
  }
  return false;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function goesOn(text: string, start: number): boolean {
  const end = Math.min(text.length, start + LONGEST_PIECE);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return false;
    if (!isQuote(code)) continue;
    for (at++; at < text.length && at < end; at++) {
      const next = text.charCodeAt(at);
      if (!isBlank(next)) return next === 43 && startsConstant(text, at + 1);
    }
  }
  return false;
}

/** True when in front of a `+` there can be a constant: a text, or a sum in parentheses. */
function endsConstant(text: string, plus: number): boolean {
  let at = plus - 1;
  while (isBlank(text.charCodeAt(at))) at--;
  // `/` ends a comment.
  return isQuote(text.charCodeAt(at)) || text.charCodeAt(at) === 41 || text.charCodeAt(at) === 47;
}

/** True when behind a `+` there can be a constant. */
function startsConstant(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return isQuote(text.charCodeAt(at)) || text.charCodeAt(at) === 40 || text.charCodeAt(at) === 47;
}
