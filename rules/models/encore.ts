import { libraryModel } from '../../engine/model.ts';

/** APIs whose parameters are checked against their types. Facts: https://encore.dev/docs/ts/primitives/defining-apis, …/raw-endpoints. */
export default libraryModel({
  package: 'encore.dev/api',
  types: [{ type: 'Parameters' }],
  handlers: [
    { to: ['api'], argument: 1, parameters: ['Parameters'] },
    { to: ['api.raw'], argument: 1, parameters: ['http.IncomingMessage', 'http.ServerResponse'] },
  ],
  sources: [{ trust: 'remote', from: ['Parameters#'], members: true, shape: 'text', label: 'a request parameter' }],
  entryPoints: [
    {
      call: ['api', 'api.raw'],
      method: 'ANY',
      object: { argument: 0, method: 'method', path: 'path', handler: 'path' },
    },
  ],
});
