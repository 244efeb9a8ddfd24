import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/fastify/fastify-autoload#readme. */
export default libraryModel({
  package: ['@fastify/autoload', 'fastify-autoload'],
  routing: [{ call: ['default', 'fastifyAutoload'], does: 'folder' }],
});
