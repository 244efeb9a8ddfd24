/**
 * A hash of 64 bits as 16 hexadecimal digits, for identities (not for security): two 32-bit multiplicative hashes with
 * different constants and a final mix each, so that the engine needs no `crypto` module.
 */
export function hash64(text: string): string {
  let high = 0x9e3779b9 ^ text.length;
  let low = 0x85ebca6b ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    high = (high << 13) | (high >>> 19);
  }
  high = mix(high ^ (low >>> 16));
  low = mix(low ^ high);
  return hex(high) + hex(low);
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
