/** Secrets that their structure tells: private keys, URLs with a password, connection strings. */
import { decodeBase64, utf8 } from './base64.ts';
import { innocence, isPlaceholder, isReference } from './innocent.ts';
import { jwtAt } from './jwt.ts';
import { HASH_KEYWORDS, passwordHashAt } from './passwordHash.ts';
import type { StructuralMatch } from './structuralMatch.ts';

/** Texts that stand in every structural secret, in lower case, with what they announce. */
export const STRUCTURAL_KEYWORDS: ReadonlyMap<string, (text: string, at: number) => StructuralMatch | undefined> =
  new Map<string, (text: string, at: number) => StructuralMatch | undefined>([
    ['-----begin', privateKeyAt],
    ['putty-user-key-file-', puttyKeyAt],
    ['ls0tls1crudjti', encodedKeyAt],
    ['eyj', tokenAt],
    ['://', urlCredentialsAt],
    ['password=', connectionStringAt],
    ['pwd=', connectionStringAt],
    ['accountkey=', connectionStringAt],
    ['sharedaccesskey=', connectionStringAt],
    ...HASH_KEYWORDS.map((keyword) => [keyword, passwordHashAt] as const),
  ]);

const LONGEST_KEY = 20_000;
const FEWEST_CHARACTERS = 64;

/** RFC 7468 §10–11, RFC 4880 §6.2 and PROTOCOL.key of OpenSSH. */
function privateKeyAt(text: string, at: number): StructuralMatch | undefined {
  const header = /-----BEGIN ((?:[A-Z0-9]{1,12} ){0,3})PRIVATE KEY( BLOCK)?-----/y;
  header.lastIndex = at;
  const match = header.exec(text);
  if (!match) return keyStoreAt(text, at);
  const from = header.lastIndex;
  // A key that is cut off is a key still: as much of the Base64 as there is counts.
  const next = text.indexOf('-----', from);
  const close = next !== -1 && text.startsWith('-----END', next) ? next : -1;
  const to = Math.min(next === -1 ? text.length : next, from + LONGEST_KEY);
  const written = text.slice(from, to);
  const lines = unescaped(written).split('\n');
  const isEncrypted = match[1] === 'ENCRYPTED ' || /Proc-Type:\s{0,3}4,ENCRYPTED/.test(written.slice(0, 400));
  const body = base64Lines(lines);
  if (body.length < FEWEST_CHARACTERS || !isKey(body, match[1] ?? '', match[2] !== undefined, isEncrypted))
    return undefined;
  const closing = close === -1 ? -1 : text.indexOf('-----', close + 8);
  const end = close === -1 ? from + written.trimEnd().length : closing === -1 ? close : closing + 5;
  return { form: 'private-key', start: at, end, ...(isEncrypted ? ENCRYPTED : {}) };
}

/** What `keyStore.ts` of the workspace makes of such files, and OpenSSL of PKCS #12. */
function keyStoreAt(text: string, at: number): StructuralMatch | undefined {
  const store =
    /-----BEGIN (PKCS12|JAVA KEYSTORE|KEEPASS DATABASE)-----\r?\n[0-9A-Za-z+/=\r\n]{64,8000}-----END [A-Z0-9 ]{6,20}-----/y;
  store.lastIndex = at;
  return store.test(text) ? { form: 'private-key', kind: 'key-store', start: at, end: store.lastIndex } : undefined;
}

const ENCRYPTED = { kind: 'encrypted-key' } as const;

/** The Base64 of a PEM block, as Kubernetes and CI variables hold it: one level of it is decoded. */
function encodedKeyAt(text: string, at: number): StructuralMatch | undefined {
  const run = /LS0tLS1CRUdJTi[0-9A-Za-z+/]{60,20000}={0,2}/y;
  run.lastIndex = at;
  const encoded = run.exec(text)?.[0];
  const decoded = encoded === undefined ? undefined : utf8(decodeBase64(encoded));
  const key = decoded === undefined ? undefined : privateKeyAt(decoded, 0);
  return key && encoded !== undefined ? { ...key, start: at, end: at + encoded.length } : undefined;
}

function tokenAt(text: string, at: number): StructuralMatch | undefined {
  const token = jwtAt(text, at);
  if (!token || token.kind === 'sample') return undefined;
  const { end, kind, expires } = token;
  return {
    form: 'jwt',
    start: at,
    end,
    ...(kind === 'token' ? {} : { kind: `${kind}-jwt` as const }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** The lines as they were before somebody put them into a string, a sum of strings, a comment or a document. */
function unescaped(written: string): string {
  return written
    .replace(/\\r|\r/g, '')
    .replace(/\\n|\\\n/g, '\n')
    .replace(/["'`+,]|\/\/|\*/g, ' ');
}

function base64Lines(lines: readonly string[]): string {
  let body = '';
  for (const line of lines) {
    const trimmed = line.trim();
    // Headers of RFC 1421 and the checksum of RFC 4880 are no Base64 of the key.
    if (trimmed === '' || trimmed.includes(':') || trimmed.startsWith('=')) continue;
    const compact = trimmed.replace(/\s{1,200}/g, '');
    if (!/^[A-Za-z0-9/]{0,20000}={0,2}$/.test(compact.replaceAll('+', '/'))) return '';
    body += compact;
  }
  return body;
}

function isKey(body: string, kind: string, isBlock: boolean, isEncrypted: boolean): boolean {
  const bytes = decodeBase64(body.slice(0, body.length - (body.length % 4)));
  if (!bytes || bytes.length < 40 || new Set(bytes).size < 16) return false;
  if (isBlock) return ((bytes[0] ?? 0) & 0x80) !== 0;
  if (kind === 'OPENSSH ') return String.fromCharCode(...bytes.slice(0, 14)) === 'openssh-key-v1';
  // An old encrypted key is encrypted as a whole; every other one is a DER sequence.
  return (isEncrypted && kind !== 'ENCRYPTED ') || bytes[0] === 0x30;
}

/** https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html */
function puttyKeyAt(text: string, at: number): StructuralMatch | undefined {
  const header = /PuTTY-User-Key-File-[23]: [\w-]{1,40}\r?\nEncryption: (\S{1,40})\r?\n/y;
  header.lastIndex = at;
  const encryption = header.exec(text)?.[1];
  if (encryption === undefined) return undefined;
  const file = text.slice(at, at + LONGEST_KEY);
  const mac = /^Private-(?:MAC|Hash):[ ]?[0-9a-f]{40,64}/m.exec(file);
  if (!mac || !file.includes('Private-Lines:')) return undefined;
  return {
    form: 'private-key',
    start: at,
    end: at + mac.index + mac[0].length,
    ...(encryption === 'none' ? {} : ENCRYPTED),
  };
}

const SCHEME =
  /^(?:postgres|postgresql|mysql|mysql2|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|mssql|sqlserver|cockroachdb|clickhouse|nats|mqtt|mqtts|ldap|ldaps|smtp|smtps|imap|imaps|ftp|ftps|sftp|ssh|kafka|couchdb|neo4j|neo4j\+s|bolt|libsql|oracle|snowflake|db2|cassandra|elasticsearch|https?|wss?|git|svn|socks5h?)$/;

/** Passwords that everybody uses for a database on the own machine. */
const LOCAL_PASSWORD = /^(?:[a-z]{1,12}|[a-z]{1,12}\d{1,4}|\d{1,6})$/i;
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.\d{1,3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[a-z][a-z_-]{0,30})$/i;
/** RFC 2606 and RFC 6761: hosts that cannot be. */
const EXAMPLE_HOST =
  /(?:^|\.)(?:example\.(?:com|org|net)|example|invalid|test)$|^(?:host|hostname|server|domain|proxy|my-?host|your-?host)(?:\.|$)/i;

/** `scheme://user:password@host`: RFC 3986 §3.2.1. */
function urlCredentialsAt(text: string, at: number): StructuralMatch | undefined {
  let start = at;
  while (start > 0 && at - start < 20 && /[A-Za-z0-9+.-]/.test(text.charAt(start - 1))) start--;
  const scheme = text
    .slice(start, at)
    .toLowerCase()
    .replace(/^jdbc:/, '');
  if (!SCHEME.test(scheme)) return undefined;
  const authority = /([^\s"'`<>\\/:@?#,;()|^{}[\]]{0,100}):([^\s"'`<>\\/@[\]]{1,200})@([^\s"'`<>\\/:?#,@)]{1,255})/y;
  authority.lastIndex = at + 3;
  const match = authority.exec(text);
  if (!match) return undefined;
  const [, user = '', password = '', host = ''] = match;
  if (!isRealPassword(decoded(password), decoded(user), host, scheme)) return undefined;
  const from = at + 3 + user.length + 1;
  return { form: 'url-credentials', start: from, end: from + password.length };
}

function isRealPassword(password: string, user: string, host: string, scheme: string): boolean {
  // RFC 1635: anonymous FTP takes any password.
  if (user === 'anonymous') return false;
  if (password.length < 4 || isReference(password) || isReference(user) || password === user) return false;
  // `USERNAME:PERSONAL_ACCESS_TOKEN` names what will stand there.
  if (/^[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5}$/.test(password)) return false;
  // A port is no password.
  if (/^\d{1,5}$/.test(password) || EXAMPLE_HOST.test(host)) return false;
  if (user.includes('@') && EXAMPLE_HOST.test(user.slice(user.indexOf('@') + 1))) return false;
  if (
    isPlaceholder(password) ||
    (/^(?:user|username|usr|name|login|me|foo|bar|someuser|myuser)$/i.test(user) && LOCAL_PASSWORD.test(password))
  )
    return false;
  if (LOCAL_HOST.test(host) && LOCAL_PASSWORD.test(password)) return false;
  // In a path of a web page `http://a:b@c` is rare and words are prose.
  return !/^https?$/.test(scheme) || host.includes('.') || host.includes('$') || !LOCAL_PASSWORD.test(password);
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const PAIR_BESIDE =
  /(?:^|[;?&\s"'`])(?:server|host|data source|datasource|endpoint|hostname|user id|user|username|uid|accountname|sharedaccesskeyname|database|initial catalog)\s{0,2}=/i;
const WINDOW = 300;

/** `Server=…;User Id=…;Password=…`, `AccountName=…;AccountKey=…` and JDBC's `?user=…&password=…`. */
function connectionStringAt(text: string, at: number): StructuralMatch | undefined {
  if (/[A-Za-z0-9_]/.test(text.charAt(at - 1))) return undefined;
  const equals = text.indexOf('=', at);
  const name = text.slice(at, equals).toLowerCase();
  const pattern = /([^\s;"'`&<>\\]{4,200})(?=[;"'`&\s<\\]|$)/y;
  const value = matchAt(pattern, text, equals + 1);
  if (value === undefined || innocence(value) !== undefined) return undefined;
  const from = Math.max(0, at - WINDOW);
  const beside =
    text.slice(lineStart(text, at, from), at) +
    text.slice(equals + 1 + value.length, at + WINDOW).split(/[\r\n]/, 1)[0];
  // `a=b password=c` in prose and shell is none: pairs are divided by `;` or `&`.
  const sign = /[;&?]/.exec(text.charAt(at - 1))?.[0] ?? /^[;&]/.exec(text.charAt(equals + 1 + value.length))?.[0];
  if (sign === undefined || !PAIR_BESIDE.test(beside)) return undefined;
  if (/key$/.test(name)) {
    // The emulator's account and key are the same everywhere: https://learn.microsoft.com/azure/storage/common/storage-use-emulator
    if (!/^[A-Za-z0-9+/]{40,90}={0,2}$/.test(value) || /devstoreaccount1|localhost/i.test(beside)) return undefined;
  } else if (sign !== ';' && !/jdbc:/i.test(beside)) {
    return undefined;
  } else if (
    /(?:server|host|data source)\s{0,2}=\s{0,2}(?:localhost|127\.0\.0\.1|\(local\)|\.[;\\])/i.test(beside) &&
    LOCAL_PASSWORD.test(value)
  ) {
    return undefined;
  }
  return { form: 'connection-string', start: equals + 1, end: equals + 1 + value.length };
}

function lineStart(text: string, at: number, from: number): number {
  for (let start = at; start > from; start--) {
    const code = text.charCodeAt(start - 1);
    if (code === 10 || code === 13) return start;
  }
  return from;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}
