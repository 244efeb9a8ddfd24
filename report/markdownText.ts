/** Text of users' code and of people's answers on its way into Markdown that somebody else renders. */
import type { Location } from '../engine/finding.ts';

/** Control, format (bidirectional marks, zero widths), line and paragraph separator, and half a surrogate pair. */
const INVISIBLES = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** A code span that ends where it should, whatever the text: https://spec.commonmark.org/0.31.2/#code-spans */
export function code(text: string): string {
  const line = text.replace(INVISIBLES, ' ').trim() || ' ';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Words that stay words, on one line: https://spec.commonmark.org/0.31.2/#backslash-escapes */
export function plain(text: string): string {
  return text
    .replace(INVISIBLES, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|#~&!$]/g, '\\$&');
}

/** A place as a link to its line, as GitHub and VS Code follow it. */
export function link({ path, startLine }: Pick<Location, 'path' | 'startLine'>): string {
  const target = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()]/g, encodeParenthesis);
  return `[${code(`${path}:${startLine}`)}](${target}#L${startLine})`;
}

function encodeParenthesis(character: string): string {
  return character === '(' ? '%28' : '%29';
}
