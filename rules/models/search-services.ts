import { libraryModel } from '../../engine/model.ts';

/**
 * Filters as text. Facts: https://www.meilisearch.com/docs/learn/filtering_and_sorting/filter_expression_reference,
 * https://www.algolia.com/doc/api-reference/api-parameters/filters/, https://typesense.org/docs/latest/api/search.html#filter-parameters,
 * https://learn.microsoft.com/en-us/javascript/api/@azure/data-tables/, https://docs.pinecone.io/guides/search/filter-by-metadata.
 */
export default libraryModel({
  package: [
    ...[
      'meilisearch',
      'algoliasearch',
      'algoliasearch/lite',
      'typesense',
      '@azure/data-tables',
      '@azure/search-documents',
    ],
    ...['@pinecone-database/pinecone', '@qdrant/js-client-rest'],
  ],
  types: [
    { type: 'Client', is: ['MeiliSearch#', 'Meilisearch#', 'default()', 'algoliasearch()', 'Pinecone#'] },
    { type: 'Index', is: ['Client#index()', 'Client#initIndex()', 'Client#Index()', 'Index#namespace()'] },
    { type: 'Documents', is: ['Client#collections().documents()'] },
  ],
  sinks: [
    {
      rule: 'search-filter-injection',
      call: ['Index#search', 'Index#searchGet', 'Index#searchForFacetValues'],
      argument: 1,
      path: ['filter', 'filters', 'filter.*', 'facetFilters', 'facetFilters.*', 'numericFilters'],
      isExact: true,
    },
    {
      rule: 'search-filter-injection',
      call: ['Index#browseObjects', 'Index#deleteBy', 'Client#searchSingleIndex', 'Client#search'],
      argument: 0,
      path: ['filters', 'searchParams.filters', 'requests.*.filters', '*.params.filters', '*.filters'],
      isExact: true,
    },
    {
      rule: 'search-filter-injection',
      call: ['Documents#search', 'Documents#delete'],
      argument: 0,
      path: 'filter_by',
      isExact: true,
    },
    {
      rule: 'search-filter-injection',
      call: ['TableClient#listEntities'],
      argument: 0,
      path: 'queryOptions.filter',
      isExact: true,
    },
    { rule: 'search-filter-injection', call: ['SearchClient#search'], argument: 1, path: 'filter', isExact: true },
    // A filter that is an object: whoever sends it decides what it asks for.
    {
      rule: 'search-filter-injection',
      call: ['Index#query'],
      argument: 0,
      path: ['filter.*'],
      kinds: ['object-shape'],
    },
    {
      rule: 'search-filter-injection',
      call: ['QdrantClient#search', 'QdrantClient#query', 'QdrantClient#scroll'],
      argument: 1,
      path: ['filter.*'],
      kinds: ['object-shape'],
    },
  ],
  // A tag that quotes its holes: https://learn.microsoft.com/en-us/javascript/api/@azure/data-tables/#odata
  sanitizers: [{ call: ['odata'], clears: ['sql-value', 'object-shape'] }],
});
