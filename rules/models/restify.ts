import { libraryModel } from '../../engine/model.ts';

/** Text is sent as JSON or plain text. Facts: http://restify.com/docs/request-api/, http://restify.com/docs/response-api/. */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'del', 'opts'];

export default libraryModel({
  package: 'restify',
  types: [
    { type: 'Server', is: ['createServer()'] },
    { type: 'Request', isShared: true, extends: ['express.Request'] },
    { type: 'Response', isShared: true, extends: ['http.ServerResponse'] },
  ],
  handlers: [{ to: [...METHODS, 'use', 'pre'].map((name) => `Server#${name}`), parameters: ['Request', 'Response'] }],
  sources: [
    {
      trust: 'remote',
      from: ['Request#getQuery()', 'Request#getPath()', 'Request#href()'],
      shape: 'text',
      label: "the request's URL",
    },
  ],
  sinks: [{ rule: 'open-redirect', call: ['Response#redirect'], argument: 'any' }],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Server#${name}`],
      method: name === 'del' ? 'DELETE' : name === 'opts' ? 'OPTIONS' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['Server#use', 'Server#pre'], method: 'MIDDLEWARE', path: -1 },
  ],
});
