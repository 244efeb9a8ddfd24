import { bitsOf, type TaintBits } from './taintKind.ts';
import { fixesHost } from './urlPattern.ts';
import { ALL_BITS } from './valueFlowGraph.ts';

const HOST_AND_SCHEME = bitsOf(['url-host', 'url-scheme']);
const SCHEME = bitsOf(['url-scheme']);
const WHOLE_PATH = bitsOf(['whole-path']);
const URL_PATH = bitsOf(['url-path']);
/** Schemes that do harm or lead elsewhere: what is no beginning of one cannot become one. */
const SCHEMES = ['javascript', 'data', 'vbscript', 'https', 'file', 'ftp', 'wss', 'blob', 'about', 'mailto', 'tel'];
/** Becoming part of a text, an object is no object any more, and a number no size. */
const TEXT_LOSES = bitsOf(['object-shape', 'size', 'program']);

/**
 * The kinds that survive when a value becomes a part of a text, by what stands before it there: behind a fixed scheme
 * and host it can no longer choose where a request goes.
 * @param before constant text before the hole, back to the start of the text or to the hole before
 * @param isFirst no other hole stands before this one
 * @param isHostFixed what stands before the hole before has fixed the host
 */
export function kindsThatPassInto(before: string, isFirst: boolean, isHostFixed = false): TaintBits {
  let cleared = before === '' && isFirst ? bitsOf(['object-shape', 'size']) : TEXT_LOSES;
  if (isFirst) {
    if (fixesHost(before) || /^(?:\/[^/\\]|\.{1,2}\/|[?#])/.test(before)) cleared |= HOST_AND_SCHEME;
    else if (/^[a-z][a-z\d+.-]*:/i.test(before) || /^[^a-z\s]/i.test(before)) cleared |= SCHEME;
    else if (/^[a-z\d+.-]+[^a-z\d+.:-]/i.test(before)) cleared |= HOST_AND_SCHEME;
    else if (!SCHEMES.some((scheme) => scheme.startsWith(before.trimStart().toLowerCase()))) cleared |= SCHEME;
  } else {
    // What stands before decides the scheme, and the host as well once a separator has ended it.
    cleared |= isHostFixed || /[/?#]/.test(before) ? HOST_AND_SCHEME : SCHEME;
  }
  if (/[?#]/.test(before)) cleared |= URL_PATH;
  if (!isFirst || /[^/\\]/.test(before)) cleared |= WHOLE_PATH;
  return ALL_BITS & ~cleared;
}

/** True when a hole behind which these kinds remain can no longer choose the host. */
export function fixesHostFor(passing: TaintBits): boolean {
  return (passing & HOST_AND_SCHEME) === 0;
}
