import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'search-filter-injection',
  title: 'Text from outside becomes part of a filter of a search',
  severity: 'medium',
  confidence: 'high',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the filter of the search, so that whoever sends it can take the other conditions of the filter away. Quote the value and escape quotes in it, or choose it from a fixed list.`,
});
