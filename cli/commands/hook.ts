import { visibleText } from '../../report/visibleText.ts';
import { type HookChange, installHook, uninstallHook } from '../../workspace/hook.ts';
import { examineHook, type HookReport, type NodeFound } from '../../workspace/hookDoctor.ts';
import { workspaceRoot } from '../../workspace/root.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';

const ACTIONS = ['install', 'uninstall', 'doctor'];

/** `portside hook install|uninstall|doctor` */
export async function run({ operands: [action = ''] }: CommandLine, io: Io): Promise<number> {
  if (!ACTIONS.includes(action)) {
    throw new CommandLineError(
      `hook takes install, uninstall or doctor, not ${JSON.stringify(action)}${suggestion(action, ACTIONS)}`,
    );
  }
  const root = await workspaceRoot(io.cwd);
  if (action === 'doctor') {
    const report = await examineHook(root, io.program, io.cwd, io.env);
    await io.out(
      diagnosis(report)
        .map((line) => `${visibleText(line)}\n`)
        .join(''),
    );
    return report.problems.length === 0 ? EXIT.clean : EXIT.usage;
  }
  const changes = action === 'install' ? [await installHook(root, io.program, io.cwd)] : await uninstallHook(root);
  const lines = changes.flatMap((change) => [sentence(change), ...change.advice]);
  await io.out(lines.map((line) => `${visibleText(line)}\n`).join(''));
  return EXIT.clean;
}

function sentence({ manager, file, change, earlier }: HookChange): string {
  const where = manager === 'git' ? file : `${file}, for ${manager}`;
  switch (change) {
    case 'installed':
      return `Before every commit, portside scan --staged now runs: ${where}${earlier ? `, after ${earlier}` : ''}.`;
    case 'updated':
      return `The hook was brought up to date: ${where}.`;
    case 'removed':
      return earlier ? `The hook that was there before is back: ${earlier}.` : `The hook is gone: ${where}.`;
    case 'none':
      return `Nothing to do: ${where}.`;
  }
}

function diagnosis({ place, runs, inTerminal, inEditor, problems }: HookReport): string[] {
  const found = (node: NodeFound | undefined) =>
    node ? `${node.node}, ${node.version ? `Portside ${node.version}` : 'which does not run Portside'}` : 'no Node.js';
  return [
    `Hook           ${place.file}${place.manager === 'git' ? '' : ` (${place.manager})`}`,
    `Runs           ${runs ?? 'nothing of Portside'}`,
    `In a terminal  ${found(inTerminal)}`,
    `In an editor   ${found(inEditor)}`,
    ...(problems.length === 0 ? ['It works.'] : problems.map((problem) => `Problem        ${problem}`)),
  ];
}
