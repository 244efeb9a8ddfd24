import { analyzeSecrets } from '../../engine/analyze.ts';
import { compareSeverity, type Finding } from '../../engine/finding.ts';
import { announcesSecret, announcesValue, mayBeNamedElsewhere } from '../../engine/secrets/announced.ts';
import { needsNoWord } from '../../engine/secrets/settings.ts';
import { isScript, languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { EMPTY_LEDGER, withoutOrdinal } from '../baseline.ts';
import { type BlobReader, blobReader } from '../blobReader.ts';
import { programKey } from '../cache/programKey.ts';
import { contentOf } from '../contentPolicies.ts';
import { decodeOld } from '../decode.ts';
import { diskSnapshot } from '../diskSnapshot.ts';
import { askGitWith, isShallow } from '../git.ts';
import type { Failure } from '../receipt.ts';
import { loadTools, type Tools } from '../tools.ts';
import { type Overruling, openWorkspace, type Workspace } from '../workspace.ts';
import {
  type AddingFile,
  type Commit,
  commitStream,
  type LineWatch,
  type Revisions,
  revisionsOf,
} from './commitStream.ts';
import { type AddedSecret, freshState, type HistoryState, readState, stateFile, writeState } from './historyState.ts';
import { placesInHead } from './placesInHead.ts';

export interface HistoryRequest {
  /** Absolute path of the workspace's root, see `workspaceRoot`. */
  readonly root: string;
  /** As git names them: `main..feature`, `v1.0`; none means all that branches and tags can reach. */
  readonly revisions: readonly string[];
  /** Where states are kept, so that what was looked at once is not looked at again; without it nothing is kept. */
  readonly stateFolder?: string | undefined;
  readonly overruling?: Overruling;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Default: the engine with the shipped rules. */
  readonly tools?: Tools;
}

/** A secret of the history. */
export interface HistoricSecret extends AddedSecret {
  /** Where it stands in HEAD, `path:line`; undefined when it is gone from there. */
  readonly inHead: string | undefined;
}

export interface HistoryResult {
  /** One a value, the first one added first. */
  readonly secrets: readonly HistoricSecret[];
  /** How many are at or above `failOn`. */
  readonly failing: number;
  /** How many commits are in the range, and how many of them an earlier scan had looked at. */
  readonly commits: number;
  readonly known: number;
  /** Versions of files that had to be looked into. */
  readonly files: number;
  /** Findings that a baseline knows. */
  readonly baselined: number;
  readonly rules: number;
  readonly failed: readonly Failure[];
  readonly durationMs: number;
  readonly rulesetHash: string;
}

/** A state is kept this often: whoever interrupts a scan loses no more. */
const KEEP_MS = 2_000;

/** Larger files are not read; four million characters of UTF-8, and room. */
const BLOB_LIMIT = 16 * 1024 * 1024;

/**
 * Looks for secrets in what the commits of a history add. Git streams the added lines, and a file of a commit is looked
 * into, whole and as a scan would, when one of its added lines has a word that announces a secret. Memory does not grow
 * with the history.
 * @throws UsageError for revisions or a configuration that cannot be used; the signal's reason when aborted
 */
export async function scanHistory(request: HistoryRequest): Promise<HistoryResult> {
  const started = performance.now();
  const { root, signal, onProgress } = request;
  const tools = request.tools ?? (await loadTools());
  const revisions = await revisionsOf(root, request.revisions);
  const file = await stateFileFor(request, revisions, tools);
  const earlier = (file === undefined ? undefined : await usableState(root, file, revisions)) ?? freshState();
  const scan = openHistoryScan(root, tools, { ...request.overruling, fingerprintKey: earlier.key }, earlier);
  const remaining = [...revisions.wanted, ...revisions.unwanted, ...earlier.frontier.map((id) => `^${id}`)];
  const total = earlier.commits + (await countCommits(root, remaining));

  const failed: Failure[] = [];
  let kept = performance.now();
  try {
    // Without a start there is nothing to look at, and git would complain.
    const commits = revisions.wanted.length > 0 ? commitStream(root, remaining, scan.watch, signal) : [];
    for await (const commit of commits) {
      signal?.throwIfAborted();
      await scan.take(commit);
      onProgress?.({ done: scan.commits, total });
      if (file && performance.now() - kept > KEEP_MS) {
        await writeState(file, scan.state());
        kept = performance.now();
      }
    }
    if (scan.commits !== total) throw new Error(`git told of ${scan.commits} of ${total} commits`);
  } catch (error) {
    signal?.throwIfAborted();
    failed.push({ path: '.', cause: `its history could not be read to the end: ${(error as Error).message}` });
  } finally {
    if (file) await writeState(file, scan.state());
    await scan.close();
  }
  if (await isShallow(root))
    failed.push({ path: '.', cause: 'this clone is shallow: what is before it was not looked at' });
  failed.push(...scan.failed);

  const { files, commits } = scan.state();
  const secrets = await scan.unknown();
  const places = await placesInHead(root, secrets);
  return {
    secrets: secrets.map((secret) => ({ ...secret, inHead: places.get(secret) })),
    failing: secrets.filter(({ isFailing }) => isFailing).length,
    commits,
    known: earlier.commits,
    files,
    baselined: scan.state().secrets.length - secrets.length,
    rules: [...tools.ruleset.rules.values()].filter(({ kind }) => kind === 'secret').length,
    failed,
    durationMs: Math.round(performance.now() - started),
    rulesetHash: tools.ruleset.hash,
  };
}

interface HistoryScan {
  readonly watch: LineWatch;
  /** How many commits were looked at, also by earlier scans. */
  readonly commits: number;
  readonly failed: readonly Failure[];
  take(commit: Commit): Promise<void>;
  state(): HistoryState;
  /** The secrets that no baseline knows. */
  unknown(): Promise<readonly AddedSecret[]>;
  close(): Promise<void>;
}

/** So many failures are named. */
const MOST_FAILURES = 100;

function openHistoryScan(root: string, tools: Tools, overruling: Overruling, earlier: HistoryState): HistoryScan {
  // Configuration and baseline are today's. What an ignore file names today may have been committed all the same.
  const workspace = openWorkspace({ ...diskSnapshot(root), kind: 'commit' }, tools, overruling);
  const blobs = blobReader(root, BLOB_LIMIT);
  const secrets = new Map(earlier.secrets.map((secret) => [identityOf(secret.finding), secret]));
  const frontier = new Set(earlier.frontier);
  const failed: Failure[] = [];
  let { commits, files } = earlier;

  async function look(file: AddingFile, commit: Commit): Promise<void> {
    const found = await secretsIn(file, workspace, blobs);
    if (found.kind === 'excluded') return;
    files++;
    if (found.kind === 'failed') {
      if (failed.length < MOST_FAILURES)
        failed.push({ path: file.path, cause: `${found.cause} (${shortId(commit.id)})` });
      return;
    }
    const seen = new Set<string>();
    for (const { finding, isFailing } of found.secrets) {
      const identity = identityOf(finding);
      if (seen.has(identity)) continue;
      seen.add(identity);
      const known = secrets.get(identity);
      const { id, authoredAt, author } = commit;
      secrets.set(
        identity,
        known
          ? { ...known, commits: known.commits + 1 }
          : { finding, isFailing, blob: file.blob, commit: id, authoredAt, author, commits: 1 },
      );
    }
  }

  return {
    watch: watchFor(tools),
    get commits() {
      return commits;
    },
    failed,
    async take(commit) {
      for (const file of commit.files) await look(file, commit);
      for (const parent of commit.parents) frontier.delete(parent);
      frontier.add(commit.id);
      commits++;
    },
    state: () => ({
      key: earlier.key,
      frontier: [...frontier],
      commits,
      files,
      secrets: [...secrets.values()],
    }),
    async unknown() {
      const found: AddedSecret[] = [];
      for (const secret of secrets.values()) {
        const { isKnown } = await workspace.treated(secret.finding.location.path);
        if (!isKnown(secret.finding)) found.push(secret);
      }
      return found;
    },
    close: () => blobs.close(),
  };
}

/** Decides by the added lines, as they pass by, whether a file is worth a look. */
function watchFor(tools: Tools): LineWatch {
  const detectors = tools.ruleset.knowledge().secrets;
  let isWorthIt = false;
  return {
    see(added, among, path) {
      if (isWorthIt) return;
      const isCode = isScript(languageOf(path));
      isWorthIt =
        added === undefined ||
        announcesSecret(added, detectors, isCode) ||
        (mayBeNamedElsewhere(added, isCode) && announcesValue(among(), detectors, isCode));
    },
    ask({ path, isBinary }) {
      const language = languageOf(path);
      // Git shows no lines of text in UTF-16.
      const isAsked = isWorthIt || (isBinary && language !== 'text') || needsNoWord(path);
      isWorthIt = false;
      return isAsked;
    },
  };
}

type Found =
  | {
      readonly kind: 'found';
      readonly secrets: readonly { readonly finding: Finding; readonly isFailing: boolean }[];
    }
  | { readonly kind: 'excluded' }
  | { readonly kind: 'failed'; readonly cause: string };

/** The secrets on the added lines of a file. */
async function secretsIn(
  { path, blob, ranges, isBinary }: AddingFile,
  workspace: Workspace,
  blobs: BlobReader,
): Promise<Found> {
  if ((await workspace.decide(path)).kind === 'excluded') return { kind: 'excluded' };
  const read = await blobs.read(blob);
  if (read.status === 'missing') return { kind: 'failed', cause: 'git has lost its content' };
  const content = contentOf(path, read.status === 'bytes' ? decodeOld(read.bytes) : read);
  // Nobody can mend what was committed: what is no text is left out, in code as well.
  if (content.kind !== 'text') return { kind: 'excluded' };
  const source = sourceFile(path, content.text);
  const treated = await workspace.treated(path);
  const analysis = analyzeSecrets(source, treated.options);
  // Git counts line feeds only, unlike a location's lines, which a lone carriage return ends as well.
  const lineOf = (offset: number) => source.text.slice(0, offset).split('\n').length;
  const isAdded = ({ location: { start, end } }: Finding) => {
    if (isBinary) return true;
    const first = lineOf(start);
    const last = lineOf(Math.max(start, end - 1));
    return ranges.some(({ from, to }) => first <= to && last >= from);
  };
  const added = { ...analysis, findings: analysis.findings.filter(isAdded) };
  // What a baseline knows is asked at the end: it changes more often than a history does.
  const { analysis: shown, failOn } = treated.judge(added, EMPTY_LEDGER);
  return {
    kind: 'found',
    secrets: shown.findings.map((finding) => ({
      finding,
      isFailing: failOn !== 'never' && compareSeverity(finding.severity, failOn) <= 0,
    })),
  };
}

/** The same for the same value: the ordinal of a second one in a file is none of it. */
const identityOf = ({ fingerprint }: Finding) => withoutOrdinal(fingerprint);

const shortId = (id: string) => id.slice(0, 10);

async function countCommits(root: string, revisions: readonly string[]): Promise<number> {
  const answer = await askGitWith(root, ['rev-list', '--count', '--stdin'], revisions);
  return answer.code === 0 ? Number(answer.output.toString('latin1')) : 0;
}

/** Where the state of this question is; undefined when none is kept. */
async function stateFileFor(
  { root, revisions: given, stateFolder, overruling }: HistoryRequest,
  { unwanted }: Revisions,
  tools: Tools,
): Promise<string | undefined> {
  if (stateFolder === undefined) return undefined;
  const workspace = openWorkspace(diskSnapshot(root), tools, overruling);
  const { ruleset } = tools;
  // Under the baseline's key, or none.
  const { options } = await workspace.treated('.env');
  return stateFile(stateFolder, [
    root,
    ruleset.version,
    ruleset.hash,
    programKey(tools) ?? '',
    JSON.stringify([given, unwanted.toSorted(), overruling, await workspace.configurationFor('')]),
    options.fingerprintKey ?? '',
  ]);
}

/** The state, when all that it speaks of is still a part of the history that is asked about. */
async function usableState(root: string, file: string, { wanted }: Revisions): Promise<HistoryState | undefined> {
  const state = await readState(file);
  if (!state || state.frontier.length === 0) return state;
  // Rewritten history: a commit that nothing leads to any more, or that git has forgotten.
  const lost = [...state.frontier, ...wanted.map((id) => `^${id}`)];
  const answer = await askGitWith(root, ['rev-list', '--max-count=1', '--stdin'], lost);
  return answer.code === 0 && answer.output.length === 0 ? state : undefined;
}
