import { libraryModel } from '../../engine/model.ts';

/** Controllers that have Koa's context as a field. Facts: https://www.eggjs.org/basics/controller, https://midwayjs.org/docs/controller. */
const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Del', 'All'];

export default libraryModel({
  package: ['egg', '@midwayjs/core', '@midwayjs/decorator', '@midwayjs/koa'],
  types: [
    { type: 'Controller' },
    { type: 'Service', extends: ['Controller'] },
    { type: 'Context', is: ['Controller#ctx'], extends: ['koa.Context'] },
    { type: 'UploadedValue', extends: ['koa.File'] },
  ],
  decorators: [
    { decorator: ['Body'], is: 'BodyValue', checksType: 'maybe' },
    { decorator: ['Query', 'Queries'], is: 'QueryValue', checksType: 'maybe' },
    { decorator: ['Param'], is: 'RouteParameter', checksType: 'maybe' },
    { decorator: ['Headers'], is: 'HeaderValue' },
  ],
  sources: [
    { trust: 'remote', from: ['BodyValue#'], label: 'the request body' },
    { trust: 'remote', from: ['QueryValue#'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HeaderValue#'], shape: 'text', label: 'a request header' },
  ],
  entryPoints: METHODS.map((name) => ({
    decorators: [name],
    prefix: ['Controller'],
    method: name === 'All' ? 'ANY' : name === 'Del' ? 'DELETE' : name.toUpperCase(),
  })),
});
