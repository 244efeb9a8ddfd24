import { secretRule } from '../../../engine/rule.ts';

// User and password in URLs are deprecated: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
export default secretRule({
  id: 'credentials-in-url',
  title: 'A URL or connection string carries a password',
  severity: 'high',
  confidence: 'medium',
  cwe: [798, 522],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [
    { kind: 'structural', id: 'url-credentials', form: 'url-credentials' },
    { kind: 'structural', id: 'connection-string', form: 'connection-string' },
  ],
});
