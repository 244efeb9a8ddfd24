/**
 * What the engine says: plain, readonly, serialisable data. A finding carries no syntax node and no secret value.
 */

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** How sure the engine is: `high` when every step was resolved, `low` when only a name speaks for it. */
export type Confidence = 'high' | 'medium' | 'low';

/** Which rules speak: `recommended` is on by default, `audit` is for reviewers. */
export type Profile = 'recommended' | 'audit';

/** Who controls the data at a source, from a stranger on the network to the person who started the program. */
export type Trust = 'remote' | 'browser' | 'stored' | 'model' | 'library' | 'local';

/** Half-open span of UTF-16 code units in one file's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A range with its file and its place for people. Lines and columns count from 1, columns in UTF-16 units. */
export interface Location extends Range {
  /** Path with `/`, as the caller named the file. */
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FlowStep {
  readonly kind: 'source' | 'step' | 'sink';
  readonly location: Location;
  /** What happens to the data here, in words: "`id` is read from the query string". */
  readonly message: string;
}

/** The way of the data from a source (first step) to the sink (last step). */
export interface Flow {
  readonly trust: Trust;
  readonly steps: readonly FlowStep[];
}

/** Replaces the code units from `start` to `end` by `text`. */
export interface Edit extends Range {
  readonly text: string;
}

/** `automatic`: honest input behaves as before. `suggestion`: a person must look. */
export type Applicability = 'automatic' | 'suggestion';

export interface Fix {
  readonly title: string;
  readonly applicability: Applicability;
  /** Edits of the finding's own file; they never overlap. */
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly ruleId: string;
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  /** Where the sink (or the pattern, or the secret) stands. */
  readonly location: Location;
  readonly flow?: Flow;
  readonly fixes: readonly Fix[];
  /** Position-free identity (design decision D8), 16 hexadecimal digits and an ordinal. */
  readonly fingerprint: string;
  /** True in tests, stories and fixtures; such findings are shown on request. */
  readonly inTest: boolean;
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Negative when `a` is graver than `b`, 0 when equal. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** The severity `steps` below, never less than `low`. */
export function lowerSeverity(severity: Severity, steps = 1): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + steps, SEVERITIES.length - 1)] ?? 'low';
}

/** The most exposed first: of several ways to a sink, the first one is shown. */
const TRUSTS: readonly Trust[] = ['remote', 'model', 'browser', 'library', 'stored', 'local'];

/** The place of a trust in that order, from 0. */
export function trustRank(trust: Trust): number {
  return TRUSTS.indexOf(trust);
}

const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];

/** Negative when `a` is surer than `b`, 0 when equal. */
export function compareConfidence(a: Confidence, b: Confidence): number {
  return CONFIDENCES.indexOf(a) - CONFIDENCES.indexOf(b);
}

/** The weaker of two confidences. */
export function weakerConfidence(a: Confidence, b: Confidence): Confidence {
  return compareConfidence(a, b) >= 0 ? a : b;
}
