import { libraryModel } from '../../engine/model.ts';

/**
 * Lower-case letters, digits and dashes are left. Facts: https://github.com/sindresorhus/slugify#readme,
 * https://github.com/lovell/limax#readme, https://github.com/Flet/github-slugger#readme,
 * https://github.com/Trott/slug#readme, https://github.com/pid/speakingurl#readme.
 */
export default libraryModel({
  package: ['@sindresorhus/slugify', 'limax', 'github-slugger', 'speakingurl', 'slug'],
  types: [{ type: 'GithubSlugger', is: ['default#'] }],
  sanitizers: [{ call: ['default', 'slug', 'getSlug', 'slugifyWithCounter()', 'GithubSlugger#slug'], clears: 'all' }],
});
