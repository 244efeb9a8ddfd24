import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md. */
export default libraryModel({
  package: ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'libsql'],
  types: [{ type: 'Database', is: ['default()'] }],
  sinks: [
    { rule: 'sql-injection', call: ['Database#prepare', 'Database#exec', 'Database#pragma'], argument: 0 },
    {
      rule: 'sql-injection',
      call: ['Database#prepare', 'Database#exec'],
      argument: 0,
      when: { textLooksLike: 'sql' },
      unmistakable: true,
    },
  ],
});
