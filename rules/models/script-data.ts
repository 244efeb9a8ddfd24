import { libraryModel } from '../../engine/model.ts';

/**
 * Values as source text, safe inside a script and inside its element. Facts: https://github.com/yahoo/serialize-javascript#readme,
 * https://github.com/sveltejs/devalue#readme, https://github.com/zertosh/htmlescape#readme. jsesc asks for it:
 * https://github.com/mathiasbynens/jsesc#isscriptcontext.
 */
const SAFE = ['html-text', 'code', 'header', 'log', 'object-shape'] as const;

export default libraryModel({
  package: ['serialize-javascript', 'devalue', 'htmlescape', 'jsesc'],
  sanitizers: [
    {
      call: ['default'],
      clears: SAFE,
      // https://github.com/yahoo/serialize-javascript#optionsunsafe
      unless: { option: { name: 'unsafe', argument: 1, is: 'truthy' } },
    },
    { call: ['uneval', 'serialize'], clears: SAFE },
  ],
});
