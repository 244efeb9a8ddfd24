import { sha256 } from './sha256.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * What a text in Base58Check holds, without its checksum; undefined when the checksum does not hold.
 * https://en.bitcoin.it/wiki/Base58Check_encoding
 */
export function decodeBase58Check(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = ALPHABET.indexOf(letter);
    if (carry < 0) return undefined;
    for (let at = 0; at < bytes.length || carry > 0; at++) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
  }
  for (let at = 0; text.charAt(at) === '1'; at++) bytes.push(0);
  const whole = Uint8Array.from(bytes.reverse());
  const payload = whole.subarray(0, -4);
  const sum = sha256(sha256(payload));
  return payload.length > 0 && whole.subarray(-4).every((byte, at) => byte === sum[at]) ? payload : undefined;
}
