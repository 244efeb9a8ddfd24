import { libraryModel } from '../../engine/model.ts';

/**
 * Functions that follow names into an object. All but old versions refuse `__proto__`, which is why a finding is a hint:
 * https://github.com/jonschlinkert/set-value#readme (since 4.0.1), https://github.com/sindresorhus/dot-prop (5.1.1),
 * https://github.com/mariocasciaro/object-path#readme (0.11.8), https://github.com/hughsk/flat#readme (5.0.1),
 * https://github.com/mickhansen/dottie.js (2.0.4).
 */
const SET = ['default', 'set', 'setProperty', 'setValue', 'push', 'insert', 'ensureExists'];

export default libraryModel({
  package: ['object-path', 'set-value', 'dot-prop', 'dottie', 'dot-object', 'flat', 'unflatten'],
  sinks: [
    // https://github.com/mariocasciaro/object-path#readme: this one follows what objects inherit.
    {
      rule: 'prototype-pollution-library',
      call: ['set', 'push', 'insert', 'ensureExists'].map((name) => `withInheritedProps.${name}`),
      argument: 1,
    },
    { rule: 'prototype-pollution-library', call: SET, argument: 1, confidence: 'low' },
    { rule: 'prototype-pollution-library', call: ['unflatten'], argument: 0, confidence: 'low' },
  ],
  propagators: [{ call: ['unflatten'], from: { argument: 0 }, to: 'return', as: 'members' }],
});
