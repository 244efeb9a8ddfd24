import { libraryModel } from '../../engine/model.ts';

/** Services and hooks. Facts: https://feathersjs.com/api/services, https://feathersjs.com/api/hooks#hook-context. */

/** What each method of a service is called with. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  find: ['Params'],
  get: ['Id', 'Params'],
  create: ['Data', 'Params'],
  update: ['Id', 'Data', 'Params'],
  patch: ['Id', 'Data', 'Params'],
  remove: ['Id', 'Params'],
};

export default libraryModel({
  package: ['@feathersjs/feathers', '@feathersjs/express', '@feathersjs/koa'],
  types: [
    { type: 'Application', is: ['default()', 'feathers()', 'koa()', 'Application#configure()', 'Application#use()'] },
    { type: 'Params' },
    { type: 'HookContext', isShared: true },
    { type: 'HookParams', is: ['HookContext#params'], extends: ['Params'] },
  ],
  handlers: Object.entries(METHODS).map(([option, parameters]) => ({
    to: ['Application#use'],
    argument: 1,
    option,
    parameters,
  })),
  sources: [
    { trust: 'remote', from: ['Data#', 'HookContext#data'], label: 'the request body' },
    { trust: 'remote', from: ['Id#', 'HookContext#id'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Params#query'], members: true, label: 'the query string' },
    { trust: 'remote', from: ['Params#route'], members: true, shape: 'text', label: 'a route parameter' },
  ],
});
