import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file in one step: whoever reads it sees the old content or the new one, and a crash leaves the old one. Makes
 * the folders above it, keeps the mode of a file that is there and follows a link.
 * @param path absolute
 * @param mode of the new file; default: that of the old one, else what the system gives
 */
export async function atomicWrite(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  // A link is kept: what it points to is written. One that points to nothing is replaced.
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => undefined);
  await mkdir(dirname(target), { recursive: true });
  // In the same folder, since only within one file system a rename is one step.
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode ?? old?.mode);
    try {
      await file.writeFile(content);
      // The umask took its part of the mode when the file was made.
      const wanted = mode ?? old?.mode;
      if (wanted !== undefined) await file.chmod(wanted & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
