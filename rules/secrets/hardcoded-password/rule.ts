import { secretRule } from '../../../engine/rule.ts';

// https://cwe.mitre.org/data/definitions/259.html; `.env` files: https://github.com/motdotla/dotenv#readme
export default secretRule({
  id: 'hardcoded-password',
  title: 'A password is written in the code',
  severity: 'medium',
  confidence: 'medium',
  cwe: [259, 798],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [
    { kind: 'generic', id: 'named-password', judge: 'password' },
    { kind: 'structural', id: 'password-hash', form: 'password-hash' },
  ],
});
