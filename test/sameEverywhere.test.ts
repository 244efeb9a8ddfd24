/** The same text, settings and files give the same findings: in the terminal, in the hook, and in the editor. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../engine/finding.ts';
import { type Terminal, terminal, WEAK } from './cli/terminal.ts';
import { LspClient } from './server/lspClient.ts';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = [join(ROOT, 'cli', 'bin.ts'), 'lsp', '--stdio'];
const LIMIT_MS = 60_000;

/** A finding as all of them can tell it: where it is, what it says, what it is known by. */
function told({ ruleId, message, fingerprint, location }: Finding): string {
  const { startLine, startColumn, endLine, endColumn } = location;
  return [startLine, startColumn, endLine, endColumn, ruleId, fingerprint, message].join(' ');
}

function shown({ code, message, data, range: { start, end } }: Diagnostic): string {
  const places = [start.line, start.character, end.line, end.character].map((from0) => from0 + 1);
  return [...places, code, data.fingerprint, message].join(' ');
}

/** What is shown, without the notes that a finding in another file begins here. */
function shownAll(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ data }) => data !== undefined).map(shown);
}

describe('the terminal, the hook and the editor', function () {
  this.timeout(LIMIT_MS);
  let place: Terminal;
  let client: LspClient | undefined;

  beforeEach(() => {
    place = terminal();
  });
  afterEach(async () => {
    await client?.stop();
    client = undefined;
    place.remove();
  });

  /** What a scan says, by file. */
  async function scanned(...options: string[]): Promise<Map<string, string[]>> {
    const { out } = await place.portside(['scan', ...options, '--format', 'json']);
    const byFile = new Map<string, string[]>();
    for (const finding of JSON.parse(out).findings as Finding[]) {
      const { path } = finding.location;
      byFile.set(path, [...(byFile.get(path) ?? []), told(finding)]);
    }
    return byFile;
  }

  async function start(): Promise<LspClient> {
    client ??= await LspClient.start({ folders: [place.folder], program: PROGRAM });
    return client;
  }

  /** What the editor shows for a file that is opened in it. */
  async function opened(path: string): Promise<string[]> {
    const editor = await start();
    const file = join(place.folder, path);
    await editor.open(file, readFileSync(file, 'utf8'));
    return shownAll(await editor.diagnosticsOf(file));
  }

  it('say the same about the example', async () => {
    cpSync(join(ROOT, 'examples', 'shop'), place.folder, { recursive: true });
    place.git('init', '--quiet');
    place.git('add', '--all');
    const inTerminal = await scanned();
    assert.ok(inTerminal.size > 10);
    assert.deepEqual(await scanned('--staged'), inTerminal);
    const editor = await start();
    await editor.request('portside/scanWorkspace', {});
    for (const [path, findings] of inTerminal) {
      assert.deepEqual(shownAll(editor.shown(join(place.folder, path))), findings, path);
      await opened(path);
    }
    // What comes from other files is there once the editor has read them all.
    for (const [path, findings] of inTerminal) {
      const file = join(place.folder, path);
      for (let tries = 0; tries < 200 && shownAll(editor.shown(file)).length < findings.length; tries++)
        await sleep(100);
      assert.deepEqual(shownAll(editor.shown(file)), findings, path);
    }
  });

  it('count paths from the same folder where there is no repository', async () => {
    place.write({ 'test/weak.js': WEAK, 'src/weak.js': WEAK, 'node_modules/weak/index.js': WEAK });
    const inTerminal = await scanned();
    assert.deepEqual([...inTerminal.keys()], ['src/weak.js']);
    for (const path of ['test/weak.js', 'src/weak.js']) {
      assert.deepEqual(await scanned(path), new Map([...inTerminal].filter(([found]) => found === path)));
    }
    for (const path of ['test/weak.js', 'src/weak.js', 'node_modules/weak/index.js']) {
      assert.deepEqual(await opened(path), inTerminal.get(path) ?? [], path);
    }
  });
});
