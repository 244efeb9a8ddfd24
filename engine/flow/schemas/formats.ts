import { kindsClearedByPattern } from '../patternGuard.ts';
import { ALL_KINDS, bitsOf, type TaintBits } from '../taintKind.ts';

/**
 * What text of a named format can hold, as a pattern that lets through all that any of the libraries does. `all`: words
 * and numbers of one form, with which nothing can be done. Facts: https://zod.dev/api#string-formats,
 * https://json-schema.org/draft/2020-12/json-schema-validation#name-defined-formats,
 * https://joi.dev/api/#string, https://valibot.dev/api/.
 */
const FORMATS: Readonly<Record<string, string>> = {
  word: 'all',
  uuid: 'all',
  id: 'all',
  hex: 'all',
  // RFC 5321 lets a local part hold nearly all signs, quotes included.
  email: "[\\w!#$%&'*+/=?^`{|}~.-]+@[\\w.-]+",
  // As zod reads it: no sign of HTML, but the quote of a name.
  'plain-email': "[\\w'+.-]+@[A-Za-z\\d.-]+",
  date: '\\d{1,6}-\\d\\d-\\d\\d',
  time: '\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[Zz]|[+-]\\d\\d:?\\d\\d)?',
  'date-time': '[+-]?\\d{1,6}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[Zz]|[+-]\\d\\d:?\\d\\d)?',
  duration: 'P[\\dA-Z.]+',
  // Any address or name can be another host's.
  ip: '[\\dA-Fa-f:]+(?:\\.\\d{1,3}){0,3}(?:/\\d{1,3})?',
  hostname: '\\w(?:[\\w-]|\\.\\w)*',
  mac: '[\\dA-Fa-f]{2}(?:[:.-]?[\\dA-Fa-f]{2})+',
  phone: '\\+?\\d+',
  number: '-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?',
  base64: '[\\w+/-]*=*',
  jwt: '[\\w=-]+(?:\\.[\\w=-]+)*',
  slug: 'all',
  // A script can be one, and it goes where it likes.
  url: '',
  'http-url': '',
};

const SCHEME = bitsOf(['url-scheme']);

/** A list of words is as good as a word where the words are: in a format, only the words count. */
const SHAPE = bitsOf(['object-shape']);

/** The kinds that text of a format no longer has; only that it is no object for a format that is not known. */
export function kindsClearedByFormat(format: string): TaintBits {
  const pattern = FORMATS[format] ?? '';
  if (pattern === 'all') return ALL_KINDS;
  if (format === 'http-url') return SHAPE | SCHEME;
  return pattern === '' ? SHAPE : SHAPE | kindsClearedByPattern(`^(?:${pattern})$`, '');
}
