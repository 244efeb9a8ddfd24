import { libraryModel } from '../../engine/model.ts';

/**
 * A hash is no text that somebody chose. Facts: https://github.com/pvorb/node-md5#api, https://github.com/puleos/object-hash#hashvalue-options,
 * https://github.com/emn178/js-sha256#usage, https://github.com/sindresorhus/hasha#readme, https://github.com/brix/crypto-js#usage.
 */
export default libraryModel({
  package: [
    'md5',
    'sha1',
    'sha256',
    'object-hash',
    'ohash',
    'hash-sum',
    'js-sha256',
    'js-sha512',
    'js-md5',
    'blueimp-md5',
    'hasha',
    'crypto-js',
    'murmurhash',
    'spark-md5',
    'string-hash',
    'fnv1a',
  ],
  sanitizers: [
    {
      call: [
        'default',
        'hash',
        'sha1',
        'sha224',
        'sha256',
        'sha384',
        'sha512',
        'md5',
        'MD5',
        'hasha',
        'hashSync',
        'v2',
        'v3',
      ],
      clears: 'all',
    },
    {
      call: [
        'SHA1',
        'SHA224',
        'SHA256',
        'SHA384',
        'SHA512',
        'SHA3',
        'RIPEMD160',
        'PBKDF2',
        'HmacSHA1',
        'HmacSHA256',
        'HmacSHA512',
        'HmacMD5',
      ],
      clears: 'all',
    },
  ],
});
