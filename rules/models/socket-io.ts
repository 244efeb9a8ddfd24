import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Sockets of a server; whatever types they are declared with, a client sends what it likes. Facts:
 * https://socket.io/docs/v4/server-socket-instance/, https://socket.io/docs/v4/middlewares/.
 */

/** Events that no client sends: https://socket.io/docs/v4/server-socket-instance/#events. */
const OWN = ['disconnect', 'disconnecting', 'error', 'connect_error', 'newListener', 'removeListener'];

export default libraryModel({
  package: 'socket.io',
  types: [
    {
      type: 'Namespace',
      is: ['default()', 'default#', 'Namespace#of()', 'Namespace#on()', 'Namespace#use()'],
      extends: [],
    },
    { type: 'Server', is: ['Server()'], extends: ['Namespace'] },
    { type: 'Socket' },
    { type: 'RawRequest', is: ['Socket#request', 'Socket#conn.request'], extends: ['http.IncomingMessage'] },
  ],
  handlers: [
    { to: ['Namespace#on', 'Namespace#once'], argument: 1, event: ['connection', 'connect'], parameters: ['Socket'] },
    { to: ['Namespace#use'], parameters: ['Socket'] },
    {
      to: ['on', 'once', 'prependListener', 'addListener'].map((name) => `Socket#${name}`),
      argument: 1,
      unless: { constant: { argument: 0, in: OWN } },
      parameters: [],
      rest: 'Argument',
    },
    { to: ['Socket#onAny', 'Socket#prependAny'], parameters: ['Argument'], rest: 'Argument' },
    { to: ['Socket#use'], parameters: ['Argument'] },
  ],
  sources: [
    { trust: 'remote', from: ['Argument#'], label: 'a message of a client' },
    {
      trust: 'remote',
      from: ['Socket#handshake.query', 'Socket#handshake.auth'],
      members: true,
      label: 'the handshake of a client',
    },
    {
      trust: 'remote',
      from: ['Socket#handshake.headers'],
      members: true,
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    { trust: 'remote', from: ['Socket#handshake.url'], kinds: IN_A_HEADER, label: "the request's URL" },
  ],
  entryPoints: [{ call: ['Socket#on'], method: 'WS', path: 0 }],
});
