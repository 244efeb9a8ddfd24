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
