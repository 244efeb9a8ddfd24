import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'redis-command-injection',
  title: 'Text from outside chooses the command for Redis',
  severity: 'medium',
  confidence: 'high',
  cwe: [74, 88],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['argument', 'object-shape'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} decides which command Redis runs, and commands such as \`FLUSHALL\`, \`CONFIG\` and \`EVAL\` do what they like. Write the command yourself and make the rest text.`,
});
