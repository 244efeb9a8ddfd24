import { libraryModel } from '../../engine/model.ts';

/**
 * Values and names are quoted by `%L` and `%I`, so only the format's own text reaches the query as it is:
 * https://github.com/datalanche/node-pg-format.
 */
export default libraryModel({
  package: 'pg-format',
  sanitizers: [{ call: ['literal', 'ident', 'string'], clears: ['sql-value', 'sql-identifier', 'object-shape'] }],
  propagators: [
    { call: ['default', 'withArray'], from: { argument: 0 }, to: 'return' },
    // `%s` puts text in as it is.
    ...['%s', '$s'].map((text) => ({
      call: ['default'],
      from: { argument: { from: 1 } },
      to: 'return' as const,
      when: { says: { argument: 0, text } },
    })),
  ],
});
