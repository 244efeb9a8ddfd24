import assert from 'node:assert/strict';
import { decode } from '../../workspace/decode.ts';
import { sampleRandom } from '../support/sampleSecrets.ts';

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

  it('gives stores of keys as text, as RFC 7468 writes them', () => {
    const noise = Buffer.from(sampleRandom('hex', 400), 'hex');
    for (const [first, label] of [
      [[0x30, 0x82, 0x0a, 0x10, 0x02, 0x01, 0x03, 0x30], 'PKCS12'],
      [[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1], 'JAVA KEYSTORE'],
      [[0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 3, 0], 'KEEPASS DATABASE'],
    ] as const) {
      const store = bytes([...first], [0], noise);
      const read = decode(store);
      const text = read.status === 'text' ? read.text : read.status;
      assert.match(text, new RegExp(`^-----BEGIN ${label}-----\\n[\\w+/=\\n]+-----END ${label}-----\\n$`));
      assert.equal(Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64').compare(store), 0);
    }
    // A store of other people's certificates, and what only starts like one.
    const certificates = [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2];
    assert.equal(decode(bytes(certificates, noise)).status, 'binary');
    assert.equal(decode(bytes([0x30, 0x82, 0x0a, 0x10, 0x02, 0x01, 0x00, 0x30], noise)).status, 'binary');
    assert.equal(decode(bytes([0x03, 0xd9, 0xa2, 0x9a, 0])).status, 'binary');
  });

  it('takes NUL bytes for a sign of no text, also after the mark of UTF-32', () => {
    assert.equal(decode(Buffer.from('a\0b')).status, 'binary');
    assert.equal(decode(bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])).status, 'binary');
    assert.equal(decode(Buffer.from('no mark', 'utf16le')).status, 'binary');
  });
});
