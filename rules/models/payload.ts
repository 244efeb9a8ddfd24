import { libraryModel } from '../../engine/model.ts';

/** Custom endpoints of Payload 2 and 3. Facts: https://payloadcms.com/docs/rest-api/overview#custom-endpoints. */
export default libraryModel({
  package: ['payload', 'payload/types', 'payload/config'],
  types: [
    { type: 'PayloadRequest', isShared: true, extends: ['web-request.Request'] },
    { type: 'Query', is: ['PayloadRequest#searchParams'], extends: ['web-request.Query'] },
  ],
  handlers: [
    {
      to: ['buildConfig'],
      option: 'endpoints.*.handler',
      parameters: ['PayloadRequest'],
      declaredAs: ['PayloadHandler'],
    },
  ],
  sources: [
    { trust: 'remote', from: ['PayloadRequest#query'], members: true, label: 'the query string' },
    { trust: 'remote', from: ['PayloadRequest#routeParams'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['PayloadRequest#data'], label: 'the request body' },
  ],
});
