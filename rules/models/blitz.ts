import { libraryModel } from '../../engine/model.ts';

/** Queries and mutations. Facts: https://blitzjs.com/docs/resolver-server-utilities. */
export default libraryModel({
  package: ['@blitzjs/rpc', 'blitz'],
  types: [{ type: 'Input' }],
  handlers: [{ to: ['resolver.pipe'], parameters: ['Input'] }],
  sources: [{ trust: 'remote', from: ['Input#'], label: 'the input of a query or mutation' }],
});
