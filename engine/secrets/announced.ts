import type { CompiledFormat, CompiledSecrets } from './compile.ts';
import { nameOffsets } from './detect.ts';
import { findKeywords } from './keywordIndex.ts';

/**
 * Whether some lines of a file can hold a secret: by a word that announces one. Much cheaper than looking for it, and
 * right to say yes whenever `findSecrets` finds one by words on these lines.
 * @param isCode names count near a literal only
 */
export function announcesSecret(text: string, detectors: CompiledSecrets, isCode: boolean): boolean {
  const hits = findKeywords(detectors.index, text);
  const hasToken = hits.some(({ keyword, start }) => {
    const wake = detectors.wakes[keyword];
    return wake?.structural !== undefined || wake?.formats.some((format) => hasFormat(format, text, start));
  });
  return hasToken || nameOffsets(text, hits, detectors, isCode).length > 0;
}

/** A token stands here, or begins in a literal that may be put together with others. */
function hasFormat({ detector, pattern }: CompiledFormat, text: string, start: number): boolean {
  pattern.lastIndex = Math.max(0, start - (detector.before ?? 0));
  return pattern.test(text) || /["'`]/.test(text.charAt(start - 1));
}
