/** Patterns of paths, by which frameworks find a program's functions. A small glob: `**` and `*`, without a file's ending. */

/**
 * Matches a path with a pattern that may start in any folder.
 * @returns what follows the pattern's first name in the path, without the file's ending; undefined when it does not match
 */
export function matchPath(pattern: string, path: string): string | undefined {
  const wanted = pattern.split('/');
  // Files like `+page` have a meaning of their own, by which they are named in full.
  if (pattern.endsWith('**') && /(?:^|\/)\+[^/]*$/.test(path)) return undefined;
  const names = path.replace(/\.[cm]?[jt]sx?$/, '').split('/');
  for (let start = 0; start < names.length; start++) {
    if (matches(wanted, 0, names, start)) return names.slice(start + 1).join('/');
  }
  return undefined;
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
 * The path of the route that a file stands for. The file's own fixed name, `index` and groups in brackets are no part of it.
 * @returns undefined when no pattern matches
 */
export function routeOf(patterns: readonly string[], path: string): string | undefined {
  for (const pattern of patterns) {
    const rest = matchPath(pattern, path);
    if (rest === undefined) continue;
    const names = rest.split('/').filter((name) => !/^\(.*\)$/.test(name));
    const isFixed = !pattern.slice(pattern.lastIndexOf('/')).includes('*');
    if (isFixed || names.at(-1) === 'index') names.pop();
    return `/${names.join('/')}`;
  }
  return undefined;
}
