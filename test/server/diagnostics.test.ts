import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LspClient, rangeOfWord, uri } from './lspClient.ts';

const insert = (line: number, character: number, text: string) => ({
  range: { start: { line, character }, end: { line, character } },
  text,
});

describe('diagnostics of open documents', () => {
  let folder: string;
  let file: string;
  let client: LspClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portside-lsp-'));
    file = join(folder, 'a.ts');
    client = await LspClient.start({ folders: [folder] });
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it('come for an opened document, at the place and with the path of the data', async () => {
    const text = 'const a = 1;\nuse(DANGER);\n';
    await client.open(file, text);
    const [diagnostic, ...others] = await client.diagnosticsOf(file);
    assert.equal(others.length, 0);
    assert.deepEqual(diagnostic, {
      range: rangeOfWord(text, 'DANGER'),
      severity: 1,
      source: 'portside',
      code: 'danger',
      codeDescription: { href: 'file:///pages/danger.md' },
      message: 'This is dangerous.',
      data: { fingerprint: 'danger-0' },
      relatedInformation: [
        {
          location: { uri: uri(file), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
          message: 'it comes from here',
        },
        { location: { uri: uri(file), range: rangeOfWord(text, 'DANGER') }, message: 'it goes here' },
      ],
    });
  });

  it('show medium severity as a warning', async () => {
    await client.open(file, 'DANGER // medium');
    assert.equal((await client.diagnosticsOf(file))[0]?.severity, 2);
  });

  it('follow unsaved text', async () => {
    await client.open(file, 'const a = 1;\n');
    assert.deepEqual(await client.diagnosticsOf(file), []);
    const version = await client.change(file, insert(1, 0, 'use(DANGER);\n'));
    assert.equal((await client.diagnosticsOf(file, version)).length, 1);
  });

  it('are only of the last version when typing is fast', async () => {
    await client.open(file, ' x\n');
    await client.diagnosticsOf(file);
    let version = 1;
    for (const letter of 'DANGER') version = await client.change(file, insert(0, version - 1, letter));
    const diagnostics = await client.diagnosticsOf(file, version);
    assert.deepEqual(
      diagnostics.map(({ range }) => range.start.character),
      [0],
    );
    assert.deepEqual(
      client.published.map((published) => published.version),
      [1, version],
    );
  });

  it('drop what a newer version has made stale', async () => {
    await client.open(file, 'DANGER SLOW');
    const version = await client.change(file, { text: 'safe' });
    assert.deepEqual(await client.diagnosticsOf(file, version), []);
    assert.deepEqual(
      client.published.map((published) => published.version),
      [version],
    );
  });

  it('survive a crash of the engine, moved along with the edits, and the file is said to be incomplete', async () => {
    await client.open(file, 'use(DANGER);\n');
    await client.diagnosticsOf(file);
    const version = await client.change(file, insert(0, 0, '// CRASH\n'));
    const diagnostics = await client.diagnosticsOf(file, version);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, range.start.line]),
      [
        ['danger', 1],
        ['incomplete', 0],
      ],
    );
    const next = await client.change(file, { text: '\n\nuse(DANGER);' });
    assert.deepEqual(
      (await client.diagnosticsOf(file, next)).map(({ code, range }) => [code, range.start.line]),
      [['danger', 2]],
    );
  });

  it('survive a hang', async () => {
    await client.open(file, 'use(DANGER);\n');
    await client.diagnosticsOf(file);
    const version = await client.change(file, insert(1, 0, 'HANG'));
    const codes = (await client.diagnosticsOf(file, version)).map(({ code }) => code);
    assert.deepEqual(codes, ['danger', 'incomplete']);
  });

  it('do not wait for a hang that a newer version has made stale', async () => {
    await client.open(file, 'HANG');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const other = join(folder, 'b.ts');
    await client.change(file, { text: 'safe' });
    await client.open(other, 'DANGER');
    assert.equal((await client.diagnosticsOf(other)).length, 1);
    assert.deepEqual(await client.diagnosticsOf(file, 2), []);
  });

  it('survive an error of the engine', async () => {
    await client.open(file, 'THROW');
    const [diagnostic] = await client.diagnosticsOf(file);
    assert.match(String(diagnostic?.message), /not analysed in full: the engine is ill/);
  });

  it('stay for code that nobody touched while another line is half typed', async () => {
    await client.open(file, 'use(DANGER);\nnext\n');
    await client.diagnosticsOf(file);
    const version = await client.change(file, insert(0, 0, '\n'), insert(2, 4, ' BROKEN'));
    const kept = await client.diagnosticsOf(file, version);
    assert.deepEqual(
      kept.map(({ code, range }) => [code, range.start.line]),
      [['danger', 1]],
    );
  });

  it('go with the code that is taken away, also while the rest is half typed', async () => {
    await client.open(file, 'use(DANGER);\nBROKEN\n');
    await client.diagnosticsOf(file);
    const first = await client.change(file, { text: 'use(DANGER);\n' });
    assert.equal((await client.diagnosticsOf(file, first)).length, 1);
    const second = await client.change(file, { text: 'use();\nBROKEN' });
    assert.deepEqual(await client.diagnosticsOf(file, second), []);
  });

  it('go when the document is closed', async () => {
    await client.open(file, 'DANGER');
    await client.diagnosticsOf(file);
    await client.close(file);
    await client.until('empty diagnostics', () => client.shown(file).length === 0);
  });

  it('are none where the file is excluded', async () => {
    await client.open(file, 'DANGER EXCLUDED');
    assert.deepEqual(await client.diagnosticsOf(file), []);
  });

  it('come in a file with a source of data, linked to the finding in another', async () => {
    await client.open(file, 'DANGER ELSEWHERE');
    await client.diagnosticsOf(file);
    const [note] = await client.until('a note', () => {
      const shown = client.shown(join(folder, 'other.ts'));
      return shown.length > 0 && shown;
    });
    assert.equal(note?.severity, 3);
    assert.equal(note?.relatedInformation?.[0]?.location.uri, uri(file));
    await client.change(file, { text: 'safe' });
    await client.until('no note', () => client.shown(join(folder, 'other.ts')).length === 0);
  });

  it('follow the configuration', async () => {
    await client.open(file, 'DANGER');
    assert.equal((await client.diagnosticsOf(file)).length, 1);
    const configuration = join(folder, 'portside.config.json');
    writeFileSync(configuration, '{ "rules": { "danger": "off" } }');
    await client.fileEvents({ path: configuration, type: 1 });
    await client.until('a quiet file', () => client.shown(file).length === 0);
  });

  it('name what is wrong with the configuration, where it is wrong, until it is right', async () => {
    const configuration = join(folder, 'portside.config.json');
    writeFileSync(configuration, 'WRONG');
    await client.open(file, 'DANGER');
    const [diagnostic] = await client.until('a diagnostic of the configuration', () => {
      const shown = client.shown(configuration);
      return shown.length > 0 && shown;
    });
    assert.match(String(diagnostic?.message), /^rules: is wrong\./);
    assert.equal(diagnostic?.range.start.line, 1);
    writeFileSync(configuration, '{}');
    await client.fileEvents({ path: configuration, type: 2 });
    await client.until('a right configuration', () => client.shown(configuration).length === 0);
    await client.until('the finding', () => client.shown(file)[0]?.code === 'danger');
  });
});

describe('settings', () => {
  it('of run onSave analyse when a document is opened and saved only', async () => {
    const client = await LspClient.start({ initializationOptions: { settings: { run: 'onSave' } } });
    try {
      const file = '/nowhere/a.ts';
      await client.open(file, 'DANGER\n');
      await client.diagnosticsOf(file);
      const version = await client.change(file, insert(0, 0, 'DANGER '));
      await new Promise((resolve) => setTimeout(resolve, 250));
      assert.deepEqual(
        client.published.map((published) => published.version),
        [1],
      );
      await client.save(file);
      assert.equal((await client.diagnosticsOf(file, version)).length, 2);
    } finally {
      await client.stop();
    }
  });

  it('are asked for, and asked for again when they change', async () => {
    let enable = false;
    const client = await LspClient.start({
      capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
      settings: () => ({ enable }),
    });
    try {
      const file = '/nowhere/a.ts';
      await client.open(file, 'DANGER');
      await client.until('a question for settings', () =>
        client.asked.some(({ method }) => method === 'workspace/configuration'),
      );
      enable = true;
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.until('the finding', () => client.shown(file).length === 1);
    } finally {
      await client.stop();
    }
  });
});

describe('a client that can do nothing', () => {
  it('gets diagnostics without what it does not know, and no message of ours', async () => {
    const client = await LspClient.start({ capabilities: {} });
    try {
      await client.open('/nowhere/a.ts', 'DANGER');
      const diagnostic = await client.until('a diagnostic', () => client.shown('/nowhere/a.ts')[0]);
      assert.equal(diagnostic.relatedInformation, undefined);
      assert.equal(diagnostic.codeDescription, undefined);
      assert.deepEqual(client.asked, []);
      assert.deepEqual([...new Set(client.notified.map(({ method }) => method))], ['textDocument/publishDiagnostics']);
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});
