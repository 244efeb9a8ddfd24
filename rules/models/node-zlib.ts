import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/zlib.html#convenience-methods, https://nodejs.org/api/zlib.html#class-options. */
const UNPACK = ['gunzip', 'inflate', 'inflateRaw', 'unzip', 'brotliDecompress', 'zstdDecompress'].flatMap((name) => [
  name,
  `${name}Sync`,
]);
const PACK = ['gzipSync', 'deflateSync', 'deflateRawSync', 'brotliCompressSync', 'zstdCompressSync'];

export default libraryModel({
  package: 'zlib',
  sinks: [
    {
      rule: 'decompression-bomb',
      call: UNPACK,
      argument: 0,
      unless: { option: { name: 'maxOutputLength', argument: 'any', is: 'set' } },
    },
  ],
  sanitizers: [{ call: PACK, clears: 'all' }],
  propagators: [
    { call: UNPACK, from: { argument: 0 }, to: 'return' },
    { call: UNPACK, from: { argument: 0 }, to: { callback: 'any', parameter: 1 } },
  ],
});
