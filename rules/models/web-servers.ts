import { libraryModel } from '../../engine/model.ts';

/**
 * Servers of runtimes, which need no import. Facts: https://bun.com/docs/api/http, https://bun.com/docs/api/websockets,
 * https://docs.deno.com/api/deno/~/Deno.serve.
 */
export default libraryModel({
  package: 'global',
  types: [{ type: 'BunRequest', extends: ['web-request.Request'] }, { type: 'BunMessage' }],
  handlers: [
    ...['fetch', 'routes.*', 'routes.*.*', 'static.*'].map((option) => ({
      to: ['Bun.serve'],
      argument: 0,
      option,
      parameters: ['BunRequest'],
    })),
    { to: ['Bun.serve'], argument: 0, option: 'websocket.message', parameters: ['', 'BunMessage'] },
    { to: ['Deno.serve'], parameters: ['web-request.Request'] },
    { to: ['Deno.serve'], option: 'handler', parameters: ['web-request.Request'] },
  ],
  sources: [
    { trust: 'remote', from: ['BunRequest#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['BunRequest#cookies.get()'], shape: 'text', label: 'a cookie' },
    { trust: 'remote', from: ['BunMessage#'], shape: 'text', label: 'a message of a client' },
  ],
});
