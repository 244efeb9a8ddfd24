import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Controllers by decorator; plain types of parameters are converted. Facts:
 * https://github.com/typestack/routing-controllers#injecting-request-parameters,
 * https://tsed.dev/docs/controllers.html#input-parameters, https://github.com/inversify/inversify-express-utils#decorators.
 */
const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All'];

export default libraryModel({
  package: [
    'routing-controllers',
    '@tsed/common',
    '@tsed/platform-params',
    '@tsed/schema',
    '@tsed/platform-multipartfile',
    'inversify-express-utils',
  ],
  types: [
    { type: 'File', extends: ['express.UploadedFile'] },
    { type: 'Files', extends: ['express.UploadedFiles'] },
  ],
  decorators: [
    {
      decorator: ['Body', 'BodyParam', 'BodyParams', 'RawBodyParams', 'requestBody'],
      is: 'BodyValue',
      checksType: true,
    },
    { decorator: ['QueryParam', 'QueryParams', 'queryParam'], is: 'QueryValue', checksType: true },
    { decorator: ['Param', 'Params', 'PathParams', 'requestParam'], is: 'RouteParameter', checksType: true },
    { decorator: ['HeaderParam', 'HeaderParams', 'requestHeaders'], is: 'HeaderValue' },
    { decorator: ['CookieParam', 'CookieParams', 'Cookies', 'cookies'], is: 'HeaderValue' },
    { decorator: ['UploadedFile', 'MultipartFile'], is: 'File' },
    { decorator: ['UploadedFiles'], is: 'Files' },
    { decorator: ['Req', 'request'], is: 'express.Request' },
    { decorator: ['Res', 'response'], is: 'express.Response' },
    { decorator: ['Ctx'], is: 'koa.Context' },
  ],
  sources: [
    { trust: 'remote', from: ['BodyValue#'], label: 'the request body' },
    { trust: 'remote', from: ['QueryValue#'], label: 'the query string' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HeaderValue#'], kinds: IN_A_HEADER, label: 'a request header' },
  ],
  entryPoints: METHODS.flatMap((name) =>
    [name, `http${name}`].map((decorator) => ({
      decorators: [decorator],
      prefix: ['Controller', 'JsonController', 'controller'],
      middleware: ['UseBefore', 'Authorized', 'Use', 'UseAuth'],
      method: name === 'All' ? 'ANY' : name.toUpperCase(),
    })),
  ),
});
