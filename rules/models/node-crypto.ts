import { libraryModel } from '../../engine/model.ts';

/** What comes out of cryptography is no longer text that somebody chose. Facts: https://nodejs.org/api/crypto.html. */
export default libraryModel({
  package: 'crypto',
  elements: [
    {
      kind: 'crypto',
      call: [
        'createHash',
        'createHmac',
        'createCipheriv',
        'createDecipheriv',
        'createSign',
        'createVerify',
        'hash',
        'createCipher',
      ],
      name: { argument: 0 },
    },
    { kind: 'crypto', call: ['pbkdf2', 'pbkdf2Sync', 'hkdf', 'hkdfSync'], name: [{ argument: 4 }, { argument: 0 }] },
    { kind: 'auth', call: ['scrypt', 'scryptSync'], name: { constant: 'password' }, framework: 'password' },
    {
      kind: 'crypto',
      call: [
        'randomBytes',
        'randomUUID',
        'randomInt',
        'randomFill',
        'randomFillSync',
        'getRandomValues',
        'webcrypto.getRandomValues',
      ],
      name: { constant: 'random' },
    },
  ],
  types: [
    {
      type: 'Hash',
      is: ['createHash()', 'createHmac()', 'Hash#update()', 'Hash#copy()'],
    },
    { type: 'Cipher', is: ['createCipheriv()'] },
    { type: 'Decipher', is: ['createDecipheriv()'] },
    { type: 'Sign', is: ['createSign()', 'Sign#update()'] },
    { type: 'Verify', is: ['createVerify()', 'Verify#update()'] },
  ],
  sinks: [{ rule: 'allocation-from-input', call: ['randomBytes', 'randomFillSync'], argument: 0 }],
  sanitizers: [
    { call: ['Hash#digest', 'Cipher#final', 'Sign#sign'], argument: 'receiver', clears: 'all' },
    { call: ['Cipher#update'], argument: 0, clears: 'all' },
    { call: ['hash'], argument: 1, clears: 'all' },
    {
      call: [
        'pbkdf2Sync',
        'scryptSync',
        'hkdfSync',
        'argon2Sync',
        'createHash',
        'createHmac',
        'randomInt',
        'randomBytes',
      ],
      argument: 0,
      clears: 'all',
    },
    { call: ['timingSafeEqual'], clears: 'all' },
    { call: ['sign', 'verify'], argument: 1, clears: 'all' },
  ],
  propagators: [{ call: ['Decipher#update'], from: { argument: 0 }, to: 'return' }],
});
