import { libraryModel } from '../../engine/model.ts';
import { IN_A_REPLY } from './fetch.ts';

/** Facts: https://undici.nodejs.org/#/docs/api/Dispatcher and https://undici.nodejs.org/#/docs/api/Client. */
export default libraryModel({
  package: 'undici',
  types: [{ type: 'Response', is: ['fetch()'], extends: ['global.Response'] }],
  sources: [
    { trust: 'stored', from: ['request().body.json()', 'fetch().json()'], label: 'the reply of a server' },
    { trust: 'stored', from: ['request().body.text()'], kinds: IN_A_REPLY, label: 'the reply of a server' },
  ],
  sinks: [
    { rule: 'ssrf', call: ['fetch', 'request', 'stream', 'pipeline', 'connect', 'upgrade'], argument: 0 },
    { rule: 'ssrf', call: ['Client', 'Pool', 'ProxyAgent'], argument: 0 },
  ],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
