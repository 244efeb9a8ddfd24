import type { SinkMatch } from '../../../engine/rule.ts';

/** What models call the URL of the page, of the page before, or its path. */
const OWN_URL = /\((?:the page's URL|the URL's path|the referrer)\)$/;

/** Methods that cut a part out of a text, which can then be any text. */
const CUTS = /^it passes through `(?:at|exec|get|getAll|match|matchAll|pop|shift|slice|split|substr|substring)`$/;

/**
 * True when the data is the URL of the page as a whole or its beginning: it has the page's own scheme, and only what is cut
 * out of it may start with another one.
 */
export function isWholePageUrl({ source, flow }: SinkMatch): boolean {
  if (!OWN_URL.test(source)) return false;
  return flow.steps.every(({ message }, index) => {
    const next = flow.steps[index + 1]?.message ?? '';
    return (
      !CUTS.test(message) || (/`split`$/.test(message) && /\.split\(.*\)\[0\]` (?:is read|arrives here)$/.test(next))
    );
  });
}
