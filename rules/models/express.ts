import { libraryModel } from '../../engine/model.ts';
import { headerSinks, headersSinks, IN_A_HEADER } from './node-http.ts';

/** Express 4 and 5. Facts: https://expressjs.com/en/4x/api.html, https://expressjs.com/en/5x/api.html. */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];

/** Functions of a router, an application and a route that take handlers. */
const REGISTER = [...[...METHODS, 'use'].map((name) => `Router#${name}`), ...METHODS.map((name) => `Route#${name}`)];

/** Methods of a response that give it back, so that calls can be chained. */
const CHAINED = [
  ...['status', 'cookie', 'clearCookie', 'append', 'links', 'vary', 'location', 'set', 'header', 'setHeader'],
  ...['type', 'contentType', 'attachment', 'format', 'writeHead'],
];

export default libraryModel({
  package: ['express', 'express-serve-static-core', 'ultimate-express'],
  types: [
    { type: 'Application', is: ['default()'], extends: ['Router'] },
    // Express is a name of the application's type, too: https://www.npmjs.com/package/@types/express.
    { type: 'Express', extends: ['Application'] },
    { type: 'Router', is: ['Router()', ...[...METHODS, 'use', 'param'].map((name) => `Router#${name}()`)] },
    { type: 'Route', is: ['Router#route()', ...METHODS.map((name) => `Route#${name}()`)] },
    // What a middleware puts on them, the handlers after it find there: https://expressjs.com/en/5x/api.html#res.locals
    { type: 'Request', isShared: true, extends: ['http.RequestStream'] },
    { type: 'Response', isShared: true, is: CHAINED.map((name) => `Response#${name}()`) },
    { type: 'RouteParameter' },
    { type: 'UploadedFile', is: ['Request#file', 'Request#files.*', 'Request#files.*.*'] },
    { type: 'UploadedFiles', is: ['Request#files'], extends: ['global.Array'] },
  ],
  handlers: [
    {
      to: REGISTER,
      arity: [1, 2, 3],
      // https://expressjs.com/en/guide/using-middleware.html: what does not call `next` ends the cycle.
      next: 2,
      parameters: ['Request', 'Response'],
      shape: [
        ['req', 'request', '_req'],
        ['res', 'response'],
      ],
      declaredAs: ['RequestHandler', 'Handler'],
    },
    // "Error-handling middleware always takes four arguments": https://expressjs.com/en/guide/error-handling.html
    {
      to: REGISTER,
      arity: [4],
      next: 3,
      parameters: ['', 'Request', 'Response'],
      shape: [
        ['err', 'error', '_err'],
        ['req', 'request', '_req'],
        ['res', 'response'],
      ],
      declaredAs: ['ErrorRequestHandler'],
    },
    { to: ['Router#param'], argument: 1, parameters: ['Request', 'Response', '', 'RouteParameter'] },
  ],
  sources: [
    // With the extended parser (the default of version 4), `?a[b]=c` is an object.
    { trust: 'remote', from: ['Request#query'], members: true, label: 'the query string' },
    { trust: 'remote', from: ['Request#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Request#param()'], label: 'a request parameter' },
    { trust: 'remote', from: ['Request#body', 'Request#rawBody'], label: 'the request body' },
    // cookie-parser reads `j:{…}` as JSON: https://expressjs.com/en/resources/middleware/cookie-parser.html. Signed cookies
    // are the server's own words.
    {
      trust: 'remote',
      from: ['Request#cookies'],
      members: true,
      kinds: [...IN_A_HEADER, 'log', 'object-shape'],
      label: 'a cookie',
    },
    {
      trust: 'remote',
      from: ['Request#headers', 'Request#rawHeaders'],
      members: true,
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: [
        'Request#get()',
        'Request#header()',
        'Request#hostname',
        'Request#host',
        'Request#subdomains',
        'Request#ips',
      ],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      // Not decoded, and always with a slash in front: behind a host it chooses no other one.
      trust: 'remote',
      from: ['Request#url', 'Request#originalUrl', 'Request#path', 'Request#baseUrl'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute'],
      label: "the request's URL",
    },
    {
      // Where multer stored it (`path`, `filename`) is the server's choice: https://github.com/expressjs/multer#file-information,
      // https://github.com/richardgirges/express-fileupload#usage.
      trust: 'remote',
      from: ['UploadedFile#originalname', 'UploadedFile#mimetype', 'UploadedFile#fieldname', 'UploadedFile#name'],
      label: 'an uploaded file',
    },
    {
      // Bytes: a package that takes a name or bytes takes them as bytes.
      trust: 'remote',
      from: ['UploadedFile#buffer', 'UploadedFile#data'],
      kinds: ['shell-command', 'code', 'sql-value', 'html-text', 'template', 'regex', 'xml', 'serialized', 'size'],
      label: 'the contents of an uploaded file',
    },
  ],
  sinks: [
    // Text is sent as text/html, an object or a list as JSON, a number as text: https://expressjs.com/en/5x/api.html#res.send
    {
      rule: 'xss-reflected',
      call: ['Response#send'],
      argument: 'last',
      unless: { valueIs: ['object', 'number', 'boolean'] },
    },
    { rule: 'xss-reflected', call: ['Response#end', 'Response#write'], argument: 0 },
    ...headerSinks([
      'Response#set',
      'Response#header',
      'Response#setHeader',
      'Response#append',
      'Response#appendHeader',
    ]),
    ...headersSinks(['Response#set', 'Response#header'], 0),
    ...headersSinks(['Response#writeHead'], 1),
    // The value is encoded, the rest is not: https://expressjs.com/en/5x/api.html#res.cookie
    { rule: 'cookie-injection', call: ['Response#cookie'], argument: 0 },
    { rule: 'cookie-injection', call: ['Response#cookie'], argument: 2, path: ['domain', 'path'] },
    // https://expressjs.com/en/5x/api.html#res.render
    { rule: 'view-name-injection', call: ['Response#render', 'Application#render'], argument: 0 },
    { rule: 'template-options-injection', call: ['Response#render', 'Application#render'], argument: 1, path: '*' },
    { rule: 'open-redirect', call: ['Response#redirect'], argument: 'last' },
    { rule: 'open-redirect', call: ['Response#location'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['Response#set', 'Response#header', 'Response#setHeader', 'Response#append'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
    { rule: 'open-redirect', call: ['Response#set', 'Response#header'], argument: 0, path: 'Location' },
    { rule: 'open-redirect', call: ['Response#writeHead'], argument: 1, path: 'Location' },
    // `root` keeps the path inside a folder: https://expressjs.com/en/5x/api.html#res.sendFile
    {
      rule: 'sendfile-traversal',
      call: ['Response#sendFile', 'Response#sendfile'],
      argument: 0,
      unless: { option: { name: 'root', argument: 1, is: 'set' } },
    },
    {
      rule: 'sendfile-traversal',
      call: ['Response#download'],
      argument: 0,
      unless: { option: { name: 'root', argument: 'any', is: 'set' } },
    },
    { rule: 'remote-property-injection', keysOf: ['Request#session', 'Response#locals'] },
    // https://github.com/richardgirges/express-fileupload#usage: writes the file there.
    { rule: 'path-traversal', call: ['UploadedFile#mv'], argument: 0, unmistakable: true },
  ],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Router#${name}`, `Route#${name}`],
      method: name === 'all' ? 'ANY' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['Router#use'], method: 'MIDDLEWARE', path: 0 },
  ],
  routing: [{ call: ['Router#route'], does: 'nest', path: 0, isPathless: true }],
  elements: [
    { kind: 'session', call: ['Response#cookie'], name: { argument: 0 }, protocol: 'cookie' },
    { kind: 'download', call: ['Response#download', 'Response#sendFile', 'Response#sendfile'], protocol: 'file' },
    { kind: 'process', call: ['Response#render', 'Application#render'], framework: 'template' },
  ],
  // Both parsers refuse bodies of more than 100kb unless they are told otherwise: https://expressjs.com/en/5x/api.html#express.json
  controls: [{ control: 'body-limit', call: ['json', 'urlencoded', 'raw', 'text'] }],
});
