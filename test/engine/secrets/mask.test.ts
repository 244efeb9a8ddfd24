import assert from 'node:assert/strict';
import { hideSecrets, maskSecret, placesOfSecrets } from '../../../engine/secrets/mask.ts';
import { sampleSecret } from '../../support/sampleSecrets.ts';
import { scan } from './scan.ts';

describe('a mask', () => {
  it("shows a provider's prefix and four more characters of a long value", () => {
    const token = sampleSecret('github');
    assert.equal(maskSecret(token, 'ghp_'), `${token.slice(0, 8)}••••••`);
  });

  it('shows nothing of a short value, of one without prefix, of one with another prefix', () => {
    for (const [value, prefix] of [
      ['ghp_0123456789', 'ghp_'],
      ['x'.repeat(40), ''],
      ['x'.repeat(40), 'ghp_'],
    ] as const) {
      assert.equal(maskSecret(value, prefix), '••••••');
    }
  });

  it('does not tell the length', () => {
    assert.equal(maskSecret('short'), maskSecret('a much longer value than the other'));
  });

  it('hides every secret in a text whose places stay', () => {
    const text = 'a SECRET b\nTWO\r\nLINES c';
    const hidden = hideSecrets(text, [
      { start: 2, end: 8 },
      { start: 11, end: 21 },
      { start: 2, end: 5 },
    ]);
    assert.equal(hidden, 'a •••••• b\n•••\r\n••••• c');
  });

  it('covers a known value wherever it stands, but no word that is in everything', () => {
    const text = "password = 'tiger-7'; run('--password tiger-7'); pin = 'abc'; abc()";
    const secrets = [
      { start: 12, end: 19, value: 'tiger-7' },
      { start: 56, end: 59, value: 'abc' },
    ];
    const hidden = hideSecrets(text, placesOfSecrets(text, secrets));
    assert.equal(hidden, "password = '•••••••'; run('--password •••••••'); pin = '•••'; abc()");
  });
});

describe('the law of masks', () => {
  const planted = {
    github: sampleSecret('github'),
    stripe: sampleSecret('stripe'),
    key: sampleSecret('rsa-key').replaceAll('\n', '\\n'),
    password: sampleSecret('password'),
    url: sampleSecret('password', 2),
    token: sampleSecret('aws-secret'),
  };
  const text = `
const github = '${planted.github}';
const stripe = \`${planted.stripe}\`;
const pem = "${planted.key}";
const password = '${planted.password}';
const database = 'postgres://shop:${planted.url}@db.shop.internal/shop';
const apiSecret = '${planted.token}';
const joined = '${planted.github.slice(0, 12)}' + '${planted.github.slice(12)}';
const ${`password_${planted.password.replace(/\W/g, '$')}`} = '${planted.password}';
`;

  it('holds for everything that may be shown', () => {
    const hits = scan(text);
    assert.equal(new Set(hits.map(({ value }) => value)).size, 6, 'all planted values are found');
    for (const { value, ...shown } of hits) {
      assert.notEqual(value, '');
      const output = JSON.stringify(shown);
      for (const secret of Object.values(planted)) {
        assert.ok(!output.includes(secret), 'the value is not shown');
        const rest = secret.slice(12);
        assert.ok(rest.length < 8 || !output.includes(rest), 'neither is its end');
      }
    }
  });

  it('holds for a name that quotes its value', () => {
    const [hit] = scan(`const db_hunter2x_password = 'hunter2x';`);
    assert.equal(hit?.value, 'hunter2x');
    assert.ok(!hit.message.includes('hunter2x'));
  });
});
