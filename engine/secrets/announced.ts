import type { CompiledFormat, CompiledSecrets } from './compile.ts';
import { findKeywords } from './keywordIndex.ts';

/** A value stands on the line of its name, or on the next. */
const REACH = 400;

/**
 * Whether some lines of a file can hold a secret: a word announces one and, where it is a name only, a value may follow.
 * Much cheaper than looking for it, and right to say yes whenever `findSecrets` finds one by words on these lines.
 * @param needsQuotes values are in quotes, as in code
 */
export function announcesSecret(text: string, detectors: CompiledSecrets, needsQuotes: boolean): boolean {
  const value = needsQuotes ? /["'`]/ : /[=:"'`\s]\s*\S/;
  return findKeywords(detectors.index, text).some(({ keyword, start }) => {
    const wake = detectors.wakes[keyword];
    if (!wake) return false;
    if (wake.structural || wake.formats.some((format) => hasFormat(format, text, start))) return true;
    return wake.isName && value.test(text.slice(start, start + REACH));
  });
}

/** A token stands here, or begins in a literal that may be put together with others. */
function hasFormat({ detector, pattern }: CompiledFormat, text: string, start: number): boolean {
  pattern.lastIndex = Math.max(0, start - (detector.before ?? 0));
  return pattern.test(text) || /["'`]/.test(text.charAt(start - 1));
}
