import { libraryModel } from '../../engine/model.ts';

/** Endpoints with a schema. Facts: https://github.com/RobinTail/express-zod-api#create-an-endpoint, https://www.zodios.org/docs/server/router. */
export default libraryModel({
  package: ['express-zod-api', '@zodios/express'],
  types: [
    {
      type: 'Factory',
      is: ['defaultEndpointsFactory', 'EndpointsFactory#', 'Factory#addMiddleware()', 'Factory#addOptions()'],
    },
    { type: 'App', is: ['zodiosApp()', 'zodiosRouter()', 'zodiosContext().app()', 'zodiosContext().router()'] },
    { type: 'Args' },
  ],
  handlers: [
    { to: ['Factory#build', 'Factory#buildVoid', 'Factory#addMiddleware'], option: 'handler', parameters: ['Args'] },
    {
      to: ['get', 'post', 'put', 'patch', 'delete', 'use'].map((name) => `App#${name}`),
      parameters: ['express.Request', 'express.Response'],
    },
  ],
  sources: [{ trust: 'remote', from: ['Args#input'], shape: 'text', label: 'data of the request' }],
});
