import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'nosql-js-injection',
  title: 'Text from outside becomes JavaScript in the database',
  severity: 'critical',
  confidence: 'high',
  cwe: [943, 95],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['code'],
  message: ({ source }) =>
    `${source} becomes part of JavaScript that the database server runs for every record, so that whoever sends it can read all fields by trial and keep the server busy. Compare with query operators (\`{ $gt: Number(…) }\`, \`$expr\`) instead.`,
});
