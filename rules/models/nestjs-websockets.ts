import { libraryModel } from '../../engine/model.ts';

/** Gateways of NestJS. Facts: https://docs.nestjs.com/websockets/gateways. */
export default libraryModel({
  package: '@nestjs/websockets',
  types: [{ type: 'Message' }],
  decorators: [
    { decorator: ['MessageBody'], is: 'Message', through: 'transform' },
    { decorator: ['ConnectedSocket'], is: 'socket.io.Socket' },
  ],
  handlers: [
    { decorators: ['SubscribeMessage'], parameters: ['socket.io.Socket', 'Message'] },
    { to: ['OnGatewayConnection#handleConnection'], parameters: ['socket.io.Socket', 'http.IncomingMessage'] },
  ],
  sources: [{ trust: 'remote', from: ['Message#'], label: 'a message of a client' }],
  entryPoints: [{ decorators: ['SubscribeMessage'], prefix: [], middleware: ['UseGuards'], method: 'WS' }],
});
