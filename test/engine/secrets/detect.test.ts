import assert from 'node:assert/strict';
import { compileSecrets, findSecrets } from '../../../engine/secrets/detect.ts';
import type { FormatDetector, SecretRule } from '../../../engine/secrets/secretRule.ts';
import { sourceFile } from '../../../engine/source/sourceFile.ts';
import { expandSecrets, sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { compiled, scan, secretRules } from './scan.ts';

const format = (id: string, more: Partial<FormatDetector> = {}): FormatDetector => ({
  kind: 'format',
  id,
  provider: 'Test',
  title: 'A test token',
  opens: 'the till',
  keywords: ['tt_'],
  pattern: /(?<secret>tt_[0-9A-Za-z]{20})/,
  severity: 'high',
  confidence: 'high',
  revoke: 'Revoke it.',
  ...more,
});

const rule = (...detectors: SecretRule['detectors']): SecretRule => ({
  kind: 'secret',
  id: 'test-secret',
  title: 'Test',
  severity: 'high',
  confidence: 'high',
  cwe: [798],
  owasp: [],
  detectors,
});

/** What a person would choose. */
const PASSWORD = sampleSecret('password');
const TOKEN = `tt_${sampleRandom('base62', 20)}`;

describe('compiling secret rules', () => {
  it('refuses two detectors of one id, and a pattern that does not say what the secret is', () => {
    assert.throws(() => compileSecrets([rule(format('a')), rule(format('a'))]), /\ba\b/);
    assert.throws(() => compileSecrets([rule(format('nameless', { pattern: /tt_\w{20}/ }))]), /nameless/);
  });

  it('without rules finds nothing', () => {
    assert.deepEqual(findSecrets(sourceFile('a', TOKEN), undefined, compileSecrets([]), { inTest: false }), []);
  });

  it('asks only the rules it was given', () => {
    const some = compileSecrets(secretRules.filter(({ id }) => id === 'hardcoded-password'));
    const text = `API_SECRET=${sampleRandom('base62', 32)}\nX=${sampleSecret('github')}\nPASSWORD=${PASSWORD}`;
    const hits = findSecrets(sourceFile('.env', text), undefined, some, { inTest: false });
    assert.deepEqual(
      hits.map(({ value }) => value),
      [PASSWORD],
    );
  });
});

describe('a format', () => {
  const find = (text: string, detector: FormatDetector): string[] =>
    findSecrets(sourceFile('notes', text), undefined, compileSecrets([rule(detector)]), { inTest: false }).map(
      ({ value }) => value,
    );

  it('that needs a word beside it is found within three lines of it', () => {
    const detector = format('a', { context: ['teashop'] });
    assert.deepEqual(find(`# TeaShop\n\n\n${TOKEN}`, detector), [TOKEN]);
    assert.deepEqual(find(`${TOKEN}\n\n\n# TeaShop`, detector), [TOKEN]);
    assert.deepEqual(find(`# TeaShop\n\n\n\n${TOKEN}`, detector), []);
    assert.deepEqual(find(TOKEN, detector), []);
  });

  it('can have its word in the middle', () => {
    const detector = format('a', { keywords: ['-tt-'], before: 4, pattern: /(?<secret>\d{4}-tt-[0-9A-Za-z]{20})/ });
    const token = `7391-tt-${sampleRandom('base62', 20)}`;
    assert.deepEqual(find(`x ${token} y`, detector), [token]);
    assert.deepEqual(find(token.slice(1), detector), []);
  });

  it('of a publishable key silences the weaker detectors', () => {
    const detectors = [rule(format('a', { use: 'publishable' })), ...secretRules.slice(1)];
    const source = sourceFile('.env', `API_SECRET=${TOKEN}`);
    assert.equal(findSecrets(source, undefined, compiled, { inTest: false }).length, 1);
    assert.deepEqual(findSecrets(source, undefined, compileSecrets(detectors), { inTest: false }), []);
  });
});

describe('the secrets of a file', () => {
  it('stand in order of text and never overlap', () => {
    const text = expandSecrets(`
      const password = '${PASSWORD}';
      const a = '{{secret:github}}', b = 'postgres://shop:{{secret:password}}@db.shop.internal/x';
      const apiSecret = '{{secret:stripe}}';
      const key = \`{{secret:rsa-key}}\`;`);
    const hits = scan(text);
    assert.equal(hits.length, 5);
    for (const [at, hit] of hits.entries()) assert.ok(at === 0 || (hits[at - 1]?.end ?? 0) <= hit.start);
    for (const hit of hits) assert.equal(text.slice(hit.start, hit.end), hit.value);
  });

  it('are reported by the strongest rule alone: provider, then structure, then name', () => {
    const token = sampleSecret('github');
    assert.deepEqual(
      scan(`const dbPassword = 'https://me:${token}@git.shop.dev/a.git';`).map(({ ruleId }) => ruleId),
      ['hardcoded-secret-provider'],
    );
    assert.deepEqual(
      scan(`DB_PASSWORD=postgres://shop:${PASSWORD}@db.shop.internal/x`, { path: '.env' }).map(({ ruleId }) => ruleId),
      ['credentials-in-url'],
    );
  });

  it('are each reported at its place, also the same value twice', () => {
    const token = sampleSecret('github');
    assert.equal(scan(`a('${token}', '${token}');`).length, 2);
  });

  it('are the same with Windows line ends and after a shift', () => {
    const text = `const a = 1;\nconst password = '${PASSWORD}';\n`;
    const places = [text, text.replaceAll('\n', '\r\n'), `\n\n${text}`].map((each) =>
      scan(each).map(({ start, end, value }) => [each.slice(start, end), value]),
    );
    assert.deepEqual(places, Array(3).fill([[PASSWORD, PASSWORD]]));
  });

  it('are found while the text is half typed', () => {
    const texts = [
      `const password = '${PASSWORD}';\nconst x = {`,
      `foo({ a: 1, password: '${PASSWORD}', b: `,
      `if (x { }\nlet password = "${PASSWORD}"`,
    ];
    for (const text of texts)
      assert.deepEqual(
        scan(text).map(({ value }) => value),
        [PASSWORD],
        text,
      );
  });

  it('are looked for in any text without a crash', () => {
    const base = `const password = '${PASSWORD}'; /* token: "${sampleRandom('base62', 20)}" */ const u = 'redis://:${PASSWORD}@h.x'; -----BEGIN PRIVATE KEY-----\nabc`;
    for (let cut = 0; cut < base.length; cut += 3) {
      for (const path of ['a.ts', 'a.json', 'a.yaml', '.env', 'a.ini', 'a.sh', 'a.md']) {
        scan(base.slice(0, cut), { path });
        scan(base.slice(cut), { path });
        scan(`${base.slice(0, cut)}\ud800\u0000"${base.slice(cut)}`, { path });
      }
    }
  });

  it('may be many', function () {
    this.timeout(60_000);
    const count = 130_000;
    assert.equal(scan(`token="${TOKEN}" `.repeat(count), { path: 'a.sh' }).length, 0, 'tools write long lines');
    assert.equal(scan(`API_SECRET=${TOKEN}\n`.repeat(count), { path: '.env' }).length, count);
    assert.equal(scan(`{${`"apiSecret": "${TOKEN}",\n`.repeat(30_000)}}`, { path: 'a.json' }).length, 30_000);
  });

  it('of a long sum and of deep nesting cost no stack', () => {
    const sum = Array.from({ length: 3000 }, () => "'a'").join(' + ');
    assert.deepEqual(scan(`const password = ${sum};`), []);
    const nested = `${'['.repeat(400)}"${sampleSecret('github')}"${']'.repeat(400)}`;
    assert.equal(scan(nested, { path: 'a.json' }).length, 1);
    assert.equal(scan(`password: ${'['.repeat(500)}x${']'.repeat(500)}`, { path: 'a.yaml' }).length, 0);
  });
});

describe('a tree', () => {
  const asks = (text: string): boolean => {
    let isAsked = false;
    const given = () => {
      isAsked = true;
      return undefined;
    };
    findSecrets(sourceFile('a.ts', text), given, compiled, { inTest: false });
    return isAsked;
  };

  it('is asked for where a name can get a secret, or a token can stand in pieces', () => {
    assert.ok(asks(`const password = '${PASSWORD}';`));
    assert.ok(asks(`const apiKey = x ? '${sampleRandom('base62', 32)}' : '';`));
    assert.ok(asks(`createHmac('sha256', '${PASSWORD}')`));
    assert.ok(asks(`Buffer.from('${PASSWORD}', 'base64')`));
    assert.ok(asks(`const url = 'postgres://me:' + '${PASSWORD}@db.shop.internal/x';`));
  });

  it('is not asked for where the text tells that it does not', () => {
    for (const text of [
      "const key = 'name'; const other = 'x1';",
      "if (key === 'settings.title' && typeof token === 'string') {}",
      "const apiKey = t('settings.key.1');",
      "const url = 'https://' + host + '/path';",
      "throw new Error('See https://example.com/a. ' + 'It tells more.');",
      "createHmac('sha256', key).update(body).digest('base64');",
      "Buffer.from(body, 'base64');",
    ]) {
      assert.ok(!asks(text), text);
    }
  });
});
