import { libraryModel } from '../../engine/model.ts';

/** Names become part of a filter as they are. Facts: https://github.com/jsumners/node-activedirectory#methods. */
export default libraryModel({
  package: ['activedirectory', 'activedirectory2', 'ad-promise'],
  types: [{ type: 'ActiveDirectory', is: ['default#', 'promiseWrapper#'] }],
  sinks: [
    {
      rule: 'ldap-injection',
      call: ['find', 'findUsers', 'findGroups', 'findDeletedObjects'].map((name) => `ActiveDirectory#${name}`),
      argument: 0,
      path: ['filter'],
    },
    {
      rule: 'ldap-injection',
      call: [
        ...['findUser', 'findGroup', 'userExists', 'groupExists', 'getGroupMembershipForUser', 'getUsersForGroup'],
        ...['isUserMemberOf', 'getGroupMembershipForGroup'],
      ].map((name) => `ActiveDirectory#${name}`),
      argument: 'any',
    },
  ],
});
