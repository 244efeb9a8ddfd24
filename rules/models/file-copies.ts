import { libraryModel } from '../../engine/model.ts';

/** From one path to another. Facts: https://github.com/sindresorhus/cpy#readme, https://github.com/sindresorhus/move-file#readme, https://github.com/AvianFlu/ncp#readme. */
const NAMES = ['default', 'moveFile', 'moveFileSync', 'sync', 'ncp', 'copyFile', 'renameFile'];

export default libraryModel({
  package: ['cpy', 'cp-file', 'copy-file', 'move-file', 'ncp', 'copyfiles'],
  sinks: [
    { rule: 'path-traversal', call: NAMES, argument: 0 },
    { rule: 'path-traversal', call: NAMES, argument: 1 },
  ],
});
