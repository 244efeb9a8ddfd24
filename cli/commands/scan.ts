import { resolve } from 'node:path';
import { json } from '../../report/json.ts';
import { pretty } from '../../report/pretty.ts';
import { sarif } from '../../report/sarif.ts';
import { counted, type ScanReport } from '../../report/scanReport.ts';
import { visibleText } from '../../report/visibleText.ts';
import { linesSince, stagedLines } from '../../workspace/addedLines.ts';
import { cacheFolder } from '../../workspace/cache/cacheFolder.ts';
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
import type { Overruling } from '../../workspace/workspace.ts';
import { type CommandLine, CommandLineError } from '../args.ts';
import { exitCodeOf } from '../exitCode.ts';
import { howToKeep } from '../howToKeep.ts';
import { type Io, wantsColor } from '../io.ts';
import { pathFromCwd, type Target, targetOf } from '../paths.ts';
import { shownLines } from '../shownLines.ts';
import { VERSION } from '../version.ts';
import { writeReport } from '../writeReport.ts';

/** `portside scan` */
export async function run(line: CommandLine, io: Io): Promise<number> {
  checkCombination(line);
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
  const sources = ['--staged', '--since', '--stdin'].filter(
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

function overrulingOf({ flags, values }: CommandLine): Overruling {
  const { profile, 'fail-on': failOn } = values;
  return {
    ...(flags.has('tests') ? { tests: true } : {}),
    // Their values are checked by `oneOf`.
    ...(profile === undefined ? {} : { profile: profile as NonNullable<Overruling['profile']> }),
    ...(failOn === undefined ? {} : { failOn: failOn as NonNullable<Overruling['failOn']> }),
  };
}

interface Setting {
  readonly io: Io;
  readonly tools: Tools;
  readonly snapshot: Snapshot;
  readonly root: string;
}

async function report(line: CommandLine, result: ScanResult, setting: Setting): Promise<void> {
  const { io } = setting;
  const output = line.values['output'];
  const text = await format(line, reportOf(result, setting.tools), setting);
  if (output === undefined) return await io.out(text);
  await writeReport(resolve(io.cwd, output), text);
  const completeness = result.receipt.complete ? 'complete' : 'incomplete';
  await io.err(
    `portside: ${counted(result.findings.length, 'finding')}, ${completeness}; written to ${visibleText(output)}\n`,
  );
}

function reportOf(result: ScanResult, { ruleset }: Tools): ScanReport {
  return {
    tool: { name: 'Portside', version: VERSION },
    rules: [...ruleset.rules.values()].map((rule) => {
      const page = ruleset.pages[rule.id];
      return page === undefined ? rule : { ...rule, page };
    }),
    findings: result.findings,
    suppressed: result.suppressed,
    receipt: result.receipt,
  };
}

async function format(line: CommandLine, scanned: ScanReport, { io, snapshot, root, tools }: Setting): Promise<string> {
  const { format: name, output } = line.values;
  if (name === 'json') return json(scanned);
  if (name === 'sarif') return sarif(scanned);
  return pretty(scanned, {
    color: output === undefined && wantsColor(io, line.flags.has('no-color')),
    ...(await shownLines(scanned.findings, snapshot, tools)),
    pathOf: pathFromCwd(io.cwd, root),
    ...(line.flags.has('staged') && { keepBy: howToKeep }),
  });
}
