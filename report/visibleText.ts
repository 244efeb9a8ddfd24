/**
 * Text from users' files on its way to a terminal. Names, paths and code can hold control sequences that move the cursor,
 * rewrite what stands above, or turn the direction of reading; all of them are shown as escapes instead.
 */

/** Control, format (bidirectional marks, zero widths), line and paragraph separator, and half a surrogate pair. */
const INVISIBLES = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT[character] ?? (code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`);
}

/** The text with every character that cannot be seen written as an escape: `\x1b`, `\u{202e}`, `\n`. Stays on one line. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLES, escapeOf);
}

/** Several lines of text: `\n` ends one and tabs are kept, all else that cannot be seen is written as an escape. */
export function visibleLines(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLES, (found) => ('\n\t'.includes(found) ? found : escapeOf(found)));
}

/**
 * JSON on two spaces, in which what a terminal could obey is escaped too (`JSON.stringify` leaves U+007F to U+009F and the
 * bidirectional marks as they are). The value that is read back is the same.
 */
export function visibleJson(value: unknown): string {
  const escaped = JSON.stringify(value, null, 2).replace(INVISIBLES, (character) =>
    character === '\n' ? character : jsonEscapeOf(character),
  );
  return `${escaped}\n`;
}

function jsonEscapeOf(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}

/** The blocks that terminals draw two cells wide: https://www.unicode.org/reports/tr11/ (Wide and Fullwidth), in short. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{M}/u;

/** How many cells of a terminal the visible text takes. */
export function displayWidth(text: string): number {
  // Nearly all text is ASCII.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1;
  return width;
}
