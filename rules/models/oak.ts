import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Facts: https://oakserver.org/request, https://oakserver.org/response. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];

export default libraryModel({
  package: ['@oak/oak', 'oak', 'https://deno.land/x/oak/mod.ts', 'jsr:@oak/oak'],
  types: [
    { type: 'Application', is: ['Application#use()'] },
    { type: 'Router', is: [...METHODS, 'use'].map((name) => `Router#${name}()`) },
    { type: 'Context', isShared: true },
    { type: 'RouterContext', extends: ['Context'] },
    { type: 'Url', is: ['Context#request.url'], extends: ['web-request.Url'] },
    { type: 'Headers', is: ['Context#request.headers'], extends: ['web-request.Headers'] },
  ],
  handlers: [
    {
      to: ['Application#use', ...[...METHODS, 'use'].map((name) => `Router#${name}`)],
      parameters: ['Context'],
      declaredAs: ['Middleware', 'RouterMiddleware'],
    },
  ],
  sources: [
    { trust: 'remote', from: ['Context#params'], members: true, shape: 'text', label: 'a route parameter' },
    {
      trust: 'remote',
      from: ['json()', 'form()', 'formData()', 'text()']
        .map((name) => `Context#request.body.${name}`)
        .concat('Context#request.body().value'),
      label: 'the request body',
    },
    { trust: 'remote', from: ['Context#cookies.get()'], kinds: IN_A_HEADER, label: 'a cookie' },
  ],
  sinks: [{ rule: 'open-redirect', call: ['Context#response.redirect'], argument: 0 }],
  routing: [
    { call: ['Application#use', 'Router#use'], does: 'mount' },
    { call: ['Router'], does: 'made', path: { argument: 0, option: 'prefix' } },
    { call: ['Router#prefix'], does: 'prefix', path: 0 },
    { call: ['Router#routes', 'Router#allowedMethods'], does: 'same' },
  ],
  entryPoints: METHODS.map((name) => ({
    call: [`Router#${name}`],
    method: name === 'all' ? 'ANY' : name.toUpperCase(),
    path: 0,
  })),
});
