import type { Finding } from '../engine/finding.ts';

/** The file that holds the baseline when the configuration names no other. */
export const BASELINE_FILE = 'portside.baseline';

/** Findings that are known and accepted for now. */
export interface Baseline {
  /** Random, 32 hexadecimal digits: keys the fingerprints of secrets. */
  readonly key: string;
  /** How many findings of each fingerprint are known. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A baseline of these findings, with a key: the old baseline's, else a new one. */
export function baselineOf(findings: readonly Finding[], key?: string): Baseline {
  void findings;
  return { key: key ?? '', counts: new Map() };
}

/** Reads a baseline. @throws UsageError naming file and line when it is none. */
export function parseBaseline(file: string, text: string): Baseline {
  return { key: `${file}${text}`, counts: new Map() };
}

/** One entry a line, sorted, without lines and dates, so that merges rarely conflict and a union of both sides is right. */
export function formatBaseline(baseline: Baseline): string {
  return baseline.key;
}

/**
 * What baselines know of the files of one scan. Each known finding is used up by the first one with its fingerprint, so
 * that the copy of a file is new.
 */
export interface BaselineLedger {
  /** The findings, in their order, that the baseline of this path does not know. */
  fresh(baselinePath: string, baseline: Baseline | undefined, findings: readonly Finding[]): readonly Finding[];
}

export function baselineLedger(): BaselineLedger {
  return { fresh: (_path, _baseline, findings) => findings };
}

/**
 * Writes the baseline of these findings to a file, in one step. The key of the baseline that is there is kept.
 * @param file absolute path
 * @throws UsageError when what is there is no baseline
 */
export async function writeBaseline(file: string, findings: readonly Finding[]): Promise<void> {
  throw new Error(`not yet: ${file} ${findings.length}`);
}
