import { libraryModel } from '../../engine/model.ts';

/**
 * Other servers of sockets. Facts: https://github.com/sockjs/sockjs-node#server-class, https://github.com/primus/primus#spark,
 * https://docs.partykit.io/reference/partyserver-api/, https://docs.colyseus.io/server/room.
 */
export default libraryModel({
  package: ['sockjs', 'primus', 'partykit/server', 'partyserver', 'colyseus', '@colyseus/core'],
  types: [
    { type: 'SocketServer', is: ['createServer()', 'default#', 'Primus#', 'default.createServer()'] },
    { type: 'Connection' },
    { type: 'Message' },
    { type: 'Server' },
    { type: 'Room' },
  ],
  handlers: [
    { to: ['SocketServer#on'], argument: 1, event: ['connection'], parameters: ['Connection'] },
    { to: ['Connection#on'], argument: 1, event: ['data'], parameters: ['Message'] },
    { to: ['Room#onMessage'], argument: 1, parameters: ['', 'Message'] },
    { to: ['Room#onJoin', 'Room#onAuth'], parameters: ['', 'Message'] },
    { to: ['Room#onCreate'], parameters: ['Message'] },
    { to: ['Server#onRequest'], parameters: ['web-request.Request'] },
  ],
  sources: [{ trust: 'remote', from: ['Message#'], label: 'a message of a client' }],
});
