/** A secret's value never leaves: whatever Portside writes, prints or tells an editor shows a mask at most. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Range } from 'vscode-languageserver/node';
import { type Terminal, terminal } from './cli/terminal.ts';
import { LspClient } from './server/lspClient.ts';
import { sampleSecret } from './support/sampleSecrets.ts';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = [join(ROOT, 'cli', 'bin.ts'), 'lsp', '--stdio'];
const LIMIT_MS = 60_000;

const token = sampleSecret('github');
const stripe = sampleSecret('stripe');
const webhook = sampleSecret('slack-webhook');
const password = sampleSecret('password');
const key = sampleSecret('rsa-key');
const phrase = sampleSecret('mnemonic');
const wif = sampleSecret('wif');
const hash = sampleSecret('bcrypt');

/** Secrets by themselves, and in code that is quoted because something else is wrong with it. */
const FILES: Readonly<Record<string, string>> = {
  'src/keys.ts': [
    `export const github = '${token}';`,
    `export const hook = '${webhook}';`,
    `// portside-ignore secret-stripe, hardcoded-password -- rotated, kept for the test of the importer`,
    `export const old = '${stripe}';`,
    `export const pem = \`${key}\`;`,
    `export const login = { user: 'app', password: '${password}' };`,
    `export const url = 'postgres://app:${password}@db.internal:5432/shop';`,
    '',
  ].join('\n'),
  'src/quoted.ts': [
    `import { exec } from 'node:child_process';`,
    `import { createHash, createHmac, createCipheriv } from 'node:crypto';`,
    `import express from 'express';`,
    `const app = express();`,
    `app.get('/:id', (req, res) => {`,
    `  exec('curl -H "Authorization: token ${token}" https://api.example/' + req.params.id);`,
    `  exec(\`psql postgres://app:${password}@db.internal:5432/shop -c \${req.params.id}\`);`,
    `  res.redirect('https://' + req.query.host + '/?token=${token}');`,
    `  fetch('https://' + req.query.host, { headers: { authorization: 'Bearer ${token}' } });`,
    `  res.json(createHash('md5').update('${stripe}' + req.body.password).digest('hex'));`,
    `  createCipheriv('aes-256-ecb', '${password}', null);`,
    `  createHmac('sha1', '${stripe}').update(req.body.text).digest('hex') === req.get('x-signature');`,
    `});`,
    '',
  ].join('\n'),
  '.env': `GITHUB_TOKEN=${token}\nDB_PASSWORD=${password}\n`,
  'src/wallet.ts': [
    `import { exec } from 'node:child_process';`,
    `export const mnemonic = '${phrase}';`,
    `export const wif = '${wif}';`,
    `export const run = (name: string) => exec('pay ${phrase} ' + name + '${wif}');`,
    '',
  ].join('\n'),
  'users.json5': `{ admin: { hash: '${hash}', password: '${password}' } }\n`,
  '.npmrc': `//registry.example/:_authToken=${sampleSecret('npm')}\n`,
  'settings.json': JSON.stringify({ stripe: { secretKey: stripe }, database: { password } }, null, 2),
  'values.yaml': `hook: ${webhook}\ndatabase:\n  password: ${password}\n`,
};

/** What is recognisable of a secret: all of a short one, any part of a long one that a mask may not show. */
const PARTS = [
  token,
  stripe,
  webhook,
  password,
  key.split('\n')[5] ?? '',
  sampleSecret('npm'),
  phrase,
  wif,
  hash,
].flatMap((value) => {
  if (value.length < 20) return [value];
  const random = value.slice(-24);
  return Array.from({ length: random.length - 7 }, (_, at) => random.slice(at, at + 8));
});

function assertHidden(what: string, text: string): void {
  const shown = PARTS.find((part) => text.includes(part));
  assert.equal(
    shown,
    undefined,
    `${what} shows ${shown}: ${text.slice(text.indexOf(shown ?? '') - 200).slice(0, 400)}`,
  );
}

describe('a secret', function () {
  this.timeout(LIMIT_MS);
  let place: Terminal;
  let caches: string;

  /** Runs a command, and gives all that it printed. */
  async function printed(...argv: string[]): Promise<string> {
    const { out, err } = await place.portside(argv, { env: { XDG_CACHE_HOME: caches } });
    return `${out}${err}`;
  }

  /** All files below a folder, one after the other. */
  const written = (folder: string): string =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');

  beforeEach(() => {
    caches = mkdtempSync(join(tmpdir(), 'portside-caches-'));
    place = terminal();
    place.write(FILES);
    place.git('init', '--quiet');
    place.git('add', '--all', '--force');
  });
  afterEach(() => {
    place.remove();
    rmSync(caches, { recursive: true });
  });

  it('is found, and hidden in every report', async () => {
    for (const format of ['pretty', 'json', 'sarif']) {
      for (const what of [[], ['--staged'], ['--profile', 'audit', '--tests']]) {
        const argv = ['scan', ...what, '--format', format];
        const { code, out, err } = await place.portside(argv);
        assert.equal(code, 1);
        for (const path of Object.keys(FILES)) assert.ok(out.includes(path), `${argv.join(' ')}: nothing in ${path}`);
        assertHidden(argv.join(' '), out + err);
      }
    }
  });

  it('is in no baseline', async () => {
    await place.portside(['baseline', 'write']);
    assertHidden('portside.baseline', readFileSync(join(place.folder, 'portside.baseline'), 'utf8'));
    assertHidden('baseline show', await printed('baseline', 'show'));
  });

  it('is in no report of a history, and in no file of a cache', async () => {
    place.git('commit', '--quiet', '--message=one');
    for (const format of ['pretty', 'json', 'sarif']) {
      const report = await printed('scan', '--history', '--format', format);
      assert.ok(report.includes('src/keys.ts'), report);
      assertHidden(`scan --history --format ${format}`, report);
    }
    await printed('scan');
    assert.ok(written(caches).length > 1000, 'there is a cache');
    assertHidden('a cache', written(caches));
  });

  it('is in no explanation', async () => {
    for (const line of [1, 5, 6]) assertHidden('explain', await printed('explain', `src/keys.ts:${line}`));
    for (const line of [6, 7, 8, 9, 11]) assertHidden('explain', await printed('explain', `src/quoted.ts:${line}`));
  });

  it('is in nothing of a threat model', async () => {
    assertHidden('threats init', await printed('threats', 'init'));
    const answer = ['--state', 'unsure', '--because', 'nobody knows'];
    assertHidden('threats answer', await printed('threats', 'answer', 'GET /:id', 'AUTHN-ROUTE', ...answer));
    for (const format of ['pretty', 'json', 'markdown']) {
      assertHidden('threats check', await printed('threats', 'check', '--gate', 'all', '--format', format));
    }
    for (const format of ['markdown', 'html', 'mermaid']) {
      const report = await printed('threats', 'report', '--format', format);
      assert.match(report, /:id/);
      assertHidden(`threats report --format ${format}`, report);
    }
    for (const format of ['threat-dragon', 'threat-model-library', 'otm']) {
      assertHidden(`threats export --format ${format}`, await printed('threats', 'export', '--format', format));
    }
    assertHidden('.portside', written(join(place.folder, '.portside')));
  });

  it('is in nothing that an editor is told', async () => {
    await printed('threats', 'init');
    const client = await LspClient.start({ folders: [place.folder], program: PROGRAM });
    try {
      const answers: unknown[] = [];
      for (const [path, text] of Object.entries(FILES)) {
        const file = join(place.folder, path);
        await client.open(file, text);
        const diagnostics = await client.diagnosticsOf(file);
        assert.ok(diagnostics.length > 0, path);
        for (const { range } of diagnostics) {
          answers.push(await client.codeActions(file, range satisfies Range));
          answers.push(await client.hover(file, range.start.line, range.start.character));
        }
        // Half typed, the findings are moved along.
        await client.change(file, { text: `${text}\n((` });
        answers.push(await client.codeActions(file, diagnostics[0]!.range));
      }
      for (const method of ['portside/scanWorkspace', 'portside/scanStaged']) {
        answers.push(await client.request(method, {}));
      }
      answers.push(await client.request('portside/threats', { folder: null }));
      answers.push(await client.request('portside/threatReport', { folder: null }));
      assertHidden('a message', JSON.stringify([client.notified, client.asked, answers]));
    } finally {
      await client.stop();
    }
  });
});
