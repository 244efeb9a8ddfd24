import { libraryModel } from '../../engine/model.ts';

/** Tags that escape their holes. Facts: https://github.com/tcort/ldap-escape#readme. */
export default libraryModel({
  package: 'ldap-escape',
  sanitizers: [{ call: ['filter', 'dn'], clears: ['ldap', 'object-shape'] }],
});
