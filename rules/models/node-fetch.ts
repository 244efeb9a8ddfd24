import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that bring `fetch` to older runtimes. Facts: https://github.com/node-fetch/node-fetch#api. What they give is read
 * like the reply of the global one.
 */
const CALLS = ['default', 'fetch'];

export default libraryModel({
  package: [
    'node-fetch',
    'cross-fetch',
    'isomorphic-fetch',
    'node-fetch-native',
    'isomorphic-unfetch',
    'make-fetch-happen',
    'minipass-fetch',
    'fetch-retry',
  ],
  types: [{ type: 'Response', is: CALLS.map((name) => `${name}()`), extends: ['global.Response'] }],
  sources: [
    {
      trust: 'stored',
      from: CALLS.map((name) => `${name}().json()`),
      label: 'the reply of a server',
    },
  ],
  sinks: [{ rule: 'ssrf', call: CALLS, argument: 0 }],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
