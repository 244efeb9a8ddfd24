import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Workers export an object with a function for each thing that calls them, and so do Deno and Bun. Facts:
 * https://developers.cloudflare.com/workers/runtime-apis/handlers/, https://developers.cloudflare.com/pages/functions/api-reference/,
 * https://developers.cloudflare.com/durable-objects/best-practices/websockets/, https://developers.cloudflare.com/email-routing/email-workers/runtime-api/,
 * https://developers.cloudflare.com/workers/runtime-apis/html-rewriter/, https://docs.deno.com/runtime/reference/cli/serve/.
 */
const WORKER = { files: ['**'], names: ['default'] };

const PAGES = {
  files: ['functions/**'],
  names: [
    'onRequest',
    ...['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'].map((name) => `onRequest${name}`),
  ],
};

/** Methods of an element of a page that is rewritten, which take markup when they are told so. */
const REWRITES = ['setInnerContent', 'append', 'prepend', 'before', 'after', 'replace'];

export default libraryModel({
  package: ['cloudflare:workers', 'agents', 'partyserver'],
  types: [
    { type: 'DurableObject' },
    { type: 'WorkerEntrypoint' },
    { type: 'WorkflowEntrypoint' },
    { type: 'Server', extends: ['DurableObject'] },
    { type: 'Agent', extends: ['DurableObject'] },
    { type: 'PagesContext' },
    { type: 'PagesRequest', is: ['PagesContext#request'], extends: ['web-request.Request'] },
    { type: 'MessageBatch' },
    { type: 'EmailMessage' },
    { type: 'SocketMessage' },
    { type: 'WorkflowEvent' },
    { type: 'RewriterElement' },
  ],
  handlers: [
    { exports: WORKER, option: 'fetch', parameters: ['web-request.Request'] },
    { exports: WORKER, option: 'queue', parameters: ['MessageBatch'] },
    { exports: WORKER, option: 'email', parameters: ['EmailMessage'] },
    { exports: PAGES, parameters: ['PagesContext'], declaredAs: ['PagesFunction'] },
    { to: ['DurableObject#fetch', 'WorkerEntrypoint#fetch'], parameters: ['web-request.Request'] },
    { to: ['DurableObject#onRequest'], parameters: ['web-request.Request'] },
    { to: ['DurableObject#webSocketMessage', 'DurableObject#onMessage'], parameters: ['', 'SocketMessage'] },
    { to: ['WorkflowEntrypoint#run'], parameters: ['WorkflowEvent'] },
    { to: ['global.HTMLRewriter#on'], argument: 1, option: 'element', parameters: ['RewriterElement'] },
  ],
  sources: [
    { trust: 'remote', from: ['PagesContext#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['SocketMessage#'], shape: 'text', label: 'a message of a client' },
    { trust: 'remote', from: ['EmailMessage#headers.get()'], kinds: IN_A_HEADER, label: 'a header of a mail' },
    { trust: 'remote', from: ['EmailMessage#raw', 'EmailMessage#from'], shape: 'text', label: 'a mail' },
    { trust: 'stored', from: ['MessageBatch#messages.*.body'], label: 'a message of a queue' },
    { trust: 'stored', from: ['WorkflowEvent#payload'], label: 'what started the workflow' },
  ],
  sinks: [
    {
      rule: 'xss-reflected',
      call: REWRITES.map((name) => `RewriterElement#${name}`),
      argument: 0,
      when: { option: { name: 'html', argument: 1, is: 'truthy' } },
    },
  ],
  entryPoints: [{ exports: PAGES, method: 'ANY' }],
});
