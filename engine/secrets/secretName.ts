/**
 * What a name says about its value. In a compound the last word is the thing and the words before it tell which one:
 * a `tokenUrl` is a URL, a `passwordField` a field. So the last word must be a secret's, and no word may cancel it.
 */

export interface SecretName {
  /** `password`: chosen by a person. `token`: made by a machine. */
  readonly family: 'password' | 'token';
  /** `weak`: the word has other meanings (`key`, `token`), so the value must speak for itself. */
  readonly strength: 'strong' | 'weak';
  /** The value signs or encrypts: whatever text stands there is the key, be it a word. */
  readonly signs: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const PASSWORDS = words('password passwd pwd passphrase passwort pass psw');
const SECRETS = words('secret secrets credential credentials apikey pepper apisecret clientsecret wif');
const WEAK = words('token key auth');
/** Words that make a `key` or `token` a secret one. */
const SECRET_KINDS = words(
  'api access secret private signing sign encryption encrypt decryption crypto cipher aes hmac jwt master service admin auth ' +
    'authentication authorization bearer refresh personal bot deploy deployment account shared webhook oauth oauth2 license ' +
    'security root write server',
);
/** Whose secret signs, and which keys do. A cookie's or a session's key is its name more often. */
const SIGNERS = words('jwt session cookie cookies csrf xsrf signing sign hmac encryption encrypt crypto cipher aes');
const SIGNING_KEYS = words('signing sign hmac encryption encrypt crypto cipher aes');
/** Endings that only say which of several values it is. */
const QUALIFIERS = words(
  'prod production dev development staging stage live local default fallback value string raw plain plaintext old new current ' +
    'previous primary secondary main root admin user db database env const literal base64 b64 hex a b',
);
/** Words after which the value is a name, a sign or a flag and not a secret. */
const CANCELLING = words(
  'public pub publishable publish anon anonymous site client tenant measurement tracking placeholder example sample dummy mock fake test ' +
    'tests testing label title text message msg hint error err invalid wrong incorrect missing unknown bad weak expired description desc name field input type kind url uri ' +
    'endpoint path file filename dir directory header headers param params selector class icon route event action length len min max size count regex ' +
    'pattern schema validator column columns storage cache query i18n locale translation primary foreign sort partition hot keyboard ' +
    'forgot reset forget change changed update updated show hide toggle has is no not get set validate verify confirm confirmation confirmed ' +
    'require required requires optional enable enabled disable disabled use using object map react row group group item index sorting ' +
    'hash hashed digest checksum fingerprint nonce idempotency integrity csrf xsrf next prev page pagination cursor continuation ' +
    'sync design css style theme syntax lexer parser grammar symbol jsx ast operator punctuator separator delimiter ' +
    'expected actual mask masked redacted encrypted placeholder option options prop property properties attr attribute data ' +
    'shortcut accelerator binding modifier meta alt ctrl shift arrow translate dictionary lookup unique composite compound',
);
/** Joined spellings, for names in one case: `dbpassword`, `AUTHTOKEN`. */
const GLUED =
  /^(?:[a-z0-9]{0,24})(password|passwd|passphrase|apikey|secretkey|clientsecret|apisecret|authtoken|accesstoken)$/;
const GLUED_WORDS: Readonly<Record<string, readonly string[]>> = {
  secretkey: ['secret', 'key'],
  authtoken: ['auth', 'token'],
  accesstoken: ['access', 'token'],
};

/** The words of names that were asked for: a file says the same names again and again. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 2000;

/** The words of a name: `dbPassword`, `DB_PASSWORD` and `db-password` are all `db`, `password`. Numbers at the end of a word are dropped. */
export function wordsOf(name: string): readonly string[] {
  const before = known.get(name);
  if (before) return before;
  const words = wordsIn(name);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, words);
  return words;
}

/** The same of any text, which is not remembered: it may be a value. */
export function wordsIn(text: string): string[] {
  return text
    .slice(0, 120)
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .map((word) =>
      /^[a-z]{2,30}\d{1,3}$/.test(word) && !/^(?:oauth2|base64|b64|i18n|auth0|ai21|env0)$/.test(word)
        ? word.replace(/\d/g, '')
        : word,
    )
    .filter((word) => word !== '' && !/^\d{1,9}$/.test(word))
    .flatMap((word) => {
      const ending = GLUED.exec(word)?.[1];
      if (ending === undefined || SECRETS.has(word) || PASSWORDS.has(word)) return [word];
      const start = word.slice(0, word.length - ending.length);
      return [...(start === '' ? [] : [start]), ...(GLUED_WORDS[ending] ?? [ending])];
    });
}

/** What kind of secret a value of this name would be; undefined when the name does not speak of one. */
export function secretName(name: string): SecretName | undefined {
  const all = wordsOf(name);
  let last = all.length - 1;
  while (last > 0 && QUALIFIERS.has(all[last] ?? '')) last--;
  const head = all[last] ?? '';
  const before = all.slice(0, last);
  const isPassword = PASSWORDS.has(head);
  const isSecret = SECRETS.has(head);
  if (!isPassword && !isSecret && !WEAK.has(head)) return undefined;
  const signs =
    head === 'key'
      ? before.some((word) => SIGNING_KEYS.has(word))
      : head.startsWith('secret') && before.some((word) => SIGNERS.has(word));
  // A client's secret and a test account's password are secrets; a client's key often is not.
  const cancels = before.filter(
    (word, at) =>
      CANCELLING.has(word) &&
      !(word === 'text' && /^(?:clear|plain)$/.test(before[at - 1] ?? '')) &&
      !((isSecret || signs) && SIGNED_ANYWAY.has(word)),
  );
  if (cancels.length > 0) return undefined;
  if (isPassword) return { family: 'password', strength: 'strong', signs: false };
  const strong = isSecret || before.some((word) => SECRET_KINDS.has(word));
  return { family: 'token', strength: strong ? 'strong' : 'weak', signs };
}

/** True for the names of the words that a wallet is made from. */
export function namesPhrase(name: string): boolean {
  return /mnemonic|^phrase$|(?:seed|recovery|secret)[_-]?(?:phrase|words)/i.test(name);
}

const SIGNED_ANYWAY = words('client csrf xsrf query data');

/** Texts of which one stands in every name that `secretName` or `namesPhrase` takes for a secret's, in lower case. */
export const NAME_KEYWORDS: readonly string[] = [
  'pass',
  'pwd',
  'psw',
  'secret',
  'credential',
  'pepper',
  'token',
  'key',
  'auth',
  'mnemonic',
  'phrase',
  'seed',
  'wif',
];
