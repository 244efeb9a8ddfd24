import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/segmentio/pg-escape#api. `%s` of its format puts text in as it is. */
export default libraryModel({
  package: ['pg-escape', 'sqlstring-sqlite', 'tsqlstring'],
  sanitizers: [
    {
      call: ['literal', 'ident', 'string', 'dollarQuotedString', 'escape', 'escapeId'],
      clears: ['sql-value', 'sql-identifier', 'object-shape'],
    },
  ],
  propagators: [
    { call: ['default', 'format'], from: { argument: 0 }, to: 'return' },
    {
      call: ['default', 'format'],
      from: { argument: { from: 1 } },
      to: 'return',
      when: { says: { argument: 0, text: '%s' } },
    },
  ],
});
