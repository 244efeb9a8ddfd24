/** What a rule's page promises, and how it is checked. The analysis is a parameter, so that the checks have tests of their own. */
import type { FileAnalysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import { applyEdits } from '../../engine/fix/edits.ts';
import type { PageBlock, RulePage } from '../../report/rulePage.ts';
import { discrepancies, readMarks } from './marks.ts';

/** One promise of a page. */
export interface Example {
  readonly kind: 'vulnerable' | 'fixed' | 'safe';
  readonly block: PageBlock;
  /** For `fixed`: the vulnerable block before it. */
  readonly before?: PageBlock;
}

export type Analyze = (text: string, path: string) => FileAnalysis;

/**
 * The examples of a page, in order.
 * @throws Error when a Fixed section does not follow a Vulnerable one or has more than one block.
 */
export function examplesOf(page: RulePage): readonly Example[] {
  const examples: Example[] = [];
  let vulnerable: PageBlock | undefined;
  for (const section of page.sections) {
    if (section.heading === 'Vulnerable' || section.heading === 'Safe') {
      const kind = section.heading === 'Safe' ? 'safe' : 'vulnerable';
      examples.push(...section.blocks.map((block) => ({ kind, block }) as const));
      vulnerable = kind === 'vulnerable' ? section.blocks.at(-1) : undefined;
    } else if (section.heading === 'Fixed') {
      const [block, ...others] = section.blocks;
      if (!vulnerable || !block || others.length > 0) {
        throw new Error(`line ${section.line}: a Fixed section has one block and follows a Vulnerable section`);
      }
      examples.push({ kind: 'fixed', block, before: vulnerable });
      vulnerable = undefined;
    }
  }
  return examples;
}

/** Problems of one example, one line each; empty when the page tells the truth. */
export function problemsOf(example: Example, ruleId: string, analyze: Analyze): string[] {
  if (example.kind === 'fixed') return problemsOfFix(example, ruleId, analyze);
  const { path, code } = fileOf(example.block);
  const marked = readMarks(code);
  if (example.kind === 'vulnerable' && marked.marks.length === 0) return ['a vulnerable example marks what is found'];
  if (example.kind === 'safe' && marked.marks.length > 0) return ['a safe example has no marks'];
  const analysis = analyze(marked.text, path);
  const problems = discrepancies(
    marked,
    analysis.findings.filter((finding) => finding.ruleId === ruleId),
  );
  // A safe example that nobody can read would be quiet for the wrong reason.
  if (!example.block.flags.includes('half-typed')) {
    problems.push(...analysis.syntaxErrors.map((message) => `does not parse: ${message}`));
  }
  problems.push(...analysis.incomplete.map((message) => `incomplete: ${message}`));
  return problems;
}

/** More fixes than any example needs: a fix that brings its finding back must not run for ever. */
const MOST_FIXES = 20;

function problemsOfFix(example: Example, ruleId: string, analyze: Analyze): string[] {
  if (!example.before) return ['a fixed example follows a vulnerable one'];
  const { path, code } = fileOf(example.before);
  const wanted = fileOf(example.block).code;
  let text = readMarks(code).text;
  const before = countByRule(analyze(text, path).findings);
  let applied = 0;
  for (; applied < MOST_FIXES; applied++) {
    const fix = analyze(text, path).findings.find((finding) => finding.ruleId === ruleId && finding.fixes[0])?.fixes[0];
    if (!fix) break;
    text = applyEdits(text, fix.edits);
  }
  if (applied === 0) return ['no fix is offered'];
  if (applied === MOST_FIXES) return ['fixing again changes the text again', text];
  const problems: string[] = [];
  if (text !== wanted) problems.push(`the fix gives:\n${text}`);
  const after = analyze(text, path);
  problems.push(...after.syntaxErrors.map((message) => `the fixed text does not parse: ${message}`));
  for (const [id, count] of countByRule(after.findings)) {
    if (id === ruleId || count > (before.get(id) ?? 0)) problems.push(`the fixed text has a finding of ${id}`);
  }
  return problems;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts;
}

/** Files whose kind is told by their whole name. */
const NAME_BY_LANGUAGE: Readonly<Record<string, string>> = { env: '.env', npmrc: '.npmrc', dockerfile: 'Dockerfile' };

/** The file that a block is: a first line `// file: name` (or `# file: name`) names it, else the fence's language is its ending. */
export function fileOf(block: PageBlock): { path: string; code: string } {
  const named = /^(?:\/\/|#) file: (\S+)\n?/.exec(block.code);
  if (named) return { path: named[1] ?? '', code: block.code.slice(named[0].length) };
  return { path: NAME_BY_LANGUAGE[block.language] ?? `example.${block.language || 'txt'}`, code: block.code };
}
