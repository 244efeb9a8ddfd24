import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://nodejs.org/api/fs.html; graceful-fs and fs-extra have the same functions and fs-extra some more:
 * https://github.com/jprichardson/node-fs-extra/tree/master/docs. To ask whether a file exists is not dangerous enough
 * to be a sink: what is then done with it is.
 */

/** Functions whose first argument names what is read, written or removed. */
const ONE_PATH = [
  'readFile',
  'createReadStream',
  'open',
  'openAsBlob',
  'readdir',
  'opendir',
  'writeFile',
  'appendFile',
  'createWriteStream',
  'mkdir',
  'rm',
  'rmdir',
  'unlink',
  'truncate',
  'chmod',
  'chown',
  // fs-extra
  'outputFile',
  'outputJson',
  'outputJSON',
  'readJson',
  'readJSON',
  'writeJson',
  'writeJSON',
  'remove',
  'emptyDir',
  'emptydir',
  'ensureFile',
  'createFile',
  'ensureDir',
  'mkdirp',
  'mkdirs',
];

const TWO_PATHS = ['rename', 'copyFile', 'cp', 'link', 'symlink', 'copy', 'move'];

/** With callbacks, with promises, and those that wait. */
function everyForm(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `${name}Sync`, `promises.${name}`]);
}

/** That a file is there says nothing of where it lies. */
const QUESTIONS = ['exists', 'access', 'stat', 'lstat', 'pathExists'];

export default libraryModel({
  package: ['fs', 'graceful-fs', 'fs-extra'],
  submodules: { 'fs/promises': 'promises' },
  types: [{ type: 'Contents' }],
  handlers: [{ to: ['readFile', 'readJson', 'readJSON'], parameters: ['', 'Contents'] }],
  // Files lie where the program's owner put them; what strangers upload, their requests' sources speak of.
  sources: [
    {
      trust: 'local',
      from: [...everyForm(['readFile', 'readJson', 'readJSON']).map((path) => `${path}()`), 'Contents#'],
      label: 'the contents of a file',
    },
    {
      trust: 'local',
      from: everyForm(['readdir']).map((path) => `${path}()`),
      members: true,
      label: 'the names in a folder',
    },
  ],
  sinks: [
    { rule: 'path-traversal', call: everyForm(ONE_PATH), argument: 0 },
    { rule: 'path-traversal', call: everyForm(TWO_PATHS), argument: 0 },
    { rule: 'path-traversal', call: everyForm(TWO_PATHS), argument: 1 },
  ],
  guards: [{ call: everyForm(QUESTIONS), clears: [] }],
});
