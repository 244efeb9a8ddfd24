import { secretRule } from '../../../engine/rule.ts';

// PEM: https://www.rfc-editor.org/rfc/rfc7468#section-10; OpenSSH: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
export default secretRule({
  id: 'private-key-in-source',
  title: 'A private key is kept in the code',
  severity: 'high',
  confidence: 'high',
  cwe: [321, 798],
  owasp: ['A02:2021', 'A04:2025'],
  detectors: [{ kind: 'structural', id: 'private-key', form: 'private-key' }],
});
