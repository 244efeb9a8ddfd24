import { libraryModel } from '../../engine/model.ts';

/** Methods that anybody can call by XML-RPC. Facts: https://github.com/baalexander/node-xmlrpc#readme. */
export default libraryModel({
  package: ['xmlrpc', 'davexmlrpc'],
  types: [{ type: 'Server', is: ['createServer()', 'createSecureServer()'] }, { type: 'Parameters' }],
  handlers: [{ to: ['Server#on'], argument: 1, parameters: ['', 'Parameters'] }],
  sources: [{ trust: 'remote', from: ['Parameters#'], label: 'a parameter of the call' }],
});
