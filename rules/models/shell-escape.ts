import { libraryModel } from '../../engine/model.ts';

/** Each argument is quoted where it must be. Facts: https://github.com/xxorax/node-shell-escape#readme, https://gitlab.com/rhendric/puka#quoteforshell. */
export default libraryModel({
  package: ['shell-escape', 'shell-escape-tag', 'puka', 'quote-args'],
  sanitizers: [
    { call: ['default', 'quoteForShell', 'quoteForSh', 'quoteForCmd'], clears: ['shell-command', 'object-shape'] },
  ],
});
