import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'dynamodb-injection',
  title: 'Text from outside becomes part of an expression of DynamoDB',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value', 'sql-identifier'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of an expression or statement of DynamoDB, so that whoever sends it can ask for other items than meant. Write a placeholder (\`:name\`) and put the value into \`ExpressionAttributeValues\`, or into \`Parameters\` of a statement.`,
});
