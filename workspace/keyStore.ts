/**
 * Binary files that hold keys or passwords, as text: the label of what they are and their Base64, as RFC 7468 writes such
 * things. So they are looked at as any other file.
 */

/** So much of a store is enough to tell it from every other one. */
const SHOWN = 3000;

/** The text of a store; undefined for all other files. */
export function keyStoreText(bytes: Uint8Array): string | undefined {
  const label = labelOf(bytes);
  if (label === undefined) return undefined;
  const lines =
    Buffer.from(bytes.subarray(0, SHOWN))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function labelOf(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32));
  if (view.length < 32) return undefined;
  // A sequence that starts with the version 3: https://www.rfc-editor.org/rfc/rfc7292#section-4
  const isPkcs12 = view[0] === 0x30 && view[1] === 0x82 && view.readUIntBE(4, 3) === 0x020103 && view[7] === 0x30;
  if (isPkcs12) return 'PKCS12';
  // The first entry is a key, 1, and no certificate of others, 2: java.security.KeyStore of type JKS.
  if (view.readUInt32BE(0) === 0xfeedfeed && view.readUInt32BE(12) === 1) return 'JAVA KEYSTORE';
  // https://keepass.info/help/kb/kdbx.html
  return view.readUInt32LE(0) === 0x9aa2d903 && (view.readUInt32LE(4) & 0xffffff00) >>> 0 === 0xb54bfb00
    ? 'KEEPASS DATABASE'
    : undefined;
}
