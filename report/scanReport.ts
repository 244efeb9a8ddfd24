import type { SuppressedFinding } from '../engine/analyze.ts';
import type { Finding, Severity } from '../engine/finding.ts';
import type { RuleFacts } from '../engine/ruleFacts.ts';

/** What every format of a scan's report is made from: plain data, in the order in which it is to be shown. */
export interface ScanReport {
  readonly tool: Tool;
  /** The rules that could speak, with their pages. */
  readonly rules: readonly ReportedRule[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly receipt: ReportedReceipt;
  /** When commits were looked at, and not one state of the files. */
  readonly history?: ReportedHistory;
}

export interface ReportedHistory {
  /** As they were typed; none means all branches and tags. */
  readonly revisions: readonly string[];
  readonly commits: number;
  /** How many of them an earlier scan had looked at. */
  readonly known: number;
  readonly additions: ReadonlyMap<Finding, Addition>;
}

/** How something came into a history. */
export interface Addition {
  /** The commit that added it first; the finding's place is that of its file there. */
  readonly commit: string;
  /** ISO 8601. */
  readonly authoredAt: string;
  readonly author: string;
  /** How many commits added it. */
  readonly commits: number;
  /** Where it stands in HEAD, `path:line`; undefined when it is gone from there. */
  readonly inHead: string | undefined;
}

interface Tool {
  readonly name: string;
  readonly version: string;
}

export interface ReportedRule extends RuleFacts {
  /** The rule's page, Markdown. */
  readonly page?: string;
}

/** What was scanned and what was not. */
export interface ReportedReceipt {
  /** False when anything in `failed` keeps findings from being known. */
  readonly complete: boolean;
  /** Files that were analysed. */
  readonly analysed: number;
  /** Files that policy leaves out, by reason: `{ ignored: 3, minified: 1 }`. */
  readonly excluded: Readonly<Partial<Record<string, number>>>;
  /** Those among them that are left out by what they hold, which their names do not tell. */
  readonly leftOut: readonly Omission[];
  readonly failed: readonly Failure[];
  /** Files whose syntax errors were read around. */
  readonly recovered: readonly string[];
  /** Findings that are not listed because the baseline knows them. */
  readonly baselined: number;
  /** Findings in tests, stories and fixtures that are not listed because nobody asked for them. */
  readonly hiddenInTests: number;
  /** What the configuration's own sources, sinks, sanitizers and propagators mean in the code. */
  readonly declarations: readonly DeclarationUse[];
  /** Rules that could speak. */
  readonly rules: number;
  readonly durationMs: number;
  /** Two reports with the same hash come from the same rules, models and version. */
  readonly rulesetHash: string;
}

interface DeclarationUse {
  readonly file: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly uses: number;
}

interface Omission {
  readonly path: string;
  readonly reason: string;
}

/** A file that could not be analysed, or not in full. */
export interface Failure {
  readonly path: string;
  readonly cause: string;
}

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Weaknesses whose place in the code is the secret itself: https://cwe.mitre.org/data/definitions/798.html and its kin. */
const SECRET_WEAKNESSES: ReadonlySet<number> = new Set([259, 260, 312, 321, 522, 798]);

/** True when the text at the finding's location must not be shown. */
export function pointsAtSecret(finding: Finding): boolean {
  return finding.cwe.some((weakness) => SECRET_WEAKNESSES.has(weakness));
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
