import { stat, writeFile } from 'node:fs/promises';
import { atomicWrite } from '../workspace/atomicWrite.ts';
import { UsageError } from '../workspace/usageError.ts';

/**
 * Writes a report to a file in one step; to what is no file (`/dev/null`, a pipe) as it comes.
 * @param path absolute
 * @throws UsageError when it can't be written
 */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing === undefined || existing.isFile()) await atomicWrite(path, text);
    else await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`can't write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
