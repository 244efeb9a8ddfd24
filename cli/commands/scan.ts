import type { ScanReport } from '../../report/scanReport.ts';
import { visibleText } from '../../report/visibleText.ts';
import { linesSince, stagedLines } from '../../workspace/addedLines.ts';
import { cacheFolder } from '../../workspace/cache/cachePlace.ts';
import { programKey } from '../../workspace/cache/programKey.ts';
import { openScanCache, type ScanCache } from '../../workspace/cache/scanCache.ts';
import { decode } from '../../workspace/decode.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { indexSnapshot } from '../../workspace/gitSnapshot.ts';
import { overlaySnapshot } from '../../workspace/overlaySnapshot.ts';
import { type ScanRequest, type ScanResult, scan } from '../../workspace/scan.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { loadTools, type Tools } from '../../workspace/tools.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { type CommandLine, CommandLineError } from '../args.ts';
import { exitCodeOf } from '../exitCode.ts';
import { aboutTools, giveReport } from '../giveReport.ts';
import { reportHistory } from '../historyReport.ts';
import { howToKeep } from '../howToKeep.ts';
import type { Io } from '../io.ts';
import { overrulingOf } from '../overruling.ts';
import { pathFromCwd, type Target, targetOf } from '../paths.ts';
import { shownLines } from '../shownLines.ts';

/** `portside scan` */
export async function run(line: CommandLine, io: Io): Promise<number> {
  checkCombination(line);
  if (line.flags.has('history')) return await reportHistory(line, io);
  const signal = io.cancellation();
  const stdinPath = line.values['stdin-path'];
  const target =
    stdinPath === undefined
      ? await targetOf(io.cwd, line.operands, !line.flags.has('staged'))
      : await targetOf(io.cwd, [stdinPath], false);
  const snapshot = await snapshotFor(line, target, io, signal);
  let cache: ScanCache | undefined;
  try {
    const [tools, changed] = await Promise.all([loadTools(), changedLines(line, target.root)]);
    cache = cacheFor(line, target, tools, io);
    const result = await scan({
      ...target,
      snapshot,
      ...changed,
      overruling: overrulingOf(line),
      signal,
      tools,
      cache,
      onProgress: ({ done, total, path }) => io.progress(`${done}/${total} ${visibleText(path)}`),
    });
    io.progress('');
    await report(line, result, { io, tools, snapshot, root: target.root });
    return exitCodeOf(result);
  } finally {
    cache?.close();
    await snapshot.close();
  }
}

function cacheFor(line: CommandLine, { root }: Target, tools: Tools, { env }: Io): ScanCache | undefined {
  const key = line.flags.has('no-cache') ? undefined : programKey(tools);
  return key === undefined ? undefined : openScanCache(cacheFolder(env), root, key);
}

/** @throws CommandLineError for options that do not go together. */
function checkCombination({ flags, values, operands }: CommandLine): void {
  const sources = ['--staged', '--since', '--stdin', '--history'].filter(
    (name) => flags.has(name.slice(2)) || values[name.slice(2)] !== undefined,
  );
  if (sources.length > 1) throw new CommandLineError(`${sources.join(' and ')} do not go together`);
  if (flags.has('whole-files') && !flags.has('staged') && values['since'] === undefined) {
    throw new CommandLineError('--whole-files goes with --staged or --since');
  }
  if (flags.has('stdin') && values['stdin-path'] === undefined) {
    throw new CommandLineError('--stdin needs --stdin-path: the path decides on language and configuration');
  }
  if (values['stdin-path'] !== undefined && !flags.has('stdin'))
    throw new CommandLineError('--stdin-path goes with --stdin');
  if (flags.has('stdin') && operands.length > 0) throw new CommandLineError('--stdin takes no other paths');
}

async function snapshotFor(line: CommandLine, { root, paths }: Target, io: Io, signal: AbortSignal): Promise<Snapshot> {
  if (line.flags.has('staged')) return await indexSnapshot(root);
  const disk = diskSnapshot(root);
  if (!line.flags.has('stdin')) return disk;
  const content = decode(await io.stdin(signal));
  if (content.status !== 'text') {
    const cause = content.status === 'failed' ? content.cause : `it is ${content.status.replace('-', ' ')}`;
    throw new UsageError(`standard input can't be analysed: ${cause}`);
  }
  return overlaySnapshot(disk, (path) => (path === paths[0] ? content.text : undefined));
}

async function changedLines(line: CommandLine, root: string): Promise<Pick<ScanRequest, 'changed'>> {
  const since = line.values['since'];
  if (!line.flags.has('staged') && since === undefined) return {};
  const lines = since === undefined ? await stagedLines(root) : await linesSince(root, since);
  return { changed: line.flags.has('whole-files') ? new Map([...lines.keys()].map((path) => [path, 'all'])) : lines };
}

interface Setting {
  readonly io: Io;
  readonly tools: Tools;
  readonly snapshot: Snapshot;
  readonly root: string;
}

async function report(line: CommandLine, result: ScanResult, { io, snapshot, root, tools }: Setting): Promise<void> {
  const scanned: ScanReport = {
    ...aboutTools(tools),
    findings: result.findings,
    suppressed: result.suppressed,
    receipt: result.receipt,
  };
  await giveReport(line, io, scanned, async () => ({
    ...(await shownLines(result, snapshot)),
    pathOf: pathFromCwd(io.cwd, root),
    ...(line.flags.has('staged') && { keepBy: howToKeep }),
  }));
}
