/** Name paths speak of the program's own files by their place from the root: `./src/lib/clean`. */

const SCRIPT = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** The name of a file as a package: without its ending, and without `index`. */
export function localModule(path: string): string {
  const name = path
    .replace(/^\.\//, '')
    .replace(SCRIPT, '')
    .replace(/(?:^|\/)index$/, '');
  return `./${name}`;
}

/** The path that a relative specifier means in a file, from the root; undefined for one that leads out, or is not relative. */
export function relativeModule(specifier: string, from: string): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
