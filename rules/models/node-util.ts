import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/util.html. */
export default libraryModel({
  package: ['util', 'es6-promisify', 'pify'],
  // https://nodejs.org/api/util.html#utilformatformat-args
  sinks: [{ rule: 'format-string', call: ['format'], argument: 0, when: { has: 1 } }],
  propagators: [
    // What comes back is the same function with another way to say its result.
    { call: ['promisify', 'callbackify', 'deprecate', 'debuglog'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['format'], from: { argument: 'any' }, to: 'return' },
    { call: ['formatWithOptions'], from: { argument: { from: 1 } }, to: 'return' },
    // Line ends in texts are written as \n.
    { call: ['inspect'], from: { argument: 0 }, to: 'return', deep: true, clears: ['log'] },
    { call: ['stripVTControlCharacters', 'toUSVString'], from: { argument: 0 }, to: 'return' },
  ],
});
