import { libraryModel } from '../../engine/model.ts';

/** Sessions of Nuxt, which it brings into scope by itself. Facts: https://github.com/atinux/nuxt-auth-utils#server-utils. */
export default libraryModel({
  package: 'nuxt-auth-utils',
  globals: ['requireUserSession'],
  controls: [{ control: 'authentication', call: ['requireUserSession'], throws: true }],
});
