/** Secrets without a provider's format. Name, value and place are judged together; none of them is enough. */

import type { Confidence } from '../finding.ts';
import { decodeBase64, printable } from './base64.ts';
import type { Candidate } from './candidate.ts';
import { isRandom } from './entropy.ts';
import { hasRun, innocence, isIdentifier, isProse } from './innocent.ts';
import { kindOfJwt } from './jwt.ts';
import { mnemonicKind } from './mnemonic.ts';
import { namesPhrase, type SecretName, secretName, wordsOf } from './secretName.ts';

export interface Judgement {
  readonly judge: 'password' | 'token';
  readonly confidence: Confidence;
  /** People choose such a value, and make one up for a test or a sample; else a machine made it. */
  readonly isChosen: boolean;
  /** The span inside the candidate's value that is the secret. */
  readonly from: number;
  readonly to: number;
}

/** Longer texts are data: keys and passwords that people paste are shorter. */
const LONGEST = 512;

/** What a candidate is; undefined when it is no secret, or not surely enough. */
export function judge(candidate: Candidate): Judgement | undefined {
  const { name, value } = candidate;
  if (value.length < 4 || value.length > LONGEST) return undefined;
  const inHeader = /^(?:proxy-?)?authorization$/i.test(name) ? judgeAuthorization(value) : undefined;
  if (inHeader) return inHeader;
  const phrase = namesPhrase(name) ? mnemonicKind(value) : undefined;
  if (phrase === 'wallet' || phrase === 'words') {
    const confidence = phrase === 'wallet' ? 'high' : 'low';
    return { judge: 'token', confidence, isChosen: true, from: 0, to: value.length };
  }
  const meaning = meaningOf(candidate);
  if (!meaning || isDescribed(candidate) || repeatsName(candidate, meaning)) return undefined;
  if (
    isJwtSample(value) ||
    (innocence(value) !== undefined && !(meaning.signs && candidate.place === 'code' && isWeakKey(value)))
  )
    return undefined;
  const confidence = meaning.family === 'password' ? judgePassword(candidate) : judgeToken(candidate, meaning);
  const isChosen = meaning.family === 'password' || !isRandom(value.replace(/^0x/, ''), 0.3);
  return confidence && { judge: meaning.family, confidence, isChosen, from: 0, to: value.length };
}

/** `session({ secret })` is a session's secret: the function that gets the value is part of its name. */
function meaningOf({ name, path, isKey }: Candidate): SecretName | undefined {
  if (isKey) return KEY;
  const meaning = secretName(name);
  if (meaning?.family !== 'token' || !/^(?:secret|keys?|secretOrKey)$/.test(name)) return meaning;
  const words = wordsOf(path.at(-1) ?? '');
  if (words.includes('jwt')) return KEY;
  // `key` of a session is the name of its cookie: https://github.com/koajs/session#example
  const signs = name !== 'key' && words.some((word) => word === 'session' || word === 'cookie');
  return signs ? KEY : meaning;
}

const KEY: SecretName = { family: 'token', strength: 'strong', signs: true };

function judgeToken(candidate: Candidate, meaning: SecretName): Confidence | undefined {
  const { value, place } = candidate;
  const isStrong = meaning.strength === 'strong';
  const digits = value.replace(/^0x(?=[0-9a-f]{64}$)/i, '');
  if (isRandom(digits, isStrong ? 0.3 : 0) && !isIdentifier(value)) {
    if (isStrong) return 'high';
    // A bare `key` or `token` with a digest's or a database id's shape is more often that.
    if (/^(?:0x)?[0-9a-f]{24,128}$/i.test(value)) return 'low';
    return wordsOf(candidate.name).length === 1 && /^(?:key|auth)\d?$/i.test(candidate.name) ? 'low' : 'medium';
  }
  // What signs or encrypts is the key, though it be a word. Only code says that it does.
  if (meaning.signs && place === 'code' && value.length >= 6) {
    if (meaning === KEY || isWeakKey(value)) return 'medium';
    if (!/^[A-Z0-9_]{1,80}$/.test(value) && !hasNameShape(value)) return 'medium';
  }
  return isStrong && value.length >= 12 && classesOf(value) >= 3 && looksChosen(value) ? 'medium' : undefined;
}

function judgePassword(candidate: Candidate): Confidence | undefined {
  const { value, place } = candidate;
  // The same word for user, database and password is how an image starts on a developer's machine.
  if (place === 'attribute' || candidate.siblingValues.includes(value)) return undefined;
  const isConnection = place === 'environment' || hasConnection(candidate);
  if (isConnection && !/[^\x21-\x7e]/.test(value)) return 'medium';
  return value.length >= 6 && looksChosen(value) ? 'medium' : undefined;
}

/** Neither a word for people nor a name for programs: letters mixed with digits or signs. */
function looksChosen(value: string): boolean {
  if (!/[A-Za-z]/.test(value) || !/[^A-Za-z]/.test(value)) return false;
  return !isProse(value) && !isIdentifier(value) && !hasRun(value);
}

function classesOf(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
}

/** `camelCase`, `snake_case`, `kebab-case`, `a.b.c`: more likely the name of a key than a key. */
function hasNameShape(value: string): boolean {
  const isName =
    /^[a-z][A-Za-z0-9]{0,60}(?:[_-][A-Za-z0-9]{1,60}){0,1}$|^[a-z][\w-]{0,60}(?:[.:/][\w-]{1,60}){1,10}$/.test(value);
  return isName && isIdentifier(value);
}

const CONNECTION =
  /^(?:user|username|usr|login|host|hostname|server|database|db|port|dialect|connectionlimit|uid|account|email)$/;

/** The names beside it are those of a connection, so it is no label and no field of a form. */
function hasConnection(candidate: Candidate): boolean {
  if (candidate.place === 'comment') return false;
  const named = new Set(candidate.siblings.map((sibling) => sibling.toLowerCase().replace(/[^a-z]/g, '')));
  const found = [...named].filter((sibling) => CONNECTION.test(sibling));
  return found.some(
    (sibling) => sibling !== 'email' && sibling !== 'account' && sibling !== 'username' && sibling !== 'login',
  );
}

/** Keys under which values are examples, labels, schemas or versions. */
const DESCRIBING =
  /^(?:encrypteddata|properties|definitions|schema|schemas|components|example|examples|messages?|errors?|labels?|translations?|i18n|locales?|placeholders?|validation|enum|description|title|dependencies|devdependencies|peerdependencies|scripts|keywords|types?|columns?|fields?|icons?|routes?|paths?|urls?|selectors?|styles?|colou?rs?|theme|keybindings?|shortcuts?|storagekeys?|headers_?names?)$/i;

function isDescribed({ path }: Candidate): boolean {
  return path.some((key) => DESCRIBING.test(key));
}

/** `password: 'password'`, `JWT_SECRET = 'jwt-secret'`: a name for a thing, not the thing. */
function repeatsName({ name, value }: Candidate, meaning: SecretName): boolean {
  if (meaning === KEY) return false;
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const spoken = letters(value);
  const named = letters(name);
  if (spoken === named) return true;
  // The name with a little more is a sample of the value, not the value.
  if (!meaning.signs && named.length >= 8 && spoken.startsWith(named) && spoken.length < named.length + 10) return true;
  const isPart = named.includes(spoken) || (!meaning.signs && spoken.length < 24 && spoken.endsWith(named));
  return isPart && (isIdentifier(value) || /^[a-z]{1,40}$/i.test(value));
}

/** A placeholder that is used as a key is a key that everybody knows. */
function isWeakKey(value: string): boolean {
  // What calls itself a mock is for a test, wherever it stands.
  if (/mock/i.test(value)) return false;
  return innocence(value) === 'placeholder' && /[a-z]/i.test(value) && value.length >= 6;
}

/** `Basic <user:password>` and `Bearer <token>` of RFC 7617 and RFC 6750. */
function judgeAuthorization(value: string): Judgement | undefined {
  const scheme = /^(basic|bearer|token|apikey)[ ]{1,4}/i.exec(value);
  if (!scheme) return undefined;
  const from = scheme[0].length;
  const credential = value.slice(from);
  if (innocence(credential) !== undefined || isJwtSample(credential)) return undefined;
  if (scheme[1]?.toLowerCase() !== 'basic') {
    return credential.length >= 20 && isRandom(credential, 0.3)
      ? { judge: 'token', confidence: 'high', isChosen: false, from, to: value.length }
      : undefined;
  }
  const pair = printable(decodeBase64(credential));
  const colon = pair?.indexOf(':') ?? -1;
  const password = colon > 0 ? (pair?.slice(colon + 1) ?? '') : '';
  return password.length >= 4 && innocence(password) === undefined
    ? { judge: 'password', confidence: 'high', isChosen: true, from, to: value.length }
    : undefined;
}

/** A token of documentation, or for anonymous visitors. */
function isJwtSample(value: string): boolean {
  const kind = kindOfJwt(value);
  return kind === 'sample' || kind === 'public';
}
