import { libraryModel } from '../../engine/model.ts';

/** Routes of Fresh. Facts: https://fresh.deno.dev/docs/concepts/routes, https://fresh.deno.dev/docs/concepts/data-fetching. */
const ROUTES = { files: ['routes/**'], names: ['handler', 'handlers'] };

export default libraryModel({
  package: ['$fresh/server.ts', 'fresh', 'jsr:@fresh/core'],
  types: [
    { type: 'FreshContext' },
    { type: 'Url', is: ['FreshContext#url'], extends: ['web-request.Url'] },
    { type: 'Request', is: ['FreshContext#req'], extends: ['web-request.Request'] },
  ],
  handlers: [
    {
      exports: ROUTES,
      option: '*',
      arity: [2],
      parameters: ['web-request.Request', 'FreshContext'],
      declaredAs: ['Handlers'],
    },
    { to: ['defineRoute'], arity: [2], parameters: ['web-request.Request', 'FreshContext'] },
  ],
  sources: [
    { trust: 'remote', from: ['FreshContext#params'], members: true, shape: 'text', label: 'a route parameter' },
  ],
});
