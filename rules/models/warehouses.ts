import { libraryModel } from '../../engine/model.ts';

/**
 * Databases that are asked over the network, most of them for analysis. Facts:
 * https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-execute,
 * https://cloud.google.com/nodejs/docs/reference/bigquery/latest/bigquery/bigquery,
 * https://clickhouse.com/docs/integrations/javascript, https://duckdb.org/docs/stable/clients/node_neo/overview,
 * https://github.com/ibmdb/node-ibm_db/blob/master/APIDocumentation.md, https://github.com/markdirish/node-odbc#readme,
 * https://github.com/SAP/node-hdb#readme, https://github.com/planetscale/database-js#readme,
 * https://github.com/regadas/trino-js-client#readme, https://docs.datastax.com/en/developer/nodejs-driver/latest/.
 */
const QUERIES = [
  'query',
  'querySync',
  'createQueryJob',
  'createQueryStream',
  'command',
  'exec',
  'execute',
  'all',
  'run',
  'runAndReadAll',
  'stream',
  'streamAndReadAll',
  'each',
  'prepare',
  'eachRow',
].map((name) => `Connection#${name}`);

export default libraryModel({
  package: [
    'snowflake-sdk',
    '@google-cloud/bigquery',
    '@clickhouse/client',
    '@clickhouse/client-web',
    'duckdb',
    'duckdb-async',
    '@duckdb/node-api',
    'ibm_db',
    'odbc',
    'hdb',
    '@sap/hana-client',
    '@planetscale/database',
    'trino-client',
    'presto-client',
    'cassandra-driver',
  ],
  types: [
    {
      type: 'Connection',
      is: [
        'connect()',
        'createConnection()',
        'createPool()',
        'createClient()',
        'openSync()',
        'open()',
        'pool()',
        'Database.create()',
        'DuckDBInstance.create()',
        'DuckDBInstance.create().connect()',
        'Trino.create()',
        'Connection#connect()',
        'Connection#connection()',
      ],
    },
    { type: 'BigQuery', extends: ['Connection'] },
    { type: 'Database', extends: ['Connection'] },
    { type: 'Client', extends: ['Connection'] },
    { type: 'DuckDBConnection', extends: ['Connection'] },
    { type: 'Rows' },
  ],
  handlers: [
    { to: ['Connection#execute'], option: 'complete', parameters: ['', '', 'Rows'] },
    { to: ['Connection#query', 'Connection#all', 'Connection#each', 'Connection#exec'], parameters: ['', 'Rows'] },
    { to: ['open'], parameters: ['', 'Connection'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: [
        'Rows#',
        'Connection#execute().rows',
        'Connection#query().0',
        'Connection#query().json()',
        'Connection#runAndReadAll().getRows()',
        'Connection#runAndReadAll().getRowObjects()',
        'Connection#querySync()',
      ],
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: QUERIES, argument: 0 },
    { rule: 'sql-injection', call: QUERIES, argument: 0, path: ['query', 'sqlText', 'sql'] },
    { rule: 'sql-injection', call: ['Connection#batch'], argument: 0, path: ['*', '*.query'] },
  ],
});
