import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Controllers of LoopBack 4, which checks parameters and bodies against what their decorators say. Facts:
 * https://loopback.io/doc/en/lb4/Decorators_openapi.html, https://loopback.io/doc/en/lb4/Parsing-requests.html.
 */

const METHODS = ['get', 'post', 'put', 'patch', 'del'];

const text = (place: string) =>
  ['string', 'byte', 'binary', 'password', 'array'].map((type) => `param.${place}.${type}`);

export default libraryModel({
  package: ['@loopback/rest', '@loopback/openapi-v3'],
  types: [
    { type: 'Request', extends: ['express.Request'] },
    { type: 'Response', extends: ['express.Response'] },
    { type: 'RequestContext' },
    { type: 'ContextRequest', is: ['RequestContext#request'], extends: ['express.Request'] },
  ],
  decorators: [
    { decorator: ['requestBody'], is: 'BodyValue', checksType: true },
    { decorator: text('path'), is: 'RouteParameter', checksType: true },
    {
      decorator: [...text('query'), 'param.query.object', 'param', 'param.filter', 'param.where'],
      is: 'QueryValue',
      checksType: true,
    },
    { decorator: text('header'), is: 'HeaderValue', checksType: true },
  ],
  sources: [
    { trust: 'remote', from: ['BodyValue#'], label: 'the request body' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['QueryValue#'], label: 'the query string' },
    { trust: 'remote', from: ['HeaderValue#'], kinds: IN_A_HEADER, label: 'a request header' },
  ],
  entryPoints: METHODS.map((name) => ({
    decorators: [name],
    prefix: ['api'],
    method: name === 'del' ? 'DELETE' : name.toUpperCase(),
  })),
});
