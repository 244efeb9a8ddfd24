/** What a person can have done about a secret, with the real engine, over stdio. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ApplyWorkspaceEditParams, CodeAction, Command, TextDocumentEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sampleRandom, sampleSecret } from '../support/sampleSecrets.ts';
import { git, removeTemporaryFolders, repositoryWith } from '../workspace/temporaryFolder.ts';
import { LspClient, rangeOfWord, USUAL } from './lspClient.ts';

const PROGRAM = [join(import.meta.dirname, '..', '..', 'server', 'bin.ts'), '--stdio'];
const TOKEN = sampleSecret('github');
const CODE = `const { Octokit } = require('octokit');
const github = new Octokit({ auth: '${TOKEN}' });
`;

describe('a secret in a file of settings', () => {
  const files = {
    'settings.json': [`{"token": "${TOKEN}"}\n`, 'json'],
    'compose.yaml': [`services:\n  shop:\n    environment:\n      - TOKEN=${TOKEN}\n`, 'dockercompose'],
    '.env': [`TOKEN=${TOKEN}\n`, 'dotenv'],
    Dockerfile: [`FROM node\nENV TOKEN ${TOKEN}\n`, 'dockerfile'],
    'shop.toml': [`token = "${TOKEN}"\n`, 'toml'],
    'deploy.sh': [`export TOKEN=${TOKEN}\n`, 'shellscript'],
  } as const;

  it('is shown as one types it, whatever the file', async () => {
    const root = repositoryWith({ 'package.json': '{}' });
    const client = await LspClient.start({ folders: [root], program: PROGRAM, capabilities: USUAL });
    for (const [name, [text, language]] of Object.entries(files)) {
      const file = join(root, name);
      await client.open(file, text, language);
      await client.until(`the finding in ${name}`, () => client.shown(file).length === 1);
      assert.ok(!JSON.stringify(client.shown(file)).includes(TOKEN));
    }
    await client.stop();
  });
});

describe('a secret in the editor', () => {
  let root: string;
  let file: string;
  let client: LspClient;

  beforeEach(async () => {
    root = repositoryWith({ 'package.json': '{}', '.gitignore': '.env\n', 'src/app.js': CODE });
    file = join(root, 'src', 'app.js');
    const capabilities = { ...USUAL, experimental: { portside: { documents: true } } };
    client = await LspClient.start({ folders: [root], program: PROGRAM, capabilities });
    await client.open(file, CODE, 'javascript');
    await client.until('the finding', () => client.shown(file).length === 1);
  });
  afterEach(() => client.stop());
  after(removeTemporaryFolders);

  const actions = () => client.codeActions(file, rangeOfWord(CODE, TOKEN));
  const run = ({ command: { command, arguments: given } = {} as Command }: CodeAction) =>
    client.request('workspace/executeCommand', { command, arguments: given });

  it('moves to the environment in one edit, when somebody asks', async () => {
    const move = (await actions()).find(({ title }) => title.startsWith('Move'));
    assert.equal(move?.title, 'Move this secret to the environment, as GITHUB_AUTH');
    assert.ok(!JSON.stringify(move).includes(TOKEN), 'the secret is in no action that nobody asked for');
    await run(move);
    const asked = client.asked.find(({ method }) => method === 'workspace/applyEdit');
    assert.ok(asked);
    const { edit } = asked.params as ApplyWorkspaceEditParams;
    const texts = (edit.documentChanges ?? []).flatMap((change) =>
      'edits' in change ? [change as TextDocumentEdit] : [],
    );
    const after = Object.fromEntries(
      texts.map(({ textDocument, edits }) => {
        const before = textDocument.uri.endsWith('app.js') ? CODE : '';
        const document = TextDocument.create('', '', 1, before);
        return [textDocument.uri.split('/').at(-1), TextDocument.applyEdits(document, edits as never)];
      }),
    );
    assert.deepEqual(after, {
      'app.js': CODE.replace(`'${TOKEN}'`, 'process.env.GITHUB_AUTH'),
      '.env.example': 'GITHUB_AUTH=\n',
      '.env': `GITHUB_AUTH=${TOKEN}\n`,
    });
    const told = client.asked.find(({ method }) => method === 'window/showMessageRequest');
    assert.match(JSON.stringify(told?.params), /reads GITHUB_AUTH now\./);
  });

  it('is taken back by its provider first, says the guide, which tells where git holds it', async () => {
    git(root, 'branch', 'feature');
    const guide = (await actions()).find(({ title }) => title.startsWith('Show what'));
    assert.ok(guide);
    await run(guide);
    const shown = await client.until('the guide', () =>
      client.notified.find(({ method }) => method === 'portside/show'),
    );
    const { text } = shown.params as { text: string };
    assert.match(text, /Make it worthless first/);
    assert.match(text, /in the last commit: `src\/app\.js`/);
    assert.match(text, /`feature`, `main`|`main`, `feature`/);
    assert.match(text, /first added by `[0-9a-f]{10}`, \d{4}-\d\d-\d\d, `Test`/);
    assert.ok(!text.includes(TOKEN), 'the guide shows a mask');
  });

  it('moves, too, where a rule about code speaks of it', async () => {
    const secret = sampleRandom('base62', 40);
    const text = `const session = require('express-session');\napp.use(session({ secret: '${secret}' }));\n`;
    const other = join(root, 'src', 'session.js');
    await client.open(other, text, 'javascript');
    const shown = () => client.shown(other).map(({ code }) => code);
    await client.until('the finding', () => shown().includes('session-secret-hardcoded'));
    assert.ok(!shown().includes('hardcoded-secret-generic'));
    const titles = (await client.codeActions(other, rangeOfWord(text, secret))).map(({ title }) => title);
    assert.ok(titles.includes('Move this secret to the environment, as SESSION_SECRET'), titles.join('; '));
    assert.ok(titles.includes('Show what to do about this secret'));
  });

  it('is masked in everything that the server said unasked', () => {
    assert.ok(!JSON.stringify([client.published, client.notified, client.asked]).includes(TOKEN));
  });
});
