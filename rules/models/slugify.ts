import { libraryModel } from '../../engine/model.ts';

const strict = { option: { name: 'strict', argument: 1, is: 'truthy' } } as const;

/**
 * Without `strict`, the signs $ * _ + ~ . ( ) ' " ! : @ stay: a quote ends a value, but no path and no tag can be made.
 * Facts: https://github.com/simov/slugify#options.
 */
export default libraryModel({
  package: 'slugify',
  sanitizers: [
    { call: ['default'], clears: 'all', when: strict },
    {
      call: ['default'],
      clears: ['path', 'html-text', 'url-path', 'header', 'log', 'object-shape'],
      unless: strict,
    },
  ],
});
