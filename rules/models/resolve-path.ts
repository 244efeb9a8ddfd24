import { libraryModel } from '../../engine/model.ts';

/** `resolvePath(root, relative)` throws when the result would leave the root: https://github.com/pillarjs/resolve-path. */
export default libraryModel({
  package: 'resolve-path',
  sanitizers: [{ call: ['default'], argument: 1, clears: ['path'] }],
});
