import { libraryModel } from '../../engine/model.ts';
import { headerSinks, IN_A_HEADER } from './node-http.ts';

/** Facts: https://hapi.dev/api/#route-options, https://hapi.dev/api/#request-properties, https://hapi.dev/api/#response-toolkit. */

/** Where a route's object keeps functions that are given a request. */
const FUNCTIONS = [
  ...['handler', 'options.handler', 'config.handler'],
  ...['options', 'config'].flatMap((name) => [`${name}.pre.*.method`, `${name}.pre.*.*.method`]),
];

/** What the schemas of a route check: https://hapi.dev/api/#-routeoptionsvalidate. */
const CHECKS = ['payload', 'query', 'params', 'headers', 'state'].flatMap((part) =>
  ['options', 'config'].map((options) => ({
    parameter: 0,
    part,
    in: { argument: 0, path: `${options}.validate.${part}` },
  })),
);

export default libraryModel({
  package: ['@hapi/hapi', 'hapi'],
  types: [
    { type: 'Server', is: ['server()', 'Server()'] },
    { type: 'Request', isShared: true },
    { type: 'Toolkit' },
    { type: 'ResponseToolkit', extends: ['Toolkit'] },
    {
      type: 'Response',
      is: ['Toolkit#response()', 'Toolkit#redirect()', 'Response#code()', 'Response#type()', 'Response#header()'],
    },
    { type: 'RawRequest', is: ['Request#raw.req'], extends: ['http.IncomingMessage'] },
    { type: 'RawResponse', is: ['Request#raw.res'], extends: ['http.ServerResponse'] },
  ],
  handlers: [
    ...FUNCTIONS.flatMap((option) =>
      [option, `*.${option}`].map((place) => ({
        to: ['Server#route'],
        argument: 0,
        option: place,
        declaredAs: [place === option ? 'ServerRoute' : 'ServerRoute[]'],
        parameters: ['Request', 'Toolkit'],
        checks: CHECKS,
        ...(/handler$/.test(option) ? { returns: 'Returned' } : {}),
      })),
    ),
    { to: ['Server#ext'], argument: 1, parameters: ['Request', 'Toolkit'] },
    {
      // Routes are mostly written as objects in files of their own.
      parameters: ['Request', 'Toolkit'],
      returns: 'Returned',
      shape: [
        ['request', 'req', '_request'],
        ['h', 'toolkit', '_h', 'responseToolkit'],
      ],
      declaredAs: ['Lifecycle.Method', 'Method', 'HandlerDecorationMethod'],
    },
    {
      // A plugin: https://hapi.dev/api/#plugins
      to: ['Server#register'],
      option: 'register',
      parameters: ['Server'],
      declaredAs: ['Plugin', 'PluginBase', 'PluginNameVersion'],
    },
    {
      to: ['Server#register'],
      option: 'plugin.register',
      parameters: ['Server'],
      declaredAs: ['ServerRegisterPluginObject'],
    },
    { parameters: ['Server'], shape: [['server'], ['options', 'opts', '_options', '_']] },
  ],
  sources: [
    // Plain text, or lists of it: https://hapi.dev/api/#-requestquery
    { trust: 'remote', from: ['Request#query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Request#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Request#payload'], label: 'the request body' },
    { trust: 'remote', from: ['Request#state'], members: true, kinds: IN_A_HEADER, label: 'a cookie' },
    { trust: 'remote', from: ['Request#headers'], members: true, kinds: IN_A_HEADER, label: 'a request header' },
    {
      trust: 'remote',
      from: ['Request#info.host', 'Request#info.hostname', 'Request#info.referrer'],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: ['Request#path', 'Request#url.pathname', 'Request#url.href', 'Request#url.search'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute'],
      label: "the request's URL",
    },
    { trust: 'remote', from: ['Request#url.searchParams.get()'], shape: 'text', label: 'the query string' },
  ],
  sinks: [
    // Text is sent as text/html: https://hapi.dev/api/#-responsetypemimetype
    { rule: 'xss-reflected', call: ['Toolkit#response'], unless: { valueIs: ['object', 'number', 'boolean'] } },
    { rule: 'xss-reflected', call: ['Returned'], when: { valueIs: ['text'] } },
    ...headerSinks(['Response#header']),
    { rule: 'open-redirect', call: ['Toolkit#redirect', 'Response#redirect', 'Response#location'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['Response#header'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
    // `confine` is the server's folder unless it is turned off: https://github.com/hapijs/inert#hfilepath-options
    {
      rule: 'sendfile-traversal',
      call: ['Toolkit#file'],
      argument: 0,
      when: { option: { name: 'confine', argument: 1, is: [false] } },
    },
  ],
  entryPoints: [
    {
      call: ['Server#route'],
      method: 'ANY',
      object: { argument: 0, method: 'method', path: 'path', handler: 'handler' },
      // https://hapi.dev/api/#-routeoptionsauth
      signsIn: ['options.auth', 'config.auth'],
    },
  ],
  routing: [
    // https://hapi.dev/api/#-serverauthdefaultoptions
    { call: ['Server#auth.default'], does: 'signsIn' },
    { call: ['Server#register'], does: 'plugin', handler: 0, path: { argument: 1, option: 'routes.prefix' } },
    {
      call: ['Server#ext'],
      does: 'before',
      event: ['onRequest', 'onPreAuth', 'onCredentials', 'onPostAuth', 'onPreHandler'],
    },
  ],
  elements: [{ kind: 'session', call: ['Toolkit#state', 'Response#state'], name: { argument: 0 }, protocol: 'cookie' }],
});
