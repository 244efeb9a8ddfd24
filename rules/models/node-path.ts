import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/path.html. `join`, `resolve` and `normalize` follow `..`, so they make nothing safe. */

/** On the system's own rules, and on a named system's. */
function everySystem(...names: string[]): string[] {
  return names.flatMap((name) => [name, `posix.${name}`, `win32.${name}`]);
}

export default libraryModel({
  package: ['path', 'path/posix', 'path/win32', 'upath', 'pathe'],
  sanitizers: [
    // The last component has no separator in it.
    { call: everySystem('basename', 'extname'), argument: 0, clears: ['path'] },
    { call: everySystem('isAbsolute', 'matchesGlob'), argument: 0, clears: 'all' },
  ],
  propagators: [
    { call: everySystem('join', 'resolve', 'relative'), from: { argument: 'any' }, to: 'return' },
    { call: everySystem('normalize', 'dirname', 'toNamespacedPath'), from: { argument: 0 }, to: 'return' },
    { call: everySystem('format'), from: { argument: 0 }, to: 'return', deep: true },
    { call: everySystem('parse'), from: { argument: 0 }, to: [{ returnPath: 'dir' }, { returnPath: 'root' }] },
  ],
});
