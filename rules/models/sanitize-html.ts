import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/apostrophecms/sanitize-html#readme, https://github.com/leizongmin/js-xss#usages. */
export default libraryModel({
  package: ['sanitize-html', 'xss', 'insane', 'rehype-sanitize'],
  types: [{ type: 'FilterXSS' }],
  sanitizers: [
    {
      call: ['default', 'filterXSS', 'FilterXSS#process'],
      clears: ['html-text', 'object-shape'],
      // All tags pass, scripts too: https://github.com/apostrophecms/sanitize-html#what-if-i-want-to-allow-all-tags-or-all-attributes
      unless: { option: { name: 'allowedTags', argument: 1, is: [false] } },
    },
  ],
});
