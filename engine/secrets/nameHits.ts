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
    if (speaksOfSecret(text.slice(from, to)) && (!isCode || isNearLiteral(text, from, to))) found.push(start);
  }
  return found;
}

const known = new Map<string, boolean>();
const MOST_KNOWN = 5000;

function speaksOfSecret(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const verdict =
    secretName(name) !== undefined ||
    namesPhrase(name) ||
    /authorization$/i.test(name) ||
    // `setPassword(…)` sets a password.
    (/^set[A-Z]/.test(name) && secretName(name.slice(3)) !== undefined);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, verdict);
  return verdict;
}

/** How far a literal can stand from the name that it gets, choices and calls between them included. */
const AHEAD = 240;
const BEHIND = 80;

function isNearLiteral(text: string, from: number, to: number): boolean {
  const end = Math.min(text.length, to + AHEAD);
  for (let at = to; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) return true;
    // The end of a statement, of an object, of a list of parameters, whose function may be called with one.
    if (code === 59 || code === 125) break;
    if (code === 123) return /function\b[^{}]{0,200}$/.test(text.slice(Math.max(0, from - 220), from));
  }
  // `'…' === password`
  if (!/[=!]=\s{0,4}[\w$.]{0,60}$/.test(text.slice(Math.max(0, from - 70), from))) return false;
  for (let at = Math.max(0, from - BEHIND); at < from; at++) if (isQuote(text.charCodeAt(at))) return true;
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
