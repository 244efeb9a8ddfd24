import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/v8.html#serialization-api. */
export default libraryModel({
  package: 'v8',
  sinks: [
    { rule: 'v8-deserialize-untrusted', call: ['deserialize', 'Deserializer', 'DefaultDeserializer'], argument: 0 },
  ],
  propagators: [{ call: ['deserialize'], from: { argument: 0 }, to: 'return' }],
});
