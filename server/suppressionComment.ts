/** Where a comment that silences a finding can stand, and how it is written there. */
import type { FileAnalysis } from '../engine/analyze.ts';
import type { Edit, Finding } from '../engine/finding.ts';
import { applyEdits, shiftRange } from '../engine/fix/edits.ts';
import { type AnalyzeText, countByRule } from '../engine/fix/verify.ts';
import { isScript, type SourceFile } from '../engine/source/sourceFile.ts';
import type { Node } from '../engine/syntax/nodes.ts';
import type { Parser } from '../engine/syntax/parse.ts';
import { forEachChild } from '../engine/syntax/walk.ts';
import { commentMarks } from '../workspace/commentMarks.ts';

/** A comment to insert: `before`, a reason that a person writes, `after`. */
export interface SuppressionComment {
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** Stands for the reason while the comment is tried; nobody sees it. */
const SOME_REASON = 'a reason';

/**
 * The comment that silences the finding and the fewest others. Each place is tried: the text with the comment is analysed,
 * and nothing may change but that findings fall silent. Null when no place will do.
 */
export function proveSuppression(
  finding: Finding,
  source: SourceFile,
  parser: Parser,
  analyze: AnalyzeText,
): SuppressionComment | null {
  const { text } = source;
  const before = analyze(text);
  let best: SuppressionComment | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const comment of candidates(finding, source, parser)) {
    const inserted = { start: comment.at, end: comment.at, text: comment.before + SOME_REASON + comment.after };
    const silenced = silencedBy(finding, before, analyze(applyEdits(text, [inserted])), inserted);
    if (silenced !== undefined && silenced > 0 && silenced < fewest) {
      best = comment;
      fewest = silenced;
    }
  }
  return best;
}

/** How many findings fell silent, the wanted one among them; undefined when it did not or when anything else changed. */
function silencedBy(finding: Finding, before: FileAnalysis, after: FileAnalysis, inserted: Edit): number | undefined {
  if (after.syntaxErrors.length > before.syntaxErrors.length) return undefined;
  const place = shiftRange(finding.location, [inserted]);
  const isThere = ({ ruleId, location }: Finding) =>
    ruleId === finding.ruleId && location.start === place?.start && location.end === place.end;
  if (!place || after.findings.some(isThere)) return undefined;
  const known = countByRule(before.findings);
  for (const [rule, count] of countByRule(after.findings)) if (count > (known.get(rule) ?? 0)) return undefined;
  return before.findings.length - after.findings.length;
}

/** The places that the language allows, the most natural first. */
function candidates(finding: Finding, source: SourceFile, parser: Parser): SuppressionComment[] {
  const language = source.documents[0]?.language ?? 'text';
  const { start, end } = finding.location;
  const mark = `portside-ignore ${finding.ruleId} -- `;
  if (!isScript(language)) {
    const marks = commentMarks(source.path);
    return marks ? [above(source, start, `${marks[0]}${mark}`, marks[1])] : [];
  }
  const places: SuppressionComment[] = [];
  for (const node of enclosing(parser(source.text, language).program, start, end)) {
    if (!startsLine(source.text, node.range[0])) continue;
    if (isJsxChild(node)) places.push(above(source, node.range[0], `{/* ${mark}`, ' */}'));
    else if (isCommentable(node)) places.push(above(source, node.range[0], `// ${mark}`, ''));
    // Wider ones would silence more than is meant.
    if (isCommentable(node)) break;
  }
  // At the end of its line a comment works where the line is not cut out of a literal; the trial tells.
  return [...places, { at: lineEnd(source.text, start), before: ` // ${mark}`, after: '' }];
}

/** Nodes around the range, the innermost first. */
function enclosing(root: Node, start: number, end: number): Node[] {
  const path: Node[] = [];
  for (let node: Node | undefined = root; node; ) {
    path.unshift(node);
    let inner: Node | undefined;
    forEachChild(node, (child) => {
      if (child.range[0] <= start && child.range[1] >= end) inner = child;
    });
    node = inner;
  }
  return path;
}

function isJsxChild({ type, parent }: Node): boolean {
  const isChild = type === 'JSXElement' || type === 'JSXFragment' || type === 'JSXExpressionContainer';
  return isChild && (parent?.type === 'JSXElement' || parent?.type === 'JSXFragment');
}

function isCommentable({ type }: Node): boolean {
  return (
    type.endsWith('Statement') ||
    type.endsWith('Declaration') ||
    type === 'PropertyDefinition' ||
    type === 'MethodDefinition'
  );
}

function above({ text }: SourceFile, offset: number, before: string, after: string): SuppressionComment {
  const at = lineStart(text, offset);
  const indentation = /^[ \t]*/.exec(text.slice(at, offset))?.[0] ?? '';
  return { at, before: indentation + before, after: after + (text.includes('\r\n') ? '\r\n' : '\n') };
}

function startsLine(text: string, offset: number): boolean {
  return /^\s*$/.test(text.slice(lineStart(text, offset), offset));
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
