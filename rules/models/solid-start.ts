import { libraryModel } from '../../engine/model.ts';

/** API routes. Facts: https://docs.solidjs.com/solid-start/building-your-application/api-routes. */
const ROUTES = { files: ['src/routes/**'], names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] };

export default libraryModel({
  package: ['@solidjs/start/server', '@solidjs/start', 'solid-start'],
  types: [
    { type: 'APIEvent' },
    { type: 'Request', is: ['APIEvent#request', 'getRequestEvent().request'], extends: ['web-request.Request'] },
  ],
  handlers: [{ exports: ROUTES, parameters: ['APIEvent'] }],
  sources: [{ trust: 'remote', from: ['APIEvent#params'], members: true, shape: 'text', label: 'a route parameter' }],
  entryPoints: [{ exports: ROUTES, method: '*' }],
});
