import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'graphql-query-injection',
  title: 'Text from outside becomes part of a GraphQL query',
  severity: 'medium',
  confidence: 'high',
  cwe: [943, 74],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the text of a GraphQL query that this program sends, so that whoever sends it can ask for other fields and start mutations with its rights. Write a variable (\`$name\`) and hand the value over beside the text.`,
});
