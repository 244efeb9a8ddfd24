import type { SinkMatch } from '../../../engine/rule.ts';

/** The URL of the page, of its document or of the page before, and its path. */
const OWN_URL =
  /^global\.(?:Location#(?:href|pathname|toString\(\))|Document#(?:URL|documentURI|baseURI|referrer)|HashChangeEvent#(?:newURL|oldURL))$/;

/** Methods that cut a part out of a text, which can then be any text. */
const CUTS = new Set([
  'at',
  'exec',
  'get',
  'getAll',
  'match',
  'matchAll',
  'pop',
  'shift',
  'slice',
  'split',
  'substr',
  'substring',
]);

/**
 * True when the data is the URL of the page as a whole or its beginning: it has the page's own scheme, and only what is cut
 * out of it may start with another one.
 */
export function isWholePageUrl({ sourceEntity, through }: SinkMatch): boolean {
  if (!OWN_URL.test(sourceEntity)) return false;
  // `href.split('#')[0]` is its beginning.
  return through.every((name, index) => !CUTS.has(name) || (name === 'split' && through[index + 1] === '0'));
}
