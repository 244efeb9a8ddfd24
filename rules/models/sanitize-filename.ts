import { libraryModel } from '../../engine/model.ts';

/** No separator and no `..` is left. Facts: https://github.com/parshap/node-sanitize-filename, https://github.com/sindresorhus/filenamify. */
export default libraryModel({
  package: ['sanitize-filename', 'filenamify'],
  sanitizers: [{ call: ['default'], clears: ['path', 'object-shape'] }],
});
