import { libraryModel } from '../../engine/model.ts';

/** Facts: https://sidorares.github.io/node-mysql2/docs and, for mysql, https://github.com/mysqljs/mysql#escaping-query-values. */
export default libraryModel({
  package: ['mysql2', 'mysql2/promise', 'mysql', 'promise-mysql'],
  types: [
    {
      type: 'Connection',
      is: ['createConnection()', 'Pool#getConnection()', 'PoolCluster#getConnection()', 'Connection#promise()'],
    },
    { type: 'PoolConnection', extends: ['Connection'] },
    { type: 'Pool', is: ['createPool()', 'PoolCluster#of()', 'Pool#promise()'], extends: ['Connection'] },
    { type: 'PoolCluster', is: ['createPoolCluster()'] },
    { type: 'Rows' },
  ],
  handlers: [
    { to: ['Pool#getConnection', 'PoolCluster#getConnection'], parameters: ['', 'Connection'] },
    { to: ['Connection#query', 'Connection#execute'], parameters: ['', 'Rows'] },
    // https://github.com/mysqljs/mysql#streaming-query-rows
    { to: ['Connection#query().on'], argument: 1, event: ['result'], parameters: ['Rows'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['Connection#query().0', 'Connection#execute().0', 'Rows#'],
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: ['Connection#query', 'Connection#execute', 'Connection#prepare'], argument: 0 },
    { rule: 'sql-injection', call: ['Connection#query', 'Connection#execute'], argument: 0, path: 'sql' },
    {
      rule: 'sql-injection',
      call: ['Connection#execute'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
  ],
  sanitizers: [
    {
      call: ['escape', 'escapeId', 'Connection#escape', 'Connection#escapeId'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
  propagators: [
    // The values are escaped, the text is not.
    { call: ['format', 'Connection#format'], from: { argument: 0 }, to: 'return' },
    { call: ['raw'], from: { argument: 0 }, to: 'return' },
  ],
});
