import { libraryModel } from '../../engine/model.ts';

/** The escaping of mysql and mysql2. Facts: https://github.com/mysqljs/sqlstring. */
export default libraryModel({
  package: 'sqlstring',
  sanitizers: [{ call: ['escape', 'escapeId'], clears: ['sql-value', 'sql-identifier', 'object-shape'] }],
  propagators: [{ call: ['format', 'raw'], from: { argument: 0 }, to: 'return' }],
});
