import { Minimatch } from 'minimatch';

/**
 * Globs of a configuration: `*`, `**`, `?`, `[…]`, `{a,b}`. One without a slash (but at its end) matches names in every
 * folder. What matches a folder matches all in it.
 * Facts: https://github.com/isaacs/minimatch#features
 */
export interface Globs {
  readonly isEmpty: boolean;
  /** True when a path, or a folder above it, matches. The path starts from the globs' folder. */
  matches(path: string): boolean;
  /** True when the path itself matches. */
  matchesItself(path: string): boolean;
}

/** Compiles a configuration's list of globs, once for each list. */
export function globs(patterns: readonly string[]): Globs {
  const known = COMPILED.get(patterns) ?? compile(patterns);
  COMPILED.set(patterns, known);
  return known;
}

/** Configurations are read once and asked for every file. */
const COMPILED = new WeakMap<readonly string[], Globs>();

/** Paths have `/` on every platform, and a pattern means the same on all of them. */
const OPTIONS = { dot: true, nocomment: true, nonegate: true, platform: 'linux', braceExpandMax: 1_000 } as const;

function compile(patterns: readonly string[]): Globs {
  const matchers = patterns.map((pattern) => {
    const bare = pattern.replace(/^\.?\/+/, '').replace(/\/+$/, '');
    const isName = !pattern.replace(/\/+$/, '').includes('/');
    // `a/**` is all in `a`, which is what matching `a` itself means here.
    return { isName, glob: new Minimatch(bare.replace(/\/\*\*$/, ''), OPTIONS) };
  });
  const folders = new Map<string, boolean>([['', false]]);

  function matchesItself(path: string): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return matchers.some(({ isName, glob }) => glob.match(isName ? name : path));
  }
  function matchesFolder(folder: string): boolean {
    const known = folders.get(folder) ?? (matchesFolder(parentOf(folder)) || matchesItself(folder));
    folders.set(folder, known);
    return known;
  }
  return {
    isEmpty: patterns.length === 0,
    matches: (path) => matchesFolder(parentOf(path)) || matchesItself(path),
    matchesItself,
  };
}

/** The folder above a path; '' is above all others. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folders above a path, the outermost first: `a`, `a/b` for `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return folders;
}
