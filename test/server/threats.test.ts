import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeLens } from 'vscode-languageserver/node';
import type { Header, ThreatChecklist } from '../../server/protocol.ts';
import { LspClient, USUAL, uri } from './lspClient.ts';

const HEADER: Header = { service: 'Shop', data: [], impact: 'high', exposure: '', owners: [], level: 1 };

describe('the threat model in an editor', () => {
  let folder: string;
  let file: string;
  let client: LspClient;

  async function start(portside: object | undefined, refreshSupport = true): Promise<void> {
    client = await LspClient.start({
      folders: [folder],
      capabilities: {
        ...USUAL,
        workspace: { ...USUAL.workspace, codeLens: { refreshSupport } },
        ...(portside && { experimental: { portside } }),
      },
    });
  }

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-threats-')));
    file = join(folder, 'a.ts');
    writeFileSync(file, 'safe;\n');
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const checklist = () => client.request<ThreatChecklist>('portside/threats', { folder: null, stay: true });
  const lenses = () => client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uri(file) } });
  const begin = () => client.request('portside/startThreats', { folder: uri(folder), header: HEADER });
  const changes = () => client.notified.filter(({ method }) => method === 'portside/threatsChanged');

  it('is shown element by element, with places to go to', async () => {
    await start({ threats: true });
    const { header, elements, states, diagram, folder: of } = await checklist();
    assert.equal(of, uri(folder));
    assert.equal(header, null);
    const [element] = elements;
    assert.deepEqual(element?.place, { uri: uri(file), path: 'a.ts', line: 1 });
    assert.equal(element.items[0]?.standing, 'open');
    assert.deepEqual(element.items[0]?.references, ['Spoofing', 'ASVS 8.2.1 (level 1)', 'CWE-306']);
    assert.deepEqual(states, [{ state: 'person', means: 'only a person can answer', count: 1 }]);
    assert.match(diagram, /^<svg /);
  });

  it('is started by its header, and answered', async () => {
    await start({ threats: true });
    const started = await client.request<{ uri: string }>('portside/startThreats', {
      folder: uri(folder),
      header: HEADER,
    });
    assert.equal(started.uri, uri(join(folder, 'header.json')));
    assert.equal((await checklist()).header?.service, 'Shop');
    const answer = { element: 'entry:fake:a.ts', question: 'Q', state: 'yes', because: 'so' };
    await client.request('portside/answerThreat', { folder: uri(folder), answer });
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')), answer);
  });

  it('has a report once it is started', async () => {
    await start({ threats: true });
    await assert.rejects(client.request('portside/threatReport', { folder: null }), /started/);
    await begin();
    const { title, text } = await client.request<{ title: string; text: string }>('portside/threatReport', {
      folder: null,
    });
    assert.equal(title, 'threat-model.md');
    assert.match(text, /^# Threat model: Shop/);
  });

  it('stands above the code that it is about, once it is started', async () => {
    await start({ threats: true });
    await client.open(file, 'use(DANGER);\n');
    await client.diagnosticsOf(file);
    assert.deepEqual(await lenses(), []);
    await begin();
    const [lens] = await lenses();
    assert.equal(lens?.command?.title, '1 open question, 1 broken');
    assert.equal(lens.command.command, 'portside.showThreats');
    assert.deepEqual(lens.command.arguments, [{ folder: uri(folder), element: 'entry:fake:a.ts' }]);
    assert.deepEqual(lens.range.start, { line: 0, character: 0 });
  });

  it('says nothing above code with no open question', async () => {
    await start({ threats: true });
    await client.open(file, 'ANSWERED;\n');
    await client.diagnosticsOf(file);
    await begin();
    assert.deepEqual(await lenses(), []);
  });

  it('gives other editors a text that no click is needed for', async () => {
    await start(undefined);
    await begin().catch(() => {});
    const [lens] = await lenses();
    assert.deepEqual(lens?.command, { title: '1 open question', command: '' });
  });

  it('tells who looks at it that it has changed, and only then', async () => {
    await start({ threats: true });
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    await checklist();
    await client.change(file, { text: 'safe; // as before\n' });
    await client.change(file, { text: 'use(DANGER);\n' });
    await client.until('a change', () => changes().length > 0);
    assert.equal((await checklist()).elements[0]?.items[0]?.state, 'broken');
    assert.ok(client.asked.some(({ method }) => method === 'workspace/codeLens/refresh'));
    const told = changes().length;
    await client.change(file, { text: 'use(DANGER); // again\n' });
    await client.diagnosticsOf(file);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(changes().length, told);
  });

  it('is made anew for nobody once the view is closed, and is up to date for who comes back', async () => {
    await start({ threats: true }, false);
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    await checklist();
    await client.request('portside/leaveThreats', { folder: uri(folder) });
    const told = changes().length;
    await client.change(file, { text: 'use(DANGER);\n' });
    await client.diagnosticsOf(file);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(changes().length, told);
    assert.equal((await checklist()).elements[0]?.items[0]?.state, 'broken');
  });

  it('has the lenses asked for again for documents that are open, and for none that is closed', async () => {
    await start({ threats: true });
    await begin();
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    await lenses();
    const refreshed = () => client.asked.filter(({ method }) => method === 'workspace/codeLens/refresh').length;
    await client.change(file, { text: 'use(DANGER);\n' });
    await client.until('lenses', () => refreshed() > 0);
    await lenses();
    await client.notify('textDocument/didClose', { textDocument: { uri: uri(file) } });
    writeFileSync(file, 'other;\n');
    const before = refreshed();
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type: 2 }] });
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(refreshed(), before);
  });

  it('has the lenses asked for again once it is started, though the view has seen it first', async () => {
    await start({ threats: true });
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    assert.deepEqual(await lenses(), []);
    await begin();
    await checklist();
    await client.until('lenses', () => client.asked.some(({ method }) => method === 'workspace/codeLens/refresh'));
    assert.equal((await lenses()).length, 1);
  });

  it('tells nobody who has not looked', async () => {
    await start({ threats: true });
    await client.open(file, 'safe;\n');
    await client.diagnosticsOf(file);
    await client.change(file, { text: 'use(DANGER);\n' });
    await client.diagnosticsOf(file);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.deepEqual(changes(), []);
  });

  it('hears of answers that somebody writes by hand', async () => {
    await start({ threats: true });
    await checklist();
    mkdirSync(join(folder, '.portside'));
    writeFileSync(join(folder, 'header.json'), JSON.stringify(HEADER));
    const changed = { uri: uri(join(folder, '.portside', 'threat-model.yaml')), type: 1 };
    await client.notify('workspace/didChangeWatchedFiles', { changes: [changed] });
    await client.until('a change', () => changes().length > 0);
    assert.equal((await checklist()).header?.service, 'Shop');
  });

  it('says why a folder that is too large has none', async () => {
    folder = join(folder, 'vast');
    mkdirSync(folder);
    await start({ threats: true });
    await assert.rejects(checklist(), /too many files/);
    assert.ok(existsSync(folder));
    folder = join(folder, '..');
  });
});
