import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { decode, type FileText, READ_LIMIT } from './decode.ts';
import { absolutePath, causeOf } from './root.ts';
import { byName, type FolderEntry, type Snapshot } from './snapshot.ts';

/** The files as they are on the disk. */
export function diskSnapshot(root: string): Snapshot {
  return {
    kind: 'disk',
    root,
    async entries(folder) {
      const found = await readdir(absolutePath(root, folder), { withFileTypes: true }).catch((error: unknown) => {
        throw new Error(causeOf(error));
      });
      const entries: FolderEntry[] = [];
      for (const entry of found) {
        const kind = kindOf(entry);
        if (kind) entries.push({ name: entry.name, kind });
      }
      return entries.sort(byName);
    },
    async kindOf(path) {
      const found = await lstat(absolutePath(root, path)).catch(() => undefined);
      return found && kindOf(found);
    },
    read: (path) => readFile(absolutePath(root, path)),
    close: () => Promise.resolve(),
  };
}

function kindOf(entry: Dirent | Stats): FolderEntry['kind'] | undefined {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : undefined;
}

/** Opening a named pipe would wait for a writer. Windows has no such flag and no such pipes among files. */
const NONBLOCK = constants.O_NONBLOCK ?? 0;

async function readFile(path: string): Promise<FileText> {
  try {
    // One handle for size and content, so that both are of the same file.
    const file = await open(path, constants.O_RDONLY | NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile()) return { status: 'failed', cause: 'is no file' };
      const { size } = found;
      if (size > READ_LIMIT) return { status: 'too-large', bytes: size };
      return decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'missing' };
    return { status: 'failed', cause: causeOf(error) };
  }
}
