import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/ljharb/shell-quote#readme, https://github.com/ericcornelissen/shescape/blob/main/docs/recipes.md. */
export default libraryModel({
  package: ['shell-quote', 'shescape', 'shlex', 'any-shell-escape'],
  types: [{ type: 'Shescape' }],
  sanitizers: [
    {
      call: ['quote', 'quoteAll', 'default', 'Shescape#quote', 'Shescape#quoteAll'],
      clears: ['shell-command', 'object-shape'],
    },
  ],
});
