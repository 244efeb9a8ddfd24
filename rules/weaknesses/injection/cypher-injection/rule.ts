import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'cypher-injection',
  title: 'Text from outside becomes part of a Cypher query',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value', 'sql-identifier'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the query's text, so that whoever sends it can read and change other nodes than meant. Write a parameter (\`$name\`) and hand the value over in the object behind the text; choose labels and types from a fixed list.`,
});
