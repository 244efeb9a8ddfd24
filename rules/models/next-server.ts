import { libraryModel } from '../../engine/model.ts';
import { headersSinks, IN_A_HEADER } from './node-http.ts';

/**
 * Route handlers, pages and middleware of the App Router. Facts:
 * https://nextjs.org/docs/app/api-reference/file-conventions/route,
 * https://nextjs.org/docs/app/api-reference/file-conventions/page,
 * https://nextjs.org/docs/app/api-reference/file-conventions/proxy,
 * https://nextjs.org/docs/app/api-reference/functions/next-request.
 */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

const ROUTES = { files: ['app/**/route'], names: METHODS };
const PROXY = { files: ['middleware', 'proxy'], names: ['middleware', 'proxy', 'default'] };

export default libraryModel({
  package: 'next/server',
  types: [
    { type: 'NextRequest', extends: ['web-request.Request'] },
    { type: 'NextURL', is: ['NextRequest#nextUrl', 'NextURL#clone()'], extends: ['web-request.Url'] },
    { type: 'RequestCookies', is: ['NextRequest#cookies'] },
    { type: 'RouteContext' },
    { type: 'PageProps' },
  ],
  handlers: [
    {
      exports: ROUTES,
      wrapped: ['req', 'request', '_req', '_request'],
      parameters: ['NextRequest', 'RouteContext'],
    },
    { exports: PROXY, arity: [1, 2], parameters: ['NextRequest'], declaredAs: ['NextMiddleware', 'NextProxy'] },
    {
      exports: {
        files: ['page', 'layout', 'template', 'default', 'opengraph-image', 'twitter-image', 'icon', 'apple-icon'].map(
          (name) => `app/**/${name}`,
        ),
        names: ['default', 'generateMetadata', 'generateViewport'],
      },
      parameters: ['PageProps'],
    },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['RouteContext#params', 'PageProps#params'],
      members: true,
      shape: 'text',
      label: 'a route parameter',
    },
    { trust: 'remote', from: ['PageProps#searchParams'], members: true, shape: 'text', label: 'the query string' },
    {
      trust: 'remote',
      from: ['RequestCookies#get().value', 'RequestCookies#getAll().*.value'],
      kinds: IN_A_HEADER,
      label: 'a cookie',
    },
  ],
  sinks: [
    { rule: 'xss-reflected', call: ['NextResponse'], argument: 0 },
    { rule: 'open-redirect', call: ['NextResponse.redirect'], argument: 0 },
    ...headersSinks(['NextResponse'], 1, 'headers.'),
    { rule: 'open-redirect', call: ['NextResponse'], argument: 1, path: 'headers.Location' },
    // The server fetches what is at another host: https://nextjs.org/docs/app/api-reference/functions/next-response#rewrite
    { rule: 'ssrf', call: ['NextResponse.rewrite'], argument: 0 },
  ],
  entryPoints: [
    { exports: ROUTES, method: '*' },
    { exports: PROXY, method: 'MIDDLEWARE' },
  ],
});
