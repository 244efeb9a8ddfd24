import { libraryModel } from '../../engine/model.ts';

/**
 * Queries that the program sends to another server. Facts: https://github.com/graffle-js/graffle/tree/graphql-request#readme,
 * https://www.apollographql.com/docs/react/data/queries, https://nearform.com/open-source/urql/docs/api/core/#gql.
 */
const CLIENTS = ['graphql-request', '@apollo/client', '@urql/core', 'urql'];

export default libraryModel({
  package: 'graphql-request',
  sinks: [
    { rule: 'graphql-query-injection', call: ['request', 'rawRequest'], argument: 1 },
    { rule: 'graphql-query-injection', call: ['request'], argument: 0, path: 'document', isExact: true },
    { rule: 'graphql-query-injection', call: ['GraphQLClient#request', 'GraphQLClient#rawRequest'], argument: 0 },
    { rule: 'graphql-query-injection', tag: CLIENTS.map((name) => `${name}.gql`) },
    {
      rule: 'graphql-query-injection',
      call: CLIENTS.map((name) => `${name}.gql`),
      argument: 0,
      unless: { valueIs: ['object'] },
    },
  ],
});
