import { type AnalysisOptions, analyze } from '../analyze.ts';
import type { Finding, Fix } from '../finding.ts';
import { type SourceFile, sourceFile } from '../source/sourceFile.ts';
import { applyEdits, shiftRange } from './edits.ts';

/**
 * The fixes of a finding that hold: applied to a copy of the text, the finding is gone, nothing new is reported, and the
 * text has no complaint of the parser that it had not before.
 * @param finding a finding of this very text
 */
export function proveFixes(finding: Finding, source: SourceFile, options: AnalysisOptions): Fix[] {
  if (finding.fixes.length === 0) return [];
  const before = analyze(source, options);
  return finding.fixes.filter((fix) =>
    holds(fix, finding, source, options, before.findings, before.syntaxErrors.length),
  );
}

function holds(
  fix: Fix,
  finding: Finding,
  source: SourceFile,
  options: AnalysisOptions,
  before: readonly Finding[],
  errors: number,
): boolean {
  let text: string;
  try {
    text = applyEdits(source.text, fix.edits);
  } catch {
    return false;
  }
  const language = source.documents[0]?.language;
  const after = analyze(language ? sourceFile(source.path, text, language) : sourceFile(source.path, text), options);
  if (after.syntaxErrors.length > errors || after.incomplete.length > 0) return false;
  const place = shiftRange(finding.location, fix.edits);
  const isThere = ({ ruleId, location }: Finding) =>
    ruleId === finding.ruleId && location.start === place?.start && location.end === place.end;
  if (after.findings.some(isThere)) return false;
  const counts = new Map<string, number>();
  for (const each of before) counts.set(each.ruleId, (counts.get(each.ruleId) ?? 0) + 1);
  for (const each of after.findings) counts.set(each.ruleId, (counts.get(each.ruleId) ?? 0) - 1);
  if ([...counts.values()].some((left) => left < 0)) return false;
  return (counts.get(finding.ruleId) ?? 0) > 0;
}
