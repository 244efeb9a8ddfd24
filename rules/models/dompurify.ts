import { libraryModel } from '../../engine/model.ts';

/** Takes all out of the markup that could run. On a server it wants a window first. Facts: https://github.com/cure53/DOMPurify#how-do-i-use-it. */
export default libraryModel({
  package: ['dompurify', 'isomorphic-dompurify'],
  types: [{ type: 'DOMPurify', is: ['default()', 'createDOMPurify()', 'global.DOMPurify'] }],
  sanitizers: [{ call: ['sanitize', 'DOMPurify#sanitize'], clears: ['html-text', 'object-shape'] }],
});
