import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/mongodb/js-bson#readme: functions stay text unless `evalFunctions` is set. */
export default libraryModel({
  package: ['bson', 'bson-ext'],
  sinks: [
    {
      rule: 'unsafe-deserialization',
      call: ['deserialize', 'BSON.deserialize', 'BSON#deserialize'],
      argument: 0,
      when: { option: { name: 'evalFunctions', argument: 1, is: 'truthy' } },
    },
  ],
});
