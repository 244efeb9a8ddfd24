import { libraryModel } from '../../engine/model.ts';

/** Facts: https://developer.mozilla.org/en-US/docs/Web/API/fetch, https://nodejs.org/api/globals.html#fetch. */
export default libraryModel({
  package: 'global',
  sinks: [{ rule: 'ssrf', call: ['fetch'], argument: 0 }],
  propagators: [{ call: ['Request'], from: { argument: 0 }, to: 'return' }],
});
