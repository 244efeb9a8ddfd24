import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Finding } from '../engine/finding.ts';
import { atomicWrite } from './atomicWrite.ts';
import { decode } from './decode.ts';
import { causeOf } from './root.ts';
import { UsageError } from './usageError.ts';

/** The file that holds the baseline when the configuration names no other. */
export const BASELINE_FILE = 'portside.baseline';

/** Findings that are known and accepted for now. */
export interface Baseline {
  /** Random, 32 hexadecimal digits: keys the fingerprints of secrets. */
  readonly key: string;
  /**
   * How many findings of each fingerprint are known, and of which rule, for those who read the file. None means that it is
   * known of the history only: in the files it would be new.
   */
  readonly known: ReadonlyMap<string, { readonly count: number; readonly ruleId: string }>;
}

/** A fresh key, 32 hexadecimal digits. */
export function newKey(): string {
  return randomBytes(16).toString('hex');
}

/** A baseline of these findings, with a key: the old baseline's, else a new one. */
export function baselineOf(
  findings: readonly Pick<Finding, 'fingerprint' | 'ruleId'>[],
  key: string = newKey(),
): Baseline {
  const known = new Map<string, { count: number; ruleId: string }>();
  for (const { fingerprint, ruleId } of findings) {
    const entry = known.get(fingerprint) ?? { count: 0, ruleId };
    entry.count++;
    known.set(fingerprint, entry);
  }
  return { key, known };
}

/** The baseline without what is not there any more. What is known of the history only stays. */
export function prunedBaseline({ key, known }: Baseline, findings: readonly Finding[]): Baseline {
  const there = baselineOf(findings, key).known;
  const left = [...known].map(([fingerprint, { count, ruleId }]) => {
    return [fingerprint, { count: Math.min(count, there.get(fingerprint)?.count ?? 0), ruleId }] as const;
  });
  return {
    key,
    known: new Map(left.filter(([fingerprint, { count }]) => count > 0 || isOfHistory(known, fingerprint))),
  };
}

/** The baseline with what else the history holds. */
export function withHistory({ key, known }: Baseline, findings: readonly Finding[]): Baseline {
  const more = findings.map(({ fingerprint, ruleId }) => [withoutOrdinal(fingerprint), { count: 0, ruleId }] as const);
  return { key, known: new Map([...more, ...known]) };
}

const isOfHistory = (known: Baseline['known'], fingerprint: string) => known.get(fingerprint)?.count === 0;

const HEADER = /^# portside baseline v1 key=([0-9a-f]{32})$/;

/**
 * Reads a baseline. A merge of two branches may leave an entry twice (the larger count holds) or, with `merge=union`,
 * entries in any order; only the header must be the first line.
 * @throws UsageError naming file and line when it is none
 */
export function parseBaseline(file: string, text: string): Baseline {
  const lines = text.split(/\r?\n/);
  const fail = (index: number, problem: string) => new UsageError(`${file}:${index + 1}: ${problem}`);
  const [, key] = HEADER.exec(lines[0] ?? '') ?? [];
  if (key === undefined) throw fail(0, 'is no Portside baseline of version 1');
  const known = new Map<string, { count: number; ruleId: string }>();
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) {
      throw fail(index, 'has a merge conflict: keep the lines of both sides, and take out the marks');
    }
    const [, fingerprint = '', count, ruleId = ''] = /^(\S+) (\d{1,9}) (\S+)$/.exec(line) ?? [];
    if (count === undefined) throw fail(index, 'is no entry of a baseline: a fingerprint, a count and a rule');
    known.set(fingerprint, { count: Math.max(Number(count), known.get(fingerprint)?.count ?? 0), ruleId });
  }
  return { key, known };
}

/** One entry a line, sorted, without lines and dates, so that merges rarely conflict and a union of both sides is right. */
export function formatBaseline({ key, known }: Baseline): string {
  const entries = [...known].map(([fingerprint, { count, ruleId }]) => `${fingerprint} ${count} ${ruleId}`);
  return `${[`# portside baseline v1 key=${key}`, ...entries.sort()].join('\n')}\n`;
}

/**
 * What baselines know of the files of one scan. Each known finding is used up by the first one with its fingerprint, so
 * that the copy of a file is new. Findings of a file that are alike (`…` and `…:2`) are told apart by their order only,
 * so they are counted together: which of them is the new one, their numbers do not say.
 */
export interface BaselineLedger {
  /** The findings, in their order, that the baseline of this path does not know. */
  fresh(path: string, baseline: Baseline | undefined, findings: readonly Finding[]): readonly Finding[];
}

/** A ledger in which nothing is used up yet: one for each scan. */
export function baselineLedger(): BaselineLedger {
  const left = new Map<string, Map<string, number>>();
  return {
    fresh(path, baseline, findings) {
      if (!baseline) return findings;
      const counts = left.get(path) ?? countsOf(baseline);
      left.set(path, counts);
      return findings.filter(({ fingerprint }) => {
        const identity = withoutOrdinal(fingerprint);
        const count = counts.get(identity) ?? 0;
        if (count === 0) return true;
        counts.set(identity, count - 1);
        return false;
      });
    },
  };
}

/** How many findings that are alike are known. */
function countsOf({ known }: Baseline): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [fingerprint, { count }] of known) {
    const identity = withoutOrdinal(fingerprint);
    counts.set(identity, (counts.get(identity) ?? 0) + count);
  }
  return counts;
}

/** The same for all findings of a file that are alike. */
export const withoutOrdinal = (fingerprint: string): string => fingerprint.replace(/:\d+$/, '');

/** A ledger that knows nothing: for writing a baseline. */
export const EMPTY_LEDGER: BaselineLedger = { fresh: (_path, _baseline, findings) => findings };

/**
 * Reads a baseline from the disk; undefined when there is none.
 * @param file absolute path
 * @throws UsageError when what is there is no baseline
 */
export async function readBaseline(file: string): Promise<Baseline | undefined> {
  const there = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${file}: ${causeOf(error)}`);
  });
  const content = there && decode(there);
  if (!content) return undefined;
  if (content.status !== 'text') throw new UsageError(`${file}: is no Portside baseline of version 1`);
  return parseBaseline(file, content.text);
}

/**
 * Writes the baseline of these findings to a file, in one step. The key of the baseline that is there is kept, and what
 * it knows of the history.
 * @param file absolute path
 * @param fallbackKey the key under which the findings were made where there was no baseline
 * @throws UsageError when what is there is no baseline
 */
export async function writeBaseline(file: string, findings: readonly Finding[], fallbackKey?: string): Promise<void> {
  const old = await readBaseline(file);
  const { key, known } = baselineOf(findings, old?.key ?? fallbackKey);
  const ofHistory = [...(old?.known ?? [])].filter(([, { count }]) => count === 0);
  await saveBaseline(file, { key, known: new Map([...ofHistory, ...known]) });
}

/** Puts a baseline into a file, in one step. */
export async function saveBaseline(file: string, baseline: Baseline): Promise<void> {
  await atomicWrite(file, formatBaseline(baseline));
}
