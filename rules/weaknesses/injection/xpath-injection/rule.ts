import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'xpath-injection',
  title: 'Text from outside becomes part of an XPath query',
  severity: 'high',
  confidence: 'high',
  cwe: [643],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['xpath'],
  message: ({ source }) =>
    `${source} becomes part of an XPath query, so that a quote in it ends its place and the rest reads other parts of the document. Hand it over as a variable of the query.`,
});
