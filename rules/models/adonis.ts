import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * AdonisJS 5 and 6. Facts: https://docs.adonisjs.com/guides/basics/request, https://docs.adonisjs.com/guides/basics/response,
 * https://docs.adonisjs.com/guides/basics/routing, https://docs.adonisjs.com/guides/basics/file-uploads.
 */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'any'];

export default libraryModel({
  package: ['@adonisjs/core/http', '@adonisjs/core', '@ioc:Adonis/Core/HttpContext', '@ioc:Adonis/Core/Route'],
  submodules: { '@adonisjs/core/services/router': 'router' },
  types: [
    { type: 'Router', is: ['router', 'default', 'Router#group()'] },
    { type: 'HttpContext', isShared: true },
    { type: 'HttpContextContract', extends: ['HttpContext'] },
    { type: 'Request', is: ['HttpContext#request'] },
    { type: 'Response', is: ['HttpContext#response', 'Response#status()', 'Response#type()', 'Response#header()'] },
    { type: 'File', is: ['Request#file()', 'Request#files().*'] },
  ],
  handlers: [{ to: METHODS.map((name) => `Router#${name}`), parameters: ['HttpContext'], returns: 'Response#send' }],
  sources: [
    {
      trust: 'remote',
      from: ['HttpContext#params', 'Request#params()', 'Request#param()'],
      shape: 'text',
      label: 'a route parameter',
    },
    {
      trust: 'remote',
      from: ['all', 'body', 'input', 'only', 'except', 'raw'].map((name) => `Request#${name}()`),
      label: 'the request body',
    },
    {
      trust: 'remote',
      from: ['Request#validateUsing()', 'Request#validate()'],
      shape: 'text',
      label: 'data of the request',
    },
    { trust: 'remote', from: ['Request#qs()'], label: 'the query string' },
    {
      trust: 'remote',
      from: ['header', 'headers', 'plainCookie', 'hostname', 'host'].map((name) => `Request#${name}()`),
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: ['Request#url()', 'Request#completeUrl()'],
      kinds: IN_A_HEADER,
      label: "the request's URL",
    },
    { trust: 'remote', from: ['File#clientName', 'File#extname'], shape: 'text', label: 'an uploaded file' },
  ],
  sinks: [
    // Text that starts with `<` is sent as text/html: https://docs.adonisjs.com/guides/basics/response#sending-response
    { rule: 'xss-reflected', call: ['Response#send'], unless: { valueIs: ['object', 'number', 'boolean'] } },
    { rule: 'open-redirect', call: ['Response#redirect().toPath', 'Response#redirect'], argument: 0 },
    {
      rule: 'open-redirect',
      call: ['Response#header'],
      argument: 1,
      when: { constant: { argument: 0, in: ['location'] } },
    },
    { rule: 'sendfile-traversal', call: ['Response#download', 'Response#attachment'], argument: 0 },
  ],
  entryPoints: METHODS.map((name) => ({
    call: [`Router#${name}`],
    method: name === 'any' ? 'ANY' : name.toUpperCase(),
    path: 0,
  })),
});
