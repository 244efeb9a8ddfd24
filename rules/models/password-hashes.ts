import { libraryModel } from '../../engine/model.ts';

/**
 * What comes out is a hash, of signs that nobody can choose. Facts: https://github.com/kelektiv/node.bcrypt.js#api,
 * https://github.com/dcodeIO/bcrypt.js#api, https://github.com/ranisalt/node-argon2#usage,
 * https://github.com/ricmoo/scrypt-js#api.
 */
export default libraryModel({
  package: [
    'bcrypt',
    'bcryptjs',
    'bcrypt-nodejs',
    '@node-rs/bcrypt',
    'argon2',
    '@node-rs/argon2',
    'argon2-browser',
    'scrypt-js',
  ],
  elements: [
    {
      kind: 'auth',
      call: ['hash', 'hashSync', 'compare', 'compareSync', 'verify', 'verifySync', 'hashRaw', 'scrypt'].flatMap(
        (name) => [name, `default.${name}`],
      ),
      name: { constant: 'password' },
      framework: 'password',
    },
  ],
  controls: [
    {
      control: 'password-hash',
      call: ['hash', 'hashSync', 'compare', 'compareSync', 'verify', 'verifySync', 'hashRaw', 'scrypt'],
    },
  ],
  sanitizers: [
    { call: ['hash', 'hashSync', 'hashRaw', 'compare', 'compareSync', 'scrypt', 'syncScrypt'], clears: 'all' },
    { call: ['verify', 'verifySync'], argument: 1, clears: 'all' },
  ],
});
