import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * SvelteKit, whose types are generated beside each route. Facts: https://svelte.dev/docs/kit/routing#server,
 * https://svelte.dev/docs/kit/load, https://svelte.dev/docs/kit/form-actions, https://svelte.dev/docs/kit/hooks,
 * https://svelte.dev/docs/kit/@sveltejs-kit#RequestEvent.
 */

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];
const SERVER = { files: ['routes/**/+server'], names: METHODS };
const LOAD = ['+page.server', '+layout.server', '+page', '+layout'].map((name) => `routes/**/${name}`);
const ACTIONS = { files: ['routes/**/+page.server'], names: ['actions'] };

export default libraryModel({
  package: ['@sveltejs/kit', './$types'],
  types: [
    { type: 'RequestEvent', isShared: true },
    { type: 'ServerLoadEvent', extends: ['RequestEvent'] },
    { type: 'LoadEvent', extends: ['RequestEvent'] },
    { type: 'Url', is: ['RequestEvent#url'], extends: ['web-request.Url'] },
    { type: 'Request', is: ['RequestEvent#request'], extends: ['web-request.Request'] },
    { type: 'HandleInput' },
    { type: 'HandledEvent', is: ['HandleInput#event'], extends: ['RequestEvent'] },
  ],
  handlers: [
    {
      exports: SERVER,
      wrapped: ['event', 'request', 'url', 'params'],
      parameters: ['RequestEvent'],
      declaredAs: ['RequestHandler'],
    },
    {
      exports: { files: LOAD, names: ['load'] },
      wrapped: ['event', 'request', 'url', 'params'],
      parameters: ['RequestEvent'],
      declaredAs: ['PageServerLoad', 'LayoutServerLoad', 'PageLoad', 'LayoutLoad', 'ServerLoad', 'Load', 'Action'],
    },
    { exports: ACTIONS, option: '*', parameters: ['RequestEvent'], declaredAs: ['Actions'] },
    {
      exports: { files: ['hooks.server'], names: ['handle', 'handleFetch', 'handleError'] },
      parameters: ['HandleInput'],
      declaredAs: ['Handle', 'HandleServerError'],
    },
  ],
  sources: [
    { trust: 'remote', from: ['RequestEvent#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['RequestEvent#cookies.get()'], kinds: IN_A_HEADER, label: 'a cookie' },
  ],
  sinks: [
    { rule: 'open-redirect', call: ['redirect'], argument: 1 },
    { rule: 'open-redirect', call: ['RequestEvent#setHeaders'], argument: 0, path: 'location' },
  ],
  entryPoints: [
    { exports: SERVER, method: '*' },
    { exports: ACTIONS, method: 'POST' },
    { exports: { files: LOAD.filter((file) => file.endsWith('.server')), names: ['load'] }, method: 'GET' },
  ],
});
