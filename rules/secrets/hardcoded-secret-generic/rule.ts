import { secretRule } from '../../../engine/rule.ts';

// https://cwe.mitre.org/data/definitions/798.html; keys that sign: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
export default secretRule({
  id: 'hardcoded-secret-generic',
  title: 'A key or token is written in the code',
  severity: 'medium',
  confidence: 'medium',
  cwe: [798, 321],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [{ kind: 'generic', id: 'named-token', judge: 'token' }],
});
