import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'allocation-from-input',
  title: 'A number from outside decides how much memory is taken',
  severity: 'medium',
  confidence: 'high',
  cwe: [789, 770],
  owasp: ['A04:2021', 'A06:2025'],
  kinds: ['size'],
  from: ['remote', 'stored', 'model'],
  message: ({ source }) =>
    `${source} decides how much memory this takes, so that one request for a billion stops the process. Bound it: \`Math.min(n, 1000)\`, or refuse what is too large.`,
});
