import { libraryModel } from '../../engine/model.ts';

/** What Node.js has without an import. Facts: https://nodejs.org/api/globals.html, https://nodejs.org/api/process.html. */
export default libraryModel({
  package: 'global',
  types: [
    { type: 'StandardInput' },
    { type: 'Buffer', is: ['Buffer.from()', 'Buffer.concat()', 'Buffer.alloc()'], extends: ['buffer.Buffer'] },
    { type: 'TextDecoder' },
    { type: 'TextEncoder' },
  ],
  handlers: [
    {
      to: ['global.process.stdin.on', 'global.process.stdin.once'],
      argument: 1,
      event: ['data'],
      parameters: ['StandardInput'],
    },
  ],
  sources: [
    { trust: 'local', from: ['global.process.argv'], shape: 'text', label: 'the command line' },
    { trust: 'local', from: ['global.process.env'], shape: 'text', label: 'the environment' },
    { trust: 'local', from: ['global.process.stdin.*', 'StandardInput#'], shape: 'text', label: 'the standard input' },
  ],
  sinks: [
    { rule: 'dynamic-module-load', call: ['require', 'import'], argument: 0 },
    { rule: 'remote-property-injection', keysOf: ['global.process.env'] },
    { rule: 'allocation-from-input', call: ['Buffer.alloc', 'Buffer.allocUnsafe'], argument: 0 },
  ],
  sanitizers: [{ call: ['Buffer.byteLength', 'Buffer.isBuffer'], clears: 'all' }],
  propagators: [
    { call: ['Buffer.from', 'Buffer'], from: { argument: 0 }, to: 'return' },
    { call: ['Buffer.alloc'], from: { argument: 1 }, to: 'return' },
    { call: ['Buffer.concat'], from: [{ argument: 0 }, { argument: 0, path: '*' }], to: 'return' },
    { call: ['TextDecoder#decode', 'TextEncoder#encode'], from: { argument: 0 }, to: 'return' },
  ],
});
