import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeAction, MarkupContent, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlacedFinding, ScanSummary } from '../../server/protocol.ts';
import { LspClient, rangeOfWord, uri } from './lspClient.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const PING = `import { exec } from 'node:child_process';
import express from 'express';

const app = express();
app.get('/ping', (req, res) => {
  exec('ping -c 1 ' + req.query.host);
  res.end();
});
`;

const TLS = `import https from 'node:https';

https.request({ host: 'upstream.example', rejectUnauthorized: false });
`;

function applied(text: string, action: CodeAction | undefined): string {
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? (change.edits as TextEdit[]) : [],
  );
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);
}

/** The same as an editor starts it, and as any editor may. */
const PROGRAMS = {
  'server/bin.ts --stdio': [join(ROOT, 'server', 'bin.ts'), '--stdio'],
  'portside lsp --stdio': [join(ROOT, 'cli', 'bin.ts'), 'lsp', '--stdio'],
};

for (const [name, program] of Object.entries(PROGRAMS)) {
  describe(`the server with its rules, started as ${name}`, () => {
    let folder: string;
    let file: string;
    let client: LspClient;

    beforeEach(async () => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-lsp-')));
      file = join(folder, 'a.ts');
      client = await LspClient.start({ folders: [folder], program });
    });
    afterEach(async () => {
      assert.equal(await client.stop(), 0);
      rmSync(folder, { recursive: true });
    });

    it('finds, explains and fixes', async () => {
      await client.open(file, TLS);
      const [diagnostic] = await client.diagnosticsOf(file);
      assert.equal(diagnostic?.code, 'tls-verification-disabled');
      assert.match(diagnostic?.codeDescription?.href ?? '', /\/pages\/tls-verification-disabled\.md$/);
      const { start } = diagnostic.range;
      const hover = await client.hover(file, start.line, start.character);
      assert.ok(hover);
      assert.match((hover.contents as MarkupContent).value, /^# /);
      const [fix] = await client.codeActions(file, diagnostic.range);
      const version = await client.change(file, { text: applied(TLS, fix) });
      assert.deepEqual(await client.diagnosticsOf(file, version), []);
    });

    it('shows the path of the data, also in text that is half typed', async () => {
      await client.open(file, `${PING}if (`);
      const [diagnostic] = await client.diagnosticsOf(file);
      assert.equal(diagnostic?.code, 'command-injection');
      const related = diagnostic.relatedInformation ?? [];
      assert.ok(related.length >= 2);
      assert.equal(related[0]?.location.range.start.line, 5);
    });

    it('is silent where it was told to be, and only there', async () => {
      await client.open(file, PING);
      await client.diagnosticsOf(file);
      const actions = await client.codeActions(file, rangeOfWord(PING, 'req.query.host'));
      const suppress = actions.find(({ title }) => title.startsWith('Suppress'));
      const text = applied(PING, suppress);
      assert.match(text, /\n {2}\/\/ portside-ignore command-injection -- .+\n {2}exec\(/);
      const quiet = await client.change(file, { text });
      assert.deepEqual(await client.diagnosticsOf(file, quiet), []);
      const again = await client.change(file, {
        text: text.replace('  res.end();', '  exec(String(req.query.host));'),
      });
      assert.equal((await client.diagnosticsOf(file, again)).length, 1);
    });

    it('follows the configuration', async () => {
      await client.open(file, PING);
      assert.equal((await client.diagnosticsOf(file)).length, 1);
      const configuration = join(folder, 'portside.config.json');
      writeFileSync(configuration, '{ "rules": { "command-injection": "off" } }');
      await client.fileEvents({ path: configuration, type: 1 });
      await client.until('a quiet file', () => client.shown(file).length === 0);
      writeFileSync(configuration, '{\n  "rulez": {}\n}');
      await client.fileEvents({ path: configuration, type: 2 });
      const [wrong] = await client.until('a diagnostic of the configuration', () => {
        const shown = client.shown(configuration);
        return shown.length > 0 && shown;
      });
      assert.match(String(wrong?.message), /rulez/);
      assert.equal(wrong?.range.start.line, 1);
    });

    it('follows data to the files that the configuration of TypeScript names', async () => {
      const tsconfig = join(folder, 'tsconfig.json');
      writeFileSync(tsconfig, '{}');
      mkdirSync(join(folder, 'lib'));
      writeFileSync(join(folder, 'lib', 'host.ts'), 'export const hostOf = (req: any) => req.query.host;\n');
      const text = PING.replace('req.query.host', 'hostOf(req)').replace(
        '\n\n',
        "\nimport { hostOf } from '@lib/host';\n\n",
      );
      await client.open(file, text);
      assert.deepEqual(await client.diagnosticsOf(file), []);
      writeFileSync(tsconfig, '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }');
      await client.fileEvents({ path: tsconfig, type: 2 });
      const [found] = await client.until('a finding', () => client.shown(file).length > 0 && client.shown(file));
      assert.equal(found?.code, 'command-injection');
    });

    it('says what holds for a folder, by what lies in it', async () => {
      writeFileSync(join(folder, 'portside.config.json'), '{ "profile": "audit" }');
      const { text } = await client.request<{ text: string }>('portside/effectiveConfiguration', { uri: uri(folder) });
      const { path, configurationFiles, profile } = JSON.parse(text);
      assert.deepEqual(
        { path, configurationFiles, profile },
        { path: '.', configurationFiles: ['portside.config.json'], profile: 'audit' },
      );
    });

    it('says why nothing is reported on a line, of the text in the editor', async () => {
      const guarded = PING.replace('  exec(', "  if (!['a', 'b'].includes(req.query.host)) return;\n  exec(");
      await client.open(file, guarded);
      assert.deepEqual(await client.diagnosticsOf(file), []);
      const { text } = await client.request<{ text: string }>('portside/whyNot', { uri: uri(file), line: 6 });
      assert.match(text, /^# a\.ts:7\n\nNothing is reported here\.\n/);
      assert.match(text, /`req\.query\.host` \(the query string, line 6\) does not arrive: the test .* on line 6/);
    });

    it('turns a rule off in the configuration', async () => {
      await client.open(file, TLS);
      const actions = await client.codeActions(file, rangeOfWord(TLS, 'false'));
      const off = actions.find(({ title }) => title.startsWith('Turn'));
      writeFileSync(join(folder, 'portside.config.json'), applied('', off));
      await client.fileEvents({ path: join(folder, 'portside.config.json'), type: 1 });
      await client.until('a quiet file', () => client.published.length > 1 && client.shown(file).length === 0);
    });

    it('scans what is staged, not what is on the disk', async () => {
      const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
      git('init', '--quiet');
      writeFileSync(file, TLS);
      git('add', 'a.ts');
      writeFileSync(file, 'safe();\n');
      const { findings } = await client.request<{ findings: readonly PlacedFinding[] }>('portside/scanStaged', null);
      assert.deepEqual(
        findings.map((placed) => [placed.uri, placed.finding.ruleId]),
        [[uri(file), 'tls-verification-disabled']],
      );
    });

    it('scans the workspace', async () => {
      mkdirSync(join(folder, 'src'));
      writeFileSync(join(folder, 'src', 'ping.ts'), PING);
      const { summaries } = await client.request<{ summaries: readonly ScanSummary[] }>('portside/scanWorkspace', {});
      assert.equal(summaries[0]?.scanned, 1);
      assert.equal(client.shown(join(folder, 'src', 'ping.ts'))[0]?.code, 'command-injection');
    });
  });
}
