import { setImmediate } from 'node:timers/promises';
import type { FileAnalysis, SuppressedFinding } from '../engine/analyze.ts';
import { compareSeverity, type Finding, type Location } from '../engine/finding.ts';
import { type ProgramAnalysis, type ProgramMemory, programMemory } from '../engine/program.ts';
import { isScript, languageOf } from '../engine/source/sourceFile.ts';
import type { ThreatModel } from '../threats/element.ts';
import type { AddedLines, LineRanges } from './addedLines.ts';
import { baselineLedger, EMPTY_LEDGER } from './baseline.ts';
import type { ScanCache } from './cache/scanCache.ts';
import type { Configuration, Declaration, FailOn } from './configuration.ts';
import { ConfigurationError } from './configurationError.ts';
import { diskSnapshot } from './diskSnapshot.ts';
import { type Exclusion, kindOfNamed, type Listing } from './files.ts';
import { indexSnapshot } from './gitSnapshot.ts';
import { foldersAbove, parentOf } from './glob.ts';
import {
  connectedTo,
  type ProgramReader,
  programReader,
  type ReadProgramFile,
  UnreadableError,
} from './programFiles.ts';
import { readAhead } from './readAhead.ts';
import type { DeclarationUse, Failure, Omission, Policy, Receipt } from './receipt.ts';
import { comparePaths, type Snapshot } from './snapshot.ts';
import { threatModelOf } from './threatModel.ts';
import { loadTools, type Tools } from './tools.ts';
import { UsageError } from './usageError.ts';
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
  /** Make the threat model as well, of all files that are analysed. */
  readonly threats?: boolean;
  /** Default: the engine with the shipped rules. */
  readonly tools?: Tools;
  /** What earlier scans have found out, and where this one puts what it finds out. It stays open. */
  readonly cache?: ScanCache | undefined;
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
  /** Where secrets stand in the files of the findings, also those that are not reported. */
  readonly hidden: readonly Location[];
  /** How many of the findings are at or above `failOn` of their file. */
  readonly failing: number;
  readonly receipt: Receipt;
  /** When it was asked for. */
  readonly threats?: ThreatModel;
}

/**
 * Scans a workspace. What goes wrong with one file costs that file and is in the receipt.
 * @throws UsageError for a path, a repository or a configuration that cannot be used; the signal's reason when aborted
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  try {
    return await scanOnce(request);
  } catch (error) {
    // Without a cache every file is read first, and says what is wrong with it.
    if (!request.cache || !(error instanceof UnreadableError)) throw error;
    return scanOnce({ ...request, cache: undefined });
  }
}

async function scanOnce(request: ScanRequest): Promise<ScanResult> {
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
  const isWhole = !changed && request.paths.includes('');
  const ahead = readAhead(snapshot);
  const observed = request.cache?.observe(ahead.snapshot, request.overruling) ?? ahead.snapshot;
  const workspace = openWorkspace(observed, tools, request.overruling);
  const listing = await (changed
    ? listChanged(workspace, request.paths, changed)
    : workspace.list(request.paths, signal));
  const ledger = request.ignoreBaseline ? EMPTY_LEDGER : baselineLedger();
  const tally = tallyOf(listing);
  const pause = pauses(signal);
  const files = await readProgram(workspace, listing.files, {
    ahead,
    tally,
    pause,
    signal,
    isWhole,
    cache: request.cache,
  });

  const listed = new Set(listing.files);
  // What a baseline knows is used up by the findings of all files.
  const needsAll = changed !== undefined && [...files.values()].some(({ ready }) => ready.hasBaseline);
  const { answers: found, memory } = await analyzeFiles(request, tools, files, needsAll ? undefined : listed, pause);
  const answers = [...found].sort(([a], [b]) => comparePaths(a, b));
  const asked = new Map<string, FileAnalysis>();
  for (const [path, answer] of answers) {
    const said = listed.has(path) ? answer : withSteps(answer, (place) => listed.has(place.path));
    if (!changed) asked.set(path, said);
    else {
      const isChanged = await changedFindings(answer, changed, snapshot);
      asked.set(path, withFindings(said, isChanged));
      // What was there before is what the baseline knows: of findings that are alike, the changed line's is the new one.
      files.get(path)!.ready.judge(
        withFindings(answer, (finding) => !isChanged(finding)),
        ledger,
      );
    }
  }
  for (const [path, answer] of asked) {
    const isListed = listed.has(path);
    const outcome = files.get(path)!.ready.judge(answer, ledger);
    tally.add(outcome.analysis, outcome, isListed);
    if (isListed || outcome.analysis.findings.length > 0) request.onFile?.(outcome.analysis);
  }

  const rules = await speakingRules(workspace, listing.files);
  const declarations = isWhole ? await declarationUses(workspace, listing.files, found.values()) : [];
  const threats =
    memory &&
    (await threatModelOf({
      files: new Map([...files].map(([path, { file }]) => [path, file])),
      memory,
      workspace,
      pause,
      load: (path) => files.get(path)?.load?.(),
    }));
  const result = tally.result({
    rules,
    declarations,
    durationMs: Math.round(performance.now() - started),
    rulesetHash: tools.ruleset.hash,
  });
  return threats ? { ...result, threats } : result;
}

/** Analyses the files as one program, by what earlier scans know of them. */
async function analyzeFiles(
  { cache, onProgress, paths, changed, threats }: ScanRequest,
  tools: Tools,
  files: ReadonlyMap<string, ReadProgramFile>,
  asked: ReadonlySet<string> | undefined,
  pause: () => Promise<void>,
): Promise<{ readonly answers: ProgramAnalysis; readonly memory?: ProgramMemory }> {
  const program = new Map([...files].map(([path, { file }]) => [path, file]));
  const run = async (memory: ProgramMemory | undefined) => {
    const seen = new Set<string>();
    const steps = tools.analyzeProgram(program, memory, asked);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      await pause();
      seen.add(step.value);
      onProgress?.({ done: seen.size, total: files.size, path: step.value });
      await files.get(step.value)!.load?.();
    }
  };
  if (!cache && threats) {
    const memory = programMemory();
    return { answers: await run(memory), memory };
  }
  if (!cache) return { answers: await run(undefined) };
  let memory = cache.memory(files);
  let answers: ProgramAnalysis | undefined;
  try {
    answers = await run(memory);
  } catch (error) {
    if (!cache.isDamaged) throw error;
  }
  if (!answers || cache.isDamaged) {
    memory = programMemory();
    answers = await run(memory);
  }
  cache.save(memory, !changed && paths.includes(''));
  return threats ? { answers, memory } : { answers };
}

/** Lets the event loop have its turn now and then, and stops when the scan is given up. */
export function pauses(signal: AbortSignal | undefined): () => Promise<void> {
  let turn = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - turn <= TURN_MS) return;
    await setImmediate();
    signal?.throwIfAborted();
    turn = performance.now();
  };
}

interface Reading {
  readonly ahead: ReturnType<typeof readAhead>;
  readonly tally: ReturnType<typeof tallyOf>;
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
  /** All files are listed. */
  readonly isWhole: boolean;
  readonly cache: ScanCache | undefined;
}

/**
 * Reads the listed files and, for a scan of some, all others that have to do with them: what is found in a file can come
 * from one that imports it. What cannot be read of the others changes nothing.
 */
async function readProgram(
  workspace: Workspace,
  listed: readonly string[],
  { ahead, tally, pause, signal, isWhole, cache }: Reading,
): Promise<Map<string, ReadProgramFile>> {
  const reader = programReader(workspace, cache);
  const files = new Map<string, ReadProgramFile>();
  ahead.follow(listed);
  for (const path of listed) {
    await pause();
    const read = await reader.read(path, true);
    if ('ready' in read) files.set(path, read);
    else if (read.kind === 'excluded') tally.leaveOut(path, read);
    else if (read.kind === 'failed') tally.failed.push({ path, cause: read.cause });
  }
  cache?.settle(files);
  if (isWhole || !listed.some((path) => isScript(languageOf(path)))) return files;
  const others = (await filesAround(workspace, signal)).filter(
    (path) => !files.has(path) && isScript(languageOf(path)),
  );
  if (others.length === 0) return files;
  // What is known without reading is not read ahead.
  if (!cache || !workspace.snapshot.idOf) ahead.follow(others);
  for (const path of others) {
    const settled = reader.settled(path);
    if (!settled) await pause();
    const read = settled ?? (await readOther(reader, path));
    if (read) files.set(path, read);
  }
  cache?.settle(files);
  const connected = connectedTo(listed, new Map([...files].map(([path, { file }]) => [path, file])));
  for (const [path, { file, load }] of files) {
    if (connected.has(path)) continue;
    files.delete(path);
    if (!cache || load) continue;
    await pause();
    cache.pass(path, file);
  }
  return files;
}

/** All files of the workspace; none where a configuration that is not asked about is broken. */
async function filesAround(workspace: Workspace, signal: AbortSignal | undefined): Promise<readonly string[]> {
  try {
    return (await workspace.list([''], signal)).files;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigurationError) return [];
    throw error;
  }
}

async function readOther(reader: ProgramReader, path: string): Promise<ReadProgramFile | undefined> {
  try {
    const read = await reader.read(path, true);
    return 'ready' in read ? read : undefined;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

/** The analysis with those findings only of which a step lies at such a place. */
function withSteps(analysis: FileAnalysis, isAsked: (place: Location) => boolean): FileAnalysis {
  const isOne = ({ flow }: Finding) => flow?.steps.some(({ location }) => isAsked(location)) ?? false;
  return { ...withFindings(analysis, isOne), incomplete: [], syntaxErrors: [] };
}

/** The analysis with those findings only, whether or not a comment silences them. */
function withFindings(analysis: FileAnalysis, isOne: (finding: Finding) => boolean): FileAnalysis {
  return {
    ...analysis,
    findings: analysis.findings.filter(isOne),
    suppressed: analysis.suppressed.filter(({ finding }) => isOne(finding)),
  };
}

type Sums = Pick<Receipt, 'rules' | 'declarations' | 'durationMs' | 'rulesetHash'>;

/** Adds up what came of the files. */
function tallyOf(listing: Listing) {
  const excluded: Partial<Record<Policy, number>> = {};
  const failed: Failure[] = [...listing.failed];
  const leftOut: Omission[] = [];
  const recovered: string[] = [];
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const hidden: Location[] = [];
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
    /** @param isListed false for a file that was not asked for, but has a finding that begins in one that was */
    add(
      analysis: FileAnalysis,
      outcome: { baselined: number; hiddenInTests: number; failOn: FailOn },
      isListed: boolean,
    ): void {
      if (isListed) analysed++;
      baselined += outcome.baselined;
      hiddenInTests += outcome.hiddenInTests;
      failing += analysis.findings.filter((finding) => isFailing(finding, outcome.failOn)).length;
      findings.push(...analysis.findings);
      if (analysis.findings.length > 0) hidden.push(...(analysis.hidden ?? []));
      suppressed.push(...analysis.suppressed);
      for (const cause of analysis.incomplete) failed.push({ path: analysis.path, cause });
      if (analysis.syntaxErrors.length > 0 && analysis.incomplete.length === 0) recovered.push(analysis.path);
    },
    result: (sums: Sums): ScanResult => ({
      findings: findings.sort(inOrder),
      suppressed: suppressed.sort((a, b) => inOrder(a.finding, b.finding)),
      hidden,
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

/** Tells the findings of which a step stands on a changed line. */
async function changedFindings(
  { findings, suppressed }: FileAnalysis,
  changed: AddedLines,
  snapshot: Snapshot,
): Promise<(finding: Finding) => boolean> {
  const found = new Set<Finding>();
  for (const finding of [...findings, ...suppressed.map((one) => one.finding)]) {
    if (await isOnChangedLine(finding, changed, snapshot)) found.add(finding);
  }
  return (finding) => found.has(finding);
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

/** How often each declaration of the configurations is met in files that were all looked at. */
async function declarationUses(
  workspace: Workspace,
  files: readonly string[],
  analyses: Iterable<FileAnalysis>,
): Promise<DeclarationUse[]> {
  const uses = new Map<string, number>();
  for (const { declarations = {} } of analyses)
    for (const [id, count] of Object.entries(declarations)) uses.set(id, (uses.get(id) ?? 0) + count);
  const declared = new Map<string, Declaration>();
  for (const folder of new Set(['', ...files.map(parentOf)])) {
    for (const each of (await workspace.configurationFor(folder)).declarations) declared.set(each.id, each);
  }
  return [...declared.values()].map(({ id, file, key, names }) => ({ file, key, names, uses: uses.get(id) ?? 0 }));
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
