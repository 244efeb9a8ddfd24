import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/TryGhost/node-sqlite3/wiki/API. */
const CALLS = ['run', 'get', 'all', 'each', 'exec', 'prepare', 'map'];

export default libraryModel({
  package: ['sqlite3', '@vscode/sqlite3'],
  types: [{ type: 'Database', is: ['verbose().Database()', 'cached.Database()', 'Database#serialize()'] }],
  sinks: [
    { rule: 'sql-injection', call: CALLS.map((name) => `Database#${name}`), argument: 0 },
    {
      rule: 'sql-injection',
      call: ['Database#run', 'Database#get', 'Database#all', 'Database#each'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
  ],
});
