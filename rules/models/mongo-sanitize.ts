import { libraryModel } from '../../engine/model.ts';

/**
 * What takes names that start with a dollar sign out of an object: https://github.com/vkarpov15/mongo-sanitize,
 * https://github.com/fiznool/express-mongo-sanitize#usage.
 */
export default libraryModel({
  package: ['mongo-sanitize', 'express-mongo-sanitize'],
  sanitizers: [
    // In the second package, `default` makes a middleware of options, which are no data.
    { call: ['default', 'sanitize'], clears: ['object-shape'] },
  ],
});
