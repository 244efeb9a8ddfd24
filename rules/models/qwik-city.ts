import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Facts: https://qwik.dev/docs/route-loader/, https://qwik.dev/docs/action/, https://qwik.dev/docs/server$/,
 * https://qwik.dev/docs/endpoints/, https://qwik.dev/docs/middleware/.
 */
const HANDLERS = {
  files: ['routes/**'],
  names: ['onGet', 'onPost', 'onPut', 'onPatch', 'onDelete', 'onHead', 'onOptions', 'onRequest'],
};

export default libraryModel({
  package: ['@builder.io/qwik-city', '@qwik.dev/router'],
  types: [
    { type: 'RequestEvent', isShared: true },
    { type: 'RequestEventLoader', extends: ['RequestEvent'] },
    { type: 'RequestEventAction', extends: ['RequestEvent'] },
    { type: 'RequestEventBase', extends: ['RequestEvent'] },
    { type: 'Request', is: ['RequestEvent#request'], extends: ['web-request.Request'] },
    { type: 'Headers', is: ['RequestEvent#headers'], extends: ['web-request.Headers'] },
    { type: 'Url', is: ['RequestEvent#url'], extends: ['web-request.Url'] },
    { type: 'Query', is: ['RequestEvent#query'], extends: ['web-request.Query'] },
  ],
  handlers: [
    { exports: HANDLERS, parameters: ['RequestEvent'], declaredAs: ['RequestHandler'] },
    { to: ['routeLoader$'], argument: 0, parameters: ['RequestEvent'] },
    // `zod$` and `valibot$` behind it say what the data may be.
    {
      to: ['routeAction$', 'globalAction$'],
      argument: 0,
      parameters: ['ActionData', 'RequestEvent'],
    },
    { to: ['server$'], argument: 0, parameters: [], rest: 'Argument' },
  ],
  sources: [
    { trust: 'remote', from: ['RequestEvent#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['RequestEvent#cookie.get().value'], kinds: IN_A_HEADER, label: 'a cookie' },
    { trust: 'remote', from: ['RequestEvent#parseBody()', 'ActionData#'], label: 'the request body' },
    { trust: 'remote', from: ['Argument#'], label: 'an argument of a server function' },
  ],
  sinks: [
    { rule: 'xss-reflected', call: ['RequestEvent#html'], argument: 1 },
    { rule: 'open-redirect', call: ['RequestEvent#redirect'], argument: 1 },
  ],
  entryPoints: [{ exports: HANDLERS, method: 'ANY' }],
});
