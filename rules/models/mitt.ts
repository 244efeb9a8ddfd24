import { libraryModel } from '../../engine/model.ts';

/**
 * What is emitted under a name reaches who listens to it. Facts: https://github.com/developit/mitt#api,
 * https://npmjs.com/package/tiny-emitter, https://libraries.io/npm/nanoevents.
 */
export default libraryModel({
  package: ['mitt', 'tiny-emitter', 'nanoevents'],
  types: [
    { type: 'Emitter', is: ['default()', 'createNanoEvents()'] },
    { type: 'default', extends: ['Emitter'] },
  ],
  propagators: [
    { call: ['Emitter#emit'], from: { argument: 1 }, to: { receiverPath: '@@event $0.0' }, as: 'value' },
    {
      call: ['Emitter#on', 'Emitter#once'],
      from: { receiverPath: '@@event $0.0' },
      to: { callback: 1, parameter: 0 },
      as: 'value',
    },
  ],
});
