/** Values that look like secrets and are none, class by class. Each function answers for a value alone, without its name. */
import { hasWovenRun, isPeriodic, longestRun, readsLikeWords } from './entropy.ts';
import { wordsIn } from './secretName.ts';

/** The classes of values that are no secrets. */
export type Innocence =
  | 'placeholder'
  | 'reference'
  | 'digest'
  | 'identifier'
  | 'encoding'
  | 'public key'
  | 'address'
  | 'code';

/** Parts of the texts that people write where a secret will stand. */
const PLACEHOLDERS = (
  'example mock changeme change_me change-me change_this your_ your- yourkey yoursecret yourpass yourtoken my_secret my-secret mysecret ' +
  'my_password my-password mypassword secret-key secret_key placeholder dummy sample insert replace todo fixme -here _here notreal ' +
  'not-a-real not_a_real fake redacted masked hidden undefined lorem foobar blahblah whatever letmein qwerty asdf abc123 123456 ' +
  'test1234 password123 secret123 passw0rd p@ssw0rd p@ssword pa$$w deadbeef cafebabe 00000 11111 xxxx **** .... … •• ' +
  // The sample of https://github.com/google/google-authenticator/wiki/Key-Uri-Format
  'jbswy3dpehpk3pxp'
).split(' ');

const WHOLE_PLACEHOLDERS =
  /^(?:none|null|nil|undefined|n\/a|na|tbd|true|false|yes|no|on|off|string|password|secret|token|key|unset|empty|default|test|admin|root|guest|user|foo|bar|baz|xxx|abc|pass|changeit|postgres|mysql|mongo|redis|rabbitmq|minio|supersecret|topsecret|grafana|keycloak|elastic|neo4j|wordpress|jenkins|airflow|superset|sonar)$/i;

/** Words that a placeholder may be made of and a secret is not. */
const VOCABULARY = new Set(
  (
    'a an the my our your this that some any is it to of for in on at and or with without not no here there please enter set put add use new old ' +
    'password passwd pwd pass passphrase secret secrets key keys token tokens api auth access private public client server user admin root ' +
    'session cookie jwt hash sign signing signed encryption crypto very super top long strong secure safe random string value text word ' +
    'weak default test testing tests demo dev development prod production local staging db database app application service account hidden ' +
    'change changed me replace replaced generate generated example sample dummy fake real temp tmp foo bar baz qux hello world john jane doe ' +
    'symbol symbols special chars characters spaces first second other wrong right correct incorrect invalid valid bad good current confirm confirmation reset forgot login signin signup'
  ).split(' '),
);

/** Where a value is kept instead of the value itself. */
const REFERENCE =
  /^(?:(?:env|getenv|secret|file|var|vault|lookup)\(|vault:|op:\/\/|arn:|ssm:|doppler:|akv:|keyvault|projects\/[^/]{1,80}\/secrets\/|secretsmanager|env:|file:|env\.|process\.env|import\.meta|os\.environ|enc\[|encrypted:|aqicah|\{cipher\}|\$ansible_vault|secret:\/\/|ref\+|awskms|gcpkms|sops:)/i;

/** Ids and keys that providers make public by design. */
const PUBLIC_PREFIX =
  /^(?:pk_live_|pk_test_|pk\.eyJ|phc_|sb_publishable_|GTM-|UA-|G-[A-Z0-9]{8,12}$|acct_|price_|prod_|cus_|pi_|seti_|sub-c-|pub-c-|pub[0-9a-f]{32}$|sq0idp-|rzp_live_|rzp_test_|FLWPUBK|pk-lf-|client-|NRJS-|6L[0-9A-Za-z_-]{38}$|age1|baf[a-z2-7]{50,60}$|Qm[1-9A-HJ-NP-Za-km-z]{44}$|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-|-----BEGIN (?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY))/;

/** The private keys of the accounts that a development chain starts with: https://hardhat.org/hardhat-network/docs/reference#initial-state */
const DEVELOPMENT_WALLET =
  /^(?:0x)?(?:ac0974be|59c6995e|5de4111a|7c852118|47e179ec|8b3a350c|92db14e4|4bbbf85c|dbda1821|2a871d07)[0-9a-f]{56}$/i;

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** Starts of the Base64 of PNG, JPEG, GIF, RIFF, WebAssembly, fonts, PDF, SVG, XML, gzip and zip files. */
const FILE_IN_BASE64 =
  /^(?:iVBOR|\/9j\/|R0lGOD|UklGR|AGFzbQ|d09GR|d09GMg|T1RUTw|AAEAAAA|JVBERi0|PHN2Zy|PD94bW|H4sI|UEsDB)/;

const ALGORITHM =
  /^(?:sha|md|aes|rsa|es|hs|rs|ps|ecdsa|ed|x|p|nistp|curve|pkcs|base|utf|oauth|http|tls|ssl|v|ipv|secp|hmac|scrypt|argon|bcrypt|pbkdf|blake|camellia|chacha)\d{0,5}[a-z]{0,4}$/i;

/** `sha256`, `aes-256-gcm`, `rsa-sha2-512`, `http2`: the name of an algorithm or protocol. */
function isAlgorithm(value: string): boolean {
  if (value.length > 40 || !/\d/.test(value)) return false;
  const [first = '', ...others] = value.split(/[-_./@]/);
  return (
    ALGORITHM.test(first) && others.every((part) => ALGORITHM.test(part) || /^(?:\d{1,5}|[a-z]{2,7})$/i.test(part))
  );
}

/** The class of an innocent value; undefined when nothing speaks for its innocence. Linear in the value's length. */
export function innocence(value: string): Innocence | undefined {
  if (isReference(value)) return 'reference';
  if (isPlaceholder(value)) return 'placeholder';
  if (
    /^(?:sha\d{1,3}|md5|crc32c?)[-:=]/i.test(value) ||
    /^\$(?:2[abxy]?|argon2id?|argon2[di]|[1567]|apr1|pbkdf2[^$]{0,20}|scrypt)\$/.test(value)
  )
    return 'digest';
  if (/^\{(?:sha|ssha|crypt|md5)\}/i.test(value) || /^pbkdf2_sha\d{1,3}\$/.test(value)) return 'digest';
  if (UUID.test(value) || /^0x[0-9a-f]{40}$/i.test(value)) return 'identifier';
  // The ingestion key of Microsoft's telemetry, which every client sends.
  if (/^[0-9a-f]{32}-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}-\d{4}$/.test(value)) return 'public key';
  if (PUBLIC_PREFIX.test(value) || DEVELOPMENT_WALLET.test(value)) return 'public key';
  if (/^data:/i.test(value) || FILE_IN_BASE64.test(value)) return 'encoding';
  if (isAddress(value)) return 'address';
  return isCode(value) ? 'code' : undefined;
}

/** `${X}`, `$X`, `{{x}}`, `<x>`, `%X%`, `#{x}`, `$(x)`, a vault's address: the value is elsewhere. */
export function isReference(value: string): boolean {
  if (/^[$]|\$[{(]|\{\{|<%|<<|#\{|%\(|%[sdo]|\{\d{0,2}\}|\{[a-z_][\w.]{0,40}\}/i.test(value.slice(0, 400))) return true;
  if (
    /^(?:\{[^{}]{1,200}\}|<[^<>]{0,200}>|\[[^[\]]{0,200}\]|%[^%]{1,80}%|__[^_].{0,80}__|@[^@]{1,60}@|:[a-z_]{1,40})$/i.test(
      value,
    )
  )
    return true;
  return REFERENCE.test(value);
}

/** A text that stands where a secret will stand. */
export function isPlaceholder(value: string): boolean {
  const lower = value.slice(0, 400).toLowerCase();
  if (
    WHOLE_PLACEHOLDERS.test(lower) ||
    WHOLE_PLACEHOLDERS.test(plainLetters(lower).replace(/[^a-z0-9]/g, '')) ||
    PLACEHOLDERS.some((part) => lower.includes(part))
  )
    return true;
  // `yourWeak(!)Password`: what is mine is not written so.
  if (/^your[A-Z]/.test(value)) return true;
  if (/EXAMPLE(?:KEY)?$/.test(value) || isPeriodic(lower)) return true;
  if (/^[^a-z0-9]{0,400}$/.test(lower)) return true;
  // `8312341g-5678-abcd-…`: groups that somebody counted.
  const groups = value.split(/[-_.:]/, 20);
  if (groups.filter((group) => group.length >= 4 && longestRun(group) === group.length).length > 1) return true;
  const parts = wordsIn(value);
  return parts.some((word) => word.length > 1) && parts.every((word) => word.length === 1 || isMadeOfVocabulary(word));
}

/** `p0stgr3s` is `postgres`. */
function plainLetters(text: string): string {
  return text.length > 20 ? text : text.replace(/[013457@$]/g, (sign) => LETTER_OF[sign] ?? sign);
}

const LETTER_OF: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** `secret`, `testpass`, `mysecretkey`: one word of the vocabulary or several without a space. */
function isMadeOfVocabulary(word: string): boolean {
  if (word.length > 60) return false;
  const reached = new Set([0]);
  for (const start of reached) {
    for (let end = start + 1; end <= word.length; end++) {
      // Short words are too often part of others.
      if ((end - start > 2 || end - start === word.length || start === 0) && VOCABULARY.has(word.slice(start, end)))
        reached.add(end);
    }
  }
  return reached.has(word.length);
}

/** A URL without credentials, a path, a host, an e-mail address, a media type, a version, a date. */
function isAddress(value: string): boolean {
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value)) return true;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|\\\\)/.test(value))
    return /^[\w ./\\~:@-]{0,400}$/.test(value) && /[./\\]/.test(value.slice(1));
  if (/^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/.test(value)) return /[a-z]{2,}$/i.test(value);
  if (
    /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:com|org|net|io|dev|app|local|internal|localhost|example|json|js|ts|pem|key|crt|txt|yml|yaml|env)(?::\d{1,5})?$/i.test(
      value,
    )
  )
    return true;
  return (
    /^(?:\d{1,5}\.){2,3}\d{1,5}(?:[-+][\w.]{1,40})?$/.test(value) ||
    /^\d{4}-\d\d-\d\d(?:T[\d:.Z+-]{1,20})?$/.test(value)
  );
}

/** Text that a program reads: a selector, a pattern, a rule, a constant, a path of names, a call. */
function isCode(value: string): boolean {
  if (/^[.#@:][A-Za-z_][\w-]{0,80}$/.test(value)) return true;
  if (/\\[wdsb]|\(\?|\[\^|\[a-z|\)\$$|^\^/i.test(value.slice(0, 400))) return true;
  if (/=>|\(\)|&&|\|\||<\/|\/>|&[a-z]{2,8};|;\s|\s\{|::/.test(value.slice(0, 400))) return true;
  if (/^[a-z]{1,20}(?::[\w,.]{1,20})?(?:\|[a-z_]{1,20}(?::[\w,.]{1,20})?){1,10}$/i.test(value)) return true;
  // `yyyy-MM-dd'T'HH:mm`
  if (/^[yYMdDHhmsSaAZTLEw'.,:/ _-]{4,40}$/.test(value) && /yy|YY|MM|dd|DD|HH|mm/.test(value)) return true;
  return isAlgorithm(value);
}

/** A name that a program uses: `camelCase`, `SNAKE_CASE`, `kebab-case`, `dotted.path`, `a/path`, perhaps numbered. */
export function isIdentifier(value: string): boolean {
  const name = value.replace(/[_-]?(?<!\d)(?:\d{1,3}|1234)$/, '');
  if (!/^[A-Za-z_$@][\w$]{0,80}(?:[-./:][A-Za-z_$][\w$]{0,80}){0,12}$/.test(name)) return false;
  const isNumbered = name.length < value.length;
  if (/\d/.test(name)) {
    const hasManyParts = /^(?:[^-_./:]{1,80}[-_./:]){2}/.test(name);
    return name.replace(/\D/g, '').length <= 2 && (hasManyParts || readsLikeWords(name));
  }
  // A single word of one case is more likely a weak secret than a name.
  return readsLikeWords(name) || /[-_./:]/.test(name) || (!isNumbered && !/^[A-Z]?[a-z]{1,80}$/.test(name));
}

/** Text for people: letters outside ASCII, a sentence, a single word. */
export function isProse(value: string): boolean {
  if (/[^\x20-\x7e]/.test(value)) return true;
  if (/\s/.test(value.trim())) return true;
  return /^[A-Z]?[a-z]{1,30}[.:!?*]{0,3}$/.test(value) && (value.length < 8 || readsLikeWords(value));
}

/** A text with a run of neighbouring keys or letters in it: `abcdefgh`, `12345678`. */
export function hasRun(value: string): boolean {
  return longestRun(value) >= 6 || hasWovenRun(value);
}
