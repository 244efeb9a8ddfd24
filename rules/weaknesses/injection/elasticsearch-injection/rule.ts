import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'elasticsearch-injection',
  title: 'A query or script of Elasticsearch comes from outside',
  severity: 'high',
  confidence: 'high',
  cwe: [943, 94],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['object-shape'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes the query or a script of the search, so that whoever sends it can ask for all fields of all documents, or run code for each of them. Write the query yourself and put values into it; a script takes them in \`params\`.`,
});
