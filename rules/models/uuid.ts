import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/uuidjs/uuid#api-summary, https://github.com/ai/nanoid#api, https://github.com/ulid/javascript. */
export default libraryModel({
  package: ['uuid', 'nanoid', 'ulid', '@paralleldrive/cuid2'],
  // A name-based one is a hash of what it is made of: https://github.com/uuidjs/uuid#uuidv5name-namespace-buffer-offset
  sanitizers: [{ call: ['v1', 'v3', 'v4', 'v5', 'v6', 'v7', 'nanoid', 'ulid', 'createId'], clears: 'all' }],
  guards: [{ call: ['validate', 'isValid', 'isCuid'], clears: 'all' }],
});
