import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md. */
const CHAINED = ['pluck', 'expand', 'raw', 'bind', 'safeIntegers'];

export default libraryModel({
  package: ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'libsql'],
  types: [
    { type: 'Database', is: ['default()'] },
    { type: 'Statement', is: ['Database#prepare()', ...CHAINED.map((name) => `Statement#${name}()`)] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['Statement#get()', 'Statement#all()', 'Statement#iterate()'],
      label: 'a row of the database',
    },
  ],
  sinks: [
    { rule: 'sql-injection', call: ['Database#prepare', 'Database#exec', 'Database#pragma'], argument: 0 },
    {
      rule: 'sql-injection',
      call: ['Database#prepare', 'Database#exec'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
    // The database is a file that is made when there is none; `backup` writes one.
    { rule: 'path-traversal', call: ['default', 'Database', 'Database#backup'], argument: 0 },
  ],
});
