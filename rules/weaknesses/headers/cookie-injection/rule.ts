import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'cookie-injection',
  title: 'Text from outside becomes part of a cookie',
  severity: 'low',
  confidence: 'high',
  cwe: [113, 565],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['header'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} is written into a cookie as it is, so that a semicolon in it adds attributes such as \`Domain\`, and a name that is chosen replaces the cookie of the session. Encode the value with \`encodeURIComponent\`, and keep name, domain and path constant.`,
});
