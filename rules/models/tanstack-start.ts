import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Server functions and server routes. Facts: https://tanstack.com/start/latest/docs/framework/react/guide/server-functions,
 * https://tanstack.com/start/latest/docs/framework/react/guide/server-routes.
 */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ANY'];

/** What a server function is built with, before and after its validator. */
const built = (type: string) => [`${type}#middleware()`, `${type}#type()`];

export default libraryModel({
  package: [
    '@tanstack/react-start',
    '@tanstack/solid-start',
    '@tanstack/start',
    '@tanstack/react-start/server',
    '@tanstack/solid-start/server',
  ],
  types: [
    { type: 'ServerFn', is: ['createServerFn()', ...built('ServerFn')] },
    { type: 'CheckedFn', is: ['ServerFn#validator()', 'ServerFn#inputValidator()', ...built('CheckedFn')] },
    { type: 'RouteArgs' },
    { type: 'Request', is: ['RouteArgs#request', 'getRequest()', 'getWebRequest()'], extends: ['web-request.Request'] },
  ],
  handlers: [
    { to: ['ServerFn#handler'], parameters: ['Args'] },
    {
      to: ['CheckedFn#handler'],
      parameters: ['CheckedArgs'],
      checks: [{ parameter: 0, part: 'data', before: ['validator', 'inputValidator'] }],
    },
    // What the validator is given is not checked yet: https://tanstack.com/start/latest/docs/framework/react/guide/server-functions#parameters
    { to: ['ServerFn#validator', 'ServerFn#inputValidator'], parameters: ['Input'] },
    {
      to: ['createServerFileRoute().methods', 'createAPIFileRoute()'],
      option: '*',
      parameters: ['RouteArgs'],
    },
    ...METHODS.map((name) => ({
      to: ['@tanstack/react-router.createFileRoute()'],
      option: `server.handlers.${name}`,
      parameters: ['RouteArgs'],
    })),
  ],
  sources: [
    { trust: 'remote', from: ['Args#data', 'Input#'], label: 'an argument of a server function' },
    { trust: 'remote', from: ['CheckedArgs#data'], shape: 'text', label: 'an argument of a server function' },
    { trust: 'remote', from: ['RouteArgs#params'], members: true, shape: 'text', label: 'a route parameter' },
    {
      trust: 'remote',
      from: ['getRequestHeader()', 'getRequestHeaders()', 'getHeader()', 'getHeaders()', 'getCookie()'],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
  ],
});
