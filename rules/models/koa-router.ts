import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/koajs/router/blob/master/API.md. */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'link', 'unlink', 'all'];

export default libraryModel({
  package: ['@koa/router', 'koa-router'],
  types: [
    {
      type: 'Router',
      is: ['default#', 'default()', ...[...METHODS, 'use', 'param', 'prefix'].map((name) => `Router#${name}()`)],
    },
    { type: 'RouterContext', extends: ['koa.Context'] },
    { type: 'RouteParameter' },
  ],
  handlers: [
    {
      to: [...METHODS, 'use'].map((name) => `Router#${name}`),
      next: 1,
      parameters: ['koa.Context'],
      declaredAs: ['Middleware'],
    },
    { to: ['Router#param'], argument: 1, parameters: ['RouteParameter', 'koa.Context'] },
  ],
  sources: [{ trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' }],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Router#${name}`],
      method: name === 'all' ? 'ANY' : name === 'del' ? 'DELETE' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['Router#use'], method: 'MIDDLEWARE', path: -1 },
  ],
  routing: [
    { call: ['default', 'Router'], does: 'made', path: { argument: 0, option: 'prefix' } },
    { call: ['Router#prefix'], does: 'prefix', path: 0 },
    { call: ['Router#routes', 'Router#middleware'], does: 'same' },
  ],
});
