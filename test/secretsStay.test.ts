/** A secret's value never leaves: whatever Portside writes, prints or tells an editor shows a mask at most. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
  '.npmrc': `//registry.example/:_authToken=${sampleSecret('npm')}\n`,
  'settings.json': JSON.stringify({ stripe: { secretKey: stripe }, database: { password } }, null, 2),
  'values.yaml': `hook: ${webhook}\ndatabase:\n  password: ${password}\n`,
};

/** What is recognisable of a secret: all of a short one, any part of a long one that a mask may not show. */
const PARTS = [token, stripe, webhook, password, key.split('\n')[5] ?? '', sampleSecret('npm')].flatMap((value) => {
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

  beforeEach(() => {
    place = terminal();
    place.write(FILES);
    place.git('init', '--quiet');
    place.git('add', '--all', '--force');
  });
  afterEach(() => place.remove());

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
  });

  it('is in nothing that an editor is told', async () => {
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
      answers.push(await client.request('portside/checklist', { folder: null }));
      assertHidden('a message', JSON.stringify([client.notified, client.asked, answers]));
    } finally {
      await client.stop();
    }
  });
});
