/** Names of things in formats of other tools: the same thing has the same name in every export. */
import { createHash } from 'node:crypto';

/** The namespace of all names that Portside gives, made once at random. */
const NAMESPACE = 'b7c5f0de-52a1-4c0e-9d0b-6a3f4f1f8e21';

/** The UUID of a name, version 5: https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
export function uuidOf(name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = bytes.toString('hex');
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
}

/** Whether a UUID is of the version that `uuidOf` makes; editors give random ones. */
export function isNamed(uuid: unknown): boolean {
  return typeof uuid === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid);
}

/** A name of lower-case letters, digits and hyphens, that no other name shares. */
export function symbolOf(name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${readable}-${uuidOf(name).slice(0, 6)}`;
}
