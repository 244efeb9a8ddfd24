import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanSummary, Status } from '../../server/protocol.ts';
import { LspClient, USUAL } from './lspClient.ts';

describe('a workspace scan', () => {
  let root: string;
  let first: string;
  let second: string;
  let client: LspClient;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'portside-lsp-'));
    [first, second] = [join(root, 'first'), join(root, 'second')];
    for (const folder of [first, second]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'a.ts'), 'use(DANGER);\n');
      writeFileSync(join(folder, 'b.ts'), 'safe;\n');
    }
    client = await LspClient.start({
      folders: [first, second],
      capabilities: { ...USUAL, window: { workDoneProgress: true }, experimental: { portside: { status: true } } },
    });
  });
  afterEach(async () => {
    await client.stop();
    rmSync(root, { recursive: true });
  });

  const scan = (params: object = {}) =>
    client.request<{ summaries: readonly ScanSummary[] }>('portside/scanWorkspace', params);

  const progress = (token: string) =>
    client.notified
      .filter(({ method, params }) => method === '$/progress' && (params as { token: unknown }).token === token)
      .map(({ params }) => (params as { value: { kind: string; percentage?: number } }).value);

  it('shows the findings of every folder and sums up', async () => {
    const { summaries } = await scan();
    assert.deepEqual(summaries[0], {
      folder: 'first',
      counts: { critical: 0, high: 1, medium: 0, low: 0 },
      scanned: 2,
      excluded: 2,
      failed: [],
      cancelled: false,
    });
    assert.deepEqual(
      summaries.map(({ folder }) => folder),
      ['first', 'second'],
    );
    for (const folder of [first, second]) {
      assert.equal(client.shown(join(folder, 'a.ts')).length, 1);
      assert.equal(client.shown(join(folder, 'b.ts')).length, 0);
    }
  });

  it('reports how far it is', async () => {
    await scan({ workDoneToken: 'scan' });
    const values = progress('scan');
    assert.deepEqual([values[0]?.kind, values.at(-1)?.kind, values.at(-2)?.percentage], ['begin', 'end', 100]);
  });

  it('can be cancelled, keeps what it has seen, and forgets nothing else', async () => {
    await scan();
    writeFileSync(join(first, 'b.ts'), 'SLOW');
    writeFileSync(join(first, 'a.ts'), 'safe;\n');
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const summaries = client.connection.sendRequest<{ summaries: readonly ScanSummary[] }>(
      'portside/scanWorkspace',
      { workDoneToken: 'second' },
      source.token,
    );
    await client.until('progress', () => progress('second').length > 1);
    source.cancel();
    const [summary] = (await summaries).summaries;
    assert.equal(summary?.cancelled, true);
    assert.equal(client.shown(join(first, 'a.ts')).length, 0);
    assert.equal(client.shown(join(second, 'a.ts')).length, 1);
  });

  it('runs as a command of any client, under a progress that the server makes and the client can cancel', async () => {
    writeFileSync(join(first, 'b.ts'), 'SLOW');
    const running = client.request<readonly ScanSummary[]>('workspace/executeCommand', {
      command: 'portside.server.scanWorkspace',
    });
    const asked = await client.until('a token', () =>
      client.asked.find(({ method }) => method === 'window/workDoneProgress/create'),
    );
    const { token } = asked.params as { token: string };
    await client.until('progress', () => progress(token).length > 1);
    await client.notify('window/workDoneProgress/cancel', { token });
    assert.equal((await running)[0]?.cancelled, true);
  });

  for (const [word, cause] of [
    ['CRASH', /ended with code 7/],
    ['HANG', /said nothing for/],
    ['THROW', /the engine is ill/],
  ] as const) {
    it(`survives a file of the word ${word}, goes on behind it, and says so`, async () => {
      writeFileSync(join(first, 'b.ts'), word);
      writeFileSync(join(first, 'c.ts'), 'use(DANGER);\n');
      const { summaries } = await scan();
      assert.deepEqual(
        summaries[0]?.failed.map(({ path }) => path),
        ['b.ts'],
      );
      assert.match(summaries[0]?.failed[0]?.cause ?? '', cause);
      assert.equal(summaries[0]?.counts.high, 2);
      for (const file of [join(first, 'a.ts'), join(first, 'c.ts'), join(second, 'a.ts')]) {
        assert.equal(client.shown(file).length, 1, file);
      }
      await client.until('the state', () => lastStatus(client)?.state === 'incomplete');
    });
  }

  it('keeps its findings fresh by file events', async () => {
    await scan();
    const file = join(first, 'b.ts');
    writeFileSync(file, 'use(DANGER);\n');
    await client.fileEvents({ path: file, type: 2 });
    await client.until('a new finding', () => client.shown(file).length === 1);
    writeFileSync(file, 'safe;\n');
    await client.fileEvents({ path: file, type: 2 });
    await client.until('no finding', () => client.shown(file).length === 0);
    const gone = join(first, 'a.ts');
    unlinkSync(gone);
    await client.fileEvents({ path: gone, type: 3 });
    await client.until('no finding of a file that is gone', () => client.shown(gone).length === 0);
  });

  it('does not look at files before it was asked for', async () => {
    const file = join(first, 'a.ts');
    await client.fileEvents({ path: file, type: 2 });
    await scan();
    assert.equal(client.published.length, 2);
  });

  it('leaves open documents to their own analysis', async () => {
    const file = join(first, 'a.ts');
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    await scan();
    assert.deepEqual(client.shown(file), []);
    await client.close(file);
    await client.until("the disk's finding", () => client.shown(file).length === 1);
  });

  it('is cleared', async () => {
    await scan();
    await client.request('portside/clearWorkspaceFindings', null);
    for (const folder of [first, second]) assert.deepEqual(client.shown(join(folder, 'a.ts')), []);
  });

  it('forgets a folder that leaves the workspace', async () => {
    await scan();
    const { pathToFileURL } = await import('node:url');
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: pathToFileURL(first).href, name: 'first' }] },
    });
    await client.until('no finding in it', () => client.shown(join(first, 'a.ts')).length === 0);
    assert.equal(client.shown(join(second, 'a.ts')).length, 1);
    assert.deepEqual(
      (await scan()).summaries.map(({ folder }) => folder),
      ['second'],
    );
  });

  it('of what is staged lists findings and publishes nothing', async () => {
    const { findings, summaries } = await client.request<{
      findings: readonly { uri: string; finding: { ruleId: string } }[];
      summaries: readonly ScanSummary[];
    }>('portside/scanStaged', null);
    assert.deepEqual(
      findings.map(({ finding }) => finding.ruleId),
      ['danger', 'danger'],
    );
    assert.equal(summaries.length, 2);
    assert.deepEqual(client.published, []);
  });
});

describe('the status', () => {
  it('tells that the configuration of a workspace hides most of it', async () => {
    const hidden = join(mkdtempSync(join(tmpdir(), 'portside-lsp-')), 'hidden');
    mkdirSync(hidden);
    const client = await LspClient.start({
      folders: [hidden],
      capabilities: { experimental: { portside: { status: true } } },
    });
    try {
      await client.until('the state', () => lastStatus(client)?.state === 'mostlyExcluded');
    } finally {
      await client.stop();
    }
  });
});

describe("the requests of Portside's client", () => {
  it('are answered', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portside-lsp-'));
    const client = await LspClient.start({ folders: [folder] });
    try {
      const uri = `file://${folder}/a.ts`;
      assert.deepEqual(await client.request('portside/rulePage', { ruleId: 'danger' }), {
        title: 'danger.md',
        text: '# Danger\n\nDo not.\n',
      });
      assert.equal(await client.request('portside/rulePage', { ruleId: 'unknown' }), null);
      assert.deepEqual(await client.request('portside/rules', null), [
        { id: 'danger', title: 'Danger', hasPage: true },
      ]);
      assert.deepEqual(await client.request('portside/effectiveConfiguration', { uri }), {
        title: 'a.ts.portside.json',
        text: '{"path":"a.ts"}',
      });
      assert.deepEqual(await client.request('portside/whyNot', { uri, line: 4 }), {
        title: 'why-not.md',
        text: 'a.ts:5',
      });
    } finally {
      await client.stop();
    }
  });

  it('are refused with a reason when no folder is open', async () => {
    const client = await LspClient.start();
    try {
      await assert.rejects(client.request('portside/scanWorkspace', {}), /No folder is open/);
    } finally {
      await client.stop();
    }
  });
});

function lastStatus(client: LspClient): Status | undefined {
  return client.notified.findLast(({ method }) => method === 'portside/status')?.params as Status | undefined;
}
