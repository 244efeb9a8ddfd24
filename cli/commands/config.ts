import { visibleJson } from '../../report/visibleText.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import type { CommandLine } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { targetOf } from '../paths.ts';

/** `portside config <file>`: the file need not be there. */
export async function run(line: CommandLine, io: Io): Promise<number> {
  const { root, paths } = await targetOf(io.cwd, line.operands, false);
  const snapshot = diskSnapshot(root);
  try {
    const workspace = openWorkspace(snapshot, await loadTools());
    await io.out(visibleJson(await workspace.effectiveConfiguration(paths[0] ?? '')));
    return EXIT.clean;
  } finally {
    await snapshot.close();
  }
}
