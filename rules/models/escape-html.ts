import { libraryModel } from '../../engine/model.ts';

/** " & ' < and > become entities. Facts: https://github.com/component/escape-html, https://github.com/fb55/entities. */
export default libraryModel({
  package: ['escape-html', 'escape-goat', 'entities', 'html-escaper', 'escape-string-html'],
  sanitizers: [
    {
      call: [
        'default',
        'htmlEscape',
        'escape',
        'encodeHTML',
        'encodeXML',
        'escapeUTF8',
        'escapeText',
        'escapeAttribute',
      ],
      clears: ['html-text', 'html-attribute', 'object-shape'],
    },
  ],
});
