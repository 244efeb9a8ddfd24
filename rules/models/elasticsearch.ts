import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://www.elastic.co/guide/en/elasticsearch/client/javascript-api/current/api-reference.html,
 * https://www.elastic.co/guide/en/elasticsearch/reference/current/modules-scripting-using.html (values belong into `params`).
 */
const SEARCHES = [
  ...['search', 'asyncSearch.submit', 'count', 'updateByQuery', 'deleteByQuery', 'explain', 'validateQuery'],
].map((name) => `Client#${name}`);

const SCRIPTED = [...SEARCHES, 'Client#update', 'Client#reindex', 'Client#putScript'];

const SCRIPTS = ['script.source', 'script.inline', 'script'].flatMap((path) => [path, `body.${path}`]);

export default libraryModel({
  package: ['@elastic/elasticsearch', '@opensearch-project/opensearch', 'elasticsearch'],
  sinks: [
    { rule: 'elasticsearch-injection', call: SEARCHES, argument: 0, path: ['query.*', 'body.query.*', 'body.*', '*'] },
    { rule: 'elasticsearch-injection', call: ['Client#msearch'], argument: 0, path: ['searches.*', 'body.*'] },
    { rule: 'elasticsearch-injection', call: SCRIPTED, argument: 0, path: SCRIPTS, isExact: true, kinds: ['code'] },
    {
      rule: 'elasticsearch-injection',
      call: ['Client#sql.query', 'Client#esql.query'],
      argument: 0,
      path: ['query', 'body.query'],
      isExact: true,
      kinds: ['sql-value'],
    },
  ],
});
