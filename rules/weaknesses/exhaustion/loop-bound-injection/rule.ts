import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'loop-bound-injection',
  title: 'A number from outside decides how often a loop runs',
  severity: 'medium',
  confidence: 'high',
  cwe: [606, 834],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['size'],
  profile: 'audit',
  from: ['remote', 'model'],
  message: ({ source }) =>
    `${source} decides how often this loop runs, so that one request for a billion rounds keeps the process from all others. Bound it: \`Math.min(n, 1000)\`, or refuse what is too large.`,
});
