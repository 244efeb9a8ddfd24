import { type Node, nameOf, type RuleContext, type SinkMatch, type SourceFacts, unwrap } from '../../../engine/rule.ts';

/** The URL of the page, of its document or of the page before, and its path. */
const OWN_URL =
  /^global\.(?:Location#(?:href|pathname|toString\(\))|Document#(?:URL|documentURI|baseURI|referrer)|HashChangeEvent#(?:newURL|oldURL))$/;

/** True for the URL of a page: it has a scheme of its own, and what another module cut out of it, is not seen here. */
export function isPageUrl({ entity }: SourceFacts): boolean {
  return OWN_URL.test(entity);
}

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
export function isWholePageUrl({ sourceEntity, through, value }: SinkMatch, context: RuleContext): boolean {
  if (!OWN_URL.test(sourceEntity)) return false;
  // `href.split('#')[0]` is its beginning.
  const cuts = through.filter((name, index) => CUTS.has(name) && !(name === 'split' && through[index + 1] === '0'));
  return cuts.length <= beginningsIn(value, context);
}

/** How often an expression takes the beginning of a text: `href.slice(0, end)`. */
function beginningsIn(value: Node, context: RuleContext): number {
  let count = 0;
  for (let at = unwrap(context.resolve(value)); at.type === 'CallExpression'; ) {
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') break;
    if (/^(?:slice|substr|substring)$/.test(nameOf(callee) ?? '') && context.constantOf(at.arguments[0]) === 0) count++;
    at = unwrap(context.resolve(callee.object));
  }
  return count;
}
