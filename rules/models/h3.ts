import { libraryModel } from '../../engine/model.ts';
import { headerSinks, IN_A_HEADER } from './node-http.ts';

/**
 * h3 1 and 2, which Nitro and Nuxt bring into scope by themselves. Facts: https://h3.dev/utils/request,
 * https://h3.dev/utils/response, https://v1.h3.dev/utils/request, https://nitro.build/guide/routing,
 * https://nuxt.com/docs/guide/directory-structure/server.
 */

const HANDLERS = ['defineEventHandler', 'eventHandler', 'defineHandler', 'defineLazyEventHandler'];
const CACHED = ['defineCachedEventHandler', 'cachedEventHandler'];
const QUERY = ['getQuery', 'getValidatedQuery'];
const BODY = ['readBody', 'readRawBody', 'readFormData', 'readMultipartFormData', 'readValidatedBody'];
const PARAMETERS = ['getRouterParam', 'getRouterParams', 'getValidatedRouterParams'];
const HEADERS = ['getHeader', 'getHeaders', 'getRequestHeader', 'getRequestHeaders', 'getRequestHost'];
const COOKIES = ['getCookie', 'parseCookies'];
const SET_HEADER = ['setHeader', 'setResponseHeader', 'appendHeader', 'appendResponseHeader'];

const FILES = {
  files: ['server/api/**', 'server/routes/**', 'server/middleware/**', 'routes/**', 'api/**'],
  names: ['default'],
};

export default libraryModel({
  package: ['h3', 'nitro', 'nitro/h3', 'nitropack', 'nitropack/runtime'],
  globals: [
    ...[...HANDLERS, ...CACHED, ...QUERY, ...BODY, ...PARAMETERS, ...HEADERS, ...COOKIES, ...SET_HEADER],
    ...['sendRedirect', 'getRequestURL', 'getRequestPath', 'proxyRequest', 'sendProxy', 'send', 'toWebRequest'],
  ],
  types: [
    { type: 'H3Event', isShared: true },
    { type: 'App', is: ['createApp()', 'createRouter()', 'H3#'] },
    { type: 'WebRequest', is: ['H3Event#req', 'toWebRequest()'], extends: ['web-request.Request'] },
    { type: 'WebUrl', is: ['H3Event#url', 'getRequestURL()'], extends: ['web-request.Url'] },
    { type: 'NodeRequest', is: ['H3Event#node.req'], extends: ['http.IncomingMessage'] },
    { type: 'NodeResponse', is: ['H3Event#node.res'], extends: ['http.ServerResponse'] },
    { type: 'Form', is: ['readFormData()'], extends: ['web-request.Form'] },
  ],
  handlers: [
    { to: [...HANDLERS, ...CACHED], parameters: ['H3Event'], returns: 'Returned', declaredAs: ['EventHandler'] },
    { to: HANDLERS, option: 'handler', parameters: ['H3Event'], returns: 'Returned' },
    {
      to: ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use'].map((name) => `App#${name}`),
      parameters: ['H3Event'],
      returns: 'Returned',
    },
  ],
  sources: [
    { trust: 'remote', from: QUERY.map((name) => `${name}()`), shape: 'text', label: 'the query string' },
    { trust: 'remote', from: BODY.map((name) => `${name}()`), label: 'the request body' },
    {
      trust: 'remote',
      from: [...PARAMETERS.map((name) => `${name}()`), 'H3Event#context.params'],
      shape: 'text',
      label: 'a route parameter',
    },
    { trust: 'remote', from: HEADERS.map((name) => `${name}()`), kinds: IN_A_HEADER, label: 'a request header' },
    { trust: 'remote', from: COOKIES.map((name) => `${name}()`), kinds: IN_A_HEADER, label: 'a cookie' },
    { trust: 'remote', from: ['H3Event#path', 'getRequestPath()'], kinds: IN_A_HEADER, label: "the request's URL" },
  ],
  sinks: [
    // Text is sent as text/html: https://v1.h3.dev/guide/event-handler#responses-types
    { rule: 'xss-reflected', call: ['Returned'], when: { valueIs: ['text'] } },
    { rule: 'xss-reflected', call: ['html'], argument: 'last' },
    ...headerSinks(SET_HEADER, 1),
    { rule: 'open-redirect', call: ['sendRedirect'], argument: 1 },
    { rule: 'open-redirect', call: ['redirect'], argument: 'any' },
    {
      rule: 'open-redirect',
      call: SET_HEADER,
      argument: 2,
      when: { constant: { argument: 1, in: ['location'] } },
    },
    { rule: 'ssrf', call: ['proxyRequest', 'sendProxy'], argument: 1 },
  ],
  entryPoints: [{ exports: FILES, call: [...HANDLERS, ...CACHED], method: 'ANY', hooks: ['onRequest', 'middleware'] }],
});
