import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that know no query but their own tags, which make parameters of all holes; what leaves the tag is said by name.
 * Facts: https://github.com/gajus/slonik#readme, https://www.atdatabases.org/docs/sql, https://github.com/felixfbecker/node-sql-template-strings.
 */
const QUERIES = ['any', 'anyFirst', 'many', 'manyFirst', 'maybeOne', 'maybeOneFirst', 'one', 'oneFirst', 'query'];

export default libraryModel({
  package: [
    'slonik',
    '@databases/pg',
    '@databases/mysql',
    '@databases/sqlite',
    '@databases/sql',
    '@databases/expo',
    'sql-template-strings',
  ],
  types: [
    { type: 'DatabasePool', is: ['createPool()', 'default()'] },
    { type: 'SQLStatement', is: ['default()', 'SQL()', 'SQLStatement#append()'] },
  ],
  handlers: [{ to: ['connect', 'transaction'].map((name) => `DatabasePool#${name}`), parameters: ['DatabasePool'] }],
  sources: [{ trust: 'stored', from: QUERIES.map((name) => `DatabasePool#${name}()`), label: 'a row of the database' }],
  sinks: [
    { rule: 'sql-injection', call: ['default.__dangerous__rawValue', 'sql.__dangerous__rawValue'], argument: 0 },
    // A statement is appended with its values, text as it is.
    { rule: 'sql-injection', call: ['SQLStatement#append'], argument: 0 },
  ],
  sanitizers: [
    {
      call: ['sql', 'sql.unsafe', 'sql.fragment', 'sql.type()', 'sql.identifier', 'sql.ident'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
});
