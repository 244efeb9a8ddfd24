import { libraryModel } from '../../engine/model.ts';

/** Handlers of a contract, whose schema checks what they are given. Facts: https://ts-rest.com/server/express. */
const PACKAGES = ['@ts-rest/express', '@ts-rest/fastify', '@ts-rest/next', '@ts-rest/nest', '@ts-rest/serverless'];

export default libraryModel({
  package: PACKAGES,
  types: [{ type: 'Server', is: ['initServer()', 'createNextRoute()'] }, { type: 'Args' }],
  handlers: [
    ...['*', '*.*', '*.handler', '*.*.handler'].map((option) => ({
      to: ['Server#router', 'createNextRoute', 'tsr.router', 'fetchRequestHandler'],
      option,
      parameters: ['Args'],
    })),
    { to: ['tsRestHandler'], parameters: ['Args'] },
    { to: ['tsRestHandler'], option: '*', parameters: ['Args'] },
  ],
  sources: [
    { trust: 'remote', from: ['Args#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Args#query'], members: true, shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Args#body'], shape: 'text', label: 'the request body' },
    { trust: 'remote', from: ['Args#headers'], members: true, shape: 'text', label: 'a request header' },
  ],
});
