import { visibleText } from '../../report/visibleText.ts';
import { type HookChange, installHook, uninstallHook } from '../../workspace/hook.ts';
import { workspaceRoot } from '../../workspace/root.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';

/** `portside hook install|uninstall` */
export async function run({ operands: [action = ''] }: CommandLine, io: Io): Promise<number> {
  if (action !== 'install' && action !== 'uninstall') {
    throw new CommandLineError(
      `hook takes install or uninstall, not ${JSON.stringify(action)}${suggestion(action, ['install', 'uninstall'])}`,
    );
  }
  const root = await workspaceRoot(io.cwd);
  const change = action === 'install' ? await installHook(root, io.program) : await uninstallHook(root);
  await io.out(`${visibleText(sentence(change))}\n`);
  return EXIT.clean;
}

function sentence({ file, change, earlier }: HookChange): string {
  switch (change) {
    case 'installed':
      return `Before every commit, portside scan --staged now runs: ${file}${earlier ? `, after ${earlier}` : ''}.`;
    case 'updated':
      return `The hook was brought up to date: ${file}.`;
    case 'removed':
      return earlier ? `The hook that was there before is back: ${earlier}.` : `The hook is gone: ${file}.`;
    case 'none':
      return `Nothing to do: ${file}.`;
  }
}
