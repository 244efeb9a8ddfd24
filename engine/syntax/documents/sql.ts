import type { DocumentNode, Entry, ScalarNode } from './keyValue.ts';

type Token =
  | { readonly kind: 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'text'; readonly scalar: ScalarNode };

/**
 * Reads SQL as settings: `IDENTIFIED BY '…'`, `PASSWORD '…'`, `name = '…'`, and the rows of `INSERT INTO t (a, b) VALUES
 * (…)` with the names of their columns. Never throws.
 */
export function parseSql(text: string): DocumentNode {
  const items: DocumentNode[] = [];
  const entries: Entry[] = [];
  const tokens = tokensOf(text);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'text') {
      const key = nameBefore(tokens, at);
      if (key !== undefined) entries.push({ key, value: token.scalar });
    } else if (isWord(token, 'insert') && isWord(tokens[at + 1], 'into')) {
      const { rows, next } = rowsAfter(tokens, at + 2);
      items.push(...rows);
      at = Math.max(at, next - 1);
    }
  }
  return { kind: 'list', items: [{ kind: 'map', entries }, ...items] };
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word;
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

/** What a text is the value of: `by` and `password` announce one, and `=` gives one to the name before it. */
function nameBefore(tokens: readonly Token[], at: number): string | undefined {
  const before = tokens[at - 1];
  if (isWord(before, 'by') || isWord(before, 'password')) return 'password';
  const named = isSign(before, '=') ? tokens[at - 2] : undefined;
  return named?.kind === 'word' ? named.text : undefined;
}

/** More rows are data, and nobody reads them one by one. */
const MOST_ROWS = 200;

function rowsAfter(tokens: readonly Token[], from: number): { rows: DocumentNode[]; next: number } {
  const rows: DocumentNode[] = [];
  let at = from;
  while (at < tokens.length && !isSign(tokens[at], '(') && !isSign(tokens[at], ';')) at++;
  const columns: string[] = [];
  for (at++; at < tokens.length && !isSign(tokens[at], ')') && !isSign(tokens[at], ';'); at++) {
    const token = tokens[at];
    if (token?.kind === 'word') columns.push(token.text);
  }
  if (!isWord(tokens[at + 1], 'values')) return { rows, next: at };
  for (at += 2; isSign(tokens[at], '(') && rows.length < MOST_ROWS; at++) {
    const entries: Entry[] = [];
    let column = 0;
    let depth = 0;
    for (at++; at < tokens.length && !(depth === 0 && isSign(tokens[at], ')')); at++) {
      const token = tokens[at];
      if (isSign(token, '(')) depth++;
      else if (isSign(token, ')')) depth--;
      else if (depth === 0 && isSign(token, ',')) column++;
      else if (depth === 0 && token?.kind === 'text') entries.push({ key: columns[column] ?? '', value: token.scalar });
    }
    rows.push({ kind: 'map', entries });
    if (!isSign(tokens[at + 1], ',')) break;
    at++;
  }
  return { rows, next: at };
}

/** Data of many megabytes is a dump: its first tokens are enough. */
const MOST_TOKENS = 200_000;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const word = /[A-Za-z_][\w.$]{0,120}/y;
  for (let at = 0; at < text.length && tokens.length < MOST_TOKENS; ) {
    const sign = text.charAt(at);
    if (text.startsWith('--', at)) at = after(text, '\n', at);
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2);
    else if (sign === "'") {
      const end = endOfText(text, at + 1);
      const value = text.slice(at + 1, end).replaceAll("''", "'");
      tokens.push({ kind: 'text', scalar: { kind: 'scalar', value, start: at + 1, end } });
      at = end + 1;
    } else {
      word.lastIndex = at;
      const found = word.exec(text)?.[0];
      if (found !== undefined) tokens.push({ kind: 'word', text: found });
      else if (!/[\s"`]/.test(sign)) tokens.push({ kind: 'sign', text: sign });
      at += found?.length ?? 1;
    }
  }
  return tokens;
}

/** Two quotes are one in the text; the text ends at a single one. */
function endOfText(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.charAt(at) === "'") {
      if (text.charAt(at + 1) !== "'") return at;
      at++;
    }
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}
