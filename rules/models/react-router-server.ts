import { libraryModel } from '../../engine/model.ts';

/**
 * Loaders and actions of Remix and of React Router as a framework. Facts: https://reactrouter.com/start/framework/data-loading,
 * https://reactrouter.com/start/framework/actions, https://v2.remix.run/docs/route/loader,
 * https://reactrouter.com/explanation/type-safety.
 */

const LOADER = { files: ['routes/**', 'app/root'], names: ['loader'] };
const ACTION = { files: ['routes/**', 'app/root'], names: ['action'] };

export default libraryModel({
  package: [
    '@remix-run/node',
    '@remix-run/cloudflare',
    '@remix-run/deno',
    '@remix-run/server-runtime',
    '@react-router/node',
    '@react-router/cloudflare',
  ],
  generatedIn: '/+types/',
  types: [
    { type: 'Args' },
    { type: 'LoaderFunctionArgs', extends: ['Args'] },
    { type: 'ActionFunctionArgs', extends: ['Args'] },
    { type: 'LoaderArgs', extends: ['Args'] },
    { type: 'ActionArgs', extends: ['Args'] },
    { type: 'DataFunctionArgs', extends: ['Args'] },
    { type: 'Route.LoaderArgs', extends: ['Args'] },
    { type: 'Route.ActionArgs', extends: ['Args'] },
    { type: 'Request', is: ['Args#request'], extends: ['web-request.Request'] },
  ],
  handlers: [
    {
      exports: { files: LOADER.files, names: ['loader', 'action'] },
      wrapped: ['request', 'params', 'args'],
      parameters: ['Args'],
      declaredAs: ['LoaderFunction', 'ActionFunction'],
    },
  ],
  sources: [{ trust: 'remote', from: ['Args#params'], members: true, shape: 'text', label: 'a route parameter' }],
  sinks: [
    { rule: 'open-redirect', call: ['redirect', 'redirectDocument', 'replace'], argument: 0 },
    { rule: 'open-redirect', call: ['react-router.redirect', 'react-router.redirectDocument', 'react-router.replace'] },
  ],
  entryPoints: [
    { exports: LOADER, method: 'GET' },
    { exports: ACTION, method: 'POST' },
  ],
});
