import { libraryModel } from '../../engine/model.ts';

/** Every sign of a pattern gets a backslash. Facts: https://github.com/sindresorhus/escape-string-regexp#readme. */
export default libraryModel({
  package: ['escape-string-regexp', 'regex-escape', 'escape-regexp', 'escape-regex-string'],
  sanitizers: [{ call: ['default'], clears: ['regex', 'object-shape'] }],
});
