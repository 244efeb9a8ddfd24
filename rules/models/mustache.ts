import { libraryModel } from '../../engine/model.ts';

/** What a template is filled with is escaped, but for names in three braces: https://github.com/janl/mustache.js#variables. */
export default libraryModel({
  package: ['mustache', 'hogan.js'],
  sanitizers: [
    {
      call: ['render'],
      argument: 1,
      clears: ['html-text', 'html-attribute', 'object-shape'],
      unless: { says: { argument: 0, text: '{{{' } },
    },
  ],
});
