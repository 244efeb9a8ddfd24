import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Facts: https://grpc.io/docs/languages/node/basics/#server, https://connectrpc.com/docs/node/implementing-services/. */
export default libraryModel({
  package: ['@grpc/grpc-js', 'grpc', '@connectrpc/connect'],
  types: [
    { type: 'Server' },
    { type: 'Call' },
    ...['ServerUnaryCall', 'ServerReadableStream', 'ServerWritableStream', 'ServerDuplexStream'].map((type) => ({
      type,
      extends: ['Call'],
    })),
    { type: 'ConnectRouter', is: ['ConnectRouter#service()'] },
    { type: 'Message' },
    { type: 'HandlerContext' },
  ],
  handlers: [
    {
      to: ['Server#addService'],
      argument: 1,
      option: '*',
      parameters: ['Call'],
      declaredAs: [
        'handleUnaryCall',
        'handleServerStreamingCall',
        'handleClientStreamingCall',
        'handleBidiStreamingCall',
      ],
    },
    { to: ['Call#on'], argument: 1, event: ['data'], parameters: ['Message'] },
    { to: ['ConnectRouter#service'], argument: 1, option: '*', parameters: ['Message', 'HandlerContext'] },
  ],
  sources: [
    { trust: 'remote', from: ['Call#request', 'Message#'], members: true, shape: 'text', label: 'a gRPC request' },
    {
      trust: 'remote',
      from: ['Call#metadata.get()', 'HandlerContext#requestHeader.get()'],
      kinds: IN_A_HEADER,
      label: 'the metadata of a gRPC request',
    },
  ],
});
