import { libraryModel } from '../../engine/model.ts';
import { IN_A_REPLY } from './fetch.ts';

/** Facts: https://ladjs.github.io/superagent/docs/index.html#request-basics. `superagent('GET', url)` is the long form. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options'].flatMap((name) => [
  name,
  `Agent#${name}`,
]);

const CHAINED = ['set', 'query', 'send', 'type', 'accept', 'auth', 'timeout', 'retry', 'redirects', 'attach', 'field'];

const REPLIES = ['default()', ...METHODS.map((name) => `${name}()`), ...CHAINED.map((name) => `Request#${name}()`)];

export default libraryModel({
  package: 'superagent',
  types: [
    { type: 'Agent', is: ['agent()'] },
    { type: 'Request', is: REPLIES },
    { type: 'Reply', is: REPLIES },
  ],
  handlers: [{ to: ['Request#end'], argument: 0, parameters: ['', 'Reply'] }],
  sources: [
    { trust: 'stored', from: ['Reply#body'], label: 'the reply of a server' },
    { trust: 'stored', from: ['Reply#text'], kinds: IN_A_REPLY, label: 'the reply of a server' },
  ],
  sinks: [
    { rule: 'ssrf', call: METHODS, argument: 0 },
    { rule: 'ssrf', call: ['default'], argument: 'last' },
  ],
});
