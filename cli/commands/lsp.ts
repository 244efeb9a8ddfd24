import type { CommandLine } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';

/** `portside lsp`: the server keeps the process alive and ends it when the editor says so. */
export async function run(_line: CommandLine, _io: Io): Promise<number> {
  const { startServer } = await import('../../server/main.ts');
  startServer('stdio');
  return EXIT.clean;
}
