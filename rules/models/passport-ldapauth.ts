import { libraryModel } from '../../engine/model.ts';

/** What it puts in the place of `{{username}}` it escapes by itself. Facts: https://github.com/vesse/passport-ldapauth#usage. */
export default libraryModel({
  package: ['passport-ldapauth', 'ldapauth-fork'],
  sinks: [
    {
      rule: 'ldap-injection',
      call: ['default', 'Strategy'],
      argument: 0,
      path: ['server.searchFilter', 'server.groupSearchFilter', 'searchFilter', 'groupSearchFilter'],
    },
  ],
});
