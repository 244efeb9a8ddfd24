import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md. */
const QUERIES = ['query', 'execute', 'batch', 'prepare', 'queryStream'].map((name) => `Connection#${name}`);

export default libraryModel({
  package: ['mariadb', 'mariadb/callback'],
  types: [
    { type: 'Connection', is: ['createConnection()', 'Pool#getConnection()', 'PoolCluster#getConnection()'] },
    { type: 'PoolConnection', extends: ['Connection'] },
    { type: 'Pool', is: ['createPool()', 'PoolCluster#of()'], extends: ['Connection'] },
    { type: 'PoolCluster', is: ['createPoolCluster()'] },
    { type: 'Rows' },
  ],
  handlers: [
    { to: ['Pool#getConnection'], parameters: ['', 'Connection'] },
    { to: ['Connection#query', 'Connection#execute'], parameters: ['', 'Rows'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['Connection#query()', 'Connection#execute()', 'Rows#'],
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: QUERIES, argument: 0 },
    { rule: 'sql-injection', call: QUERIES, argument: 0, path: 'sql' },
    { rule: 'path-traversal', call: ['Connection#importFile', 'importFile'], argument: 0, path: 'file' },
  ],
  sanitizers: [
    {
      call: ['Connection#escape', 'Connection#escapeId', 'SqlString.escape', 'SqlString.escapeId'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
});
