import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'firestore-path-injection',
  title: 'Text from outside becomes part of the path of a document',
  severity: 'medium',
  confidence: 'high',
  cwe: [22, 639],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['path'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the path of a document, and a slash in it leads to documents and collections below that are not meant. Check that it is one name: no slash.`,
});
