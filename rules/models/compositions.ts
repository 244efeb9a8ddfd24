import { libraryModel } from '../../engine/model.ts';

/**
 * Functions that put functions together.
 * Facts: https://github.com/lodash/lodash/wiki/FP-Guide, https://ramdajs.com/docs, https://redux.js.org/api/compose,
 * https://gcanti.github.io/fp-ts/modules/function.ts.html, https://remedajs.com/docs.
 */
export default libraryModel({
  package: [
    'lodash/fp',
    'ramda',
    'redux',
    '@reduxjs/toolkit',
    'fp-ts/function',
    'fp-ts/lib/function',
    'effect',
    'remeda',
  ],
  callers: [
    { call: ['ramda.partial'], callee: 0, with: { list: 1 }, binds: 'front' },
    { call: ['ramda.partialRight'], callee: 0, with: { list: 1 }, binds: 'end' },
    { call: ['ramda.curry', 'lodash/fp.curry'], callee: 0, with: { from: 1 }, binds: 'piecemeal' },
  ],
  composers: [
    {
      call: [
        'ramda.pipe',
        'lodash/fp.pipe',
        'lodash/fp.flow',
        'fp-ts/function.flow',
        'fp-ts/lib/function.flow',
        'effect.flow',
      ],
      from: 0,
    },
    {
      call: ['ramda.compose', 'lodash/fp.compose', 'lodash/fp.flowRight', 'redux.compose', '@reduxjs/toolkit.compose'],
      from: 0,
      isBackwards: true,
    },
    {
      call: ['fp-ts/function.pipe', 'fp-ts/lib/function.pipe', 'effect.pipe', 'remeda.pipe'],
      from: 1,
      value: 0,
    },
  ],
});
