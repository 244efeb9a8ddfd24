import { libraryModel } from '../../engine/model.ts';

/**
 * Two of one name: `node:sqlite` (https://nodejs.org/api/sqlite.html) and the package sqlite, which gives sqlite3 promises
 * (https://github.com/kriasoft/node-sqlite).
 */
export default libraryModel({
  package: 'sqlite',
  types: [{ type: 'DatabaseSync' }, { type: 'Database', is: ['open()'] }],
  sinks: [
    { rule: 'sql-injection', call: ['DatabaseSync#exec', 'DatabaseSync#prepare'], argument: 0 },
    {
      rule: 'sql-injection',
      call: ['run', 'get', 'all', 'each', 'exec', 'prepare'].map((name) => `Database#${name}`),
      argument: 0,
    },
  ],
});
