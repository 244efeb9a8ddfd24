import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/querystring.html; qs has the same two functions: https://github.com/ljharb/qs. */
export default libraryModel({
  package: ['querystring', 'qs'],
  sanitizers: [
    // Encodes as encodeURIComponent does.
    {
      call: ['escape'],
      clears: ['html-text', 'html-attribute', 'url-scheme', 'url-path', 'path', 'header', 'log', 'object-shape'],
    },
  ],
  propagators: [
    { call: ['parse', 'decode', 'unescape'], from: { argument: 0 }, to: 'return' },
    { call: ['stringify', 'encode'], from: { argument: 0 }, to: 'return', deep: true },
  ],
});
