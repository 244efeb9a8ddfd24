import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'email-header-injection',
  title: 'Text from outside becomes a raw mail',
  severity: 'medium',
  confidence: 'high',
  cwe: [93],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['header'],
  message: ({ source }) =>
    `${source} becomes part of a mail that is handed over as it stands. A line break in it starts another header (\`Bcc:\`) or the text itself. Give the parts by name and let the library put the mail together.`,
});
