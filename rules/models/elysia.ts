import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';
import { typesUnder } from './typebox.ts';

/** Facts: https://elysiajs.com/essential/handler, https://elysiajs.com/patterns/websocket, https://elysiajs.com/essential/life-cycle. */

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];
/** What stands beside a handler: https://elysiajs.com/essential/validation */
const CHECKS = ['body', 'query', 'params', 'headers'].map((part) => ({
  parameter: 0,
  part,
  in: { argument: 2, path: part },
}));
const OTHERS = [
  'use',
  'group',
  'guard',
  'derive',
  'resolve',
  'state',
  'decorate',
  'model',
  'onError',
  'onBeforeHandle',
];
const HOOKS = [
  'derive',
  'resolve',
  'onRequest',
  'onParse',
  'onTransform',
  'onBeforeHandle',
  'onAfterHandle',
  'onError',
];

export default libraryModel({
  package: 'elysia',
  schemas: typesUnder('t.'),
  types: [
    { type: 'Elysia', is: ['default#', ...[...METHODS, ...OTHERS, 'ws'].map((name) => `Elysia#${name}()`)] },
    { type: 'Context', isShared: true },
    { type: 'WebRequest', is: ['Context#request'], extends: ['web-request.Request'] },
    { type: 'Message' },
  ],
  handlers: [
    {
      to: METHODS.map((name) => `Elysia#${name}`),
      parameters: ['Context'],
      checks: CHECKS,
    },
    {
      to: HOOKS.map((name) => `Elysia#${name}`),
      parameters: ['Context'],
      declaredAs: ['Handler'],
    },
    { to: ['Elysia#ws'], option: 'message', parameters: ['', 'Message'] },
    { to: ['Elysia#group', 'Elysia#guard'], parameters: ['Elysia'] },
  ],
  sources: [
    { trust: 'remote', from: ['Context#query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Context#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Context#body'], label: 'the request body' },
    { trust: 'remote', from: ['Context#headers'], members: true, kinds: IN_A_HEADER, label: 'a request header' },
    { trust: 'remote', from: ['Context#cookie.*.value'], kinds: IN_A_HEADER, label: 'a cookie' },
    { trust: 'remote', from: ['Context#path'], kinds: IN_A_HEADER, label: "the request's URL" },
    { trust: 'remote', from: ['Message#'], label: 'a message of a client' },
  ],
  sinks: [
    { rule: 'open-redirect', call: ['Context#redirect', 'redirect'], argument: 0 },
    { rule: 'open-redirect', write: ['Context#set.redirect'] },
  ],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Elysia#${name}`],
      method: name === 'all' ? 'ANY' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['Elysia#ws'], method: 'WS', path: 0 },
  ],
  // https://elysiajs.com/essential/plugin, https://elysiajs.com/essential/life-cycle
  routing: [
    { call: ['default', 'Elysia'], does: 'made', path: { argument: 0, option: 'prefix' } },
    { call: ['Elysia#use'], does: 'mount' },
    { call: ['Elysia#group'], does: 'plugin', handler: 'last', path: 0 },
    { call: ['Elysia#guard'], does: 'plugin', handler: 'last' },
    { call: ['Elysia#onBeforeHandle', 'Elysia#onRequest'], does: 'before' },
  ],
});
