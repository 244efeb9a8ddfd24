/** The real engine behind the protocol: data that goes from one file to another, in an editor that has both open. */
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LspClient } from './lspClient.ts';

const PROGRAM = [join(import.meta.dirname, '..', '..', 'server', 'bin.ts'), '--stdio'];
const RUN = "import { exec } from 'node:child_process';\nexport const run = (command: string) => exec(command);\n";
const APP = `import express from 'express';
import { run } from './run';
express().get('/', (req) => {
  run(req.query.x);
});
`;

describe('data that goes from file to file', function () {
  this.timeout(60_000);
  let folder: string;
  let client: LspClient;
  const file = (name: string) => join(folder, name);

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-between-')));
    writeFileSync(file('run.ts'), RUN);
    writeFileSync(file('app.ts'), APP);
    client = await LspClient.start({ folders: [folder], program: PROGRAM });
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  /** Waits until a file shows these codes, and says what it shows at last. */
  async function settles(name: string, codes: readonly string[]): Promise<void> {
    const there = () => client.shown(file(name)).map(({ code, severity }) => `${code} ${severity}`);
    for (let tries = 0; tries < 300 && there().join() !== codes.join(); tries++) await sleep(100);
    assert.deepEqual(there(), codes);
  }

  it('is shown at the sink, and noted at the source', async () => {
    await client.open(file('run.ts'), RUN);
    await settles('run.ts', ['command-injection 1']);
    await settles('app.ts', ['command-injection 3']);
  });

  it('follows what is typed in the other file', async () => {
    await client.open(file('run.ts'), RUN);
    await client.open(file('app.ts'), APP);
    await settles('run.ts', ['command-injection 1']);
    const argument = { start: { line: 3, character: 6 }, end: { line: 3, character: 17 } };
    await client.change(file('app.ts'), { range: argument, text: "'ls'" });
    await settles('run.ts', []);
    await settles('app.ts', []);
    await client.change(file('app.ts'), { text: APP });
    await settles('run.ts', ['command-injection 1']);
  });

  it('follows what changes on the disk', async () => {
    await client.open(file('run.ts'), RUN);
    await settles('run.ts', ['command-injection 1']);
    writeFileSync(file('app.ts'), APP.replace('req.query.x', "'ls'"));
    await client.fileEvents({ path: file('app.ts'), type: 2 });
    await settles('run.ts', []);
    writeFileSync(file('other.ts'), APP);
    await client.fileEvents({ path: file('other.ts'), type: 1 });
    await settles('run.ts', ['command-injection 1']);
  });
});
