import { stat } from 'node:fs/promises';
import { dirname, parse, relative, resolve, sep } from 'node:path';
import { absolutePath, pathFromRoot, workspaceRoot } from '../workspace/root.ts';
import { UsageError } from '../workspace/usageError.ts';

/** What to scan, and from where its paths are counted. */
export interface Target {
  /** Absolute. */
  readonly root: string;
  /** From the root, with `/`. */
  readonly paths: readonly string[];
}

/**
 * The workspace that the given paths are in. Paths of several workspaces are counted from the nearest folder above all.
 * @param given as typed; none means the current folder
 * @param isOnDisk false when they need not be there: they are in the index, or their text is given
 * @throws UsageError when a path is not there, or no folder is above all of them (drives of Windows)
 */
export async function targetOf(cwd: string, given: readonly string[], isOnDisk = true): Promise<Target> {
  const absolute = (given.length > 0 ? given : ['.']).map((path) => resolve(cwd, path));
  const roots = await Promise.all(
    absolute.map(async (path) => workspaceRoot(isOnDisk ? path : await nearestOnDisk(path), cwd)),
  );
  const root = roots.reduce(commonFolder);
  const paths = absolute.map((path, index) => {
    const fromRoot = pathFromRoot(root, path);
    if (fromRoot === undefined) throw new UsageError(`${given[index] ?? path} is not inside ${root}`);
    return fromRoot;
  });
  return { root, paths };
}

async function nearestOnDisk(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestOnDisk(dirname(path));
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (folder !== b && !b.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    const above = dirname(folder);
    if (above === folder) throw new UsageError(`no folder holds both ${a} and ${b}: scan them one by one`);
    folder = above;
  }
  return folder;
}

/** Writes a path from the root as it is reached from the current folder, with `/`, so that a terminal can follow it. */
export function pathFromCwd(cwd: string, root: string): (path: string) => string {
  return (path) => {
    const absolute = absolutePath(root, path);
    if (parse(absolute).root !== parse(cwd).root) return absolute.replaceAll('\\', '/');
    return relative(cwd, absolute).split(sep).join('/') || '.';
  };
}
