/**
 * Which of the words that were found are names of secrets. Most are not (`monkey`, `author`, `tokenize`), so text alone
 * decides first, and trees and documents are read only for the rest.
 */
import { namesPhrase, secretName } from './secretName.ts';

/** Longer words are data. */
const LONGEST = 120;

/**
 * The offsets of names of secrets, ascending.
 * @param starts where the words stand that such names hold, in any order
 * @param isCode only names near a literal count, since a name of code is mostly the name of a variable
 */
export function namesOfSecrets(text: string, starts: readonly number[], isCode: boolean): number[] {
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
    if (expected !== 'nothing' && (!isCode || isNearLiteral(text, from, to, LITERALS[expected]))) found.push(start);
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
const BEHIND = 80;

function isNearLiteral(text: string, from: number, to: number, literal: RegExp): boolean {
  if (getsValue(text, from, to) && hasLiteral(text, from, to, literal)) return true;
  // `'…' === password`
  if (!/[=!]=\s{0,4}[\w$.]{0,60}$/.test(text.slice(Math.max(0, from - 70), from))) return false;
  for (let at = Math.max(0, from - BEHIND); at < from; at++) if (isQuote(text.charCodeAt(at))) return true;
  return false;
}

/** True when what follows a name can give it a value: not in `key.length`, `key => …`, nor in most arguments and prose. */
function getsValue(text: string, from: number, to: number): boolean {
  const end = Math.min(text.length, to + 20);
  let isQuoted = false;
  for (let at = to; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) isQuoted = true;
    // `]` and white space
    else if (isBlank(code) || code === 93) continue;
    else if (code === 61) return text.charCodeAt(at + 1) !== 62;
    // `:`, `|`, `?`, `!`
    else if (code === 58 || code === 124 || code === 63 || code === 33) return true;
    // `,` after a quoted name, `(` after a function's name, and the parameters of a function
    else if (code === 44 && isQuoted) return true;
    else if (code === 40) return text.startsWith('set', from);
    else if (code === 44 || code === 41) return isParameter(text, from);
    else return false;
  }
  return false;
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
    if (code === 123) return isParameter(text, from);
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

/** The offsets in pieces of a sum: `'ghp_…' + '…'`. Only there a token can stand in pieces. Ascending. */
export function piecesOfSums(text: string, starts: readonly number[]): number[] {
  return starts.filter((start) => goesOn(text, start) || cameBefore(text, start)).sort((a, b) => a - b);
}

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
      if (!isBlank(before)) return before === 43;
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
      if (!isBlank(next)) return next === 43;
    }
  }
  return false;
}
