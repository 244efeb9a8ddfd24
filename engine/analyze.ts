/** The straight line: text in, findings out. Start reading here. */
import type { Confidence, Finding, Location, Profile, Severity, Trust } from './finding.ts';
import type { LibraryModel } from './model.ts';
import type { Rule } from './rule.ts';
import type { SourceFile } from './source/sourceFile.ts';
import type { Parser } from './syntax/parse.ts';

/** Rules and models, compiled once for many files. */
export interface Knowledge {
  readonly rules: ReadonlyMap<string, Rule>;
}

/** What the configuration says for one file. */
export interface FileSettings {
  readonly profile: Profile;
  /** Per rule id: `off`, or another severity. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Whose data counts as tainted. */
  readonly trust: readonly Trust[];
  /** Findings below are dropped. `medium` in the recommended profile, `low` in audit. */
  readonly minConfidence: Confidence;
}

export interface AnalysisOptions {
  readonly knowledge: Knowledge;
  readonly parser: Parser;
  readonly settings: FileSettings;
  /** The file is a test, story or fixture: its findings are marked. */
  readonly inTest: boolean;
  /** Today as YYYY-MM-DD, for suppressions that expire. */
  readonly today: string;
}

/** A finding that a comment in the file silences. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** A place where requests enter the program. */
export interface EntryPoint {
  readonly framework: string;
  readonly method: string;
  /** The path as written; holes are shown as `{…}`. */
  readonly path: string;
  /** The middleware before the handler, as written. */
  readonly middleware: readonly string[];
  readonly handler: string;
  readonly location: Location;
}

export interface FileAnalysis {
  readonly path: string;
  /** In order of text. Wrong suppressions are findings too (`suppression-unused`, `-unknown-rule`, `-expired`, `-no-reason`). */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly entryPoints: readonly EntryPoint[];
  /** What was not looked at in full, in words: a rule that crashed, a budget that was reached. Empty when complete. */
  readonly incomplete: readonly string[];
  /** What the parser complained about. */
  readonly syntaxErrors: readonly string[];
}

/**
 * Compiles rules and models.
 * @throws Error naming rule or package when a model names an unknown rule or type.
 */
export function compileKnowledge(rules: readonly Rule[], models: readonly LibraryModel[]): Knowledge {
  void models;
  return { rules: new Map(rules.map((rule) => [rule.id, rule])) };
}

/** Analyses one file. Never throws: what goes wrong costs one rule or one stage and is said in `incomplete`. */
export function analyze(source: SourceFile, options: AnalysisOptions): FileAnalysis {
  void options;
  return { path: source.path, findings: [], suppressed: [], entryPoints: [], incomplete: [], syntaxErrors: [] };
}
