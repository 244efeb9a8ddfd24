import { libraryModel } from '../../engine/model.ts';

/**
 * Resolvers, which are given what the schema lets through: mostly text and numbers. Facts:
 * https://www.apollographql.com/docs/apollo-server/data/resolvers, https://the-guild.dev/graphql/yoga-server/docs,
 * https://mercurius.dev/#/docs/api/options, https://graphql.org/graphql-js/graphql-http/,
 * https://the-guild.dev/graphql/modules/docs/essentials/resolvers.
 */

/** Functions that take a map of resolvers. */
const SERVERS = [
  ...['ApolloServer', 'createSchema', 'makeExecutableSchema', 'addResolversToSchema', 'createModule'],
  ...['buildSubgraphSchema', 'createYoga'],
];

/** A field's function, or an object with it; alone or in a list of maps. */
const FIELDS = ['*.*', '*.*.resolve', '*.*.subscribe'].flatMap((path) => [path, `*.${path}`]);

/** Files that hold nothing but resolvers, by their name. */
const FILES = ['resolvers', 'resolvers/**', '*.resolvers', '*.resolver', '*Resolvers', '*-resolvers'];

export default libraryModel({
  package: [
    ...['graphql', 'graphql-http', 'express-graphql', 'graphql-yoga', 'graphql-modules', '@graphql-tools/schema'],
    ...['@apollo/server', '@apollo/subgraph', 'apollo-server', 'apollo-server-express', 'apollo-server-koa'],
    ...['apollo-server-fastify', 'apollo-server-lambda', 'apollo-server-micro', 'apollo-server-core', 'graphql-tools'],
  ],
  types: [{ type: 'Args' }],
  handlers: [
    ...FIELDS.map((path) => ({ to: SERVERS, argument: 0, option: `resolvers.${path}`, parameters: ['', 'Args'] })),
    ...FIELDS.map((path) => ({
      to: ['fastify.Instance#register'],
      argument: 1,
      option: `resolvers.${path}`,
      parameters: ['', 'Args'],
    })),
    { to: ['GraphQLObjectType'], argument: 0, option: 'fields.*.resolve', parameters: ['', 'Args'] },
    { to: ['createHandler', 'graphqlHTTP', 'graphql', 'graphqlSync'], option: 'rootValue.*', parameters: ['Args'] },
    {
      exports: { files: FILES, names: ['resolvers', 'default'] },
      option: '*.*',
      arity: [2, 3, 4],
      parameters: ['', 'Args'],
      isGuess: true,
    },
    {
      exports: { files: FILES, names: ['Query', 'Mutation', 'Subscription'] },
      option: '*',
      arity: [2, 3, 4],
      parameters: ['', 'Args'],
      isGuess: true,
    },
    {
      parameters: ['', 'Args'],
      arity: [3, 4],
      shape: [
        ['_', '__', '_parent', 'parent', '_root', 'root', '_obj', 'obj', '_source', '{}'],
        ['args', '_args', '{}'],
        ['ctx', 'context', '_ctx', '_context', 'contextValue', '{}'],
      ],
      declaredAs: ['GraphQLFieldResolver'],
    },
  ],
  routing: [{ call: SERVERS, does: 'resolvers' }],
  sources: [
    { trust: 'remote', from: ['Args#'], members: true, shape: 'text', label: 'an argument of a GraphQL operation' },
  ],
});
