import { libraryModel } from '../../engine/model.ts';

/**
 * Functions that merge objects level by level. All but old versions refuse `__proto__`, which is why a finding is a hint:
 * https://github.com/TehShrike/deepmerge/blob/master/changelog.md, https://github.com/unclechu/node-deep-extend (since 0.5.1),
 * https://github.com/justmoon/node-extend (3.0.2), https://github.com/jonschlinkert/mixin-deep (2.0.1).
 */
export default libraryModel({
  package: [
    ...['deepmerge', 'merge-deep', 'deep-extend', 'extend', 'node.extend', 'mixin-deep', 'defaults-deep'],
    ...['just-extend', 'merge', 'assign-deep'],
  ],
  sinks: [
    {
      rule: 'prototype-pollution-library',
      call: ['default', 'all', 'recursive'],
      argument: { from: 1 },
      confidence: 'low',
    },
  ],
  propagators: [{ call: ['default', 'recursive'], from: { argument: 'any' }, to: 'return', as: 'members' }],
});
