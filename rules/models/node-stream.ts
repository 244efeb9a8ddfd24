import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/stream.html, https://nodejs.org/api/webstreams.html#utility-consumers. */
export default libraryModel({
  package: ['stream', 'stream/promises', 'stream/consumers'],
  types: [{ type: 'Readable', is: ['Readable.from()'], extends: ['events.EventEmitter'] }],
  propagators: [
    { call: ['Readable.from'], from: { argument: 0 }, to: 'return' },
    { call: ['text', 'json', 'buffer', 'arrayBuffer'], from: { argument: 0 }, to: 'return' },
  ],
});
