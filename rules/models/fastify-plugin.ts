import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/fastify/fastify-plugin#usage. */
export default libraryModel({
  package: 'fastify-plugin',
  handlers: [{ to: ['default', 'fastifyPlugin'], argument: 0, parameters: ['fastify.Instance'] }],
  propagators: [{ call: ['default', 'fastifyPlugin'], from: { argument: 0 }, to: 'return', as: 'value' }],
});
