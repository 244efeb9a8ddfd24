import { libraryModel } from '../../engine/model.ts';

/** Facts: https://vitaly-t.github.io/pg-promise/Database.html, https://vitaly-t.github.io/pg-promise/formatting.html. */
const QUERIES = [
  'query',
  'none',
  'one',
  'oneOrNone',
  'many',
  'manyOrNone',
  'any',
  'result',
  'multi',
  'multiResult',
  'map',
  'each',
].map((name) => `Database#${name}`);

const FORMATTERS = ['as', 'default().as'];

export default libraryModel({
  package: 'pg-promise',
  types: [{ type: 'Database', is: ['default()()'] }, { type: 'IDatabase', extends: ['Database'] }, { type: 'Row' }],
  handlers: [
    {
      to: ['task', 'taskIf', 'tx', 'txIf'].map((name) => `Database#${name}`),
      parameters: ['Database'],
    },
    { to: ['Database#map', 'Database#each'], argument: 2, parameters: ['Row'] },
  ],
  sources: [{ trust: 'stored', from: [...QUERIES.map((path) => `${path}()`), 'Row#'], label: 'a row of the database' }],
  sinks: [
    { rule: 'sql-injection', call: QUERIES, argument: 0 },
    { rule: 'sql-injection', call: QUERIES, argument: 0, path: 'text' },
    // Variables with `:raw` are not escaped: https://vitaly-t.github.io/pg-promise/formatting.html#.format
    ...[':raw', '^'].map((text) => ({
      rule: 'sql-injection',
      call: QUERIES,
      argument: 1,
      path: ['*', ''],
      when: { says: { argument: 0, text } },
    })),
  ],
  sanitizers: [
    // Each quotes by itself. `as.value` and variables with `:raw` or `:value` do not.
    {
      call: FORMATTERS.flatMap((as) =>
        ['text', 'name', 'alias', 'json', 'array', 'csv', 'number', 'bool', 'date', 'buffer'].map(
          (name) => `${as}.${name}`,
        ),
      ),
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
  propagators: [{ call: FORMATTERS.map((as) => `${as}.format`), from: { argument: 0 }, to: 'return' }],
});
