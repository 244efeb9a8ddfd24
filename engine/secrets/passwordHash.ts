/**
 * Hashes of passwords, as password files, databases and configurations hold them. Formats:
 * https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html, https://httpd.apache.org/docs/2.4/misc/password_encryptions.html,
 * https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md, https://docs.djangoproject.com/en/5.2/topics/auth/passwords/
 */
import { isScript, languageOf } from '../source/sourceFile.ts';
import { shannonEntropy } from './entropy.ts';
import { isPlaceholder } from './innocent.ts';
import type { StructuralMatch } from './structuralMatch.ts';

/** In files of Compose a `$` is written twice: https://docs.docker.com/reference/compose-file/interpolation/ */
const FORMATS: Readonly<Record<string, RegExp>> = {
  '2': /\$\$?2[abxy]\$\$?\d\d\$\$?[./0-9A-Za-z]{53}(?![./0-9A-Za-z])/y,
  a: /\$\$?(?:argon2(?:id?|d)\$\$?v=\d{1,3}\$\$?m=\d{1,8},t=\d{1,4},p=\d{1,3}\$\$?[0-9A-Za-z+/]{11,64}\$\$?[0-9A-Za-z+/]{16,128}|apr1\$\$?[./0-9A-Za-z]{1,8}\$\$?[./0-9A-Za-z]{22}(?![./0-9A-Za-z]))/y,
  '5': /\$5\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{43}(?![./0-9A-Za-z])/y,
  '6': /\$6\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{86}(?![./0-9A-Za-z])/y,
  p: /pbkdf2_sha(?:1|256|512)\$\d{1,8}\$[0-9A-Za-z]{1,64}\$[0-9A-Za-z+/]{27,88}={0,2}/y,
  '{': /\{(?:SHA|SSHA)\}[0-9A-Za-z+/]{27,48}={0,2}/y,
};

/** Texts of which one stands in every hash, in lower case. */
export const HASH_KEYWORDS: readonly string[] = [
  ...['$2a$', '$2b$', '$2y$', '$argon2', '$apr1$', '$5$', '$6$'],
  ...['pbkdf2_sha', '{sha}', '{ssha}'],
];

/** The hash that starts at a place of a text. */
export function passwordHashAt(text: string, at: number): StructuralMatch | undefined {
  const start = text.charAt(at - 1) === '$' && text.charAt(at) === '$' ? at - 1 : at;
  if (/[\w$]/.test(text.charAt(start - 1)) || isInComment(text, start)) return undefined;
  const sign = text.charAt(at) === '$' ? text.charAt(at + 1) : text.charAt(at).toLowerCase();
  const format = FORMATS[sign];
  if (!format) return undefined;
  format.lastIndex = start;
  const hash = format.exec(text)?.[0];
  const random = hash?.slice(hash.lastIndexOf('$') + 1).slice(-31) ?? '';
  if (hash === undefined || shannonEntropy(random) < 3.3 || isPlaceholder(random)) return undefined;
  return { form: 'password-hash', start, end: start + hash.length };
}

/** What is commented out shows how such a setting looks. */
function isInComment(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /^\s{0,80}(?:#|\/\/|--|;|<!--)/.test(text.slice(line, Math.min(at, line + 100)));
}

/** Files of passwords: their hashes are what logs people in. */
const PASSWORD_FILE = /(?:^|[/.])(?:htpasswd|htdigest|shadow|passwd)(?:\.[\w-]{1,20})?$|\.htpasswd$/i;

/** What fills a database, in a program. */
const SEED = /(?:^|[/._-])seed(?:s|er|ers|ing)?(?:$|[/._-])/i;

/**
 * How much a hash of a file counts: `people` log in with it. Undefined where it is no more than an example of one: in code
 * and texts about code.
 */
export function useOfHashes(path: string): 'login' | 'stored' | undefined {
  if (PASSWORD_FILE.test(path)) return 'login';
  const language = languageOf(path);
  if (language === 'text' || language === 'markdown') return undefined;
  return isScript(language) && !SEED.test(path) ? undefined : 'stored';
}
