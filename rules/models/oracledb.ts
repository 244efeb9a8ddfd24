import { libraryModel } from '../../engine/model.ts';

/** Facts: https://node-oracledb.readthedocs.io/en/latest/api_manual/connection.html. */
const QUERIES = ['execute', 'executeMany', 'queryStream', 'getStatementInfo'].map((name) => `Connection#${name}`);

export default libraryModel({
  package: 'oracledb',
  types: [
    { type: 'Pool', is: ['createPool()', 'getPool()'] },
    { type: 'Connection', is: ['getConnection()', 'Pool#getConnection()'] },
    { type: 'Result', is: ['Connection#execute()'] },
  ],
  handlers: [
    { to: ['getConnection', 'Pool#getConnection'], parameters: ['', 'Connection'] },
    { to: ['Connection#execute'], parameters: ['', 'Result'] },
  ],
  sources: [{ trust: 'stored', from: ['Result#rows', 'Result#outBinds'], label: 'a row of the database' }],
  sinks: [{ rule: 'sql-injection', call: QUERIES, argument: 0 }],
});
