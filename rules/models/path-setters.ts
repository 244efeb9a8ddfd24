import { libraryModel } from '../../engine/model.ts';

/**
 * Packages of one function of lodash that are kept no more: https://github.com/lodash/lodash/issues/3793#issuecomment-389774153.
 * Their `baseSet` does not refuse `__proto__` (CVE-2020-8203).
 */
export default libraryModel({
  package: ['lodash.set', 'lodash.setwith', 'lodash.update', 'lodash.updatewith'],
  sinks: [{ rule: 'prototype-pollution-library', call: ['default'], argument: 1 }],
});
