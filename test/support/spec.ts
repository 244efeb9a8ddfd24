/** The words of the specifications: `finds`, `isQuiet`, `findingsIn`. All go through the straight line, nothing is faked. */
import assert from 'node:assert/strict';
import {
  type AnalysisOptions,
  analyze,
  compileKnowledge,
  type FileAnalysis,
  type FileSettings,
} from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../engine/syntax/typescriptParser.ts';
import { models, rules } from '../../rules/registry.ts';
import { discrepancies, readMarks } from './marks.ts';

const parser = createTypescriptParser();
const knowledge = compileKnowledge(rules, models);

export const RECOMMENDED: FileSettings = {
  profile: 'recommended',
  rules: {},
  trust: ['remote', 'browser', 'stored', 'model'],
  minConfidence: 'medium',
};

export const AUDIT: FileSettings = { ...RECOMMENDED, profile: 'audit', minConfidence: 'low' };

/** A day on which the suppressions of the tests have not expired. */
const TODAY = '2026-01-15';

export interface SpecOptions {
  /** Its ending tells the language. Default `example.ts`. */
  readonly path?: string;
  readonly settings?: Partial<FileSettings>;
  /** Only findings of this rule count. */
  readonly rule?: string;
  readonly inTest?: boolean;
}

/** Analyses a text as it stands, marks and all. */
export function analysisOf(text: string, options: SpecOptions = {}): FileAnalysis {
  return analyze(sourceFile(options.path ?? 'example.ts', text), optionsOf(options));
}

/** The engine's options for a specification. */
export function optionsOf(options: SpecOptions): AnalysisOptions {
  const settings = { ...RECOMMENDED, ...options.settings };
  return { knowledge, parser, settings, inTest: options.inTest ?? false, today: TODAY };
}

/** The findings in a text; lines of marks are taken out first. */
function findingsIn(text: string, options: SpecOptions = {}): readonly Finding[] {
  const analysis = analysisOf(readMarks(text).text, options);
  assert.deepEqual(analysis.incomplete, [], 'the analysis is complete');
  return analysis.findings.filter((finding) => options.rule === undefined || finding.ruleId === options.rule);
}

/** Asserts that the marked findings, and no other ones, are found. At least one mark is asked for. */
export function finds(text: string, options: SpecOptions = {}): void {
  const marked = readMarks(text);
  assert.notEqual(marked.marks.length, 0, 'the text marks what is to be found');
  const problems = discrepancies(marked, findingsIn(text, options));
  assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
}

/** Asserts that nothing is found in a text. */
export function isQuiet(text: string, options: SpecOptions = {}): void {
  assert.equal(readMarks(text).marks.length, 0, 'a quiet text has no marks');
  const problems = discrepancies({ text, marks: [] }, findingsIn(text, options));
  assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
}
