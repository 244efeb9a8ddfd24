import { basename } from 'node:path';
import { visibleText } from '../../report/visibleText.ts';
import type { ThreatModel } from '../../threats/element.ts';
import type { Header, Impact } from '../../threats/header.ts';
import { openItems } from '../../threats/states.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import {
  HEADER_FILE,
  headerChange,
  LOCK_FILE,
  lockChange,
  refuseNewer,
  saveChange,
} from '../../workspace/threatFiles.ts';
import type { CommandLine } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { targetOf } from '../paths.ts';
import { presentModel } from './present.ts';

/** `portside threats init`: the header, unless somebody has written one, and the lock. */
export async function startModel({ values }: CommandLine, io: Io): Promise<number> {
  const { root } = await targetOf(io.cwd, []);
  const snapshot = diskSnapshot(root);
  try {
    const { model, files, items, lock, receipt } = await presentModel(root, snapshot, io, (found) =>
      headerOf(values, basename(root), found),
    );
    if (files.lock) refuseNewer(files.lock);
    if (files.lockProblem) await io.err(`portside: ${visibleText(files.lockProblem.message)}\n`);
    if (files.header) await io.out(`${HEADER_FILE} is there; it stays as it is.\n`);
    else {
      await saveChange(root, headerChange(headerOf(values, basename(root), model)));
      await io.out(`${HEADER_FILE} is written: six lines for you to look through.\n`);
    }
    await saveChange(root, lockChange(lock));
    await io.out(`${LOCK_FILE} is written: ${model.elements.length} elements, read from the code.\n`);
    const open = openItems(items).length;
    await io.out(
      `${open} open questions; \`portside threats report\` lists them, \`portside threats answer\` settles one.\n`,
    );
    for (const { path } of receipt.failed) await io.err(`portside: ${visibleText(path)} is missing from the lock\n`);
    return receipt.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    await snapshot.close();
  }
}

function headerOf(values: CommandLine['values'], folder: string, { elements }: ThreatModel): Header {
  const found = [...new Set(elements.flatMap(({ data }) => data))].sort();
  const list = (text: string | undefined) => text?.split(',').flatMap((part) => part.trim() || []);
  return {
    service: values['service'] ?? folder,
    data: list(values['data']) ?? found,
    // Their values are checked by `oneOf`.
    impact: (values['impact'] as Impact | undefined) ?? 'medium',
    exposure: values['exposure'] ?? 'the internet',
    owners: list(values['owners']) ?? [],
    level: Number(values['level'] ?? 1) as Header['level'],
  };
}
