import { libraryModel } from '../../engine/model.ts';

/**
 * Paths of documents. Facts: https://firebase.google.com/docs/reference/admin/node/firebase-admin.firestore,
 * https://firebase.google.com/docs/reference/admin/node/firebase-admin.database.database, https://firebase.google.com/docs/reference/js/firestore_lite.
 */
export default libraryModel({
  package: ['firebase-admin', '@google-cloud/firestore', 'firebase'],
  submodules: {
    'firebase-admin/firestore': 'default',
    'firebase-admin/database': 'default',
    'firebase/firestore': 'client',
    'firebase/firestore/lite': 'client',
    'firebase/database': 'client',
  },
  types: [
    { type: 'Firestore', is: ['getFirestore()', 'firestore()', 'app().firestore()', 'initializeApp().firestore()'] },
    { type: 'Database', is: ['getDatabase()', 'database()', 'app().database()', 'initializeApp().database()'] },
  ],
  sinks: [
    {
      rule: 'firestore-path-injection',
      call: ['Firestore#doc', 'Firestore#collection', 'Database#ref'],
      argument: 0,
    },
    // The functions of the modular library take the database first.
    { rule: 'firestore-path-injection', call: ['client.doc', 'client.collection', 'client.ref'], argument: 1 },
  ],
});
