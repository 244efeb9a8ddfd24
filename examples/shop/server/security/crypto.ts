import {
  createCipheriv,
  createDecipheriv,
  createHash,
  pbkdf2,
  randomBytes,
  randomFillSync,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import { config } from '../config';

const stretch = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const derive = promisify(pbkdf2);

// OWASP's Password Storage sheet: N = 2^17, r = 8, p = 1. Node's default N is an eighth of that.
const COST: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Salt and key of a customer's password, ready to be stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await stretch(password, salt, 64, COST);
  return `${salt.toString('base64')}.${key.toString('base64')}`;
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [salt = '', key = ''] = stored.split('.');
  const expected = Buffer.from(key, 'base64');
  const given = await stretch(password, Buffer.from(salt, 'base64'), 64, COST);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The tills in the shops are slow, so they get by with fewer rounds. */
export async function hashTillPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, 1000, 32, 'sha256');
  return `${salt.toString('base64')}.${key.toString('base64')}`;
}

/** An address as it is stored: nonce, tag and ciphertext, in that order. */
export function encryptAddress(address: string): Buffer {
  const nonce = randomFillSync(Buffer.alloc(12));
  const cipher = createCipheriv('aes-256-gcm', config.dataKey, nonce, { authTagLength: 16 });
  const ciphertext = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

export function decryptAddress(stored: Buffer): string {
  const nonce = stored.subarray(0, 12);
  const decipher = createDecipheriv('aes-256-gcm', config.dataKey, nonce, { authTagLength: 16 });
  decipher.setAuthTag(stored.subarray(12, 28));
  return Buffer.concat([decipher.update(stored.subarray(28)), decipher.final()]).toString('utf8');
}

/** The number that a gift card shows: the order's number, so that nobody can count our orders. */
export function giftCardNumber(orderId: number, recipient: string): string {
  const cipher = createCipheriv('aes-256-ecb', config.dataKey, null);
  return cipher.update(`${orderId}/${recipient}`, 'utf8', 'hex') + cipher.final('hex');
}

/** Signs the path of a download, so that a link in a mail works without a login. */
export function downloadSignature(path: string): string {
  return createHash('md5').update(`${config.downloadSecret}:${path}`).digest('hex');
}

/** The digest under which a one-time token is stored. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
