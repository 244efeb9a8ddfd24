import { historyFolder } from '../workspace/cache/cacheFolder.ts';
import { cacheFolder } from '../workspace/cache/cachePlace.ts';
import { scanHistory } from '../workspace/history/scanHistory.ts';
import { loadTools } from '../workspace/tools.ts';
import type { CommandLine } from './args.ts';
import { exitCodeOf } from './exitCode.ts';
import { aboutTools, giveReport } from './giveReport.ts';
import type { Io } from './io.ts';
import { overrulingOf } from './overruling.ts';
import { pathFromCwd, targetOf } from './paths.ts';

/** `portside scan --history [range]` */
export async function reportHistory(line: CommandLine, io: Io): Promise<number> {
  const signal = io.cancellation();
  const { root } = await targetOf(io.cwd, []);
  const tools = await loadTools();
  const result = await scanHistory({
    root,
    revisions: line.operands,
    stateFolder: line.flags.has('no-cache') ? undefined : historyFolder(cacheFolder(io.env)),
    overruling: overrulingOf(line),
    signal,
    tools,
    onProgress: ({ done, total }) => io.progress(`${done}/${total} commits`),
  });
  io.progress('');
  const { secrets, failed, failing } = result;
  const receipt = {
    complete: failed.length === 0,
    analysed: result.files,
    excluded: {},
    leftOut: [],
    failed,
    recovered: [],
    baselined: result.baselined,
    hiddenInTests: 0,
    declarations: [],
    rules: result.rules,
    durationMs: result.durationMs,
    rulesetHash: result.rulesetHash,
  };
  const report = {
    ...aboutTools(tools),
    findings: secrets.map(({ finding }) => finding),
    suppressed: [],
    receipt,
    history: {
      revisions: line.operands,
      commits: result.commits,
      known: result.known,
      additions: new Map(secrets.map((secret) => [secret.finding, secret])),
    },
  };
  // The lines are those of old files; what stands on them is told by the mask.
  await giveReport(line, io, report, async () => ({ lineOf: () => undefined, pathOf: pathFromCwd(io.cwd, root) }));
  return exitCodeOf({ failing, receipt });
}
