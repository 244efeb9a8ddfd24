import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'security-header-from-input',
  title: 'Text from outside becomes part of a header that protects',
  severity: 'medium',
  confidence: 'high',
  cwe: [644],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['header'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of a header by which browsers, or the proxy in front, decide what is allowed, so that whoever sends it can weaken the rules or reach other files. Choose the value from a fixed list.`,
});
