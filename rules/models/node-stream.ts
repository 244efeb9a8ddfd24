import { libraryModel } from '../../engine/model.ts';

/**
 * A stream holds its chunks as a list holds its elements, so that `for await` reads them. Facts:
 * https://nodejs.org/api/stream.html, https://nodejs.org/api/webstreams.html#utility-consumers.
 */
const READS = ['text', 'json', 'buffer', 'arrayBuffer', 'blob'];

/** Streams that one writes to, with the option that is given each chunk. */
const WRITTEN = ['Writable', 'Duplex', 'Transform', 'PassThrough'];

export default libraryModel({
  package: ['stream', 'stream/promises', 'stream/consumers'],
  types: [
    {
      type: 'Readable',
      is: ['Readable.from()', 'Readable#on()', 'Readable#once()', 'fs.createReadStream()'],
      extends: ['events.EventEmitter'],
    },
    { type: 'Writable', extends: ['events.EventEmitter'] },
    { type: 'Duplex', extends: ['Readable', 'Writable'] },
    { type: 'Transform', extends: ['Duplex'] },
    { type: 'PassThrough', extends: ['Duplex'] },
  ],
  propagators: [
    { call: ['Readable.from'], from: [{ argument: 0 }, { argument: 0, path: '*' }], to: { returnPath: '*' } },
    { call: READS, from: [{ argument: 0 }, { argument: 0, path: '*' }], to: 'return' },
    {
      call: ['Readable#pipe', 'http.RequestStream#pipe'],
      from: { receiverPath: '*' },
      to: { argument: 0, path: '*' },
      as: 'value',
    },
    { call: ['Readable#pipe', 'http.RequestStream#pipe'], from: { argument: 0 }, to: 'return', as: 'value' },
    // A class of one's own: https://nodejs.org/api/stream.html#api-for-stream-implementers
    ...['_write', '_transform'].flatMap((option) => {
      const to = { callback: 'any', option, parameter: 0 } as const;
      return [
        { call: ['Readable#pipe', 'http.RequestStream#pipe'], from: { receiverPath: '*' }, to },
        { call: ['pipeline'], from: { argument: 0, path: '*' }, to },
      ];
    }),
    ...[1, 2, 3, 4].map((at) => ({
      call: ['pipeline'],
      from: { argument: at - 1, path: '*' },
      to: { argument: at, path: '*' },
      as: 'value' as const,
    })),
    {
      call: ['Readable#on', 'Readable#once'],
      from: { receiverPath: '*' },
      to: { callback: 1, parameter: 0 },
      when: { constant: { argument: 0, in: ['data'] } },
    },
    { call: ['Readable#read'], from: { receiverPath: '*' }, to: 'return' },
    { call: ['Writable#write', 'Writable#end', 'Readable#push'], from: { argument: 0 }, to: { receiverPath: '*' } },
    ...['write', 'transform'].map((option) => ({
      call: WRITTEN,
      from: { returnPath: '*' },
      to: { callback: 0, option, parameter: 0 } as const,
    })),
  ],
});
