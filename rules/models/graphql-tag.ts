import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/apollographql/graphql-tag#readme. */
export default libraryModel({
  package: 'graphql-tag',
  sinks: [
    { rule: 'graphql-query-injection', tag: ['gql', 'default'] },
    { rule: 'graphql-query-injection', call: ['gql', 'default'], argument: 0, unless: { valueIs: ['object'] } },
  ],
});
