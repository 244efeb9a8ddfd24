import assert from 'node:assert/strict';
import { decode } from '../../workspace/decode.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: (number[] | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('decode', () => {
  it('reads UTF-8, with and without a byte order mark, which is no part of the text', () => {
    assert.deepEqual(decode(Buffer.from('grün\r\n')), { status: 'text', text: 'grün\r\n' });
    assert.deepEqual(decode(bytes([0xef, 0xbb, 0xbf], Buffer.from('a'))), { status: 'text', text: 'a' });
    assert.deepEqual(decode(Buffer.alloc(0)), { status: 'text', text: '' });
  });

  it('reads UTF-16 of both byte orders by their marks', () => {
    assert.deepEqual(decode(bytes([0xff, 0xfe], Buffer.from('grün', 'utf16le'))), { status: 'text', text: 'grün' });
    assert.deepEqual(decode(bytes([0xfe, 0xff], utf16be('grün'))), { status: 'text', text: 'grün' });
  });

  it('keeps lone surrogates of UTF-16', () => {
    assert.deepEqual(decode(bytes([0xff, 0xfe, 0x00, 0xd8])), { status: 'text', text: '\ud800' });
  });

  it('fails on what is no UTF-8, and says so', () => {
    const latin1 = decode(Buffer.from('// caf\xe9', 'latin1'));
    assert.equal(latin1.status, 'failed');
    assert.match(latin1.status === 'failed' ? latin1.cause : '', /neither UTF-8 nor UTF-16/);
  });

  it('fails on UTF-16 that ends in the middle of a character', () => {
    assert.equal(decode(bytes([0xff, 0xfe, 0x61])).status, 'failed');
  });

  it('takes NUL bytes for a sign of no text, also after the mark of UTF-32', () => {
    assert.equal(decode(Buffer.from('a\0b')).status, 'binary');
    assert.equal(decode(bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])).status, 'binary');
    assert.equal(decode(Buffer.from('no mark', 'utf16le')).status, 'binary');
  });
});
