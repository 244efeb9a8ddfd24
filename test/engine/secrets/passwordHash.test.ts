import assert from 'node:assert/strict';
import { sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan } from './scan.ts';

const RULE = 'hardcoded-password';

describe('the hash of a password', () => {
  for (const kind of ['bcrypt', 'argon2', 'sha512-crypt', 'apr1', 'django-hash']) {
    const hash = sampleSecret(kind);

    it(`is found in settings and in what fills a database: ${kind}`, () => {
      finds(`users:\n  admin:\n    password: ${hash}\n`, [hash], RULE, { path: 'config/users.yaml' });
      finds(`{"password": "${hash}"}`, [hash], RULE, { path: 'users.json' });
      finds(`INSERT INTO users VALUES (1, 'a@shop.io', '${hash}');`, [hash], RULE, { path: 'db/seed.sql' });
      finds(`await db.user.create({ data: { password: '${hash}' } });`, [hash], RULE, { path: 'prisma/seed.ts' });
      const [hit] = scan(`ADMIN_HASH='${hash}'\n`, { path: '.env' });
      assert.deepEqual([hit?.severity, hit?.maskedValue], ['low', '••••••']);
    });

    it(`is none in code, prose, samples and tests: ${kind}`, () => {
      const line = `const hash = '${hash}';`;
      isQuiet(line, { path: 'src/login.ts' });
      isQuiet(`Such a hash looks so: ${hash}`, { path: 'README.md' });
      isQuiet(`ADMIN_HASH='${hash}'\n`, { path: '.env.example' });
      isQuiet(`{"password": "${hash}"}`, { path: 'test/users.json', inTest: true });
      isQuiet(`{"password": "${hash.slice(0, -30)}"}`, { path: 'users.json' });
    });
  }

  it('weighs more in a file of passwords', () => {
    for (const kind of ['bcrypt', 'apr1', 'sha-hash']) {
      const hash = sampleSecret(kind);
      finds(`admin:${hash}\n`, [hash], RULE, { path: 'docker/.htpasswd' });
      assert.equal(scan(`admin:${hash}\n`, { path: 'nginx/site.htpasswd' })[0]?.severity, 'medium');
    }
  });

  it('is found where each of its signs is written twice', () => {
    const hash = sampleSecret('apr1').replaceAll('$', '$$$$');
    const label = `traefik.http.middlewares.auth.basicauth.users=admin:${hash}`;
    finds(`services:\n  a:\n    labels:\n      - "${label}"\n`, [hash], RULE, { path: 'compose.yaml' });
  });

  it('is none that says so', () => {
    isQuiet(`hash: $2b$12$${'x'.repeat(53)}\n`, { path: 'a.yaml' });
    isQuiet(`pattern: '^\\$2b\\$12\\$[./A-Za-z0-9]{53}$'\n`, { path: 'a.yaml' });
    isQuiet('text: "costs $5$ or $6$ a month"\n', { path: 'a.yaml' });
  });
});
