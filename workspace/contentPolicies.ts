import { isScript, languageOf } from '../engine/source/sourceFile.ts';
import type { FileText } from './decode.ts';
import type { Policy } from './receipt.ts';

/** A text that is analysed, or what keeps it from that. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'excluded'; readonly policy: Policy; readonly reason: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly cause: string };

/** Longer text is not analysed, in UTF-16 units. Sources that people write are far shorter. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/**
 * What is left out by its content. Code that can't be read or is over the size limit has failed: it could run. Such data is
 * only left out.
 */
export function contentOf(path: string, read: FileText): Content {
  const isCode = isScript(languageOf(path));
  if (read.status === 'missing') return { kind: 'missing' };
  if (read.status === 'failed') return { kind: 'failed', cause: read.cause };
  if (read.status === 'binary')
    return isCode ? { kind: 'failed', cause: NO_TEXT } : excluded('binary', 'it has NUL bytes');
  if (read.status === 'too-large') return tooLarge(read.bytes, isCode);
  const { text } = read;
  if (isLfsPointer(text)) return excluded('binary', 'Git LFS keeps its content, and git only a pointer to it');
  if (isCode && isMinified(text)) return excluded('minified', 'its lines are longer than people write');
  if (isGenerated(text)) return excluded('generated', 'its first comment says so');
  return text.length > SIZE_LIMIT ? tooLarge(text.length, isCode) : { kind: 'text', text };
}

/** What UTF-16 without its mark looks like, too. */
const NO_TEXT = 'has NUL bytes, so it is no text in UTF-8; UTF-16 is read when it starts with a byte order mark';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is this line first, and below 1,024 bytes. */
function isLfsPointer(text: string): boolean {
  return text.length < 1024 && /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/.test(text);
}

function excluded(policy: Policy, reason: string): Content {
  return { kind: 'excluded', policy, reason };
}

function tooLarge(size: number, isCode: boolean): Content {
  const words = `is too large: ${(size / 1024 / 1024).toFixed(1)} MB, ${SIZE_LIMIT / 1024 / 1024} MB are read`;
  return isCode ? { kind: 'failed', cause: words } : excluded('too-large', `it ${words}`);
}

const LONG_LINE = 1_000;
const ENDLESS_LINE = 1_000_000;

/**
 * True when nearly all of the text stands in long lines full of brackets and semicolons. Embedded data alone (a font, a
 * picture) makes long lines too, but not of that kind, and the code around it counts.
 */
function isMinified(text: string): boolean {
  let long = 0;
  let marks = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > ENDLESS_LINE) return true;
    if (end - start > LONG_LINE) {
      long += end - start;
      for (let at = start; at < end; at++) if (isMark(text.charCodeAt(at))) marks++;
    }
    start = end + 1;
  }
  return long > 2 * LONG_LINE && long > 0.8 * text.length && marks > 0.04 * long;
}

/** `(`, `)`, `;`, `{`, `}` */
function isMark(code: number): boolean {
  return code === 40 || code === 41 || code === 59 || code === 123 || code === 125;
}

/**
 * True when the first comment says that a program wrote the file. Only the text before the first line of code counts.
 * `@generated`: what code review tools look for; `Code generated … DO NOT EDIT`: https://go.dev/s/generatedcode
 */
function isGenerated(text: string): boolean {
  const [head = ''] =
    /^(?:\s|\/\/.*|#.*|\/\*(?:[^*]|\*(?!\/))*\*\/|<!--(?:[^-]|-(?!->))*-->)*/.exec(text.slice(0, 2_000)) ?? [];
  if (/@generated\b|\bcode generated\b.*\bdo not edit\b/i.test(head)) return true;
  return (
    /\bauto(?:matically|[- ])? ?generated\b|\bgenerated (?:by|from|with)\b/i.test(head) &&
    /\bdo not (?:edit|modify|change)\b/i.test(head)
  );
}
