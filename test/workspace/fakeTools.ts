import type { AnalysisOptions, FileAnalysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import { patternRule, type Rule, secretRule } from '../../engine/rule.ts';
import { locate, type SourceFile } from '../../engine/source/sourceFile.ts';
import { rulesetOf } from '../../workspace/knowledge.ts';
import type { Tools } from '../../workspace/tools.ts';

const facts = { title: 'A title', severity: 'high', confidence: 'high', cwe: [1], owasp: [] } as const;

/** `weak-word` speaks of every WEAK, `secret-word` of every SECRET, `audit-word` of every DOUBTFUL in the audit profile. */
const rules: readonly Rule[] = [
  patternRule({ ...facts, id: 'weak-word' }),
  patternRule({ ...facts, id: 'audit-word', severity: 'low', profile: 'audit' }),
  secretRule({ ...facts, id: 'secret-word', detectors: [] }),
];

const WORDS = { WEAK: 'weak-word', SECRET: 'secret-word', DOUBTFUL: 'audit-word' } as const;

/**
 * An engine for tests of what is around it: it finds words. `CRASH` makes it crash, `BUDGET` leaves the analysis incomplete,
 * `WEAK` counts its flow from the nearest `FROM` before it, and `OK` on a line silences what is on it.
 */
function analyze(source: SourceFile, { settings, inTest }: AnalysisOptions): FileAnalysis {
  const { path, text } = source;
  const nothing = { path, findings: [], suppressed: [], syntaxErrors: [] };
  if (text.includes('CRASH')) return { ...nothing, incomplete: ['its analysis crashed: it met a CRASH'] };
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const { 0: word, index } of text.matchAll(/\b(?:WEAK|SECRET|DOUBTFUL)\b/g)) {
    const ruleId = WORDS[word as keyof typeof WORDS];
    const severity =
      settings.rules[ruleId] ?? (ruleId === 'audit-word' && settings.profile !== 'audit' ? 'off' : 'high');
    if (severity === 'off') continue;
    const location = locate(source, index, index + word.length);
    const from = text.lastIndexOf('FROM', index);
    const line = text.slice(index).split('\n', 1)[0] ?? '';
    const step = { kind: 'source', location: locate(source, from, from + 4), message: 'from here' } as const;
    (line.includes('OK') ? suppressed : findings).push({
      ruleId,
      title: 'A title',
      message: 'A message.',
      severity,
      confidence: 'high',
      cwe: [1],
      location,
      ...(from >= 0 && { flow: { trust: 'remote', steps: [step] } }),
      fixes: [],
      fingerprint: `${ruleId}-${line.trim().length}`,
      inTest,
    });
  }
  return {
    path,
    findings,
    suppressed: suppressed.map((finding) => ({ finding, reason: 'OK' })),
    incomplete: text.includes('BUDGET') ? ['a budget was reached'] : [],
    syntaxErrors: text.includes('SYNTAX') ? ['unexpected SYNTAX'] : [],
  };
}

export const fakeTools: Tools = {
  ruleset: rulesetOf(rules, []),
  parser: () => {
    throw new Error('the fake engine parses nothing');
  },
  analyze,
  *analyzeProgram(files) {
    const answers = new Map<string, FileAnalysis>();
    for (const [path, { source, options }] of files) {
      yield path;
      answers.set(path, analyze(source, options));
    }
    return answers;
  },
  today: '2026-01-01',
};
