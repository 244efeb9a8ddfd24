/** A secret's value leaves by no way: what Portside prints, keeps and writes is searched for planted ones. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSecret } from '../support/sampleSecrets.ts';
import { type Terminal, terminal } from './terminal.ts';

const token = sampleSecret('github');
const password = ['correct', 'horse', '7', 'Battery'].join('-');
const other = ['Tr0ub4', 'dour', '&3xq'].join('');
const phrase = sampleSecret('mnemonic');
const wif = sampleSecret('wif');
const bytes = sampleSecret('key-bytes');
const hash = sampleSecret('bcrypt');
const signature = sampleSecret('azure-signature');
const multiline = ['first line 7x', 'second Line 8y'].map((line) => line.replaceAll(' ', '#'));

/** Every value, beside weaknesses whose code is shown, in flows whose steps quote code, in fixes and in names. */
const FILES: Readonly<Record<string, string>> = {
  'src/a.js': `import { createCipheriv, createHash } from 'node:crypto';
import { exec } from 'node:child_process';
import express from 'express';
const config = { token: '${token}', password: '${password}' };
createCipheriv('aes-256-ecb', '${password}', null); const dbPassword = '${other}';
express().get('/', (req) => exec('login --password ${other} ' + req.query.name + '${token}'));
createHash('md5').update('${token}'); // token: '${token}'
fetch('http://app:${password}@db.internal/' + config.token);
const url = \`postgres://app:${password}@db/\${config.token}\`;
`,
  'src/b.ts': `export const secretKey = "${multiline.join('" +\n  "')}";\nexport const again = '${other}';\n`,
  '.env': `GITHUB_TOKEN=${token}\nDB_PASSWORD=${password}\n`,
  'settings.json': `{ "db": { "password": "${other}", "url": "postgres://app:${password}@db/app" } }\n`,
  'deploy.yaml': `env:\n  - name: DB_PASSWORD\n    value: ${other}\n`,
  'src/wallet.ts': `import { exec } from 'node:child_process';
import { createHash } from 'node:crypto';
export const mnemonic = '${phrase}';
createHash('md5').update('${wif}'); export const privateKey = '${wif}';
export const secretKey = Uint8Array.from([${bytes.replaceAll(',', ', ')}]);
export const run = (name: string) => exec('pay ${phrase} ' + name + '${wif}');
`,
  'keys/id.json': `[${bytes.replaceAll(',', ',\n  ')}]\n`,
  'docker/.htpasswd': `admin:${hash}\n`,
  'users.json5': `{ users: [{ name: 'a', hash: '${hash}' }], password: '${other}' }\n`,
  'main.py': `password = "${other}"\nurl = "https://a.blob.core.windows.net/b?sv=2022-11-02&se=2031-01-01&sig=${signature}"\n`,
  'package.json': `{ "name": "a", "scripts": { "deploy": "deploy --password=${other} --token ${token}" } }\n`,
  Dockerfile: `ENV GITHUB_TOKEN=${token}\n`,
};

/** Pieces of the values that nothing else has; a mask shows the first characters of a long one. */
const PIECES = [
  ...[token.slice(8, 20), token.slice(-12), 'horse-7', 'Battery', 'dour&3', 'line#7x', 'Line#8y'],
  ...[phrase.split(' ').slice(2, 5).join(' '), wif.slice(8, 20), hash.slice(-20), signature.slice(4, 24)],
  ...[',', ', ', ',\n  '].map((comma) => bytes.split(',').slice(20, 26).join(comma)),
];

describe('masking', () => {
  let at: Terminal;
  let cache: string;
  before(() => {
    at = terminal();
    cache = mkdtempSync(join(tmpdir(), 'portside-cache-'));
    at.write(FILES);
    at.git('init', '-q', '-b', 'main');
    at.git('add', '--all', '--force');
    at.git('commit', '-qm', 'x');
    at.write({ 'src/a.js': `${FILES['src/a.js']}const more = '${token}';\n` });
    at.git('add', '--all');
  });
  after(() => {
    at.remove();
    rmSync(cache, { recursive: true });
  });

  function check(text: string, where: string): void {
    for (const piece of PIECES) {
      const found = text.indexOf(piece);
      assert.ok(found < 0, `${where} shows ${piece}: ${text.slice(Math.max(0, found - 200), found + 60)}`);
    }
  }

  const scans = [['scan'], ['scan', '--staged'], ['scan', '--staged', '--whole-files'], ['scan', '--history']];
  const commands = [
    ...['pretty', 'json', 'sarif'].flatMap((format) =>
      scans.map((scan) => [...scan, '--profile', 'audit', '--format', format]),
    ),
    ...['pretty', 'json'].map((format) => ['baseline', 'show', '--format', format]),
    ...[4, 5, 6, 7, 8, 9].map((line) => ['explain', `src/a.js:${line}`]),
    ...[3, 4, 5, 6].map((line) => ['explain', `src/wallet.ts:${line}`]),
    ...['.env:1', 'settings.json:1', 'src/b.ts:1', 'users.json5:1', 'keys/id.json:2', 'main.py:2'].map((place) => [
      'explain',
      place,
    ]),
    ['config', 'src/a.js'],
    ['hook', 'doctor'],
  ];

  for (const quiet of ['{}', '{ "rules": { "credentials-in-url": "off", "hardcoded-password": "off" } }']) {
    it(`holds for everything that is printed, kept and written, with ${quiet}`, async () => {
      const world = { env: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, PORTSIDE_DEBUG: '1' } };
      at.write({ 'portside.config.json': quiet });
      let said = 0;
      for (const argv of [['baseline', 'write', '--history'], ...commands]) {
        const { code, out, err } = await at.portside(argv, world);
        assert.ok(code <= 2, `${argv.join(' ')}: ${err}`);
        check(`${out}${err}`, argv.join(' '));
        said += out.length;
      }
      rmSync(join(at.folder, 'portside.baseline'));
      for (const argv of commands.slice(0, 12)) {
        const { out, err } = await at.portside(argv, world);
        check(`${out}${err}`, argv.join(' '));
        said += out.length;
      }
      assert.ok(said > 100_000, `${said}`);
      for (const folder of [cache, at.folder]) {
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          const path = join(entry.parentPath, entry.name);
          if (!entry.isFile() || path.includes('/.git/') || Object.keys(FILES).some((own) => path.endsWith(own)))
            continue;
          check(readFileSync(path, 'latin1'), path);
        }
      }
    });
  }

  it('is checked by a check that finds values', () => {
    for (const text of Object.values(FILES)) assert.throws(() => check(text, 'a file'));
  });
});
