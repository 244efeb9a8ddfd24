import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Facts: https://learn.microsoft.com/azure/azure-functions/functions-reference-node (models 3 and 4). */
const HTTP = ['http', 'get', 'post', 'put', 'patch', 'deleteRequest'].map((name) => `app.${name}`);

const TRIGGERS = [
  ...['storageQueue', 'serviceBusQueue', 'serviceBusTopic', 'eventGrid', 'eventHub', 'cosmosDB', 'storageBlob'],
].map((name) => `app.${name}`);

const PAGES = ['Content-Type', 'content-type'].map((name) => ({
  option: { name: `headers.${name}`, argument: 0, is: ['text/html', 'text/html; charset=utf-8'] },
}));

export default libraryModel({
  package: '@azure/functions',
  types: [
    { type: 'HttpRequest' },
    { type: 'Context' },
    { type: 'Query', is: ['HttpRequest#query'], extends: ['global.URLSearchParams'] },
    { type: 'Item' },
  ],
  handlers: [
    {
      to: HTTP,
      argument: 1,
      option: 'handler',
      parameters: ['HttpRequest'],
      returns: 'Result',
      declaredAs: ['HttpHandler'],
    },
    { to: HTTP, argument: 1, parameters: ['HttpRequest'], returns: 'Result' },
    { to: TRIGGERS, argument: 1, option: 'handler', parameters: ['Item'] },
    { declaredAs: ['AzureFunction'], parameters: ['Context', 'HttpRequest'], shape: [['context'], ['req', 'request']] },
  ],
  sources: [
    { trust: 'remote', from: ['Query#'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['HttpRequest#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HttpRequest#headers'], members: true, kinds: IN_A_HEADER, label: 'a request header' },
    { trust: 'remote', from: ['HttpRequest#headers.get()'], kinds: IN_A_HEADER, label: 'a request header' },
    {
      trust: 'remote',
      from: ['HttpRequest#json()', 'HttpRequest#body', 'Context#req.body'],
      label: 'the request body',
    },
    {
      trust: 'remote',
      from: ['HttpRequest#text()', 'HttpRequest#rawBody', 'HttpRequest#formData().get()'],
      shape: 'text',
      label: 'the request body',
    },
    { trust: 'remote', from: ['Context#req.query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'stored', from: ['Item#'], label: 'a message of a queue' },
  ],
  sinks: [
    ...PAGES.map((when) => ({ rule: 'xss-reflected', call: ['Result'], argument: 0, path: 'body', when })),
    { rule: 'open-redirect', call: ['Result'], argument: 0, path: ['headers.Location', 'headers.location'] },
  ],
});
