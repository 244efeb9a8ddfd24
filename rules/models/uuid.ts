import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/uuidjs/uuid#api-summary, https://github.com/ai/nanoid#api, https://github.com/ulid/javascript. */
export default libraryModel({
  package: ['uuid', 'nanoid', 'ulid', '@paralleldrive/cuid2'],
  guards: [{ call: ['validate', 'isValid', 'isCuid'], clears: 'all' }],
});
