import type { DocumentNode, Entry } from './keyValue.ts';

/** Deeper than this nobody writes settings. */
const DEEPEST = 200;

/**
 * Reads JSON5 as far as it is whole: keys without quotes, texts in single ones, comments, trailing commas. Never throws.
 * https://spec.json5.org
 */
export function parseJson5(text: string): DocumentNode {
  let at = 0;

  /** White space and comments. */
  function pass(): void {
    for (; at < text.length; at++) {
      const pair = text.slice(at, at + 2);
      const end = pair === '//' ? '\n' : pair === '/*' ? '*/' : undefined;
      if (end !== undefined) {
        const found = text.indexOf(end, at + 2);
        at = found === -1 ? text.length : found + end.length - 1;
      } else if (pair.trimStart().length === pair.length) return;
    }
  }

  function scalar(): DocumentNode | undefined {
    const start = at;
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      for (at++; at < text.length && text.charAt(at) !== quote; at++) {
        if (text.charAt(at) === '\\') at++;
        else if (text.charAt(at) === '\n') return undefined;
      }
      if (at >= text.length) return undefined;
      at++;
      return { kind: 'scalar', value: unescaped(text.slice(start + 1, at - 1)), start: start + 1, end: at - 1 };
    }
    while (at < text.length && !/[\s:,[\]{}"'/]/.test(text.charAt(at))) at++;
    return at > start ? { kind: 'scalar', value: text.slice(start, at), start, end: at } : undefined;
  }

  function value(depth: number): DocumentNode | undefined {
    pass();
    if (depth > DEEPEST) return undefined;
    if (text.charAt(at) === '[') return { kind: 'list', items: parts(']', () => value(depth + 1)) };
    if (text.charAt(at) !== '{') return scalar();
    const entries = parts('}', (): Entry | undefined => {
      const key = scalar();
      pass();
      if (key?.kind !== 'scalar' || text.charAt(at) !== ':') return undefined;
      at++;
      const read = value(depth + 1);
      return read && { key: key.value, value: read };
    });
    return { kind: 'map', entries };
  }

  /** What stands between brackets and commas; it ends at what it does not understand. */
  function parts<T>(close: string, one: () => T | undefined): T[] {
    const found: T[] = [];
    at++;
    for (;;) {
      pass();
      const letter = text.charAt(at);
      if (letter === close || letter === '') {
        at++;
        return found;
      }
      if (letter === ',') {
        at++;
        continue;
      }
      const part = one();
      if (part === undefined) return found;
      found.push(part);
    }
  }

  return value(0) ?? { kind: 'list', items: [] };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(\r\n|[\s\S]))/gi, (_, byte, unit, letter = '') => {
    const hex: string | undefined = byte ?? unit;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return /\s/.test(letter) ? '' : (ESCAPES[letter] ?? letter);
  });
}
