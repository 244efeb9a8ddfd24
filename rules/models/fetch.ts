import { libraryModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/**
 * Facts: https://developer.mozilla.org/en-US/docs/Web/API/fetch, https://nodejs.org/api/globals.html#fetch,
 * https://developer.mozilla.org/en-US/docs/Web/API/Response, https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequest.
 */

/**
 * What the text of a reply can do. Pages ask their own server for pieces of pages and for scripts and put them in as they
 * come: that is no weakness, and of a text as a whole nobody can say more. Data in JSON is another matter.
 */
export const IN_A_REPLY: readonly TaintKind[] = [
  'shell-command',
  'argument',
  'program',
  'sql-value',
  'sql-identifier',
  'path',
  'url-host',
  'url-path',
  'regex',
  'object-key',
  'size',
  'template',
  'xml',
  'serialized',
];

export default libraryModel({
  package: 'global',
  types: [{ type: 'Response', is: ['fetch()', 'Response#clone()'] }, { type: 'XMLHttpRequest' }],
  sources: [
    { trust: 'stored', from: ['Response#json()'], label: 'the reply of a server' },
    {
      trust: 'stored',
      from: ['Response#text()', 'XMLHttpRequest#responseText', 'XMLHttpRequest#response'],
      kinds: IN_A_REPLY,
      label: 'the reply of a server',
    },
  ],
  sinks: [
    { rule: 'ssrf', call: ['fetch'], argument: 0 },
    // The server's fetch of Nuxt: https://nuxt.com/docs/api/utils/dollarfetch
    { rule: 'ssrf', call: ['$fetch'], argument: 0 },
  ],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
