import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'ldap-injection',
  title: 'Text from outside becomes part of an LDAP filter',
  severity: 'high',
  confidence: 'high',
  cwe: [90],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['ldap'],
  from: ['remote', 'browser', 'model'],
  message: ({ source }) =>
    `${source} becomes part of a filter of the directory, so that \`*\` and parentheses in it match other people than meant. Build the filter of objects (\`new EqualityFilter({ attribute, value })\`), or escape the value for a filter.`,
});
