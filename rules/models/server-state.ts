import { libraryModel } from '../../engine/model.ts';

/**
 * Hooks that hold what a server said. Facts: https://swr.vercel.app/docs/api,
 * https://tanstack.com/query/latest/docs/framework/react/reference/useQuery, https://www.apollographql.com/docs/react/api/react/useQuery,
 * https://nearform.com/open-source/urql/docs/api/urql/.
 */
const HOOKS = [
  ...['useQuery', 'useSuspenseQuery', 'useInfiniteQuery', 'useLazyQuery', 'useSubscription', 'useFragment', 'default'],
  ...['useSWR', 'useSWRImmutable', 'useMutation'],
];

export default libraryModel({
  package: [
    'swr',
    'swr/immutable',
    '@tanstack/react-query',
    '@tanstack/vue-query',
    '@tanstack/solid-query',
    'react-query',
    '@apollo/client',
    '@apollo/client/react',
    '@vue/apollo-composable',
    'urql',
    '@urql/core',
    'graphql-request',
  ],
  types: [{ type: 'ApolloClient' }, { type: 'GraphQLClient' }],
  sources: [
    {
      trust: 'stored',
      from: [
        ...HOOKS.flatMap((name) => [`${name}().data`, `${name}().0.data`, `${name}().result.value`]),
        'ApolloClient#query().data',
        'ApolloClient#mutate().data',
        'GraphQLClient#request()',
        'request()',
      ],
      label: 'the reply of a server',
    },
  ],
  sinks: [{ rule: 'ssrf', call: ['GraphQLClient', 'request'], argument: 0 }],
});
