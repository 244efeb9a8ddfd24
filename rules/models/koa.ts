import { libraryModel } from '../../engine/model.ts';
import { headerSinks, headersSinks, IN_A_HEADER } from './node-http.ts';

/**
 * Koa 2 and 3, with its usual parsers of bodies and files. Facts: https://koajs.com/,
 * https://github.com/koajs/bodyparser, https://github.com/koajs/koa-body, https://github.com/koajs/multer.
 */
export default libraryModel({
  package: 'koa',
  types: [
    { type: 'Application', is: ['default#', 'Application#use()'] },
    // A context has the members of its request's head and of its response: https://koajs.com/#request-aliases
    { type: 'Head' },
    { type: 'Context', isShared: true, extends: ['Head', 'Answer'] },
    { type: 'ParameterizedContext', extends: ['Context'] },
    { type: 'ExtendableContext', extends: ['Context'] },
    { type: 'DefaultContext', extends: ['Context'] },
    { type: 'Request', is: ['Context#request'], extends: ['Head'] },
    { type: 'Answer', is: ['Context#response'] },
    { type: 'Cookies', is: ['Context#cookies'] },
    { type: 'RawRequest', is: ['Context#req'], extends: ['http.IncomingMessage'] },
    { type: 'RawResponse', is: ['Context#res'], extends: ['http.ServerResponse'] },
    {
      type: 'File',
      is: ['Context#file', 'Context#files.*', 'Context#request.file', 'Request#files.*', 'Request#files.*.*'],
      extends: ['express.UploadedFile'],
    },
  ],
  handlers: [
    {
      to: ['Application#use'],
      next: 1,
      parameters: ['Context'],
      shape: [
        ['ctx', 'context'],
        ['next', '_next'],
      ],
      declaredAs: ['Middleware'],
    },
  ],
  sources: [
    // Text, or lists of it: https://nodejs.org/api/querystring.html#querystringparsestr-sep-eq-options
    { trust: 'remote', from: ['Head#query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Head#querystring', 'Head#search'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Context#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Request#body', 'Request#rawBody'], label: 'the request body' },
    {
      trust: 'remote',
      from: ['Head#headers', 'Head#header'],
      members: true,
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: ['Head#get()', 'Head#host', 'Head#hostname', 'Head#origin', 'Head#subdomains', 'Head#ips', 'Head#type'],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    { trust: 'remote', from: ['Cookies#get()'], kinds: IN_A_HEADER, label: 'a cookie' },
    {
      trust: 'remote',
      from: ['Head#url', 'Head#originalUrl', 'Head#path', 'Head#href'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute'],
      label: "the request's URL",
    },
    { trust: 'remote', from: ['File#originalFilename'], label: 'an uploaded file' },
  ],
  sinks: [
    // Text that starts with `<` is sent as text/html, other text as text/plain: https://koajs.com/#response-body-
    { rule: 'xss-reflected', write: ['Answer#body'], unless: { valueIs: ['object', 'number', 'boolean'] } },
    ...headerSinks(['Answer#set', 'Answer#append']),
    ...headersSinks(['Answer#set'], 0),
    { rule: 'open-redirect', call: ['Answer#redirect'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['Answer#set'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
  ],
  entryPoints: [{ call: ['Application#use'], method: 'MIDDLEWARE', path: -1 }],
  elements: [{ kind: 'session', call: ['Cookies#set'], name: { argument: 0 }, protocol: 'cookie' }],
});
