import { readPattern, setOf } from './patternReader.ts';
import { ALL_KINDS, bitsOf, type TaintBits, type TaintKind } from './taintKind.ts';

/** Characters without which a kind of danger cannot be made. A kind is cleared when none of them can appear. */
const NEEDED: readonly (readonly [TaintKind, string])[] = [
  ['shell-command', ' ;|&$<>()`\\"\'\n\r\t*?{}[]!#~'],
  ['code', '()[]{}.;=`\'"+*/,:<>&|? \n\r\t'],
  ['sql-value', '\'"`\\;()*/=<>, \n\r\t'],
  ['sql-identifier', '\'"`\\;()*/=<>, \n\r\t'],
  ['html-text', '<&'],
  ['html-attribute', '"\'<>& \n\r\t'],
  ['url-scheme', ':'],
  // A dot is enough for the name of another host.
  ['url-host', '/\\:@?#.'],
  ['url-path', '/\\?#%'],
  ['header', '\r\n'],
  ['log', '\r\n'],
  ['regex', '()[]{}*+?.|^$\\'],
  ['template', '{}<%$#'],
  // https://datatracker.ietf.org/doc/html/rfc4515#section-3 and, for names, https://datatracker.ietf.org/doc/html/rfc4514#section-2.4
  ['ldap', '()*\\\0,+"<>;=#'],
  ['xpath', '\'"()[]|/=<>@*, \n\r\t'],
  // `__proto__`, and `constructor.prototype` where a path of names is read.
  ['object-key', '_.'],
  ['xml', '<&'],
];

/** A list of words clears everything but that a list of one word passes for the word. */
const LISTED = ALL_KINDS & ~bitsOf(['object-shape']);

const DASH = setOf('-');
const SEPARATORS = setOf('/\\');
const COLON = setOf(':');

const NEEDED_SETS = NEEDED.map(([kind, characters]) => [bitsOf([kind]), setOf(characters)] as const);

/**
 * What text that matches a pattern can no longer do. Only a pattern that is bound to both ends of the text says anything.
 * @param source the pattern's text
 * @param flags its flags; with `m` the ends are those of a line, so that it says nothing
 */
export function kindsClearedByPattern(source: string, flags: string): TaintBits {
  const part = readPattern(source, flags);
  if (!part?.isBoundAtStart || !part.isBoundAtEnd) return 0;
  if (part.isListed) return LISTED;
  let cleared = /[*+]|\{\d*,\}/.test(source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'a')) ? 0 : bitsOf(['long-text']);
  for (const [bits, needed] of NEEDED_SETS) if ((part.characters & needed) === 0n) cleared |= bits;
  if ((part.first & DASH) === 0n) cleared |= bitsOf(['argument']);
  // A path starts at the root or at a drive, or goes up by two dots in a row.
  const hasDrive = (part.characters & COLON) !== 0n && (part.characters & SEPARATORS) !== 0n;
  if (!part.dotsCanMeet) cleared |= bitsOf(['way-up']);
  if ((part.first & SEPARATORS) === 0n && !hasDrive) cleared |= bitsOf(['whole-path']);
  return cleared;
}

/** A group of a pattern that captures: its own pattern, and its name where it has one. */
export interface Capture {
  readonly pattern: string;
  readonly name: string | undefined;
}

/** The groups of a pattern that capture, by their opening parentheses. */
export function capturesOf(source: string): readonly Capture[] {
  const captures: { name: string | undefined; start: number; end: number }[] = [];
  const open: (number | undefined)[] = [];
  for (let at = 0, inClass = false; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') {
      const [opening, name] = /^\((?:\?<([^>=!][^>]*)>)?/.exec(source.slice(at))!;
      const isCapturing = source[at + 1] !== '?' || name !== undefined;
      open.push(isCapturing ? captures.length : undefined);
      if (isCapturing) captures.push({ name, start: at + opening.length, end: source.length });
    } else if (character === ')') {
      const index = open.pop();
      if (index !== undefined) captures[index]!.end = at;
    }
  }
  return captures.map(({ name, start, end }) => ({ name, pattern: source.slice(start, end) }));
}

/** What the text of a group can no longer do. A group that repeats another one says nothing by itself. */
export function kindsClearedByCapture(pattern: string, flags: string): TaintBits {
  return /\\[1-9k]/.test(pattern) ? 0 : kindsClearedByPattern(`^(?:${pattern})$`, flags.replace(/[gmy]/g, ''));
}
