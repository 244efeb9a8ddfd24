export interface ScriptTag {
  readonly source: string;
  readonly hasIntegrity: boolean;
  readonly start: number;
  readonly end: number;
}

/** A tag longer than this is none. */
const LONGEST = 4_000;

/**
 * The `script` elements of a page, or of a template of one, that load their script from elsewhere. Comments are passed over;
 * in Pug, an element is a line: `script(src='…')`. In time of the text.
 */
export function scriptTags(text: string): ScriptTag[] {
  const found: ScriptTag[] = [];
  const lower = text.toLowerCase();
  let at = 0;
  for (;;) {
    const comment = lower.indexOf('<!--', at);
    const tag = lower.indexOf('<script', at);
    if (tag < 0) break;
    if (comment >= 0 && comment < tag) {
      const end = lower.indexOf('-->', comment);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    const end = tagEnd(text, tag);
    at = Math.max(end, tag + 7);
    if (/[\s/>]/.test(text.charAt(tag + 7))) add(found, text.slice(tag + 7, end), tag, end);
  }
  for (const match of text.matchAll(/^[ \t]*script\(([^\n)]{1,1000})\)/gm))
    add(found, match[1] ?? '', match.index, match.index + match[0].length);
  return found.sort((a, b) => a.start - b.start);
}

/** Where a tag ends: at the first `>` outside of quotes. */
function tagEnd(text: string, start: number): number {
  let quote = '';
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at++) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  return last;
}

function add(found: ScriptTag[], attributes: string, start: number, end: number): void {
  const source = attributeOf(attributes, 'src');
  if (source === undefined) return;
  found.push({ source, hasIntegrity: attributeOf(attributes, 'integrity') !== undefined, start, end });
}

function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(attributes);
  return match ? (match[1] ?? match[2] ?? match[3]) : undefined;
}
