import { libraryModel } from '../../engine/model.ts';
import { IN_A_REPLY } from './fetch.ts';

/** Text with markup in it becomes elements, scripts included. Facts: https://api.jquery.com/category/manipulation/. */
const INSERT = ['append', 'prepend', 'after', 'before', 'replaceWith', 'wrap', 'wrapAll', 'wrapInner', 'html'];

const CHAINED = [
  ...INSERT,
  ...['addClass', 'attr', 'children', 'closest', 'css', 'eq', 'find', 'first', 'hide', 'last', 'on', 'parent', 'prop'],
  ...['removeClass', 'show', 'text', 'toggleClass', 'val', 'empty', 'appendTo', 'data', 'click', 'each', 'siblings'],
];

/** On the module and on the global. */
function everywhere(...names: string[]): string[] {
  return names.flatMap((name) => [name, `global.$.${name}`, `global.jQuery.${name}`]);
}

const REQUESTS = everywhere('get', 'post', 'ajax');

export default libraryModel({
  package: ['jquery', 'cash-dom', 'zepto'],
  types: [
    {
      type: 'JQuery',
      is: ['default()', 'global.$()', 'global.jQuery()', ...CHAINED.map((name) => `JQuery#${name}()`)],
    },
    { type: 'Reply' },
    { type: 'Data' },
  ],
  // https://api.jquery.com/category/ajax/. `get` gives a page, a piece of one or data, `getJSON` data.
  handlers: [
    { to: everywhere('get', 'post'), parameters: ['Reply'] },
    { to: everywhere('ajax'), option: 'success', parameters: ['Reply'] },
    { to: everywhere('getJSON'), parameters: ['Data'] },
    ...['done', 'then'].flatMap((name) => [
      { to: REQUESTS.map((path) => `${path}().${name}`), argument: 0, parameters: ['Reply'] },
      { to: everywhere('getJSON').map((path) => `${path}().${name}`), argument: 0, parameters: ['Data'] },
    ]),
  ],
  sources: [
    { trust: 'stored', from: ['Reply#'], kinds: IN_A_REPLY, label: 'the reply of a server' },
    { trust: 'stored', from: ['Data#', 'Reply#*'], label: 'the reply of a server' },
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
