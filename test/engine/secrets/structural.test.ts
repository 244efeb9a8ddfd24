import assert from 'node:assert/strict';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan } from './scan.ts';

const RULE = 'private-key-in-source';
const PASSWORD = sampleSecret('password');

describe('a private key', () => {
  for (const kind of ['rsa-key', 'pkcs8-key', 'openssh-key', 'pgp-key']) {
    const key = sampleSecret(kind);

    it(`${kind} is found from its first sign to its last in a file of its own`, () =>
      finds(`text before\n${key}\ntext after`, [key], RULE, { path: 'id_rsa' }));

    it(`${kind} is found in a template, in a string with \\n, in JSON, in YAML and in a sum of strings`, () => {
      finds(`const k = \`${key}\`;`, [key], RULE);
      const escaped = key.replaceAll('\n', '\\n');
      finds(`const k = "${escaped}\\n";`, [escaped], RULE);
      finds(JSON.stringify({ k: key }), [escaped], RULE, { path: 'a.json' });
      const indented = key.replaceAll('\n', '\n  ');
      finds(`k: |\n  ${indented}\n`, [indented], RULE, { path: 'a.yaml' });
      const sum = key
        .split('\n')
        .map((line) => `'${line}\\n'`)
        .join(' +\n  ');
      finds(`const k = ${sum};`, [sum], RULE);
    });
  }

  it('is of low severity when a passphrase protects it', () => {
    const [hit] = scan(sampleSecret('encrypted-key'), { path: 'key.pem' });
    assert.equal(hit?.severity, 'low');
    const old = sampleSecret('rsa-key').replace(
      '-----\n',
      '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n',
    );
    assert.equal(scan(old, { path: 'key.pem' })[0]?.severity, 'low');
    assert.equal(scan(sampleSecret('rsa-key'), { path: 'key.pem' })[0]?.severity, 'high');
  });

  it('that is cut off is a key still', () => {
    const half = sampleSecret('rsa-key').slice(0, 700);
    finds(half, [half], RULE, { path: 'key.pem' });
  });

  it('of PuTTY is found, encrypted ones as low', () => {
    const file = (encryption: string): string =>
      [
        'PuTTY-User-Key-File-3: ssh-ed25519',
        `Encryption: ${encryption}`,
        'Comment: me',
        'Public-Lines: 1',
        sampleRandom('base64', 64),
        'Private-Lines: 1',
        sampleRandom('base64', 48),
        `Private-MAC: ${sampleRandom('hex', 64)}`,
      ].join('\n');
    assert.equal(scan(file('none'), { path: 'a.ppk' })[0]?.severity, 'high');
    assert.equal(scan(file('aes256-cbc'), { path: 'a.ppk' })[0]?.severity, 'low');
  });

  for (const [what, text] of [
    ['public key', sampleSecret('public-key')],
    ['certificate', sampleSecret('public-key').replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['header alone', "if (pem.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return pem;"],
    ['header and footer', "const wrap = (b) => '-----BEGIN PRIVATE KEY-----\\n' + b + '\\n-----END PRIVATE KEY-----';"],
    ['pattern', 'const PEM = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\\s\\S]+?-----END (?:RSA )?PRIVATE KEY-----/;'],
    ['ellipsis', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['placeholder', `-----BEGIN PRIVATE KEY-----\n${'X'.repeat(128)}\n-----END PRIVATE KEY-----`],
    ['body that is no key', `-----BEGIN PRIVATE KEY-----\n${'YWJj'.repeat(32)}\n-----END PRIVATE KEY-----`],
    ['prose', '-----BEGIN PRIVATE KEY----- is how the file begins, and after it comes the key in Base64'],
  ] as const) {
    it(`is no ${what}`, () => {
      isQuiet(text, { path: 'example.ts' });
      isQuiet(text, { path: 'notes' });
    });
  }
});

const URL_RULE = 'credentials-in-url';

describe('a URL with a password', () => {
  for (const url of [
    'postgres://shop:§@db.shop.internal:5432/shop',
    'mongodb+srv://shop:§@cluster0.ab1cd.mongodb.net/',
    'redis://:§@cache.shop.internal',
    'https://deploy:§@git.shop.dev/a.git',
    'mysql://root:§@localhost/shop',
  ]) {
    it(`is found in ${url}`, () => {
      for (const password of [PASSWORD, `${PASSWORD.slice(0, 3)}%20b%21`]) {
        finds(`const u = '${url.replace('§', password)}';`, [password], URL_RULE);
      }
    });
  }

  it('is found in every kind of file', () => {
    const url = `postgres://shop:${PASSWORD}@db.shop.internal/shop`;
    finds(`DATABASE_URL=${url}`, [PASSWORD], URL_RULE, { path: '.env' });
    finds(`{"url": "${url}"}`, [PASSWORD], URL_RULE, { path: 'a.json' });
    finds(`url: ${url}\n`, [PASSWORD], URL_RULE, { path: 'a.yaml' });
    finds(`See ${url}.`, [PASSWORD], URL_RULE, { path: 'README.md' });
    finds(`const u = \`postgres://shop:${PASSWORD}@\${host}/shop\`;`, [PASSWORD], URL_RULE);
  });

  for (const text of [
    'postgres://user:password@host/db',
    'postgres://postgres:postgres@localhost/app',
    'mysql://root:root@db/app',
    'mysql://shop:teapot1@localhost/app',
    'amqp://guest:guest@rabbitmq:5672',
    'redis://localhost:6379',
    'https://user:pass@example.com/path',
    'https://x-access-token:$' + '{TOKEN}@github.com/a/b.git',
    'postgres://$' + '{user}:$' + '{password}@db.shop.internal/x',
    'postgres://shop:$DB_PASSWORD@db.shop.internal/x',
    'postgres://shop:%s@db.shop.internal/x',
    'postgres://shop:<password>@db.shop.internal/x',
    'postgres://shop:{{password}}@db.shop.internal/x',
    'postgres://shop:****@db.shop.internal/x',
    'http://localhost:3000/@scope/package',
    'https://unpkg.com:443/@scope/package@1.2.3',
    'https://registry.shop.dev/@scope:name@1.0.0',
    'mailto://someone:else@shop.dev',
    'git+ssh://git@github.com:22/a/b.git',
    'ftp://anonymous:me@shop.dev@ftp.shop.dev/',
  ]) {
    it(`is not in ${text}`, () => {
      isQuiet(`const u = '${text}';`, { path: 'a.js' });
      isQuiet(text, { path: 'README.md' });
    });
  }
});

describe('a connection string', () => {
  for (const text of [
    'Server=sql.shop.internal;Database=shop;User Id=sa;Password=§;Encrypt=true',
    'Server=sql.shop.internal;Uid=sa;Pwd=§',
    'jdbc:mysql://db.shop.internal/shop?user=shop&password=§',
  ]) {
    it(`is found in ${text}`, () => finds(`const c = "${text.replace('§', PASSWORD)}";`, [PASSWORD], URL_RULE));
  }

  it('of Azure Storage and Service Bus is found by its key', () => {
    const key = `${sampleRandom('base64', 86)}==`;
    const storage = `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${key};EndpointSuffix=core.windows.net`;
    finds(`{"c": "${storage}"}`, [key], URL_RULE, { path: 'local.settings.json' });
    const bus = `${sampleRandom('base64', 43)}=`;
    finds(
      `C=Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=${bus}`,
      [bus],
      URL_RULE,
      {
        path: '.env',
      },
    );
  });

  for (const text of [
    `AccountName=devstoreaccount1;AccountKey=${sampleRandom('base64', 86)}==;`,
    'Server=.;Database=shop;User Id=sa;Password=$' + '{PASSWORD};',
    'Server=x;Database=shop;User Id=sa;Password=yourStrong(!)Password;',
    'Server=localhost;User Id=sa;Password=secret;',
    '/login?user=a&password=b1b2b3',
    'host=x password=abcdefg1',
  ]) {
    it(`is not in ${text}`, () => isQuiet(`const c = "${text}";`));
  }
});
