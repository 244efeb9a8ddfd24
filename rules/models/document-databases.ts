import { libraryModel } from '../../engine/model.ts';

/**
 * Databases with languages of their own. Facts: https://arangodb.github.io/arangojs/latest/functions/aql.aql.html,
 * https://docs.couchbase.com/nodejs-sdk/current/howtos/n1ql-queries-with-sdk.html,
 * https://docs.influxdata.com/influxdb/v2/api-guide/client-libraries/nodejs/query/, https://node-influx.github.io/class/src/index.js~InfluxDB.html,
 * https://learn.microsoft.com/en-us/javascript/api/@azure/cosmos/items, https://surrealdb.com/docs/sdk/javascript/methods/query,
 * https://tinkerpop.apache.org/docs/current/reference/#gremlin-javascript-scripts, https://rethinkdb.com/api/javascript/js/.
 */
export default libraryModel({
  package: [
    ...['arangojs', 'couchbase', '@influxdata/influxdb-client', 'influx', '@azure/cosmos', 'surrealdb', 'surrealdb.js'],
    ...['gremlin', 'rethinkdb'],
  ],
  submodules: { 'arangojs/aql': 'default' },
  types: [
    { type: 'Cluster', is: ['connect()', 'Cluster.connect()'] },
    { type: 'Scope', is: ['Cluster#bucket().scope()', 'Cluster#bucket().defaultScope()'] },
    { type: 'QueryApi', is: ['InfluxDB#getQueryApi()'] },
    { type: 'Items', is: ['CosmosClient#database().container().items', 'Container#items'] },
  ],
  sinks: [
    {
      rule: 'aql-n1ql-flux-cql-injection',
      call: [
        ...[
          'Database#query',
          'aql.literal',
          'literal',
          'Cluster#query',
          'Scope#query',
          'InfluxDB#query',
          'Surreal#query',
        ],
        ...['queryRows', 'collectRows', 'iterateRows', 'queryLines', 'queryRaw', 'rows', 'lines'].map(
          (name) => `QueryApi#${name}`,
        ),
        ...['Items#query', 'driver.Client#submit', 'js'],
      ],
      argument: 0,
    },
    {
      rule: 'aql-n1ql-flux-cql-injection',
      call: ['Database#query', 'Items#query'],
      argument: 0,
      path: 'query',
      isExact: true,
    },
  ],
  sanitizers: [
    // As tags, they make parameters or escaped texts of their holes.
    {
      call: ['aql', 'flux', 'surql', 'fluxString', 'fluxExpression'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
    {
      call: ['escape.stringLit', 'escape.quoted', 'escape.measurement', 'escape.tag'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
});
