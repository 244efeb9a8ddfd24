import { libraryModel } from '../../engine/model.ts';

/**
 * Markdown may hold HTML, and these let it through. Facts: https://marked.js.org/#usage, https://github.com/showdownjs/showdown#readme,
 * https://github.com/evilstreak/markdown-js.
 */
export default libraryModel({
  package: ['marked', 'showdown', 'markdown', 'snarkdown', 'remarkable'],
  types: [{ type: 'Marked' }, { type: 'Converter' }, { type: 'Remarkable' }],
  propagators: [
    {
      call: [
        'default',
        'marked',
        'parse',
        'parseInline',
        'marked.parse',
        'marked.parseInline',
        'Marked#parse',
        'Converter#makeHtml',
        'markdown.toHTML',
        'toHTML',
      ],
      from: { argument: 0 },
      to: 'return',
    },
  ],
});
