import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/buffer.html. */
export default libraryModel({
  package: 'buffer',
  types: [
    {
      type: 'Buffer',
      is: ['Buffer.from()', 'Buffer.concat()', 'Buffer#subarray()', 'Buffer#slice()'],
    },
  ],
  // https://nodejs.org/api/buffer.html#static-method-bufferallocsize-fill-encoding
  sinks: [
    {
      rule: 'allocation-from-input',
      call: ['Buffer.alloc', 'Buffer.allocUnsafe', 'Buffer.allocUnsafeSlow', 'SlowBuffer'],
      argument: 0,
    },
  ],
  sanitizers: [
    // Letters, digits and at most + / = are left.
    {
      call: ['Buffer#toString'],
      argument: 'receiver',
      clears: 'all',
      when: { constant: { argument: 0, in: ['hex', 'base64', 'base64url'] } },
    },
    { call: ['Buffer.byteLength', 'Buffer.isBuffer'], clears: 'all' },
  ],
  propagators: [
    { call: ['Buffer.from', 'Buffer'], from: { argument: 0 }, to: 'return' },
    { call: ['Buffer.concat'], from: [{ argument: 0 }, { argument: 0, path: '*' }], to: 'return' },
    { call: ['Buffer#subarray', 'Buffer#slice', 'Buffer#toJSON'], from: 'receiver', to: 'return' },
    { call: ['Buffer#write'], from: { argument: 0 }, to: 'receiver' },
    { call: ['Buffer.alloc'], from: { argument: 1 }, to: 'return' },
    { call: ['atob', 'transcode'], from: { argument: 0 }, to: 'return' },
  ],
});
