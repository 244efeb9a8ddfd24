import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CONFIGURATION_FILE } from './configuration.ts';
import { UsageError } from './usageError.ts';

/**
 * Where a workspace starts: the nearest folder upwards with a `.git`; else the farthest one upwards with a
 * `portside.config.json`; else the opened folder, when the path lies in it; else the folder itself (a file's own folder).
 * Paths in findings, configuration's search and the baseline start there, so that the same file is judged alike wherever
 * the scan was started.
 * @param path absolute or from the current folder, of a file or folder
 * @param opened absolute, the folder that somebody works in: an editor's, or a terminal's current one
 * @throws UsageError when there is nothing at the path
 */
export async function workspaceRoot(path: string, opened?: string): Promise<string> {
  const start = resolve(path);
  const found = await stat(start).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path}: ${error.code === 'ENOENT' ? 'no such file or folder' : causeOf(error)}`);
  });
  const folder = found.isDirectory() ? start : dirname(start);
  let configured: string | undefined;
  for (const above of foldersUpwards(folder)) {
    // A file in a linked work tree or a submodule, a folder elsewhere. Inside `.git` itself nothing is a work tree.
    if (basename(above) !== '.git' && (await exists(join(above, '.git')))) return above;
    if (await exists(join(above, CONFIGURATION_FILE))) configured = above;
  }
  if (configured !== undefined) return configured;
  return opened !== undefined && pathFromRoot(opened, folder) !== undefined ? opened : folder;
}

function* foldersUpwards(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (dirname(at) === at) return;
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The path from the root, with `/`, '' for the root; undefined when it is outside. `path` is absolute or from the current folder. */
export function pathFromRoot(root: string, path: string): string | undefined {
  const way = relative(root, resolve(path));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return sep === '/' ? way : way.replaceAll(sep, '/');
}

/** The absolute path in the platform's form. */
export function absolutePath(root: string, path: string): string {
  return join(root, path);
}

/** The cause of a failed file operation in words that name no path: the caller has it, in its own form. */
export function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ELOOP':
      return 'its symbolic links go in a circle';
    case 'ENOENT':
      return 'is not there any more';
    case 'ENAMETOOLONG':
      return 'its path is too long';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many open files';
    case 'EIO':
      return 'the disk could not read it';
    default:
      return code ?? message;
  }
}
