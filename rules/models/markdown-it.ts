import { libraryModel } from '../../engine/model.ts';

/** HTML inside of it is escaped, and links are looked at, unless `html` is on. Facts: https://github.com/markdown-it/markdown-it#init-with-presets-and-options. */
export default libraryModel({
  package: 'markdown-it',
  types: [
    {
      type: 'MarkdownIt',
      is: ['default()', 'default#', 'MarkdownIt#use()', 'MarkdownIt#enable()', 'MarkdownIt#disable()'],
    },
  ],
  sanitizers: [
    {
      call: ['MarkdownIt#render', 'MarkdownIt#renderInline'],
      clears: ['html-text', 'object-shape'],
      unlessMade: { option: { name: 'html', argument: 'any', is: 'truthy' } },
    },
    { call: ['MarkdownIt#utils.escapeHtml'], clears: ['html-text', 'html-attribute', 'object-shape'] },
  ],
});
