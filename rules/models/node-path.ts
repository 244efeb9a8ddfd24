import { type CallCondition, libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/path.html. `join`, `resolve` and `normalize` follow `..`, so they make nothing safe. */

/** On the system's own rules, and on a named system's. */
function everySystem(...names: string[]): string[] {
  return names.flatMap((name) => [name, `posix.${name}`, `win32.${name}`]);
}

/** The first argument is the root of the files: a path is made whole there, and normalised. */
const AT_ROOT: CallCondition = { constant: { argument: 0, in: ['/', '\\'] } };

export default libraryModel({
  package: ['path', 'path/posix', 'path/win32', 'upath', 'pathe'],
  sanitizers: [
    // The last component has no separator in it.
    { call: everySystem('basename', 'extname'), argument: 0, clears: ['path'] },
    { call: everySystem('isAbsolute', 'matchesGlob'), argument: 0, clears: 'all' },
  ],
  propagators: [
    { call: everySystem('resolve', 'relative'), from: { argument: 'any' }, to: 'return' },
    // What is joined behind something starts no path of its own; from the root no way leads up.
    { call: everySystem('join'), from: { argument: 0 }, to: 'return' },
    {
      call: everySystem('join'),
      from: { argument: { from: 1 } },
      to: 'return',
      clears: ['whole-path'],
      unless: AT_ROOT,
    },
    { call: everySystem('join'), from: { argument: { from: 1 } }, to: 'return', clears: ['way-up'], when: AT_ROOT },
    {
      call: everySystem('normalize'),
      from: { argument: 0 },
      to: 'return',
      clears: ['way-up'],
      when: { textLooksLike: 'rooted' },
    },
    { call: everySystem('normalize'), from: { argument: 0 }, to: 'return', unless: { textLooksLike: 'rooted' } },
    { call: everySystem('dirname', 'toNamespacedPath'), from: { argument: 0 }, to: 'return' },
    { call: everySystem('format'), from: { argument: 0 }, to: 'return', deep: true },
    { call: everySystem('parse'), from: { argument: 0 }, to: [{ returnPath: 'dir' }, { returnPath: 'root' }] },
  ],
});
