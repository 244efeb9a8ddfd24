import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { html } from '../../report/threats/html.ts';
import { markdown } from '../../report/threats/markdown.ts';
import { mermaid } from '../../report/threats/mermaid.ts';
import { otm } from '../../report/threats/otm.ts';
import { threatDragon } from '../../report/threats/threatDragon.ts';
import { threatModelLibrary } from '../../report/threats/threatModelLibrary.ts';
import { visibleText } from '../../report/visibleText.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { HEADER_FILE } from '../../workspace/threatFiles.ts';
import { UsageError } from '../../workspace/usageError.ts';
import type { CommandLine } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { targetOf } from '../paths.ts';
import { writeReport } from '../writeReport.ts';
import { presentModel } from './present.ts';

type Format = typeof markdown;

/** `portside threats report` */
export function reportModel(line: CommandLine, io: Io): Promise<number> {
  const { format = 'markdown' } = line.values;
  const formats: Readonly<Record<string, Format>> = { markdown, html, mermaid };
  return written(line, io, formats[format] ?? markdown);
}

/** `portside threats export` */
export async function exportModel(line: CommandLine, io: Io): Promise<number> {
  const { format = 'threat-dragon', output } = line.values;
  if (format === 'otm') return await written(line, io, otm);
  if (format === 'threat-model-library') return await written(line, io, threatModelLibrary);
  // A person may have moved the boxes of a file that is there.
  const existing = output === undefined ? undefined : await earlierExport(resolve(io.cwd, output));
  return await written(line, io, (model, items, header) => {
    try {
      return threatDragon(model, items, header, existing);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UsageError(`${output} is no file of Threat Dragon, and stays as it is: ${error.message}`);
    }
  });
}

/** The text of a file that an export is to replace; undefined when there is none, or nothing in it. */
async function earlierExport(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text.trim() === '' ? undefined : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`can't read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function written({ values }: CommandLine, io: Io, format: Format): Promise<number> {
  const { root } = await targetOf(io.cwd, []);
  const snapshot = diskSnapshot(root);
  try {
    const { model, items, files, receipt } = await presentModel(root, snapshot, io);
    if (!files.header) throw new UsageError(`there is no ${HEADER_FILE}: run \`portside threats init\``);
    const text = format(model, items, files.header);
    const { output } = values;
    if (output === undefined) await io.out(text);
    else {
      await writeReport(resolve(io.cwd, output), text);
      await io.err(`portside: written to ${visibleText(output)}\n`);
    }
    return receipt.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    await snapshot.close();
  }
}
