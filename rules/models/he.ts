import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/mathiasbynens/he#api, https://github.com/mdevils/html-entities#usage. */
export default libraryModel({
  package: ['he', 'html-entities'],
  sanitizers: [{ call: ['encode', 'escape'], clears: ['html-text', 'html-attribute', 'object-shape'] }],
  propagators: [{ call: ['decode', 'unescape'], from: { argument: 0 }, to: 'return' }],
});
