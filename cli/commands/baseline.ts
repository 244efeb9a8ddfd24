import type { Finding } from '../../engine/finding.ts';
import { counted } from '../../report/scanReport.ts';
import { visibleJson, visibleText } from '../../report/visibleText.ts';
import {
  type Baseline,
  newKey,
  prunedBaseline,
  readBaseline,
  saveBaseline,
  withHistory,
  writeBaseline,
} from '../../workspace/baseline.ts';
import { findingsByBaseline } from '../../workspace/baselineFiles.ts';
import { historyFolder } from '../../workspace/cache/cacheFolder.ts';
import { cacheFolder } from '../../workspace/cache/cachePlace.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { scanHistory } from '../../workspace/history/scanHistory.ts';
import type { Receipt } from '../../workspace/receipt.ts';
import { absolutePath } from '../../workspace/root.ts';
import { scan } from '../../workspace/scan.ts';
import { loadTools, type Tools } from '../../workspace/tools.ts';
import { mergeByUnion, notStaged } from '../../workspace/unionMerge.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { overrulingOf } from '../overruling.ts';
import { pathFromCwd, targetOf } from '../paths.ts';

/** What an action works with: all findings of the workspace, whether or not a baseline knows them. */
interface Setting {
  readonly line: CommandLine;
  readonly io: Io;
  readonly root: string;
  readonly tools: Tools;
  readonly signal: AbortSignal;
  /** Under it secrets were identified where there is no baseline. */
  readonly key: string;
  /** By the baseline that they belong into. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly receipt: Receipt;
  /** As it is written for the terminal. */
  readonly pathOf: (path: string) => string;
}

/** What can be done; each says whether it looked at all that there is. */
const ACTIONS: Readonly<Record<string, (setting: Setting) => Promise<boolean>>> = { write, prune, show };

/** `portside baseline write|prune|show`: always of the whole workspace, since the file stands for all of it. */
export async function run(line: CommandLine, io: Io): Promise<number> {
  const [name = ''] = line.operands;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) {
    const near = suggestion(name, Object.keys(ACTIONS));
    throw new CommandLineError(`baseline takes write, prune or show, not ${JSON.stringify(name)}${near}`);
  }
  if (line.flags.has('history') && name !== 'write') throw new CommandLineError('--history goes with baseline write');
  const signal = io.cancellation();
  const { root } = await targetOf(io.cwd, []);
  const snapshot = diskSnapshot(root);
  try {
    const tools = await loadTools();
    const key = newKey();
    const overruling = { ...overrulingOf(line), fingerprintKey: key };
    const request = { root, paths: [''], snapshot, tools, signal, ignoreBaseline: true, overruling };
    const { findings: all, receipt } = await scan(request);
    const findings = await findingsByBaseline(openWorkspace(snapshot, tools), all);
    const pathOf = (path: string) => visibleText(pathFromCwd(io.cwd, root)(path));
    const isComplete = await action({ line, io, root, tools, signal, key, findings, receipt, pathOf });
    for (const { path, cause } of receipt.failed) {
      await io.err(`portside: not looked at: ${pathOf(path)}: ${visibleText(cause)}\n`);
    }
    return isComplete && receipt.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    await snapshot.close();
  }
}

/** Records the findings of today. */
async function write(setting: Setting): Promise<boolean> {
  const { findings, io, key, line, pathOf, root } = setting;
  const files: string[] = [];
  for (const [file, known] of findings) {
    await writeBaseline(absolutePath(root, file), known, key);
    await io.out(`${counted(known.length, 'finding')} recorded in ${pathOf(file)}.\n`);
    const attributes = await mergeByUnion(root, file);
    if (attributes !== undefined) await io.out(`${pathOf(attributes)} now says that git merges it line by line.\n`);
    files.push(file, ...(attributes === undefined ? [] : [attributes]));
  }
  const isComplete = line.flags.has('history') ? await writeHistory(setting) : true;
  const unstaged = await notStaged(root, files);
  if (unstaged.length > 0) {
    const add = `git add ${unstaged.map((file) => wordOf(pathOf(file))).join(' ')}`;
    await io.out(`The hook and CI read what is committed, so type: ${add}\n`);
  }
  return isComplete;
}

/** A path as it can be typed into a shell. */
const wordOf = (path: string) => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

/** Records what is in the history and not in the files, so that a withdrawn secret is not reported for ever. */
async function writeHistory({ io, line, pathOf, root, signal, tools }: Setting): Promise<boolean> {
  const stateFolder = historyFolder(cacheFolder(io.env));
  const request = { root, revisions: [], stateFolder, overruling: overrulingOf(line), signal, tools };
  const { secrets, failed } = await scanHistory({
    ...request,
    onProgress: ({ done, total }) => io.progress(`${done}/${total} commits`),
  });
  io.progress('');
  const workspace = openWorkspace(diskSnapshot(root), tools);
  const found = secrets.map(({ finding }) => finding);
  for (const [file, known] of await findingsByBaseline(workspace, found)) {
    const baseline = await readBaseline(absolutePath(root, file));
    if (!baseline || known.length === 0) continue;
    await saveBaseline(absolutePath(root, file), withHistory(baseline, known));
    await io.out(`${counted(known.length, 'secret')} of the history recorded in ${pathOf(file)}.\n`);
  }
  for (const { path, cause } of failed) {
    await io.err(`portside: not looked at: ${pathOf(path)}: ${visibleText(cause)}\n`);
  }
  return failed.length === 0;
}

/** Takes out what is not found any more. */
async function prune({ findings, io, pathOf, receipt, root }: Setting): Promise<boolean> {
  // What was not looked at may still be there.
  if (!receipt.complete) {
    await io.err('portside: nothing was taken out, since not all files were looked at\n');
    return false;
  }
  for (const [file, found] of findings) {
    const baseline = await readBaseline(absolutePath(root, file));
    if (!baseline) {
      if (findings.size === 1) throw noBaseline(pathOf(file));
      continue;
    }
    const pruned = prunedBaseline(baseline, found);
    const gone = total(baseline) - total(pruned);
    if (gone > 0) await saveBaseline(absolutePath(root, file), pruned);
    await io.out(`${counted(gone, 'finding')} taken out of ${pathOf(file)}; ${total(pruned)} left.\n`);
  }
  return true;
}

const total = ({ known }: Baseline) => [...known.values()].reduce((sum, { count }) => sum + count, 0);

const noBaseline = (file: string) => new UsageError(`${file}: is not there; portside baseline write makes it`);

interface Entry {
  readonly fingerprint: string;
  readonly count: number;
  readonly ruleId: string;
  /** Where it is found today. */
  readonly places: readonly { readonly path: string; readonly line: number; readonly column: number }[];
}

/** Says what is known, and where it is today. */
async function show({ findings, io, line, pathOf, root }: Setting): Promise<boolean> {
  const baselines: { file: string; entries: Entry[] }[] = [];
  for (const [file, found] of findings) {
    const baseline = await readBaseline(absolutePath(root, file));
    if (baseline) baselines.push({ file, entries: entriesOf(baseline, found) });
  }
  const [root0 = ''] = findings.keys();
  if (baselines.length === 0) throw noBaseline(pathOf(root0));
  if (line.values['format'] === 'json') {
    await io.out(visibleJson({ version: 1, baselines }));
    return true;
  }
  for (const { file, entries } of baselines) {
    const gone = entries.filter(({ count, places }) => places.length < count).length;
    const hint = gone > 0 ? `, ${gone} of them gone: portside baseline prune takes these out` : '';
    await io.out(`${pathOf(file)}: ${counted(entries.length, 'entry', 'entries')}${hint}.\n`);
    const width = Math.max(0, ...entries.map(({ ruleId }) => ruleId.length));
    for (const { ruleId, fingerprint, count, places } of entries) {
      const where = places.map((place) => `${pathOf(place.path)}:${place.line}:${place.column}`);
      const state = count === 0 ? ['in the history'] : where.length < count ? ['gone'] : [];
      await io.out(`  ${visibleText(ruleId.padEnd(width))}  ${[...where, ...state].join('  ')}  (${fingerprint})\n`);
    }
  }
  return true;
}

function entriesOf({ known }: Baseline, findings: readonly Finding[]): Entry[] {
  return [...known]
    .map(([fingerprint, { count, ruleId }]) => ({
      fingerprint,
      count,
      ruleId,
      places: findings
        .filter((finding) => finding.fingerprint === fingerprint)
        .slice(0, count)
        .map(({ location: { path, startLine, startColumn } }) => ({ path, line: startLine, column: startColumn })),
    }))
    .sort((a, b) => compare(a.ruleId, b.ruleId) || compare(a.places[0]?.path ?? '', b.places[0]?.path ?? ''));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
