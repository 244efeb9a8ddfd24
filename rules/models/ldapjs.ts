import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/ldapjs/node-ldapjs/blob/master/docs/client.md, https://github.com/ldapts/ldapts#api-details. */
export default libraryModel({
  package: ['ldapjs', 'ldapts'],
  types: [{ type: 'Client', is: ['createClient()'] }],
  sinks: [
    // A filter is text or an object; text is parsed.
    { rule: 'ldap-injection', call: ['Client#search'], argument: 1, path: 'filter' },
    { rule: 'ldap-injection', call: ['parseFilter', 'FilterParser.parseString'], argument: 0 },
    {
      rule: 'ldap-dn-injection',
      call: ['search', 'bind', 'add', 'del', 'compare', 'modify', 'modifyDN'].map((name) => `Client#${name}`),
      argument: 0,
    },
    { rule: 'ldap-dn-injection', call: ['Client#modifyDN'], argument: 1 },
  ],
  sanitizers: [
    // https://github.com/ldapts/ldapts/blob/main/src/filters/Filter.ts
    { call: ['Filter.escape', 'Filter#escape'], clears: ['ldap', 'object-shape'] },
  ],
});
