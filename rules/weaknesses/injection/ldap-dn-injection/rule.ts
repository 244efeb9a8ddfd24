import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'ldap-dn-injection',
  title: 'Text from outside becomes part of a distinguished name',
  severity: 'high',
  confidence: 'high',
  cwe: [90],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['ldap'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of the name of an entry in the directory, so that a comma in it leads to another branch, where the check asks for somebody else. Escape it for a distinguished name.`,
});
