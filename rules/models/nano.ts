import { libraryModel } from '../../engine/model.ts';

/** CouchDB, whose selectors have operators as those of MongoDB. Facts: https://github.com/apache/couchdb-nano#dbfindselector-callback. */
export default libraryModel({
  package: ['nano', 'pouchdb', 'pouchdb-node'],
  types: [
    { type: 'Server', is: ['default()'] },
    { type: 'Database', is: ['Server#use()', 'Server#db.use()', 'Server#scope()', 'default#'] },
  ],
  sinks: [
    {
      rule: 'nosql-operator-injection',
      call: ['Database#find', 'Database#findAsStream'],
      argument: 0,
      path: ['selector.<name>.$not', 'selector.$and.*.<name>', 'selector.$or.*.<name>'],
    },
  ],
});
