import assert from 'node:assert/strict';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { isQuiet, scan, shown } from './scan.ts';

describe('secrets in JSON5', () => {
  const password = sampleSecret('password');

  it('are found under keys with and without quotes, among comments', () => {
    const text = `// settings
{
  database: { host: 'db', /* not 'this' */ user: "shop", password: '${password}', },
  'api-key': '${sampleRandom('base62', 32)}',
  list: [1, .5, +Infinity, { clientSecret: "${sampleRandom('base62', 40)}" }],
}
`;
    const values = [password, sampleRandom('base62', 32), sampleRandom('base62', 40)];
    const hits = shown(text, { path: 'config/default.json5' });
    assert.deepEqual(
      hits.map(({ start, end }) => text.slice(start, end)),
      values,
    );
  });

  it('are none in labels and samples, nor in half a text', () => {
    isQuiet(`{ labels: { password: 'Your password' }, password: '\${DB_PASSWORD}' }`, { path: 'a.json5' });
    for (const text of ['', '{', '{ password', '{ password: ', "{ password: '", '[{]', '{ a: /* ', ']'.repeat(50)]) {
      isQuiet(text, { path: 'a.json5' });
    }
  });

  it('are looked for in linear time, and however deep', () => {
    for (const piece of ['[', '{a:', '/*', '//', "'", '"\\', '{a:{', ',', '/* *']) {
      const started = performance.now();
      scan(`{ password: 1 ${piece.repeat(20_000)}`, { path: 'a.json5' });
      assert.ok(performance.now() - started < 1000, piece);
    }
  });
});
