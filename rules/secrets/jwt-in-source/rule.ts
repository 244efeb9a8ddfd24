import { secretRule } from '../../../engine/rule.ts';

// Tokens: https://www.rfc-editor.org/rfc/rfc7519, encrypted ones: https://www.rfc-editor.org/rfc/rfc7516;
// Supabase's roles: https://supabase.com/docs/guides/api/api-keys
export default secretRule({
  id: 'jwt-in-source',
  title: 'A JSON Web Token is written in the code',
  severity: 'medium',
  confidence: 'medium',
  cwe: [798],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [{ kind: 'structural', id: 'jwt', form: 'jwt' }],
});
