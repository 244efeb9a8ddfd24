import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'v8-deserialize-untrusted',
  title: 'Bytes from outside are read by v8.deserialize',
  severity: 'medium',
  confidence: 'high',
  cwe: [502],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['serialized'],
  message: ({ source, entity }) =>
    `${source} is read by \`${entity}\`, which is made for what this process wrote itself: made-up bytes crash the process, and what they hold is not checked. Exchange data as JSON.`,
});
