import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://github.com/nodeca/js-yaml/blob/master/migrate_v3_to_v4.md: `load` of version 3 makes functions, of version
 * 4 only with a schema that has them.
 */
const LOADS = ['load', 'loadAll'];

export default libraryModel({
  package: 'js-yaml',
  sinks: [
    {
      rule: 'yaml-unsafe-load',
      call: LOADS,
      argument: 0,
      when: { option: { name: 'schema', argument: 'any', is: 'set' } },
    },
    {
      rule: 'yaml-unsafe-load',
      call: LOADS,
      argument: 0,
      unless: { option: { name: 'schema', argument: 'any', is: 'set' } },
      confidence: 'low',
    },
  ],
  propagators: [{ call: [...LOADS, 'safeLoad', 'safeLoadAll'], from: { argument: 0 }, to: 'return' }],
});
