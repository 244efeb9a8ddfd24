import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Endpoints, middleware and actions of Astro. Facts: https://docs.astro.build/en/guides/endpoints/,
 * https://docs.astro.build/en/reference/api-reference/, https://docs.astro.build/en/guides/actions/.
 */
const ENDPOINTS = {
  files: ['pages/**'],
  names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ALL'],
};
const MIDDLEWARE = { files: ['src/middleware', 'src/middleware/index'], names: ['onRequest'] };

export default libraryModel({
  package: ['astro', 'astro:middleware', 'astro:actions', 'astro/middleware'],
  types: [
    { type: 'APIContext', isShared: true },
    { type: 'AstroGlobal', extends: ['APIContext'] },
    { type: 'ActionAPIContext', extends: ['APIContext'] },
    { type: 'Request', is: ['APIContext#request'], extends: ['web-request.Request'] },
    { type: 'Url', is: ['APIContext#url'], extends: ['web-request.Url'] },
    { type: 'ActionInput', extends: ['global.FormData'] },
  ],
  handlers: [
    { exports: ENDPOINTS, parameters: ['APIContext'], declaredAs: ['APIRoute'] },
    { exports: MIDDLEWARE, parameters: ['APIContext'], declaredAs: ['MiddlewareHandler'] },
    { to: ['defineMiddleware'], parameters: ['APIContext'] },
    {
      to: ['defineAction'],
      option: 'handler',
      parameters: ['ActionInput', 'ActionAPIContext'],
      checks: [{ parameter: 0, part: '', in: { argument: 0, path: 'input' } }],
    },
  ],
  sources: [
    { trust: 'remote', from: ['APIContext#params'], members: true, shape: 'text', label: 'a route parameter' },
    {
      trust: 'remote',
      from: ['APIContext#cookies.get().value', 'APIContext#cookies.get().json()'],
      kinds: IN_A_HEADER,
      label: 'a cookie',
    },
    { trust: 'remote', from: ['ActionInput#'], label: 'the input of an action' },
  ],
  sinks: [
    { rule: 'open-redirect', call: ['APIContext#redirect'], argument: 0 },
    { rule: 'ssrf', call: ['APIContext#rewrite'], argument: 0 },
  ],
  entryPoints: [
    { exports: ENDPOINTS, method: '*' },
    { exports: MIDDLEWARE, method: 'MIDDLEWARE' },
  ],
});
