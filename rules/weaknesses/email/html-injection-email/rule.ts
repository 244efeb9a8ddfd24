import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'html-injection-email',
  title: 'Text from outside becomes markup of a mail',
  severity: 'low',
  confidence: 'high',
  cwe: [79, 80],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['html-text', 'html-attribute'],
  message: ({ source }) =>
    `${source} becomes markup of a mail that this program sends in its own name: whoever sends it can put a link or a form of his own into it. Escape it, or send the mail as text.`,
});
