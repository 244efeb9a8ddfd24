import { libraryModel } from '../../engine/model.ts';
import { headerSinks, headersSinks, IN_A_HEADER } from './node-http.ts';

/**
 * Fastify 3 to 5, with its own plugins for cookies, files and sockets. Facts:
 * https://fastify.dev/docs/latest/Reference/Routes, https://fastify.dev/docs/latest/Reference/Request,
 * https://fastify.dev/docs/latest/Reference/Reply, https://fastify.dev/docs/latest/Reference/Hooks,
 * https://github.com/fastify/fastify-multipart, https://github.com/fastify/fastify-websocket.
 */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];
const ROUTES = [...METHODS, 'route'].map((name) => `Instance#${name}`);
const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse'];

/** What the schemas of a route check: https://fastify.dev/docs/latest/Reference/Validation-and-Serialization. */
const CHECKS = Object.entries({
  body: ['body'],
  params: ['params'],
  query: ['querystring', 'query'],
  headers: ['headers'],
}).flatMap(([part, names]) =>
  names.flatMap((name) =>
    [0, 1].map((argument) => ({
      parameter: 0,
      part,
      in: { argument, path: `schema.${name}` },
      dialect: 'json-schema' as const,
    })),
  ),
);

/** Types of functions that set a server up. */
const PLUGINS = ['FastifyPluginAsync', 'FastifyPluginCallback', 'FastifyPlugin'].flatMap((name) =>
  ['', 'Typebox', 'Zod', 'JsonSchemaToTs'].map((provider) => name + provider),
);

/** Methods of a reply that give it back. */
const CHAINED = ['code', 'status', 'header', 'headers', 'type', 'setCookie', 'cookie', 'clearCookie', 'serializer'];

export default libraryModel({
  // The type providers have types of their own for plugins: https://fastify.dev/docs/latest/Reference/Type-Providers
  package: [
    'fastify',
    '@fastify/type-provider-typebox',
    '@fastify/type-provider-json-schema-to-ts',
    'fastify-type-provider-zod',
  ],
  types: [
    {
      type: 'Instance',
      is: [
        'default()',
        'fastify()',
        ...['register', 'after', 'decorate', 'withTypeProvider'].map((name) => `Instance#${name}()`),
      ],
    },
    { type: 'FastifyInstance', extends: ['Instance'] },
    // What a hook puts on them, the handler finds there: https://fastify.dev/docs/latest/Reference/Decorators
    { type: 'Request', isShared: true },
    { type: 'FastifyRequest', extends: ['Request'] },
    { type: 'Reply', isShared: true, is: CHAINED.map((name) => `Reply#${name}()`) },
    { type: 'FastifyReply', extends: ['Reply'] },
    { type: 'RawRequest', is: ['Request#raw', 'Request#req'], extends: ['http.IncomingMessage'] },
    { type: 'RawReply', is: ['Reply#raw', 'Reply#res'], extends: ['http.ServerResponse'] },
    {
      type: 'Part',
      is: [
        'Request#file()',
        'Request#files().*',
        'Request#parts().*',
        'Request#saveRequestFiles().*',
        'Request#body.*',
      ],
    },
    // Version 8 of the plugin gives the socket, older ones what holds it.
    { type: 'Connection', extends: ['ws.Connection'] },
    { type: 'OldSocket', is: ['Connection#socket'], extends: ['ws.Connection'] },
  ],
  handlers: [
    {
      to: ['Instance#register'],
      argument: 0,
      parameters: ['Instance'],
      declaredAs: PLUGINS,
      shape: [
        ['fastify', 'server', 'instance'],
        ['opts', 'options', '_opts', '_options', '_'],
      ],
    },
    {
      to: ROUTES,
      parameters: ['Connection', 'Request'],
      when: { option: { name: 'websocket', argument: 1, is: 'truthy' } },
    },
    {
      to: ROUTES,
      parameters: ['Request', 'Reply'],
      checks: CHECKS,
      returns: 'Reply#send',
      shape: [
        ['req', 'request', '_req', '_request'],
        ['reply', '_reply'],
      ],
      declaredAs: ['RouteHandlerMethod', 'RouteHandler'],
    },
    { to: ROUTES, option: 'handler', parameters: ['Request', 'Reply'], checks: CHECKS, returns: 'Reply#send' },
    { to: ROUTES, option: 'wsHandler', parameters: ['Connection', 'Request'] },
    ...[...HOOKS, 'errorHandler'].flatMap((hook) =>
      [hook, `${hook}.*`].map((option) => ({
        to: ROUTES,
        option,
        parameters: hook === 'errorHandler' ? ['', 'Request', 'Reply'] : ['Request', 'Reply'],
      })),
    ),
    { to: ['Instance#addHook'], argument: 1, event: HOOKS, parameters: ['Request', 'Reply'] },
    { to: ['Instance#setErrorHandler'], parameters: ['', 'Request', 'Reply'] },
    { to: ['Instance#setNotFoundHandler'], parameters: ['Request', 'Reply'] },
    // https://github.com/fastify/fastify-autoload
    { parameters: ['Instance'], shape: [['fastify']] },
  ],
  sources: [
    { trust: 'remote', from: ['Request#query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Request#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Request#body'], label: 'the request body' },
    { trust: 'remote', from: ['Request#cookies'], members: true, kinds: IN_A_HEADER, label: 'a cookie' },
    { trust: 'remote', from: ['Request#headers'], members: true, kinds: IN_A_HEADER, label: 'a request header' },
    {
      trust: 'remote',
      from: ['Request#hostname', 'Request#host', 'Request#ips'],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: ['Request#url', 'Request#originalUrl'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute'],
      label: "the request's URL",
    },
    {
      trust: 'remote',
      from: ['filename', 'mimetype', 'fieldname', 'value', 'fields', 'file', 'toBuffer()'].map(
        (name) => `Part#${name}`,
      ),
      label: 'an uploaded file',
    },
  ],
  sinks: [
    {
      rule: 'xss-reflected',
      call: ['Reply#send'],
      argument: 0,
      unless: { valueIs: ['object', 'number', 'boolean'] },
    },
    // The URL is the first argument in version 5, the last one before.
    { rule: 'open-redirect', call: ['Reply#redirect'], argument: 'any' },
    {
      rule: 'open-redirect',
      call: ['Reply#header'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
    ...headerSinks(['Reply#header']),
    ...headersSinks(['Reply#headers'], 0),
    { rule: 'open-redirect', call: ['Reply#headers'], argument: 0, path: 'location' },
  ],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Instance#${name}`],
      method: name === 'all' ? 'ANY' : name.toUpperCase(),
      path: 0,
      hooks: HOOKS,
    })),
    {
      call: ['Instance#route'],
      method: 'ANY',
      hooks: HOOKS,
      object: { argument: 0, method: 'method', path: 'url', handler: 'handler' },
    },
  ],
  routing: [
    {
      call: ['Instance#register'],
      does: 'plugin',
      handler: 0,
      path: { argument: 1, option: 'prefix' },
    },
    { call: ['Instance#addHook'], does: 'before', event: HOOKS },
    { call: ['Instance#withTypeProvider', 'Instance#after'], does: 'same' },
  ],
  elements: [{ kind: 'session', call: ['Reply#setCookie', 'Reply#cookie'], name: { argument: 0 }, protocol: 'cookie' }],
});
