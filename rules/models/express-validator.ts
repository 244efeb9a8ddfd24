import { libraryModel, type SchemaForm } from '../../engine/model.ts';

/**
 * Checks of the request's fields, and what was looked at by at least one of them, whatever it asks for. Facts:
 * https://express-validator.github.io/docs/api/check, https://express-validator.github.io/docs/api/validation-chain,
 * https://express-validator.github.io/docs/api/matched-data.
 */

const PARTS = ['body', 'cookies', 'headers', 'params', 'query'];

/** The functions that begin a chain, each with the parts in which it looks for its field. */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  check: PARTS,
  body: ['body'],
  cookie: ['cookies'],
  header: ['headers'],
  param: ['params'],
  query: ['query'],
};

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  word: ['isAlpha', 'isAlphanumeric', 'isCreditCard', 'isCurrency', 'isISBN', 'isHash', 'isLocale', 'isISO31661Alpha2'],
  hex: ['isHexadecimal', 'isMongoId'],
  uuid: ['isUUID', 'isULID'],
  slug: ['isSlug'],
  email: ['isEmail'],
  url: ['isURL'],
  ip: ['isIP', 'isIPRange'],
  hostname: ['isFQDN'],
  mac: ['isMACAddress'],
  'date-time': ['isISO8601', 'isRFC3339', 'isDate'],
  base64: ['isBase64', 'isBase32'],
  jwt: ['isJWT'],
  text: ['isString'],
};

const NUMBERS = ['isInt', 'isFloat', 'isNumeric', 'isDecimal', 'isPort', 'toInt', 'toFloat', 'toDate'];

const methods: Readonly<Record<string, SchemaForm>> = Object.fromEntries([
  ...Object.entries(FORMATS).flatMap(([format, names]) => names.map((name) => [name, { format }] as const)),
  ...NUMBERS.map((name) => [name, { kinds: 'number' }] as const),
  ...['isIn', 'equals', 'isBoolean', 'toBoolean'].map((name) => [name, { kinds: 'none' }] as const),
  ['matches', { pattern: 0 }] as const,
  ['custom', { refine: 0 }] as const,
]);

export default libraryModel({
  package: 'express-validator',
  sources: [{ trust: 'remote', from: ['matchedData()'], members: true, label: 'data of the request' }],
  schemas: { makers: [{ call: Object.keys(BEGINNINGS), kinds: 'any' }], methods },
  requestChecks: Object.entries(BEGINNINGS).map(([name, fieldIn]) => ({
    call: [name],
    fieldIn,
    askedBy: ['express-validator.validationResult'],
  })),
});
