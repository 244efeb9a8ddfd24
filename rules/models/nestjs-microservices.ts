import { libraryModel } from '../../engine/model.ts';

/** Messages of other services. Facts: https://docs.nestjs.com/microservices/basics, https://docs.nestjs.com/microservices/grpc. */
export default libraryModel({
  package: '@nestjs/microservices',
  types: [{ type: 'Message' }, { type: 'GrpcRequest' }],
  decorators: [{ decorator: ['Payload'], is: 'Message', through: 'transform' }],
  handlers: [
    { decorators: ['MessagePattern', 'EventPattern'], parameters: ['Message'] },
    { decorators: ['GrpcMethod', 'GrpcStreamMethod'], parameters: ['GrpcRequest'] },
  ],
  sources: [
    { trust: 'stored', from: ['Message#'], label: 'a message of a queue' },
    { trust: 'remote', from: ['GrpcRequest#'], label: 'a gRPC request' },
  ],
});
