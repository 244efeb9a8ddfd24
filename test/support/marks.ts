/**
 * Marks say in the text itself what must be found there:
 *
 *     exec(body.command);
 *     //   ^^^^^^^^^^^^ sink command-injection
 *
 * A line that holds only a comment (`//`, `#` or `--`) with carets marks the spans above the carets in the nearest line
 * of code before it. Carets that touch the comment's sign reach back to its start: `//^^^` marks from the column of `//`.
 * The words after the carets, up to the next carets, say what the span is: `source` (where the data comes from) and
 * `sink` or nothing (where the finding stands); any other word is the id of the rule that speaks.
 */
import type { Finding, Location } from '../../engine/finding.ts';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly isSource: boolean;
  readonly isFinding: boolean;
  readonly ruleId: string | undefined;
}

export interface MarkedText {
  /** The text without the lines of marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

const MARK_LINE = /^[ \t]*(\/\/|#|--)[ \t]*\^[\^ \tA-Za-z0-9_-]*$/;

/**
 * Takes the marks out of a text.
 * @throws Error when a mark has no code above it or a word is given twice.
 */
export function readMarks(marked: string): MarkedText {
  const kept: string[] = [];
  const marks: Mark[] = [];
  let lineStart = 0;
  for (const line of marked.split('\n')) {
    const comment = MARK_LINE.exec(line.trimEnd());
    if (!comment) {
      lineStart += kept.length === 0 ? 0 : (kept.at(-1) ?? '').length + 1;
      kept.push(line);
      continue;
    }
    if (kept.length === 0) throw new Error(`a mark without a line above it: ${line.trim()}`);
    const sign = line.indexOf(comment[1] ?? '');
    for (const group of line.matchAll(/(\^+)([^^]*)/g)) {
      const touches = group.index === sign + (comment[1] ?? '').length;
      const words = (group[2] ?? '').trim().split(/\s+/).filter(Boolean);
      const ruleIds = words.filter((word) => word !== 'source' && word !== 'sink');
      if (ruleIds.length > 1) throw new Error(`one mark names two rules: ${line.trim()}`);
      marks.push({
        start: lineStart + (touches ? sign : group.index),
        end: lineStart + group.index + (group[1] ?? '').length,
        isSource: words.includes('source'),
        isFinding: words.includes('sink') || !words.includes('source'),
        ruleId: ruleIds[0],
      });
    }
  }
  return { text: kept.join('\n'), marks };
}

/** What differs between marks and findings, one line each: *missing* is marked and not found, *noisy* is found and not marked. */
export function discrepancies({ text, marks }: MarkedText, findings: readonly Finding[]): string[] {
  const problems: string[] = [];
  const matched = new Set<Finding>();
  for (const mark of marks) {
    const fitting = findings.filter((finding) => mark.ruleId === undefined || mark.ruleId === finding.ruleId);
    if (mark.isFinding) {
      const found = fitting.filter((finding) => spans(text, finding.location, mark));
      for (const finding of found) matched.add(finding);
      if (found.length === 0) problems.push(`missing: ${place(text, mark)} ${mark.ruleId ?? ''}`.trimEnd());
      if (found.length > 1 && mark.ruleId !== undefined) problems.push(`twice: ${place(text, mark)} ${mark.ruleId}`);
    }
    if (mark.isSource && !fitting.some((finding) => startsAt(text, finding, mark))) {
      problems.push(`missing source: ${place(text, mark)} ${mark.ruleId ?? ''}`.trimEnd());
    }
  }
  for (const finding of findings) {
    if (!matched.has(finding))
      problems.push(`noisy: ${place(text, finding.location)} ${finding.ruleId}: ${finding.message}`);
  }
  return problems;
}

function startsAt(text: string, finding: Finding, mark: Mark): boolean {
  const source = finding.flow?.steps.find((step) => step.kind === 'source') ?? finding.flow?.steps[0];
  return source !== undefined && spans(text, source.location, mark);
}

/** A mark shows one line: of a span over several, what stands on the first. */
function spans(text: string, location: Location, mark: Mark): boolean {
  if (location.start !== mark.start) return false;
  const newline = text.indexOf('\n', location.start);
  if (newline === -1 || newline >= location.end) return location.end === mark.end;
  return text.slice(mark.end, newline).trim() === '';
}

function place(text: string, range: { start: number; end: number }): string {
  const before = text.slice(0, range.start).split('\n');
  const code = text.slice(range.start, range.end).split('\n')[0] ?? '';
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1} \`${code}\``;
}
