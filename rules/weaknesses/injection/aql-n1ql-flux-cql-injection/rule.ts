import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'aql-n1ql-flux-cql-injection',
  title: 'Text from outside becomes part of a query',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value', 'sql-identifier'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the query's text, so that whoever sends it can ask for other records than meant. Hand the value over beside the text, by the parameters of the driver or its tag.`,
});
