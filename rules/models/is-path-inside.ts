import { libraryModel } from '../../engine/model.ts';

/** True when the first path is below the second. Facts: https://github.com/sindresorhus/is-path-inside. */
export default libraryModel({
  package: ['is-path-inside', 'path-is-inside'],
  guards: [{ call: ['default'], argument: 0, clears: ['path'] }],
});
