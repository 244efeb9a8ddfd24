import { libraryModel } from '../../engine/model.ts';

/**
 * Resolvers of NestJS. What an argument is declared as, the GraphQL schema asks for. Facts:
 * https://docs.nestjs.com/graphql/resolvers, https://docs.nestjs.com/graphql/subscriptions.
 */
export default libraryModel({
  package: '@nestjs/graphql',
  types: [
    { type: 'Argument' },
    { type: 'ContextValue' },
    { type: 'GqlExecutionContext', is: ['GqlExecutionContext.create()'] },
    {
      type: 'HttpRequest',
      is: ['ContextValue#req', 'GqlExecutionContext#getContext().req'],
      extends: ['express.Request'],
    },
  ],
  decorators: [
    { decorator: ['Args'], is: 'Argument', through: 'transform', checksType: true },
    { decorator: ['Context'], is: 'ContextValue' },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['Argument#', 'GqlExecutionContext#getArgs()'],
      shape: 'text',
      label: 'an argument of a GraphQL operation',
    },
  ],
  entryPoints: ['Query', 'Mutation', 'Subscription'].map((name) => ({
    decorators: [name],
    middleware: ['UseGuards'],
    method: name.toUpperCase(),
  })),
});
