import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://github.com/tediousjs/node-mssql#readme, https://tediousjs.github.io/tedious/api-request.html. As a tag,
 * `query` makes parameters of its holes: https://github.com/tediousjs/node-mssql#template-literals.
 */
const QUERIES = ['query', 'batch', 'execute'];

export default libraryModel({
  package: ['mssql', 'mssql/msnodesqlv8', 'tedious'],
  types: [
    { type: 'ConnectionPool', is: ['connect()', 'ConnectionPool#connect()'] },
    { type: 'Transaction', is: ['ConnectionPool#transaction()'] },
    {
      type: 'Request',
      is: ['ConnectionPool#request()', 'Transaction#request()', 'Request#input()', 'Request#output()'],
    },
    { type: 'PreparedStatement' },
    {
      type: 'Result',
      is: [
        'query()',
        'batch()',
        ...QUERIES.flatMap((name) => [`Request#${name}()`, `ConnectionPool#${name}()`]),
        'PreparedStatement#execute()',
      ],
    },
    { type: 'Columns' },
  ],
  handlers: [
    { to: ['query', ...QUERIES.map((name) => `Request#${name}`)], parameters: ['', 'Result'] },
    { to: ['Request#on'], argument: 1, event: ['row'], parameters: ['Columns'] },
  ],
  sources: [
    { trust: 'stored', from: ['Result#recordset', 'Result#recordsets', 'Columns#'], label: 'a row of the database' },
  ],
  sinks: [
    {
      rule: 'sql-injection',
      call: [
        'query',
        'batch',
        ...QUERIES.map((name) => `Request#${name}`),
        'ConnectionPool#query',
        'ConnectionPool#batch',
        'PreparedStatement#prepare',
      ],
      argument: 0,
    },
    // tedious: `new Request(sql, callback)`
    { rule: 'sql-injection', call: ['Request'], argument: 0, when: { has: 1 } },
  ],
});
