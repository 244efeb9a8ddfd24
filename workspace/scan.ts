import { setImmediate } from 'node:timers/promises';
import type { EntryPoint, FileAnalysis, SuppressedFinding } from '../engine/analyze.ts';
import { compareSeverity, type Finding, type Location } from '../engine/finding.ts';
import type { AddedLines, LineRanges } from './addedLines.ts';
import { baselineLedger, EMPTY_LEDGER } from './baseline.ts';
import type { Configuration, FailOn } from './configuration.ts';
import { diskSnapshot } from './diskSnapshot.ts';
import { type Exclusion, kindOfNamed, type Listing } from './files.ts';
import { indexSnapshot } from './gitSnapshot.ts';
import { foldersAbove, parentOf } from './glob.ts';
import { readAhead } from './readAhead.ts';
import type { Failure, Omission, Policy, Receipt } from './receipt.ts';
import { comparePaths, type Snapshot } from './snapshot.ts';
import { loadTools, type Tools } from './tools.ts';
import { type Overruling, openWorkspace, severityOf, type Workspace } from './workspace.ts';

export interface ScanRequest {
  /** Absolute path of the workspace's root, see `workspaceRoot`. */
  readonly root: string;
  /** What to scan, from the root with `/`; `['']` is all. */
  readonly paths: readonly string[];
  /** Default `disk`. A snapshot of your own stays open. */
  readonly snapshot?: 'disk' | 'index' | Snapshot;
  /** Only findings of which a step lies on one of these lines (`stagedLines`, `linesSince`). */
  readonly changed?: AddedLines;
  readonly overruling?: Overruling;
  /** Report what the baseline knows as well: for writing a baseline. */
  readonly ignoreBaseline?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Each analysed file as soon as it is ready, in order of path; the baseline's and unchanged findings taken out. */
  readonly onFile?: (analysis: FileAnalysis) => void;
  /** Default: the engine with the shipped rules. */
  readonly tools?: Tools;
}

export interface Progress {
  /** Files that are done. */
  readonly done: number;
  readonly total: number;
  /** The file that was done last. */
  readonly path: string;
}

export interface ScanResult {
  /** In order of path, place and rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly entryPoints: readonly EntryPoint[];
  /** How many of the findings are at or above `failOn` of their file. */
  readonly failing: number;
  readonly receipt: Receipt;
}

/**
 * Scans a workspace. What goes wrong with one file costs that file and is in the receipt.
 * @throws UsageError for a path, a repository or a configuration that cannot be used; the signal's reason when aborted
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  const { root, snapshot: wanted = 'disk' } = request;
  const tools = request.tools ?? (await loadTools());
  if (typeof wanted === 'object') return scanSnapshot(request, tools, wanted);
  const snapshot = wanted === 'index' ? await indexSnapshot(root) : diskSnapshot(root);
  try {
    return await scanSnapshot(request, tools, snapshot);
  } finally {
    await snapshot.close();
  }
}

/** The event loop gets its turn this often, so that a scan can be cancelled and a server answers. */
const TURN_MS = 10;

async function scanSnapshot(request: ScanRequest, tools: Tools, snapshot: Snapshot): Promise<ScanResult> {
  const started = performance.now();
  const { changed, signal } = request;
  const ahead = readAhead(snapshot);
  const workspace = openWorkspace(ahead.snapshot, tools, request.overruling);
  const listing = await (changed
    ? listChanged(workspace, request.paths, changed)
    : workspace.list(request.paths, signal));
  const ledger = request.ignoreBaseline ? EMPTY_LEDGER : baselineLedger();
  const tally = tallyOf(listing);
  let turn = performance.now();
  ahead.follow(listing.files);

  for (const [index, path] of listing.files.entries()) {
    signal?.throwIfAborted();
    if (performance.now() - turn > TURN_MS) {
      await setImmediate();
      signal?.throwIfAborted();
      turn = performance.now();
    }
    const outcome = await workspace.analyze(path, { ledger, isListed: true });
    if (outcome.kind === 'excluded') tally.leaveOut(path, outcome);
    if (outcome.kind === 'failed') tally.failed.push({ path, cause: outcome.cause });
    if (outcome.kind === 'analysed') {
      const analysis = changed ? await onChangedLines(outcome.analysis, changed, snapshot) : outcome.analysis;
      tally.add(analysis, outcome);
      request.onFile?.(analysis);
    }
    request.onProgress?.({ done: index + 1, total: listing.files.length, path });
  }

  const rules = await speakingRules(workspace, listing.files);
  return tally.result({ rules, durationMs: Math.round(performance.now() - started), rulesetHash: tools.ruleset.hash });
}

type Sums = Pick<Receipt, 'rules' | 'durationMs' | 'rulesetHash'>;

/** Adds up what came of the files. */
function tallyOf(listing: Listing) {
  const excluded: Partial<Record<Policy, number>> = {};
  const failed: Failure[] = [...listing.failed];
  const leftOut: Omission[] = [];
  const recovered: string[] = [];
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const entryPoints: EntryPoint[] = [];
  let analysed = 0;
  let failing = 0;
  let baselined = 0;
  let hiddenInTests = 0;

  function exclude(policy: Policy): void {
    excluded[policy] = (excluded[policy] ?? 0) + 1;
  }
  for (const { policy } of listing.excluded) exclude(policy);

  return {
    leaveOut(path: string, { policy, reason }: Exclusion): void {
      exclude(policy);
      leftOut.push({ path, reason });
    },
    failed,
    add(analysis: FileAnalysis, outcome: { baselined: number; hiddenInTests: number; failOn: FailOn }): void {
      analysed++;
      baselined += outcome.baselined;
      hiddenInTests += outcome.hiddenInTests;
      failing += analysis.findings.filter((finding) => isFailing(finding, outcome.failOn)).length;
      findings.push(...analysis.findings);
      suppressed.push(...analysis.suppressed);
      entryPoints.push(...analysis.entryPoints);
      for (const cause of analysis.incomplete) failed.push({ path: analysis.path, cause });
      if (analysis.syntaxErrors.length > 0 && analysis.incomplete.length === 0) recovered.push(analysis.path);
    },
    result: (sums: Sums): ScanResult => ({
      findings: findings.sort(inOrder),
      suppressed: suppressed.sort((a, b) => inOrder(a.finding, b.finding)),
      entryPoints,
      failing,
      receipt: {
        complete: failed.length === 0,
        analysed,
        excluded,
        leftOut,
        failed: failed.sort((a, b) => comparePaths(a.path, b.path)),
        recovered,
        suppressed: suppressed.length,
        baselined,
        hiddenInTests,
        ...sums,
      },
    }),
  };
}

function isFailing(finding: Finding, failOn: FailOn): boolean {
  return failOn !== 'never' && compareSeverity(finding.severity, failOn) <= 0;
}

function inOrder(a: Finding, b: Finding): number {
  return (
    comparePaths(a.location.path, b.location.path) ||
    a.location.start - b.location.start ||
    comparePaths(a.ruleId, b.ruleId) ||
    comparePaths(a.fingerprint, b.fingerprint)
  );
}

/** The changed files at and below the paths, judged as a walk would judge them. */
async function listChanged(workspace: Workspace, paths: readonly string[], changed: AddedLines): Promise<Listing> {
  const files: string[] = [];
  const excluded: { path: string; policy: Policy }[] = [];
  const scanned = new Set(paths);
  const isScanned = (path: string) =>
    scanned.has('') || scanned.has(path) || foldersAbove(path).some((folder) => scanned.has(folder));
  for (const path of paths) await kindOfNamed(path, workspace.snapshot);
  for (const path of [...changed.keys()].filter(isScanned).sort(comparePaths)) {
    const kind = await workspace.snapshot.kindOf(path);
    if (kind === undefined || kind === 'folder') continue;
    const decision = kind === 'file' ? await workspace.decide(path) : ({ kind: 'excluded', policy: kind } as const);
    if (decision.kind === 'analysed') files.push(path);
    else excluded.push({ path, policy: decision.policy });
  }
  return { files, excluded, failed: [] };
}

/** The analysis with those findings only of which a step stands on a changed line. */
async function onChangedLines(analysis: FileAnalysis, changed: AddedLines, snapshot: Snapshot): Promise<FileAnalysis> {
  const findings: Finding[] = [];
  for (const finding of analysis.findings)
    if (await isOnChangedLine(finding, changed, snapshot)) findings.push(finding);
  const suppressed: SuppressedFinding[] = [];
  for (const one of analysis.suppressed) {
    if (await isOnChangedLine(one.finding, changed, snapshot)) suppressed.push(one);
  }
  return { ...analysis, findings, suppressed };
}

async function isOnChangedLine(finding: Finding, changed: AddedLines, snapshot: Snapshot): Promise<boolean> {
  const places = [finding.location, ...(finding.flow?.steps.map((step) => step.location) ?? [])];
  for (const place of places) {
    const ranges = changed.get(place.path);
    if (ranges && (ranges === 'all' || (await isWithin(place, ranges, snapshot)))) return true;
  }
  return false;
}

/** Git counts line feeds only, unlike a location's lines, which a lone carriage return ends as well. */
async function isWithin(place: Location, ranges: Exclude<LineRanges, 'all'>, snapshot: Snapshot): Promise<boolean> {
  const content = await snapshot.read(place.path);
  if (content.status !== 'text') return false;
  const lineOf = (offset: number) => content.text.slice(0, offset).split('\n').length;
  const first = lineOf(place.start);
  const last = lineOf(Math.max(place.start, place.end - 1));
  return ranges.some(({ from, to }) => first <= to && last >= from);
}

/** How many rules are on in any of the configurations that hold for these files. */
async function speakingRules(workspace: Workspace, files: readonly string[]): Promise<number> {
  const seen = new Set<Configuration>();
  const speaking = new Set<string>();
  for (const path of new Map(files.map((file) => [parentOf(file), file])).values()) {
    const { configuration, settings } = await workspace.treatmentOf(path);
    if (seen.has(configuration)) continue;
    seen.add(configuration);
    for (const rule of workspace.tools.ruleset.rules.values()) {
      if (severityOf(rule, settings) !== 'off') speaking.add(rule.id);
    }
  }
  return speaking.size;
}
