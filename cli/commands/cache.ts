import { counted } from '../../report/scanReport.ts';
import { visibleText } from '../../report/visibleText.ts';
import { clearCaches } from '../../workspace/cache/cacheFolder.ts';
import { cacheFolder } from '../../workspace/cache/cachePlace.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';

/** `portside cache where|clear` */
export async function run({ operands: [action = ''] }: CommandLine, io: Io): Promise<number> {
  const folder = cacheFolder(io.env);
  if (action === 'where') {
    await io.out(`${visibleText(folder)}\n`);
    return EXIT.clean;
  }
  if (action !== 'clear') {
    const near = suggestion(action, ['where', 'clear']);
    throw new CommandLineError(`cache takes where or clear, not ${JSON.stringify(action)}${near}`);
  }
  const { bytes, projects } = clearCaches(folder);
  await io.out(`Removed what was kept of ${counted(projects, 'project')}: ${(bytes / 1e6).toFixed(1)} MB.\n`);
  return EXIT.clean;
}
