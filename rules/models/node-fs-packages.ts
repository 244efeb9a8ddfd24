import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that find, read, write and remove files by name. Facts: https://github.com/isaacs/rimraf#readme,
 * https://github.com/sindresorhus/del#readme, https://github.com/isaacs/node-mkdirp#readme,
 * https://github.com/sindresorhus/make-dir#readme, https://github.com/isaacs/node-glob#readme,
 * https://github.com/mrmlnc/fast-glob#readme, https://github.com/sindresorhus/globby#readme,
 * https://github.com/jprichardson/node-jsonfile#readme, https://github.com/npm/write-file-atomic#readme,
 * https://github.com/sindresorhus/load-json-file#readme, https://github.com/sindresorhus/cpy#readme,
 * https://github.com/sindresorhus/move-file#readme, https://github.com/jergason/recursive-readdir#readme. `..` leads out of the
 * folder in a pattern just as in a path.
 */
const NAMES = [
  ...['default', 'sync', 'async', 'native', 'nativeSync', 'manual', 'rimraf', 'rimrafSync', 'mkdirp', 'mkdirpSync'],
  ...['makeDirectory', 'makeDirectorySync', 'deleteAsync', 'deleteSync', 'glob', 'globSync', 'globStream', 'iterate'],
  ...['globby', 'globbySync', 'readFile', 'readFileSync', 'writeFile', 'writeFileSync', 'loadJsonFile'],
  ...['loadJsonFileSync', 'writeJsonFile', 'stream'],
];

export default libraryModel({
  package: [
    'rimraf',
    'del',
    'mkdirp',
    'make-dir',
    'glob',
    'fast-glob',
    'globby',
    'tinyglobby',
    'trash',
    'jsonfile',
    'write-file-atomic',
    'load-json-file',
    'write-json-file',
    'recursive-readdir',
    'klaw',
    'klaw-sync',
  ],
  sinks: [
    { rule: 'path-traversal', call: NAMES, argument: 0 },
    { rule: 'path-traversal', call: NAMES, argument: 1, path: 'cwd' },
  ],
});
