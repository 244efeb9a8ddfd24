import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'decompression-bomb',
  title: 'Compressed data from outside may unfold to any size',
  severity: 'medium',
  confidence: 'high',
  cwe: [409],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['serialized'],
  from: ['remote', 'stored', 'model'],
  message: ({ source }) =>
    `${source} is unpacked at once and without a limit, and a thousand bytes can unfold to a million. Give \`maxOutputLength\`, or unpack it as a stream and count.`,
});
