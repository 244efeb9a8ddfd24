import { readPattern, type Start, setOf } from './patternReader.ts';
import { bitsOf, type TaintBits } from './taintKind.ts';

const HOST = bitsOf(['url-host', 'url-scheme']);
const SCHEME = bitsOf(['url-scheme']);
const SEPARATORS = setOf('/\\');
const LETTERS = setOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** Signs that a URL parser skips in front of a scheme, or inside of it. */
const SKIPPED = setOf('\0\t\n\r \v\f\b');

/** True when a constant beginning of a URL fixes its host: a scheme, a host, and what ends it. */
export function fixesHost(prefix: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]+[/?#]/i.test(prefix);
}

/**
 * What the beginning of a pattern says of the URL that matches it.
 * @param source the pattern's text
 * @param flags its flags; with `m` the beginning is that of a line, so that it says nothing
 */
export function kindsClearedByUrlPattern(source: string, flags: string): TaintBits {
  const part = readPattern(source, flags);
  if (!part?.isBoundAtStart) return 0;
  let cleared = HOST;
  for (const start of part.starts) cleared &= clearedByStart(start);
  return cleared;
}

function clearedByStart({ text, next, isEnd }: Start): TaintBits {
  if (fixesHost(isEnd ? `${text}/` : text)) return HOST;
  if (/^(?:\/[^/\\]|\.{1,2}\/|[?#])/.test(text) || /^[a-z\d+.-]+[^a-z\d+.:-]/i.test(text)) return HOST;
  if (text === '/' && (isEnd || (next & SEPARATORS) === 0n)) return HOST;
  if (/^(?!(?:javascript|data|vbscript):)[a-z][a-z\d+.-]*:/i.test(text) || /^[^a-z\s]/i.test(text)) return SCHEME;
  return text === '' && (next & (LETTERS | SKIPPED)) === 0n ? SCHEME : 0;
}

/** A host of one's own at the end, and before it the beginning or a dot: `^([a-z]+\.)*example\.com$`, `\.example\.com$`. */
const HOST_AT_END = /(?:^\^|\\\.|\(\??:?\^\|\\\.\)|\(\??:?\\\.\|\^\)|\\\.\)[*?+])(?:[a-z\d-]+\\\.)+[a-z]{2,}\$$/i;

/**
 * True when a host that matches a pattern is one of the author's.
 * @param source the pattern's text
 * @param flags its flags
 */
export function isHostPattern(source: string, flags: string): boolean {
  if (/[mgy]/.test(flags) || !HOST_AT_END.test(source)) return false;
  // Another branch of the whole pattern may end otherwise.
  let outside = source;
  for (let inner = ''; inner !== outside; ) {
    inner = outside;
    outside = inner.replace(/\([^()]*\)/g, '');
  }
  return !outside.includes('|');
}
