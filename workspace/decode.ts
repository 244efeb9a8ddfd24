import { keyStoreText } from './keyStore.ts';

/** A file's content as far as it can be read as text. */
export type FileText =
  | { readonly status: 'text'; readonly text: string }
  | { readonly status: 'missing' }
  /** It has NUL bytes. */
  | { readonly status: 'binary' }
  /** It has more bytes than are read of any file. */
  | { readonly status: 'too-large'; readonly bytes: number }
  | { readonly status: 'failed'; readonly cause: string };

/** More bytes than this are read of no file. */
export const READ_LIMIT = 32 * 1024 * 1024;

/** `fatal` is what tells Latin-1 and broken text from UTF-8; a byte order mark is taken off. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads bytes as UTF-8, or as UTF-16 when they start with its byte order mark. The mark is not part of the text.
 * Other encodings cannot be told apart by their bytes, so nothing is guessed: they have failed.
 */
export function decode(bytes: Uint8Array): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  if (bytes.includes(0)) {
    const store = keyStoreText(bytes);
    return store === undefined ? { status: 'binary' } : { status: 'text', text: store };
  }
  try {
    return { status: 'text', text: UTF8.decode(bytes) };
  } catch {
    return { status: 'failed', cause: 'is neither UTF-8 nor UTF-16 with a byte order mark' };
  }
}

/** The same, and what is neither is read byte by byte: secrets are ASCII, and what was committed cannot be mended. */
export function decodeOld(bytes: Uint8Array): FileText {
  const text = decode(bytes);
  return text.status === 'failed' ? { status: 'text', text: Buffer.from(bytes).toString('latin1') } : text;
}

/** Lone surrogates are kept: JavaScript's strings can hold them, and so can its source. */
function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): FileText {
  if (bytes.length % 2 !== 0) return { status: 'failed', cause: 'is UTF-16 that ends in the middle of a character' };
  const units = Buffer.from(bytes.subarray(2));
  const text = (encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le');
  // The mark of UTF-32 starts with that of UTF-16, and its text is full of zeros.
  return text.includes('\0') ? { status: 'binary' } : { status: 'text', text };
}
