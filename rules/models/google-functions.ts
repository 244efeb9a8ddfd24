import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://cloud.google.com/functions/docs/writing/write-http-functions, https://firebase.google.com/docs/functions/http-events,
 * https://firebase.google.com/docs/functions/callable, https://firebase.google.com/docs/functions/gcp-storage-events. Requests and
 * answers are those of Express.
 */
const EXPRESS = ['express.Request', 'express.Response'];

const WRITES = ['onDocumentCreated', 'onDocumentUpdated', 'onDocumentWritten', 'onDocumentDeleted'];

export default libraryModel({
  package: [
    '@google-cloud/functions-framework',
    'firebase-functions',
    'firebase-functions/v1',
    'firebase-functions/v2',
    'firebase-functions/https',
    'firebase-functions/v2/https',
    'firebase-functions/v2/storage',
    'firebase-functions/v2/firestore',
    'firebase-functions/v2/pubsub',
    'firebase-functions/storage',
    'firebase-functions/firestore',
    'firebase-functions/pubsub',
  ],
  types: [
    { type: 'CallableRequest' },
    { type: 'CallableData' },
    { type: 'StorageEvent' },
    { type: 'StoredObject' },
    { type: 'DocumentEvent' },
    { type: 'CloudEvent' },
  ],
  handlers: [
    { to: ['http'], argument: 1, parameters: EXPRESS },
    {
      to: ['onRequest', 'default.https.onRequest', 'region().https.onRequest', 'runWith().https.onRequest'],
      parameters: EXPRESS,
    },
    // `onCall((request) => …)`, and up to version 1 of the SDK `onCall((data, context) => …)`.
    { to: ['onCall', 'default.https.onCall'], arity: [0, 1], parameters: ['CallableRequest'] },
    {
      to: ['default.https.onCall', 'region().https.onCall', 'runWith().https.onCall'],
      arity: [2],
      parameters: ['CallableData'],
    },
    { to: ['onObjectFinalized', 'storage.onObjectFinalized'], parameters: ['StorageEvent'] },
    { to: ['storage.object().onFinalize'], parameters: ['StoredObject'] },
    { to: WRITES.flatMap((name) => [name, `firestore.${name}`]), parameters: ['DocumentEvent'] },
    { to: ['cloudEvent'], argument: 1, parameters: ['CloudEvent'] },
    { to: ['onMessagePublished', 'pubsub.onMessagePublished'], parameters: ['CloudEvent'] },
  ],
  sources: [
    { trust: 'remote', from: ['CallableRequest#data', 'CallableData#'], label: "the call's data" },
    {
      trust: 'remote',
      from: ['StorageEvent#data.name', 'StoredObject#name'],
      shape: 'text',
      label: 'the name of an uploaded file',
    },
    { trust: 'stored', from: ['DocumentEvent#params', 'DocumentEvent#data'], label: 'a document of the database' },
    { trust: 'stored', from: ['CloudEvent#data'], label: 'an event' },
  ],
  entryPoints: [{ call: ['http'], method: 'ANY', path: 0 }],
});
