/** Patterns of paths, by which frameworks find a program's functions. A small glob: `**` and `*`, without a file's ending. */

/** Gives what follows a pattern's first name in a path, without the file's ending; undefined when the path does not match. */
export type FilePattern = (path: string) => string | undefined;

/** Compiles a pattern, which may start in any folder. */
export function filePattern(pattern: string): FilePattern {
  const wanted = pattern.split('/');
  const first = wanted[0]!;
  const last = wanted.at(-1)!;
  const isBelow = last === '**';
  return (path) => {
    // Most paths match few patterns, which their first and last names tell.
    const base = path.slice(path.lastIndexOf('/') + 1);
    if (!last.includes('*') && !base.startsWith(`${last}.`)) return undefined;
    if (wanted.length > 1 && !first.includes('*') && !path.startsWith(`${first}/`) && !path.includes(`/${first}/`))
      return undefined;
    // Files like `+page` have a meaning of their own, by which they are named in full.
    if (isBelow && base.startsWith('+')) return undefined;
    const names = path.replace(/\.[cm]?[jt]sx?$/, '').split('/');
    for (let start = 0; start < names.length; start++) {
      if (matches(wanted, 0, names, start)) return names.slice(start + 1).join('/');
    }
    return undefined;
  };
}

function matches(wanted: readonly string[], at: number, names: readonly string[], from: number): boolean {
  const name = wanted[at];
  if (name === undefined) return from === names.length;
  if (name === '**' && at === wanted.length - 1) return from < names.length;
  if (name === '**') {
    for (let next = from; next <= names.length; next++) if (matches(wanted, at + 1, names, next)) return true;
    return false;
  }
  return from < names.length && isName(name, names[from]!) && matches(wanted, at + 1, names, from + 1);
}

function isName(wanted: string, name: string): boolean {
  const [before, ...after] = wanted.split('*');
  if (after.length === 0) return wanted === name;
  const last = after.at(-1)!;
  return name.length >= before!.length + last.length && name.startsWith(before!) && name.endsWith(last);
}

/**
 * Compiles patterns of files that stand for routes. It gives the route's path: the file's own fixed name, `index` and groups
 * in brackets are no part of it.
 */
export function routePattern(patterns: readonly string[]): FilePattern {
  const compiled = patterns.map((pattern) => ({
    match: filePattern(pattern),
    isFixed: !pattern.slice(pattern.lastIndexOf('/')).includes('*'),
  }));
  return (path) => {
    for (const { match, isFixed } of compiled) {
      const rest = match(path);
      if (rest === undefined) continue;
      const names = rest.split('/').filter((name) => !/^\(.*\)$/.test(name));
      if (isFixed || names.at(-1) === 'index') names.pop();
      return `/${names.join('/')}`;
    }
    return undefined;
  };
}
