import { libraryModel } from '../../engine/model.ts';

/** Sockets of a server, to which anybody can connect. Facts: https://github.com/websockets/ws/blob/master/doc/ws.md. */
export default libraryModel({
  package: 'ws',
  types: [
    { type: 'WebSocketServer', is: ['WebSocketServer#on()'], extends: ['events.EventEmitter'] },
    // Its name up to version 7.
    { type: 'Server', extends: ['WebSocketServer'] },
    { type: 'Connection', is: ['WebSocketServer#clients.*'] },
    { type: 'Message' },
    { type: 'MessageEvent' },
  ],
  handlers: [
    {
      to: ['WebSocketServer#on', 'WebSocketServer#once'],
      argument: 1,
      event: ['connection'],
      parameters: ['Connection', 'http.IncomingMessage'],
    },
    { to: ['Connection#on', 'Connection#once'], argument: 1, event: ['message'], parameters: ['Message'] },
    { to: ['Connection#addEventListener'], argument: 1, event: ['message'], parameters: ['MessageEvent'] },
    { to: ['Connection#onmessage'], parameters: ['MessageEvent'] },
  ],
  routing: [
    {
      call: ['WebSocketServer#on', 'WebSocketServer#once'],
      does: 'entry',
      method: 'WS',
      event: ['connection'],
      path: 0,
    },
  ],
  sources: [
    { trust: 'remote', from: ['Message#', 'MessageEvent#data'], shape: 'text', label: 'a message of a client' },
  ],
});
