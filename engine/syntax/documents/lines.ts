import type { DocumentNode, Entry } from './keyValue.ts';

/** The longest line that is looked at: nobody writes a longer setting by hand. */
const LONGEST_LINE = 20_000;

/**
 * Reads `.env` files as dotenv does (https://github.com/motdotla/dotenv#readme): `export`, quotes that may span lines,
 * comments after white space and `#`.
 */
export function parseEnv(text: string): DocumentNode {
  const entries: Entry[] = [];
  const assignment = /[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=|:[ \t])[ \t]*/y;
  let at = 0;
  while (at < text.length) {
    assignment.lastIndex = at;
    const match = assignment.exec(text);
    let lineEnd = endOfLine(text, at);
    if (match && assignment.lastIndex <= lineEnd) {
      const from = assignment.lastIndex;
      const quote = text.charAt(from);
      const close = quote === '"' || quote === "'" || quote === '`' ? text.indexOf(quote, from + 1) : -1;
      if (close !== -1 && close - from < LONGEST_LINE) {
        entries.push({ key: match[1] ?? '', value: scalar(text, from + 1, close) });
        lineEnd = endOfLine(text, close);
      } else {
        entries.push({ key: match[1] ?? '', value: scalar(text, from, endOfValue(text, from, lineEnd)) });
      }
    }
    at = lineEnd + 1;
  }
  return { kind: 'map', entries };
}

/** Reads ini files, `.npmrc` and `.properties`: sections, `key = value` or `key: value`, comments with `;`, `#` and `!`. */
export function parseIni(text: string): DocumentNode {
  const sections: Entry[] = [];
  let entries: Entry[] = [];
  const root: Entry[] = entries;
  for (let at = 0; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, Math.min(lineEnd, at + LONGEST_LINE));
    const section = /^[ \t]*\[([^\]]{1,200})\]/.exec(line);
    if (section) {
      entries = [];
      sections.push({ key: section[1] ?? '', value: { kind: 'map', entries } });
    } else if (!/^[ \t]*[#;!]/.test(line)) {
      const sign = separatorIn(line);
      if (sign > 0) {
        let from = at + sign + 1;
        let to = at + line.length;
        while (from < to && isBlank(text.charCodeAt(from))) from++;
        while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
        const quote = text.charAt(from);
        if ((quote === '"' || quote === "'") && to - from > 1 && text.charAt(to - 1) === quote) {
          from++;
          to--;
        }
        entries.push({ key: line.slice(0, sign).trim(), value: scalar(text, from, to) });
      }
    }
    at = lineEnd + 1;
  }
  return { kind: 'map', entries: [...root, ...sections] };
}

/** The first `=`, or `:` followed by white space: keys of `.npmrc` are URLs. */
function separatorIn(line: string): number {
  return line.search(/=|:(?=[ \t])/);
}

function scalar(text: string, start: number, end: number): DocumentNode {
  return { kind: 'scalar', value: text.slice(start, end), start, end };
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

function endOfValue(text: string, from: number, lineEnd: number): number {
  let to = Math.min(lineEnd, from + LONGEST_LINE);
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) === 35 && (at === from || isBlank(text.charCodeAt(at - 1)))) to = at;
  }
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return to;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
