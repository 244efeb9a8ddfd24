import { libraryModel } from '../../engine/model.ts';

/** `javascript:`, `data:` and `vbscript:` become `about:blank`: https://github.com/braintree/sanitize-url#readme. */
export default libraryModel({
  package: '@braintree/sanitize-url',
  sanitizers: [{ call: ['sanitizeUrl'], clears: ['url-scheme', 'object-shape'] }],
});
