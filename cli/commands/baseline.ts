import { posix } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { counted } from '../../report/scanReport.ts';
import { visibleText } from '../../report/visibleText.ts';
import { newKey, writeBaseline } from '../../workspace/baseline.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { absolutePath } from '../../workspace/root.ts';
import { scan } from '../../workspace/scan.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace, type Workspace } from '../../workspace/workspace.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { pathFromCwd, targetOf } from '../paths.ts';

/** `portside baseline write`: always of the whole workspace, since the file stands for all of it. */
export async function run({ operands: [action = ''] }: CommandLine, io: Io): Promise<number> {
  if (action !== 'write') {
    throw new CommandLineError(`baseline takes write, not ${JSON.stringify(action)}${suggestion(action, ['write'])}`);
  }
  const signal = io.cancellation();
  const { root } = await targetOf(io.cwd, []);
  const snapshot = diskSnapshot(root);
  const pathOf = pathFromCwd(io.cwd, root);
  try {
    const tools = await loadTools();
    const fingerprintKey = newKey();
    const request = {
      root,
      paths: [''],
      snapshot,
      tools,
      signal,
      ignoreBaseline: true,
      overruling: { fingerprintKey },
    };
    const { findings, receipt } = await scan(request);
    for (const [file, known] of await byBaseline(findings, openWorkspace(snapshot, tools))) {
      await writeBaseline(absolutePath(root, file), known, fingerprintKey);
      await io.out(`${counted(known.length, 'finding')} recorded in ${visibleText(pathOf(file))}.\n`);
    }
    for (const { path, cause } of receipt.failed) {
      await io.err(`portside: not in the baseline: ${visibleText(pathOf(path))}: ${visibleText(cause)}\n`);
    }
    return receipt.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    await snapshot.close();
  }
}

/** The findings by the baseline that the configuration of their file names; that of the root is always there. */
async function byBaseline(findings: readonly Finding[], workspace: Workspace): Promise<Map<string, Finding[]>> {
  const groups = new Map<string, Finding[]>([[(await workspace.configurationFor('')).baseline, []]]);
  for (const finding of findings) {
    const folder = posix.dirname(finding.location.path);
    const { baseline } = await workspace.configurationFor(folder === '.' ? '' : folder);
    groups.set(baseline, [...(groups.get(baseline) ?? []), finding]);
  }
  return groups;
}
