import { libraryModel } from '../../engine/model.ts';

/** Facts: https://neo4j.com/docs/javascript-manual/current/query-simple/, https://neo4j.com/docs/api/javascript-driver/current/. */
const RUNS = ['Session#run', 'Transaction#run', 'Driver#executeQuery'];

export default libraryModel({
  package: ['neo4j-driver', 'neo4j-driver-lite', 'neo4j-driver-core'],
  types: [
    { type: 'Driver', is: ['driver()'] },
    { type: 'Session', is: ['Driver#session()', 'Driver#rxSession()'] },
    { type: 'Transaction', is: ['Session#beginTransaction()'] },
    { type: 'ManagedTransaction', extends: ['Transaction'] },
  ],
  handlers: [
    {
      to: ['executeRead', 'executeWrite', 'readTransaction', 'writeTransaction'].map((name) => `Session#${name}`),
      argument: 0,
      parameters: ['Transaction'],
    },
  ],
  sinks: [
    { rule: 'cypher-injection', call: RUNS, argument: 0 },
    { rule: 'cypher-injection', call: RUNS, argument: 0, when: { textLooksLike: 'cypher' }, unmistakable: true },
  ],
});
