import { libraryModel } from '../../engine/model.ts';

/** Services are the resolvers of the operations of their name. Facts: https://docs.redwoodjs.com/docs/services. */
export default libraryModel({
  package: '@redwoodjs/graphql-server',
  types: [{ type: 'Args' }],
  handlers: [{ exports: { files: ['api/src/services/**'], names: ['*'] }, parameters: ['Args'], isGuess: true }],
  sources: [
    { trust: 'remote', from: ['Args#'], members: true, shape: 'text', label: 'an argument of a GraphQL operation' },
  ],
});
