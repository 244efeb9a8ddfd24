import { libraryModel } from '../../engine/model.ts';

/** Text with markup in it becomes elements, scripts included. Facts: https://api.jquery.com/category/manipulation/. */
const INSERT = ['append', 'prepend', 'after', 'before', 'replaceWith', 'wrap', 'wrapAll', 'wrapInner', 'html'];

const CHAINED = [
  ...INSERT,
  ...['addClass', 'attr', 'children', 'closest', 'css', 'eq', 'find', 'first', 'hide', 'last', 'on', 'parent', 'prop'],
  ...['removeClass', 'show', 'text', 'toggleClass', 'val', 'empty', 'appendTo', 'data', 'click', 'each', 'siblings'],
];

export default libraryModel({
  package: ['jquery', 'cash-dom', 'zepto'],
  types: [
    {
      type: 'JQuery',
      is: ['default()', 'global.$()', 'global.jQuery()', ...CHAINED.map((name) => `JQuery#${name}()`)],
    },
  ],
  sinks: [
    { rule: 'dom-xss', call: INSERT.map((name) => `JQuery#${name}`), argument: 'any' },
    // A text that starts with markup makes elements, another one is a selector: https://api.jquery.com/jQuery/
    { rule: 'dom-xss', call: ['default', 'global.$', 'global.jQuery'], when: { textLooksLike: 'html' } },
    {
      rule: 'dom-xss',
      call: ['getScript', 'global.$.getScript', 'global.jQuery.getScript', 'JQuery#load'],
      kinds: ['url-host'],
    },
    {
      rule: 'dom-xss-url',
      call: ['JQuery#attr', 'JQuery#prop'],
      argument: 1,
      when: { constant: { argument: 0, in: ['href', 'action', 'formaction'] } },
    },
  ],
});
