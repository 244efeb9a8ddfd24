import { libraryModel } from '../../engine/model.ts';

/** Resolvers by decorator. Facts: https://typegraphql.com/docs/resolvers.html. */
export default libraryModel({
  package: 'type-graphql',
  decorators: [
    { decorator: ['Arg', 'Args'], is: 'Argument', checksType: true },
    { decorator: ['Ctx'], is: 'ContextValue' },
  ],
  types: [{ type: 'HttpRequest', is: ['ContextValue#req'], extends: ['express.Request'] }],
  sources: [{ trust: 'remote', from: ['Argument#'], shape: 'text', label: 'an argument of a GraphQL operation' }],
  entryPoints: ['Query', 'Mutation', 'Subscription'].map((name) => ({
    decorators: [name],
    middleware: ['Authorized', 'UseMiddleware'],
    method: name.toUpperCase(),
  })),
});
