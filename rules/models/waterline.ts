import { libraryModel } from '../../engine/model.ts';

/** Facts: https://sailsjs.com/documentation/reference/waterline-orm/datastores/send-native-query (`$1` and values beside the text). */
export default libraryModel({
  package: ['waterline', 'sails', 'massive'],
  types: [
    { type: 'Datastore', is: ['global.sails.getDatastore()', 'default.getDatastore()', 'Datastore#usingConnection()'] },
  ],
  sources: [{ trust: 'stored', from: ['Datastore#sendNativeQuery().rows'], label: 'a row of the database' }],
  sinks: [{ rule: 'sql-injection', call: ['Datastore#sendNativeQuery'], argument: 0, unmistakable: true }],
});
