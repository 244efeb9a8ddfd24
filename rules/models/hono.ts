import { libraryModel } from '../../engine/model.ts';
import { headerSinks, IN_A_HEADER } from './node-http.ts';

/**
 * Facts: https://hono.dev/docs/api/request, https://hono.dev/docs/api/context, https://hono.dev/docs/helpers/cookie,
 * https://hono.dev/docs/helpers/factory, https://hono.dev/docs/helpers/html.
 */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'all'];

export default libraryModel({
  package: ['hono', 'hono/tiny', 'hono/quick', '@hono/zod-openapi'],
  submodules: {
    'hono/cookie': 'Cookies',
    'hono/factory': 'Factories',
    'hono/html': 'Html',
  },
  types: [
    {
      type: 'Hono',
      is: [...METHODS, 'use', 'on', 'route', 'basePath', 'openapi']
        .map((name) => `Hono#${name}()`)
        .concat('Factories.createFactory().createApp()'),
    },
    { type: 'OpenAPIHono', extends: ['Hono'] },
    { type: 'Context', isShared: true },
    { type: 'HonoRequest', is: ['Context#req'] },
    { type: 'RawRequest', is: ['HonoRequest#raw'], extends: ['web-request.Request'] },
    { type: 'Form', is: ['HonoRequest#formData()'], extends: ['web-request.Form'] },
    { type: 'Factory', is: ['Factories.createFactory()'] },
  ],
  handlers: [
    {
      to: [
        ...[...METHODS, 'use', 'on', 'openapi', 'notFound'].map((name) => `Hono#${name}`),
        'Factories.createMiddleware',
        'Factory#createMiddleware',
        'Factory#createHandlers',
      ],
      parameters: ['Context'],
      declaredAs: ['Handler', 'MiddlewareHandler'],
      shape: [['c'], ['next']],
    },
    { to: ['Hono#onError'], parameters: ['', 'Context'] },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['HonoRequest#query()', 'HonoRequest#queries()'],
      shape: 'text',
      label: 'the query string',
    },
    { trust: 'remote', from: ['HonoRequest#param()'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HonoRequest#header()'], kinds: IN_A_HEADER, label: 'a request header' },
    {
      trust: 'remote',
      from: ['HonoRequest#url', 'HonoRequest#path'],
      kinds: IN_A_HEADER,
      label: "the request's URL",
    },
    { trust: 'remote', from: ['HonoRequest#json()'], label: 'the request body' },
    {
      trust: 'remote',
      from: ['text', 'arrayBuffer', 'blob', 'parseBody', 'valid'].map((name) => `HonoRequest#${name}()`),
      shape: 'text',
      label: 'the request body',
    },
    { trust: 'remote', from: ['Cookies.getCookie()'], kinds: IN_A_HEADER, label: 'a cookie' },
  ],
  sinks: [
    { rule: 'xss-reflected', call: ['Context#html'], argument: 0 },
    // "rendered as is": https://hono.dev/docs/helpers/html#raw
    { rule: 'xss-reflected', call: ['Html.raw'], argument: 0 },
    // Without a type, a browser guesses.
    { rule: 'xss-reflected', call: ['Context#body', 'Context#newResponse'], argument: 0 },
    ...headerSinks(['Context#header']),
    { rule: 'open-redirect', call: ['Context#redirect'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['Context#header'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
  ],
  // The tag escapes what stands in its holes, but for what `raw` marks.
  sanitizers: [{ call: ['Html.html'], clears: ['html-text', 'html-attribute'] }],
  entryPoints: METHODS.map((name) => ({
    call: [`Hono#${name}`],
    method: name === 'all' ? 'ANY' : name.toUpperCase(),
    path: 0,
  })),
  // https://hono.dev/docs/api/routing#grouping, https://hono.dev/docs/guides/middleware
  routing: [
    { call: ['Hono#use', 'Hono#route', 'Hono#mount'], does: 'mount' },
    { call: ['Hono#basePath'], does: 'nest', path: 0 },
  ],
  elements: [
    {
      kind: 'session',
      call: ['Cookies.setCookie', 'Cookies.setSignedCookie'],
      name: { argument: 1 },
      protocol: 'cookie',
    },
  ],
});
