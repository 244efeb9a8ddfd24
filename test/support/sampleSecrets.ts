/**
 * Secrets that nobody ever had, made when a test runs: the repository holds no text that a scanner would take for real.
 *
 * `{{secret:github}}` stands for a value in the format of a provider, with a valid checksum where there is one;
 * `{{random:base62:32}}` for 32 random characters of an alphabet. The same words always give the same value; a number
 * (`{{secret:github:2}}`, `{{random:hex:40:2}}`) gives another one.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { mnemonicNumber } from '../../engine/secrets/mnemonicWords.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

const ALPHABETS: Readonly<Record<string, string>> = {
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  HEX: `${DIGITS}ABCDEF`,
  base32: `${UPPER}234567`,
  base36: DIGITS + LOWER,
  BASE36: DIGITS + UPPER,
  base62: DIGITS + UPPER + LOWER,
  letters: UPPER + LOWER,
  base64: `${UPPER}${LOWER}${DIGITS}+/`,
  base64url: `${UPPER}${LOWER}${DIGITS}-_`,
};

type Random = (alphabet: string, length: number) => string;

/** Whole numbers below a limit, by xorshift32 with the hash of a text as its seed. */
export function belowOf(seed: string): (limit: number) => number {
  let state = crc32(`sample ${seed}`) || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** A small generator of random texts. */
function randomOf(seed: string): Random {
  const below = belowOf(seed);
  return (alphabet, length) => {
    const letters = ALPHABETS[alphabet];
    if (letters === undefined) throw new Error(`no alphabet called ${alphabet}`);
    for (;;) {
      let text = '';
      while (text.length < length) text += letters.charAt(below(letters.length));
      // Every class of characters that the alphabet has, as nearly all random texts of some length have it.
      const classes = [/\d/, /[a-z]/, /[A-Z]/].filter((pattern) => pattern.test(letters));
      if (length < 12 || classes.every((pattern) => pattern.test(text))) return text;
    }
  };
}

const BASE62 = DIGITS + UPPER + LOWER;

function base62(number: number, width: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = BASE62.charAt(rest % 62) + text;
  return text.padStart(width, '0');
}

/** 30 random characters and the six of their checksum. */
function withChecksum(prefix: string, random: Random): string {
  const body = random('base62', 30);
  return prefix + body + base62(crc32(body), 6);
}

/** A token with a signature that no key made. */
function jwtOf(claims: Readonly<Record<string, unknown>>, random: Random, alg = 'HS256'): string {
  const [header, payload] = [{ alg, typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${header}.${payload}.${alg === 'none' ? '' : random('base62', 43)}`;
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** 52 random characters of Bech32 with the six of their checksum, in upper case (BIP 173). */
function withBech32(human: string, random: Random): string {
  const data = Array.from(random('base32', 52), (letter) => '234567ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(letter));
  const low = human.toLowerCase();
  const codes = Array.from(low, (letter) => letter.charCodeAt(0));
  const sumOf = (values: readonly number[]): number =>
    [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values].reduce((sum, value) => {
      const top = sum >>> 25;
      const shifted = ((sum & 0x1ffffff) << 5) ^ value;
      return [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce(
        (result, polynomial, bit) => ((top >> bit) & 1 ? result ^ polynomial : result),
        shifted,
      );
    }, 1);
  const sum = sumOf([...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [5, 4, 3, 2, 1, 0].map((place) => (sum >> (5 * place)) & 31);
  return `${low}1${[...data, ...check].map((value) => BECH32.charAt(value)).join('')}`.toUpperCase();
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Bytes with their checksum in Base58: https://en.bitcoin.it/wiki/Base58Check_encoding */
function withBase58(bytes: Buffer): string {
  let number = BigInt(`0x${Buffer.concat([bytes, sha256(sha256(bytes)).subarray(0, 4)]).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58.charAt(Number(number % 58n)) + text;
  return text;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** A version, a depth, a parent and a number, then a chain's code and a key: BIP 32, "Serialization format". */
function extendedKey(version: string, random: Random): string {
  return withBase58(Buffer.from(`${version}${'00'.repeat(9)}${random('hex', 64)}00${random('hex', 64)}`, 'hex'));
}

/** Some words of BIP 39. */
const WORDS = (
  'anchor bamboo cactus dolphin elegant ferry fossil garlic hazard insect jungle kitten lemon mango napkin oven panda quilt ' +
  'rocket salmon tiger umbrella velvet walnut yellow zebra barrel candle dragon engine forest guitar'
)
  .split(' ')
  .filter((word) => mnemonicNumber(word) !== undefined);

/** Twelve words whose last four bits are the checksum of the others (BIP 39). */
function mnemonic(random: Random): string {
  for (;;) {
    const words = Array.from(random('base32', 12), (letter) => WORDS[letter.charCodeAt(0) % WORDS.length] ?? 'zebra');
    const bits = words.map((word) => (mnemonicNumber(word) ?? 0).toString(2).padStart(11, '0')).join('');
    const bytes = bits.slice(0, 128).match(/.{8}/g) ?? [];
    const sum = sha256(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)));
    if (((sum[0] ?? 0) >> 4).toString(2).padStart(4, '0') === bits.slice(128)) return words.join(' ');
  }
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
}

/** Bytes that look like noise, after the given first ones. */
function bytesOf(random: Random, first: readonly number[] | string, length: number): Buffer {
  const start = typeof first === 'string' ? Buffer.from(first, 'latin1') : Buffer.from(first);
  return Buffer.concat([start, Buffer.from(random('hex', (length - start.length) * 2), 'hex')]);
}

const MAKERS: Readonly<Record<string, (random: Random) => string>> = {
  github: (random) => withChecksum('ghp_', random),
  'github-oauth': (random) => withChecksum('gho_', random),
  'github-server': (random) => withChecksum('ghs_', random),
  'github-app': (random) =>
    `ghs_${random('digits', 7)}_eyJ${random('base64url', 33)}.eyJ${random('base64url', 200)}.${random('base64url', 342)}`,
  'github-fine-grained': (random) => `github_pat_${random('base62', 22)}_${random('base62', 59)}`,
  gitlab: (random) => `glpat-${random('base64url', 20)}`,
  'gitlab-routable': (random) => {
    const head = `glpat-${random('base64url', 42)}.01.16`;
    return head + crc32(head).toString(36).padStart(7, '0');
  },
  'gitlab-deploy': (random) => `gldt-${random('base64url', 20)}`,
  npm: (random) => withChecksum('npm_', random),
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => random('hex', length)).join('-'),
  pypi: (random) => `pypi-AgEIcHlwaS5vcmc${random('base64url', 120)}`,
  rubygems: (random) => `rubygems_${random('hex', 48)}`,
  'aws-id': (random) => `AKIA${random('base32', 16)}`,
  'aws-secret': (random) => random('base64', 40),
  google: (random) => `AIza${random('base62', 35)}`,
  digitalocean: (random) => `dop_v1_${random('hex', 64)}`,
  cloudflare: (random) => `cfut_${random('base62', 48)}`,
  vault: (random) => `hvs.${random('base64url', 90)}`,
  terraform: (random) => `${random('base62', 14)}.atlasv1.${random('base62', 67)}`,
  databricks: (random) => `dapi${random('hex', 32)}`,
  stripe: (random) => `sk_live_${random('base62', 24)}`,
  'stripe-test': (random) => `sk_test_${random('base62', 24)}`,
  'stripe-publishable': (random) => `pk_live_${random('base62', 24)}`,
  'stripe-webhook': (random) => `whsec_${random('base62', 32)}`,
  shopify: (random) => `shpat_${random('hex', 32)}`,
  'slack-bot': (random) => `xoxb-${random('digits', 12)}-${random('digits', 12)}-${random('base62', 24)}`,
  'slack-user': (random) =>
    `xoxp-${random('digits', 12)}-${random('digits', 12)}-${random('digits', 12)}-${random('hex', 32)}`,
  'slack-app': (random) => `xapp-1-A${random('BASE36', 10)}-${random('digits', 12)}-${random('hex', 64)}`,
  'slack-webhook': (random) =>
    `https://hooks.slack.com/services/T${random('BASE36', 10)}/B${random('BASE36', 10)}/${random('base62', 24)}`,
  sendgrid: (random) => `SG.${random('base62', 22)}.${random('base62', 43)}`,
  mailchimp: (random) => `${random('hex', 32)}-us12`,
  telegram: (random) => `7${random('digits', 9)}:AA${random('base62', 33)}`,
  sentry: (random) => `sntryu_${random('hex', 64)}`,
  'sentry-organization': (random) =>
    `sntrys_${Buffer.from(`{"iat":17${random('digits', 8)}.5,"url":"https://sentry.io"}`).toString('base64')}_${random('base62', 43)}`,
  'new-relic': (random) => `NRAK-${random('BASE36', 27)}`,
  doppler: (random) => `dp.st.prd.${random('base62', 43)}`,
  tailscale: (random) => `tskey-auth-${random('base62', 11)}CNTRL-${random('base62', 32)}`,
  supabase: (random) => `sb_secret_${random('base62', 22)}_${random('base62', 8)}`,
  docker: (random) => `dckr_pat_${random('base64url', 27)}`,
  openai: (random) => `sk-proj-${random('base62', 74)}T3BlbkFJ${random('base62', 74)}`,
  anthropic: (random) => `sk-ant-api03-${random('base62', 93)}AA`,
  huggingface: (random) => `hf_${random('letters', 34)}`,
  jwt: (random) => jwtOf({ sub: random('hex', 24), iat: 1893456000, exp: 2208988800 }, random),
  'jwt-expired': (random) => jwtOf({ sub: random('hex', 24), exp: 1500000000 }, random),
  'jwt-service': (random) => jwtOf({ iss: 'supabase', ref: random('base36', 20), role: 'service_role' }, random),
  'jwt-anonymous': (random) => jwtOf({ iss: 'supabase', ref: random('base36', 20), role: 'anon' }, random),
  'jwt-sample': (random) => jwtOf({ sub: '1234567890', name: 'John Doe', iat: 1516239022 }, random),
  'jwt-unsigned': (random) => jwtOf({ sub: random('hex', 24) }, random, 'none'),
  jwe: (random) =>
    [JSON.stringify({ alg: 'dir', enc: 'A256GCM' }), '', random('hex', 12), random('hex', 60), random('hex', 16)]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.'),
  'rsa-key': (random) => pem('RSA PRIVATE KEY', bytesOf(random, [0x30, 0x82, 0x04, 0xa4, 0x02, 0x01, 0x00], 1192)),
  'pkcs8-key': (random) => pem('PRIVATE KEY', bytesOf(random, [0x30, 0x81, 0x87, 0x02, 0x01, 0x00], 138)),
  'encrypted-key': (random) => pem('ENCRYPTED PRIVATE KEY', bytesOf(random, [0x30, 0x82, 0x01, 0x2d], 305)),
  'openssh-key': (random) => pem('OPENSSH PRIVATE KEY', bytesOf(random, 'openssh-key-v1\0', 330)),
  'pgp-key': (random) => pem('PGP PRIVATE KEY BLOCK', bytesOf(random, [0x95, 0x03, 0x98], 600)),
  age: (random) => withBech32('AGE-SECRET-KEY-', random),
  mnemonic,
  wif: (random) => withBase58(Buffer.from(`80${random('hex', 64)}01`, 'hex')),
  'wif-test': (random) => withBase58(Buffer.from(`ef${random('hex', 64)}01`, 'hex')),
  xprv: (random) => extendedKey('0488ade4', random),
  yprv: (random) => extendedKey('049d7878', random),
  zprv: (random) => extendedKey('04b2430c', random),
  tprv: (random) => extendedKey('04358394', random),
  'key-bytes': (random) => [...Buffer.from(random('hex', 128), 'hex')].join(','),
  grafana: (random) => {
    const head = `glsa_${random('base62', 32)}`;
    return `${head}_${crc32(head).toString(16).padStart(8, '0').match(/../g)?.reverse().join('')}`;
  },
  bcrypt: (random) => `$2b$12$${random('base62', 53)}`,
  argon2: (random) => `$argon2id$v=19$m=65536,t=3,p=4$${random('base62', 22)}$${random('base62', 43)}`,
  'sha512-crypt': (random) => `$6$${random('base62', 16)}$${random('base62', 86)}`,
  apr1: (random) => `$apr1$${random('base62', 8)}$${random('base62', 22)}`,
  'django-hash': (random) => `pbkdf2_sha256$600000$${random('base62', 22)}$${random('base62', 43)}=`,
  'sha-hash': (random) => `{SHA}${random('base62', 27)}=`,
  'azure-signature': (random) => `${random('base62', 43)}%3D`,
  'docker-login': (random) => Buffer.from(`shop:${random('base62', 24)}`).toString('base64'),
  discord: (random) =>
    `${Buffer.from(`7${random('digits', 17)}`).toString('base64')}.${random('base62', 6)}.${random('base62', 30)}`,
  'public-key': (random) => pem('PUBLIC KEY', bytesOf(random, [0x30, 0x82, 0x01, 0x22], 294)),
  // What a person would choose: two random words of letters, digits and a sign between them.
  password: (random) => `${random('base36', 4)}!${random('letters', 4)}${random('digits', 2)}q`,
};

/**
 * A sample of a kind: `github`, `aws-secret`, `rsa-key` …
 * @throws Error when there is no such kind.
 */
export function sampleSecret(kind: string, number = 1): string {
  const make = MAKERS[kind];
  if (!make) throw new Error(`no sample of ${kind}`);
  return make(randomOf(`${kind} ${number}`));
}

/** Random characters of an alphabet: `hex`, `base36`, `base62`, `base64` … */
export function sampleRandom(alphabet: string, length: number, number = 1): string {
  return randomOf(`${alphabet} ${length} ${number}`)(alphabet, length);
}

const WORD = /\{\{(secret|random):([A-Za-z0-9-]+)(?::(\d+))?(?::(\d+))?\}\}/g;
const MARKS = /^[ \t]*(?:\/\/|#|--)[ \t]*\^[\^ \tA-Za-z0-9_-]*$/;

/**
 * The text with all `{{secret:…}}` and `{{random:…}}` replaced. Lines of marks below grow with what stands above their
 * carets, so a page marks the span that it shows. A sample of several lines is given as it would be in a string, with
 * `\n`, except when it stands alone on its line.
 * @throws Error for an unknown kind or alphabet.
 */
export function expandSecrets(text: string): string {
  const lines: string[] = [];
  let changes: { column: number; from: number; to: number }[] = [];
  for (const line of text.split('\n')) {
    if (MARKS.test(line.trimEnd())) {
      lines.push(shiftMarks(line, changes));
      continue;
    }
    changes = [];
    let grown = 0;
    lines.push(
      line.replace(
        WORD,
        (word: string, kind: string, what: string, first?: string, second?: string, offset?: number) => {
          const number = (digits: string | undefined): number => Number(digits ?? 1);
          const made =
            kind === 'secret'
              ? sampleSecret(what, number(first))
              : sampleRandom(what, number(first ?? '32'), number(second));
          const shown = line.trim() === word ? made : made.replaceAll('\n', '\\n');
          changes.push({ column: (offset ?? 0) + grown, from: word.length, to: shown.length });
          grown += shown.length - word.length;
          return shown;
        },
      ),
    );
  }
  return lines.join('\n');
}

/** Widens or narrows a line of marks at each place that changed above it. Columns are those after the changes before. */
function shiftMarks(line: string, changes: readonly { column: number; from: number; to: number }[]): string {
  let marks = line;
  for (const { column, from, to } of changes) {
    if (marks.length <= column) break;
    const kept = Math.min(from, to);
    const filler = marks.charAt(column + kept - 1) === '^' ? '^' : ' ';
    marks = marks.slice(0, column + kept) + filler.repeat(Math.max(0, to - from)) + marks.slice(column + from);
  }
  return marks;
}
