import { libraryModel } from '../../engine/model.ts';

/**
 * The functions by which template engines escape text. Facts: https://handlebarsjs.com/api-reference/utilities.html,
 * https://github.com/janl/mustache.js#readme, https://ejs.co/#docs.
 */
export default libraryModel({
  package: ['handlebars', 'mustache', 'ejs', 'nunjucks', 'pug-runtime', 'squirrelly'],
  sanitizers: [
    {
      call: ['escapeExpression', 'Utils.escapeExpression', 'escape', 'escapeXML', 'lib.escape', 'filters.e'],
      clears: ['html-text', 'html-attribute', 'object-shape'],
    },
  ],
});
