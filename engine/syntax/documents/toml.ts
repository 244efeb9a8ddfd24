import type { DocumentNode, Entry } from './keyValue.ts';

/** Deeper than this nobody writes settings. */
const DEEPEST = 20;

/** Reads TOML (https://toml.io/en/v1.0.0) as far as it is whole; what it cannot read costs one line. Never throws. */
export function parseToml(text: string): DocumentNode {
  const root: Entry[] = [];
  let entries = root;
  let at = 0;
  const table = /[ \t]{0,80}\[\[?([^\]\r\n]{1,200})\]\]?/y;
  const assignment =
    /[ \t]{0,80}((?:[\w-]{1,80}|"[^"\r\n]{1,80}"|'[^'\r\n]{1,80}')(?:[ \t]{0,8}\.[ \t]{0,8}(?:[\w-]{1,80}|"[^"\r\n]{1,80}"|'[^'\r\n]{1,80}')){0,8})[ \t]{0,8}=[ \t]{0,8}/y;
  while (at < text.length) {
    table.lastIndex = at;
    assignment.lastIndex = at;
    const header = table.exec(text);
    const named = header ? null : assignment.exec(text);
    if (header) {
      entries = [];
      place(root, keysOf(header[1] ?? ''), { kind: 'map', entries });
    } else if (named) {
      const reader = new ValueReader(text, assignment.lastIndex);
      const value = reader.value(0);
      if (value) place(entries, keysOf(named[1] ?? ''), value);
      at = Math.max(at, reader.at);
    }
    at = endOfLine(text, at) + 1;
  }
  return { kind: 'map', entries: root };
}

/** Puts a value under its keys: `a.b.c = 1` is a map in a map. */
function place(entries: Entry[], keys: readonly string[], value: DocumentNode): void {
  const nested = keys
    .slice(1)
    .reduceRight<DocumentNode>((inner, key) => ({ kind: 'map', entries: [{ key, value: inner }] }), value);
  entries.push({ key: keys[0] ?? '', value: nested });
}

function keysOf(written: string): string[] {
  return (written.match(/"[^"]{1,80}"|'[^']{1,80}'|[\w-]{1,80}/g) ?? []).map((key) => key.replace(/^["']|["']$/g, ''));
}

class ValueReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): DocumentNode | undefined {
    const text = this.#text;
    const sign = text.charAt(this.at);
    if (sign === '"' || sign === "'") return this.#string(sign);
    if (depth < DEEPEST && sign === '[') return this.#array(depth);
    if (depth < DEEPEST && sign === '{') return this.#inlineTable(depth);
    const start = this.at;
    while (this.at < text.length && !/[\s,\]}#]/.test(text.charAt(this.at))) this.at++;
    return this.at === start ? undefined : { kind: 'scalar', value: text.slice(start, this.at), start, end: this.at };
  }

  #string(quote: string): DocumentNode | undefined {
    const text = this.#text;
    const mark = text.startsWith(quote.repeat(3), this.at) ? quote.repeat(3) : quote;
    const start = this.at + mark.length;
    let end = start;
    while (end < text.length && !text.startsWith(mark, end)) {
      if (mark.length === 1 && /[\r\n]/.test(text.charAt(end))) break;
      end += quote === '"' && text.charAt(end) === '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length);
    this.at = text.startsWith(mark, end) ? end + mark.length : end;
    const raw = text.slice(start, end);
    return { kind: 'scalar', value: quote === '"' ? raw.replace(/\\(["\\])/g, '$1') : raw, start, end };
  }

  #array(depth: number): DocumentNode {
    const items: DocumentNode[] = [];
    this.at++;
    for (;;) {
      this.#skip();
      const sign = this.#text.charAt(this.at);
      if (sign === '' || sign === ']') break;
      if (sign === ',') {
        this.at++;
        continue;
      }
      const before = this.at;
      const item = this.value(depth + 1);
      if (item) items.push(item);
      if (this.at === before) break;
    }
    this.at++;
    return { kind: 'list', items };
  }

  #inlineTable(depth: number): DocumentNode {
    const entries: Entry[] = [];
    const key = /[ \t\r\n,]{0,80}([\w.-]{1,80}|"[^"\r\n]{1,80}")[ \t]{0,8}=[ \t]{0,8}/y;
    this.at++;
    for (;;) {
      key.lastIndex = this.at;
      const named = key.exec(this.#text);
      if (!named) break;
      this.at = key.lastIndex;
      const value = this.value(depth + 1);
      if (!value) break;
      place(entries, keysOf(named[1] ?? ''), value);
    }
    const close = this.#text.indexOf('}', this.at);
    this.at = close === -1 || close > endOfLine(this.#text, this.at) ? this.at : close + 1;
    return { kind: 'map', entries };
  }

  /** White space and comments. */
  #skip(): void {
    for (; this.at < this.#text.length; this.at++) {
      const sign = this.#text.charAt(this.at);
      if (sign === '#') this.at = endOfLine(this.#text, this.at);
      else if (!/\s/.test(sign)) return;
    }
  }
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
