import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/sindresorhus/escape-string-regexp#readme, https://github.com/ljharb/regexp.escape#readme. */
export default libraryModel({
  package: ['escape-string-regexp', 'regexp.escape', 'escape-regexp', 'escape-string-regexp-node', 'regex-escape'],
  sanitizers: [{ call: ['default'], clears: ['regex', 'object-shape'] }],
});
