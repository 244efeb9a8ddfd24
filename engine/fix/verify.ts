import type { FileAnalysis } from '../analyze.ts';
import type { Finding, Fix } from '../finding.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { applyEdits, shiftRange } from './edits.ts';

/** What the engine says of a text that stands in the file's place. */
export type AnalyzeText = (text: string) => FileAnalysis;

/**
 * The fixes of a finding that hold: applied to a copy of the text, the finding is gone, nothing new is reported, and the
 * text has no complaint of the parser that it had not before.
 * @param finding a finding of this very text
 * @param analyze what the engine says of a text that stands in the file's place
 */
export function proveFixes(finding: Finding, source: SourceFile, analyze: AnalyzeText): Fix[] {
  if (finding.fixes.length === 0) return [];
  const before = analyze(source.text);
  return finding.fixes.filter((fix) => holds(fix, finding, source, analyze, before));
}

function holds(fix: Fix, finding: Finding, source: SourceFile, analyze: AnalyzeText, before: FileAnalysis): boolean {
  let text: string;
  try {
    text = applyEdits(source.text, fix.edits);
  } catch {
    return false;
  }
  const after = analyze(text);
  if (after.incomplete.length > 0) return false;
  const place = shiftRange(finding.location, fix.edits);
  const isThere = ({ ruleId, location }: Finding) =>
    ruleId === finding.ruleId && location.start === place?.start && location.end === place.end;
  return !after.findings.some(isThere) && isBetter(before, after, finding.ruleId);
}

/**
 * Whether the rule has one finding less, no rule has more, and the parser complains of no more. Counted and not compared
 * one by one: the ordinals of equal findings move up when one of them goes.
 */
export function isBetter(before: FileAnalysis, after: FileAnalysis, fixedRule: string): boolean {
  if (after.syntaxErrors.length > before.syntaxErrors.length) return false;
  const left = countByRule(before.findings);
  left.set(fixedRule, (left.get(fixedRule) ?? 0) - 1);
  return [...countByRule(after.findings)].every(([rule, count]) => count <= (left.get(rule) ?? 0));
}

/** How many findings each rule has. */
export function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts;
}
