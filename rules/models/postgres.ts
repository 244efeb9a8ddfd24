import { libraryModel } from '../../engine/model.ts';

/** A tag that makes parameters of its holes; `sql(name)` quotes names. Facts: https://github.com/porsager/postgres#readme. */
export default libraryModel({
  package: 'postgres',
  types: [
    { type: 'Sql', is: ['default()'] },
    { type: 'TransactionSql', extends: ['Sql'] },
  ],
  handlers: [{ to: ['Sql#begin', 'Sql#savepoint'], parameters: ['TransactionSql'] }],
  sources: [
    {
      trust: 'stored',
      from: ['default()()', 'Sql#()', 'TransactionSql#()', 'Sql#unsafe()', 'Sql#file()'],
      members: true,
      label: 'a row of the database',
    },
  ],
  sinks: [
    // https://github.com/porsager/postgres#unsafe-raw-string-queries
    { rule: 'sql-injection', call: ['Sql#unsafe'], argument: 0 },
    { rule: 'path-traversal', call: ['Sql#file'], argument: 0 },
  ],
});
