import assert from 'node:assert/strict';
import { crc32 as nodeCrc32 } from 'node:zlib';
import { decodeBase64, printable } from '../../../engine/secrets/base64.ts';
import { base62, checksumHolds, crc32 } from '../../../engine/secrets/checksum.ts';
import { sampleSecret } from '../../support/sampleSecrets.ts';

/** Another character in the same class, so that only the checksum is wrong. */
const spoil = (token: string, at: number): string => {
  const letter = token.at(at) ?? '';
  const index = at < 0 ? token.length + at : at;
  return token.slice(0, index) + (letter === '7' ? '8' : '7') + token.slice(index + 1);
};

describe('checksums', () => {
  it('CRC-32 is that of zlib', () => {
    for (const text of ['', 'a', '123456789', 'The quick brown fox']) assert.equal(crc32(text), nodeCrc32(text));
    assert.equal(crc32('123456789'), 0xcbf43926);
  });

  it('base 62 counts digits, upper case, lower case', () => {
    assert.equal(base62(0, 6), '000000');
    assert.equal(base62(61, 1), 'z');
    assert.equal(base62(62, 1), '10');
    assert.equal(base62(0xffffffff, 6), '4gfFC3');
  });

  for (const kind of ['github', 'github-oauth', 'npm']) {
    it(`proves and refutes ${kind}`, () => {
      const token = sampleSecret(kind);
      assert.equal(checksumHolds('crc32-base62', token), true);
      assert.equal(checksumHolds('crc32-base62', spoil(token, 10)), false);
      assert.equal(checksumHolds('crc32-base62', spoil(token, -1)), false);
    });
  }

  it('says nothing of a longer token of GitHub', () => {
    assert.equal(checksumHolds('crc32-base62', `${sampleSecret('github')}0`), undefined);
  });

  it('proves and refutes routable tokens of GitLab, and says nothing of the others', () => {
    const grafana = sampleSecret('grafana');
    assert.equal(checksumHolds('crc32-hex', grafana), true);
    assert.equal(checksumHolds('crc32-hex', spoil(grafana, 12)), false);
    const token = sampleSecret('gitlab-routable');
    assert.equal(checksumHolds('gitlab-routable', token), true);
    assert.equal(checksumHolds('gitlab-routable', spoil(token, 12)), false);
    assert.equal(checksumHolds('gitlab-routable', sampleSecret('gitlab')), undefined);
  });
});

describe('Base64', () => {
  it('is decoded with and without padding, in both alphabets', () => {
    for (const text of ['', 'a', 'ab', 'abc', 'user:påss', '\xff\xfe\xfb']) {
      const bytes = Buffer.from(text, 'latin1');
      for (const encoded of [bytes.toString('base64'), bytes.toString('base64url')]) {
        assert.deepEqual(Buffer.from(decodeBase64(encoded) ?? []), bytes);
      }
    }
  });

  it('is told from other text', () => {
    assert.equal(decodeBase64('a'), undefined);
    assert.equal(decodeBase64('ab c'), undefined);
    assert.equal(decodeBase64('ключ'), undefined);
  });

  it('is text only when every byte can be printed', () => {
    assert.equal(printable(decodeBase64('dTpw')), 'u:p');
    assert.equal(printable(decodeBase64('AAAA')), undefined);
    assert.equal(printable(undefined), undefined);
  });
});
