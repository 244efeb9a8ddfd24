import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'timer-from-input',
  title: 'A number from outside decides how long a timer runs',
  severity: 'low',
  confidence: 'high',
  cwe: [400],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['size'],
  from: ['remote', 'model'],
  message: ({ source }) =>
    `${source} decides how long this timer waits. Long ones pile up with all that they hold, and one of more than 2147483647 fires at once. Bound it with \`Math.min\`.`,
});
