import { libraryModel } from '../../engine/model.ts';

/**
 * Two of one name: `node:sqlite` (https://nodejs.org/api/sqlite.html), whose tags of `createTagStore` make parameters of
 * their holes, and the package sqlite, which gives sqlite3 promises (https://github.com/kriasoft/node-sqlite).
 */
const READS = ['get', 'all'];

export default libraryModel({
  package: 'sqlite',
  types: [
    { type: 'DatabaseSync' },
    { type: 'Database', is: ['open()'] },
    { type: 'Statement', is: ['DatabaseSync#prepare()', 'Database#prepare()'] },
    { type: 'Row' },
  ],
  handlers: [{ to: ['Database#each', 'Statement#each'], parameters: ['', 'Row'] }],
  sources: [
    {
      trust: 'stored',
      from: [
        ...READS.flatMap((name) => [`Database#${name}()`, `Statement#${name}()`]),
        'Statement#iterate()',
        'DatabaseSync#createTagStore().get()',
        'DatabaseSync#createTagStore().all()',
        'Row#',
      ],
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: ['DatabaseSync#exec', 'DatabaseSync#prepare'], argument: 0 },
    {
      rule: 'sql-injection',
      call: ['run', 'get', 'all', 'each', 'exec', 'prepare'].map((name) => `Database#${name}`),
      argument: 0,
    },
    // The database is a file that is made when there is none.
    { rule: 'path-traversal', call: ['DatabaseSync'], argument: 0 },
    { rule: 'path-traversal', call: ['open'], argument: 0, path: 'filename' },
  ],
});
