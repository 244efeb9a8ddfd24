/** The command line: from what was typed to an exit code. Start reading here. */
import { visibleLines } from '../report/visibleText.ts';
import { UsageError } from '../workspace/usageError.ts';
import { type CommandLine, CommandLineError, type CommandName, readCommandLine } from './args.ts';
import { EXIT } from './exitCode.ts';
import { help } from './help.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

/** Does the work of one command and says how it ended. */
type Command = (line: CommandLine, io: Io) => Promise<number>;

/** Loaded when asked for: `portside --version` must not wait for the engine. */
const load: Readonly<Record<CommandName, () => Promise<{ readonly run: Command }>>> = {
  scan: () => import('./commands/scan.ts'),
  rules: () => import('./commands/rules.ts'),
  explain: () => import('./commands/explain.ts'),
  config: () => import('./commands/config.ts'),
  lsp: () => import('./commands/lsp.ts'),
  hook: () => import('./commands/hook.ts'),
  threats: () => import('./commands/threats.ts'),
  baseline: () => import('./commands/baseline.ts'),
  cache: () => import('./commands/cache.ts'),
};

/**
 * Runs one command line.
 * @param argv what stands after `portside`
 * @returns the exit code, see `EXIT`. Never throws.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const request = readCommandLine(argv);
    if (request.kind === 'version') return await say(io, `${VERSION}\n`);
    if (request.kind === 'help') return await say(io, help(request.command));
    const { run } = await load[request.command]();
    return await run(request.line, io);
  } catch (error) {
    return await failed(error, argv, io);
  }
}

async function say(io: Io, text: string): Promise<number> {
  await io.out(text);
  return EXIT.clean;
}

async function failed(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  io.progress('');
  if (error instanceof Error && error.name === 'AbortError') {
    await io.err('portside: cancelled; nothing was reported\n');
    return EXIT.cancelled;
  }
  if (error instanceof UsageError) {
    await io.err(
      visibleLines(`portside: ${error.message}\n${error instanceof CommandLineError ? helpHint(argv[0]) : ''}`),
    );
    return EXIT.usage;
  }
  const cause = error instanceof Error ? error.message : String(error);
  const where = io.env['PORTSIDE_DEBUG'] && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  await io.err(visibleLines(`portside: internal error: ${cause}\n${where}`));
  return EXIT.incomplete;
}

function helpHint(command = ''): string {
  return `portside ${Object.hasOwn(load, command) ? `${command} ` : ''}--help says what can be typed.\n`;
}
