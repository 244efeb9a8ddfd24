import { libraryModel } from '../../engine/model.ts';
import { NOT_IN_A_NUMBER } from './javascript.ts';

/** Facts: https://github.com/validatorjs/validator.js#validators and #sanitizers. It throws on anything but text. */

/** Letters and digits, or a form that has no room for anything else. */
const NARROW = [
  'isAlpha',
  'isAlphanumeric',
  'isBase32',
  'isBase58',
  'isBoolean',
  'isCreditCard',
  'isEAN',
  'isEthereumAddress',
  'isHash',
  'isHexadecimal',
  'isHexColor',
  'isIMEI',
  'isIn',
  'isISBN',
  'isISIN',
  'isISO31661Alpha2',
  'isISO31661Alpha3',
  'isISO4217',
  'isISO8601',
  'isISRC',
  'isISSN',
  'isLuhnNumber',
  'isMD5',
  'isMongoId',
  'isOctal',
  'isPort',
  'isRFC3339',
  'isSemVer',
  'isSlug',
  'isUUID',
  'isULID',
];

const FUNCTIONS = [
  ...NARROW,
  ...[
    'escape',
    'toInt',
    'toFloat',
    'toDate',
    'toBoolean',
    'isInt',
    'isNumeric',
    'isFloat',
    'isDecimal',
    'isIP',
    'isIPRange',
  ],
  ...['isFQDN', 'isMACAddress', 'isURL', 'trim', 'ltrim', 'rtrim', 'blacklist', 'whitelist', 'stripLow', 'unescape'],
];

export default libraryModel({
  package: 'validator',
  submodules: Object.fromEntries(
    FUNCTIONS.flatMap((name) => [
      [`validator/lib/${name}`, name],
      [`validator/es/lib/${name}`, name],
    ]),
  ),
  sanitizers: [
    // & < > " ' / ` and \ become entities.
    { call: ['escape'], clears: ['html-text', 'html-attribute', 'object-shape'] },
    { call: ['toInt', 'toFloat', 'toDate'], clears: NOT_IN_A_NUMBER },
    { call: ['toBoolean'], clears: 'all' },
  ],
  guards: [
    { call: NARROW, clears: 'all' },
    { call: ['isInt', 'isNumeric', 'isFloat', 'isDecimal'], clears: NOT_IN_A_NUMBER },
    // Any host can have such a name or address.
    {
      call: ['isIP', 'isIPRange', 'isFQDN', 'isMACAddress'],
      clears: NOT_IN_A_NUMBER.filter((kind) => kind !== 'url-host' && kind !== 'regex'),
    },
    // A local part in quotes holds nearly every sign: https://github.com/validatorjs/validator.js/blob/master/src/lib/isEmail.js
    { call: ['isEmail'], clears: ['header', 'log', 'object-shape'] },
    // http, https or ftp, unless `protocols` says more.
    { call: ['isURL'], clears: ['url-scheme', 'object-shape'] },
  ],
  propagators: [
    {
      call: ['trim', 'ltrim', 'rtrim', 'blacklist', 'whitelist', 'stripLow', 'unescape', 'normalizeEmail', 'toString'],
      from: { argument: 0 },
      to: 'return',
    },
  ],
});
