import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/TryGhost/node-sqlite3/wiki/API. */
const CALLS = ['run', 'get', 'all', 'each', 'exec', 'prepare', 'map'];

export default libraryModel({
  package: ['sqlite3', '@vscode/sqlite3'],
  types: [
    { type: 'Database', is: ['verbose().Database()', 'cached.Database()', 'Database#serialize()'] },
    { type: 'Statement', is: ['Database#prepare()'] },
    { type: 'Row' },
  ],
  handlers: [
    {
      to: ['get', 'all', 'each'].flatMap((name) => [`Database#${name}`, `Statement#${name}`]),
      parameters: ['', 'Row'],
    },
  ],
  sources: [{ trust: 'stored', from: ['Row#'], label: 'a row of the database' }],
  sinks: [
    { rule: 'sql-injection', call: CALLS.map((name) => `Database#${name}`), argument: 0 },
    {
      rule: 'sql-injection',
      call: ['Database#run', 'Database#get', 'Database#all', 'Database#each'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
    // The database is a file that is made when there is none.
    { rule: 'path-traversal', call: ['Database'], argument: 0 },
  ],
});
