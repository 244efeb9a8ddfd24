import { libraryModel } from '../../engine/model.ts';

/** The API of Express, by other authors. Facts: https://tinyhttp.v1rtl.site/docs, https://github.com/kartikk221/hyper-express. */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all', 'any'];

export default libraryModel({
  package: ['@tinyhttp/app', 'hyper-express'],
  types: [
    { type: 'App', is: METHODS.map((name) => `App#${name}()`) },
    { type: 'Server', extends: ['App'] },
    { type: 'Router', extends: ['App'] },
    { type: 'Request', isShared: true, extends: ['express.Request'] },
    { type: 'Response', isShared: true, extends: ['express.Response'] },
  ],
  handlers: [{ to: [...METHODS, 'use'].map((name) => `App#${name}`), parameters: ['Request', 'Response'] }],
  sources: [
    {
      trust: 'remote',
      from: ['Request#json()', 'Request#multipart()', 'Request#urlencoded()'],
      label: 'the request body',
    },
    { trust: 'remote', from: ['Request#text()', 'Request#buffer()'], shape: 'text', label: 'the request body' },
    { trust: 'remote', from: ['Request#path_parameters'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Request#query_parameters'], members: true, shape: 'text', label: 'the query string' },
  ],
  sinks: [{ rule: 'xss-reflected', call: ['Response#html'], argument: 0 }],
  entryPoints: METHODS.map((name) => ({
    call: [`App#${name}`],
    method: name === 'all' || name === 'any' ? 'ANY' : name.toUpperCase(),
    path: 0,
  })),
});
