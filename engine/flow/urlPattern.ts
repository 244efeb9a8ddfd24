import { bitsOf, type TaintBits } from './taintKind.ts';

const HOST = bitsOf(['url-host', 'url-scheme']);
const SCHEME = bitsOf(['url-scheme']);

/** A scheme and a host without any freedom, and what ends a host: `^https://example\.com/`, `^https?://a\.b(/|$)`. */
const FIXED_HOST = /^\^[a-z]+(?:s\?)?:\\?\/\\?\/(?:[\w-]|\\\.|\\-)+(?:\\?\/|\(\?:\\?\/\|\$\)|\(\\?\/\|\$\)|\$)/;

/** A scheme without any freedom but plain or secure. */
const FIXED_SCHEME = /^\^(?:\(\?:)?https?\??:/;

/** A slash and then a character that cannot make it `//` or `/\`. */
const ONE_SLASH = /^\^\\?\/(?:\(\?!\[([^\]]*)\]\)|\[([^\]^](?:[^\]\\]|\\.)*)\](?![*?{])|[\w]|\\w(?![*?{]))/;

/**
 * What the beginning of a pattern says of the URL that matches it.
 * @param source the pattern's text
 * @param flags its flags; with `m` the beginning is that of a line, with `g` or `y` a test has a memory: both say nothing
 */
export function kindsClearedByUrlPattern(source: string, flags: string): TaintBits {
  if (/[mgy]/.test(flags)) return 0;
  if (FIXED_HOST.test(source)) return HOST;
  if (FIXED_SCHEME.test(source)) return SCHEME;
  const slash = ONE_SLASH.exec(source);
  if (!slash) return /^\^\\?\//.test(source) ? SCHEME : 0;
  const [, refused, allowed] = slash;
  if (refused !== undefined) return refused.includes('/') && refused.includes('\\\\') ? HOST : SCHEME;
  if (allowed !== undefined) return allowed.includes('/') || allowed.includes('\\\\') ? SCHEME : HOST;
  return HOST;
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
