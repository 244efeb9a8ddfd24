/** Checksums that providers publish, so that a token can be told from text that only looks like one. */
import { decodeBase58Check } from './base58.ts';
import { decodeBase64, printable } from './base64.ts';
import { isPlaceholder } from './innocent.ts';
import { mnemonicKind } from './mnemonic.ts';
import type { ChecksumScheme } from './secretRule.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** CRC-32 (ISO 3309, as in zlib) of an ASCII text. */
export function crc32(text: string): number {
  let remainder = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    remainder = (CRC_TABLE[(remainder ^ text.charCodeAt(at)) & 0xff] ?? 0) ^ (remainder >>> 8);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}

/** A number in base 62 (digits, upper case, lower case), zero-padded to `width`. */
export function base62(number: number, width: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = (BASE62[rest % 62] ?? '') + text;
  return text.padStart(width, '0');
}

/** `false` refutes the token, `true` proves its shape, undefined says nothing: the scheme does not apply to this value. */
export function checksumHolds(scheme: ChecksumScheme, value: string): boolean | undefined {
  switch (scheme) {
    // The last six of the 36 characters after the prefix: CRC-32 of the 30 before them.
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    // https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    case 'crc32-base62': {
      const body = value.slice(value.indexOf('_') + 1);
      if (body.length !== 36) return undefined;
      return base62(crc32(body.slice(0, 30)), 6) === body.slice(30);
    }
    // `<prefix><payload>[.<version>].<payload length, 2><CRC-32, 7>`, numbers in base 36, the sum over all before it.
    // https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
    case 'gitlab-routable': {
      const tail = value.slice(value.lastIndexOf('.') + 1);
      if (tail.length !== 9) return undefined;
      return crc32(value.slice(0, -7)).toString(36).padStart(7, '0') === tail.slice(2);
    }
    // `<all before>_<CRC-32 of it, the last byte first>`: https://github.com/grafana/grafana, pkg/components/satokengen
    case 'crc32-hex': {
      const at = value.lastIndexOf('_');
      const bytes = crc32(value.slice(0, at)).toString(16).padStart(8, '0').match(/../g) ?? [];
      return bytes.reverse().join('') === value.slice(at + 1);
    }
    case 'bech32':
      return isBech32(value.toLowerCase());
    case 'base58check':
      return decodeBase58Check(value) !== undefined;
    case 'mnemonic':
      return mnemonicKind(value) === 'wallet';
    // A private key is a number below the order of the curve: https://www.secg.org/sec2-v2.pdf §2.4.1
    case 'secp256k1': {
      const number = BigInt(`0x${value.replace(/^0x/i, '')}`);
      return number > 0n && number < SECP256K1_ORDER ? undefined : false;
    }
    // 64 bytes of which a machine made half: of random ones 50 differ, of pixels, tables and counts few or all do.
    case 'key-bytes': {
      const bytes = value.split(',').map(Number);
      const differing = new Set(bytes).size;
      const isBytes = bytes.length === 64 && bytes.every((byte) => byte >= 0 && byte < 256);
      const isOrdered = bytes.slice(1).every((byte, at) => byte > (bytes[at] ?? 0));
      return isBytes && differing >= 44 && !isOrdered ? undefined : false;
    }
    // `user:password`, as `docker login` writes it.
    case 'base64-login': {
      const login = printable(decodeBase64(value));
      const colon = login?.indexOf(':') ?? -1;
      const password = login?.slice(colon + 1) ?? '';
      return colon > 0 && password.length >= 4 && !isPlaceholder(password) ? undefined : false;
    }
    // The first part is the Base64 of the bot's number: https://docs.discord.com/developers/reference#authentication
    case 'discord-number':
      return /^\d{17,20}$/.test(printable(decodeBase64(value.slice(0, value.indexOf('.')))) ?? '');
  }
}

const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/** BIP 173: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki#checksum. The text is in lower case. */
function isBech32(text: string): boolean {
  const separator = text.lastIndexOf('1');
  const human = text.slice(0, separator);
  const codes = Array.from(human, (letter) => letter.charCodeAt(0));
  const values = Array.from(text.slice(separator + 1), (letter) => BECH32.indexOf(letter));
  if (separator < 1 || values.includes(-1)) return false;
  let sum = 1;
  for (const value of [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, polynomial] of GENERATOR.entries()) if ((top >> bit) & 1) sum ^= polynomial;
  }
  return sum === 1;
}
