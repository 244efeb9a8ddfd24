import assert from 'node:assert/strict';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan } from './scan.ts';

const RULE = 'jwt-in-source';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a JSON Web Token', () => {
  for (const kind of ['jwt', 'jwt-expired', 'jwt-service', 'jwt-unsigned', 'jwe']) {
    const token = sampleSecret(kind);

    it(`${kind} is found wherever it stands, from its first sign to its last`, () => {
      finds(`call('${token}');`, [token], RULE);
      finds(`const h = \`Bearer ${token}\`;`, [token], RULE);
      finds(`{"a": ["${token}"]}`, [token], RULE, { path: 'a.json' });
      finds(`a: ${token}\n`, [token], RULE, { path: 'a.yaml' });
      finds(`A=${token}\n`, [token], RULE, { path: '.env' });
      finds(`curl -H "Authorization: Bearer ${token}"`, [token], RULE, { path: 'README.md' });
    });
  }

  it('is graver where it opens more, and less grave where it opens nothing', () => {
    const severityOf = (kind: string) => scan(`call('${sampleSecret(kind)}');`)[0]?.severity;
    assert.equal(severityOf('jwt'), 'medium');
    assert.equal(severityOf('jwt-service'), 'critical');
    assert.equal(severityOf('jwt-unsigned'), 'low');
  });

  it('says when it expires', () => {
    assert.equal(scan(`call('${sampleSecret('jwt-expired')}');`)[0]?.expires, '2017-07-14');
    assert.equal(scan(`call('${sampleSecret('jwt')}');`)[0]?.expires, '2040-01-01');
    assert.equal(scan(`call('${sampleSecret('jwt-service')}');`)[0]?.expires, undefined);
  });

  it('tells the day of every time', () => {
    for (const day of [
      '1970-01-02',
      '2000-02-29',
      '2023-12-31',
      '2024-02-29',
      '2024-03-01',
      '2100-02-28',
      '2100-03-01',
      '2399-12-31',
    ]) {
      const payload = { sub: 'x9', exp: Date.parse(day) / 1000 + 4000 };
      const token = `${encoded({ alg: 'HS256' })}.${encoded(payload)}.${sampleRandom('base62', 43)}`;
      assert.equal(scan(`call('${token}');`)[0]?.expires, day);
    }
  });

  it('is found once, also under a name that speaks of secrets', () => {
    for (const kind of ['jwt', 'jwe']) {
      const hits = scan(`const apiSecret = '${sampleSecret(kind)}';`);
      assert.deepEqual(
        hits.map(({ ruleId }) => ruleId),
        [RULE],
      );
    }
  });

  for (const [what, text] of [
    ['the sample of a documentation', sampleSecret('jwt-sample')],
    ['of anonymous visitors', sampleSecret('jwt-anonymous')],
    ['two parts', `${encoded({ alg: 'HS256' })}.${encoded({ sub: 'x' })}`],
    [
      'a header without an algorithm',
      `${encoded({ typ: 'JWT' })}.${encoded({ sub: 'x9' })}.${sampleRandom('base62', 43)}`,
    ],
    [
      'a payload that is no JSON',
      `${encoded({ alg: 'HS256' })}.eyJ${sampleRandom('base62', 40)}.${sampleRandom('base62', 43)}`,
    ],
    ['no signature, though the algorithm says one', `${encoded({ alg: 'HS256' })}.${encoded({ sub: 'x9' })}.`],
    ['part of a longer word', `x${sampleSecret('jwt')}`],
    ['cut off', sampleSecret('jwt').slice(0, -30)],
  ] as const) {
    it(`is none: ${what}`, () => isQuiet(`call('${text}');`));
  }
});

describe('a key in Base64', () => {
  it('is a key still', () => {
    for (const kind of ['rsa-key', 'openssh-key', 'pkcs8-key']) {
      const key = Buffer.from(sampleSecret(kind)).toString('base64');
      finds(`client-key-data: ${key}\n`, [key], 'private-key-in-source', { path: 'kubeconfig.yaml' });
    }
  });

  it('that is public, or a certificate, is none', () => {
    for (const text of [sampleSecret('public-key'), sampleSecret('public-key').replaceAll('PUBLIC KEY', 'CERTIFICATE')])
      isQuiet(`certificate-authority-data: ${Buffer.from(text).toString('base64')}\n`, { path: 'kubeconfig.yaml' });
  });
});
