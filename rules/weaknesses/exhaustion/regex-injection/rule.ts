import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'regex-injection',
  title: 'Text from outside is read as a pattern',
  severity: 'medium',
  confidence: 'high',
  cwe: [1333, 400],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['regex'],
  // Whoever sends it to his own browser waits for himself.
  from: ['remote', 'model', 'stored', 'library'],
  message: ({ source }) =>
    `${source} is read as a regular expression. A pattern such as \`(a+)+$\` keeps the process busy for minutes, and \`.*\` matches what it should not. Escape it (\`RegExp.escape\`), or look for the text itself with \`includes\`.`,
});
