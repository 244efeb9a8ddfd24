import { libraryModel } from '../../engine/model.ts';

/** Facts: https://undici.nodejs.org/#/docs/api/Dispatcher and https://undici.nodejs.org/#/docs/api/Client. */
export default libraryModel({
  package: 'undici',
  sinks: [
    { rule: 'ssrf', call: ['fetch', 'request', 'stream', 'pipeline', 'connect', 'upgrade'], argument: 0 },
    { rule: 'ssrf', call: ['Client', 'Pool', 'ProxyAgent'], argument: 0 },
  ],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
