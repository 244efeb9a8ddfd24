import type { Edit } from '../engine/finding.ts';
import { applyEdits } from '../engine/fix/edits.ts';
import { type AnalyzeText, isBetter } from '../engine/fix/verify.ts';

/**
 * The edits of all automatic fixes that hold together: one fix after the other is added and the whole is analysed, and a
 * fix stays when its finding is gone and nothing new is there. Edits are in offsets of the given text.
 */
export function fixAllEdits(text: string, analyze: AnalyzeText): Edit[] {
  const before = analyze(text);
  let kept: readonly Edit[] = [];
  let last = before;
  for (const finding of before.findings) {
    const fix = finding.fixes.find(({ applicability }) => applicability === 'automatic');
    if (!fix) continue;
    const together = merge(kept, fix.edits);
    if (!together) continue;
    const after = analyze(applyEdits(text, together));
    if (!isBetter(last, after, finding.ruleId)) continue;
    kept = together;
    last = after;
  }
  return [...kept];
}

/** Both sets of edits; two fixes may need the same import, which is added once. Undefined when edits get in each other's way. */
function merge(some: readonly Edit[], others: readonly Edit[]): readonly Edit[] | undefined {
  const isKnown = (edit: Edit) =>
    some.some(({ start, end, text }) => start === edit.start && end === edit.end && text === edit.text);
  const merged = [...some, ...others.filter((edit) => !isKnown(edit))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  return merged.every((edit, index) => index === 0 || merged[index - 1]!.end <= edit.start) ? merged : undefined;
}
