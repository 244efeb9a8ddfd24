/** What a person can say of functions from a finding, with the real engine, over stdio. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inWords } from '../../server/tellDeclaration.ts';
import { LspClient, rangeOfWord } from './lspClient.ts';

const PROGRAM = [join(import.meta.dirname, '..', '..', 'server', 'bin.ts'), '--stdio'];

const CLEAN = `export function cleanName(options, name) {
  return name.trim();
}
`;

const APP = `import { exec } from 'node:child_process';
import express from 'express';
import { cleanName } from './lib/clean';
import { wrap } from '@acme/text';

const app = express();
app.get('/show', (req, res) => {
  const name = cleanName({}, req.query.name);
  exec('show ' + name);
});
app.get('/wrap', (req, res) => {
  exec('show ' + wrap(req.query.name));
});
`;

function applied(text: string, action: CodeAction | undefined): string {
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? (change.edits as TextEdit[]) : [],
  );
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);
}

describe('a declaration from the code', () => {
  let folder: string;
  let file: string;
  let configuration: string;
  let client: LspClient;

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-lsp-')));
    mkdirSync(join(folder, 'src', 'lib'), { recursive: true });
    file = join(folder, 'src', 'app.ts');
    configuration = join(folder, 'portside.config.json');
    writeFileSync(join(folder, 'src', 'lib', 'clean.ts'), CLEAN);
    writeFileSync(file, APP);
    client = await LspClient.start({ folders: [folder], program: PROGRAM });
    await client.open(file, APP);
    // What another file's function does is known when all files have been read.
    await client.until('both findings', () => client.shown(file).length === 2);
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const declarationsAt = async (words: string) =>
    (await client.codeActions(file, rangeOfWord(APP, words))).filter(({ title }) => title.startsWith('Declare'));

  it('is offered at a finding, for the functions on the way of its data', async () => {
    assert.deepEqual(
      (await declarationsAt("'show ' + name")).map(({ title }) => title),
      ['Declare `cleanName` a sanitizer for command-injection'],
    );
  });

  it('is offered at a step, for what it may be there', async () => {
    assert.deepEqual(
      (await declarationsAt('cleanName({}, req.query.name)')).map(({ title }) => title),
      [
        'Declare `cleanName` a sanitizer for command-injection',
        'Declare `cleanName` a sink of command-injection',
        'Declare `cleanName` a source',
      ],
    );
  });

  it('is not offered where nothing is found', async () => assert.deepEqual(await declarationsAt('const app'), []));

  it('makes a configuration that names the file and its export', async () => {
    const [sanitizer, sink, source] = await declarationsAt('cleanName({}, req.query.name)');
    assert.deepEqual(JSON.parse(applied('', sanitizer)), {
      sanitizers: [{ call: ['src/lib/clean.ts#cleanName'], clears: ['shell-command'], argument: 1 }],
    });
    assert.deepEqual(JSON.parse(applied('', sink)).sinks, [
      { rule: 'command-injection', call: ['src/lib/clean.ts#cleanName'], argument: 1 },
    ]);
    assert.deepEqual(JSON.parse(applied('', source)).sources, [
      { from: ['src/lib/clean.ts#cleanName()'], trust: 'remote' },
    ]);
  });

  it('names the package of what is installed', async () => {
    const [sanitizer] = await declarationsAt('wrap(req.query.name)');
    assert.deepEqual(JSON.parse(applied('', sanitizer)), {
      sanitizers: [{ package: '@acme/text', call: ['wrap'], clears: ['shell-command'] }],
    });
  });

  it('is written beside what stands there, comments and layout kept', async () => {
    const before = `{
    // Ours.
    "failOn": "high",
    "sanitizers": [
        { "package": "@acme/html", "call": ["clean"], "clears": "all" }
    ]
}
`;
    writeFileSync(configuration, before);
    await client.fileEvents({ path: configuration, type: 1 });
    const [sanitizer] = await declarationsAt('wrap(req.query.name)');
    const after = applied(before, sanitizer);
    assert.equal(
      after,
      before.replace(
        '"all" }',
        '"all" },\n        { "package": "@acme/text", "call": ["wrap"], "clears": ["shell-command"] }',
      ),
    );
  });

  it('silences the finding once it is saved, and is told of before', async () => {
    const [sanitizer] = await declarationsAt('cleanName({}, req.query.name)');
    await client.request('workspace/executeCommand', sanitizer!.command);
    const said = await client.until('a message', () =>
      client.notified.find(({ method }) => method === 'window/showMessage'),
    );
    assert.deepEqual(said.params, {
      type: 3,
      message:
        'It matches 1 call. 1 finding goes: command-injection in src/app.ts:9. It holds once the configuration is saved.',
    });
    writeFileSync(configuration, applied('', sanitizer));
    assert.match(readFileSync(configuration, 'utf8'), /cleanName/);
    await client.fileEvents({ path: configuration, type: 1 });
    await client.until('one finding less', () => client.published.length > 1 && client.shown(file).length === 1);
  });
});

describe('what a declaration means', () => {
  it('is said in one breath', () => {
    assert.equal(inWords({ uses: 0, gone: [], come: [] }), 'The declaration matches no call: nothing changes by it.');
    assert.equal(
      inWords({ uses: 2, gone: [], come: [] }),
      'It matches 2 calls. No finding goes or comes by it. It holds once the configuration is saved.',
    );
    assert.equal(
      inWords({ uses: 1, gone: ['a in b:1', 'a in b:2', 'a in b:3', 'a in b:4'], come: ['c in d:1'] }),
      'It matches 1 call. 4 findings go: a in b:1, a in b:2, a in b:3 and 1 more. 1 finding comes: c in d:1. It holds once the configuration is saved.',
    );
  });
});
