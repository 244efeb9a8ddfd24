import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'unsafe-deserialization',
  title: 'Text from outside is turned into objects of any kind',
  severity: 'critical',
  confidence: 'high',
  cwe: [502],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['serialized'],
  message: ({ source, entity }) =>
    `${source} is turned back into objects by \`${entity}\`, which runs code that stands in the text. Whoever sends it has the rights of this program. Exchange data as JSON.`,
});
