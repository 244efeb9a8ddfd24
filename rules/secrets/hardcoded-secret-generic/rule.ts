import { secretRule } from '../../../engine/rule.ts';

export default secretRule({
  id: 'hardcoded-secret-generic',
  title: 'A key or token is written in the code',
  severity: 'medium',
  confidence: 'medium',
  cwe: [798, 321],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [{ kind: 'generic', id: 'named-token', judge: 'token' }],
});
