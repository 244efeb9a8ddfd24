import { libraryModel } from '../../engine/model.ts';

/** Packages that bring `fetch` to older runtimes. Facts: https://github.com/node-fetch/node-fetch#api. */
export default libraryModel({
  package: [
    'node-fetch',
    'cross-fetch',
    'isomorphic-fetch',
    'node-fetch-native',
    'isomorphic-unfetch',
    'make-fetch-happen',
  ],
  sinks: [{ rule: 'ssrf', call: ['default', 'fetch'], argument: 0 }],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
