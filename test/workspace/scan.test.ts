import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type AddedLines, linesSince, stagedLines } from '../../workspace/addedLines.ts';
import { writeBaseline } from '../../workspace/baseline.ts';
import { ConfigurationError } from '../../workspace/configurationError.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { overlaySnapshot } from '../../workspace/overlaySnapshot.ts';
import { type ScanRequest, type ScanResult, scan } from '../../workspace/scan.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { fakeTools } from './fakeTools.ts';
import { asOrdinaryUser, folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

function scanFolder(root: string, request: Partial<ScanRequest> = {}): Promise<ScanResult> {
  return scan({ root, paths: [''], tools: fakeTools, ...request });
}

const scanFiles = (files: Readonly<Record<string, string | Uint8Array>>, request: Partial<ScanRequest> = {}) =>
  scanFolder(folderWith(files), request);

/** `path:line rule severity` of each finding. */
const shown = ({ findings }: ScanResult) =>
  findings.map(({ location, ruleId, severity }) => `${location.path}:${location.startLine} ${ruleId} ${severity}`);

const configuration = (value: unknown) => ({ 'portside.config.json': JSON.stringify(value) });

after(removeTemporaryFolders);

describe('a scan', () => {
  it('gives findings in the order of path and place, and a receipt', async () => {
    const result = await scanFiles({
      'b.ts': 'WEAK\nSECRET\n',
      'a/z.ts': 'WEAK // OK\n\nWEAK\n',
      'a.ts': 'SYNTAX',
      'app.min.js': 'WEAK',
    });
    assert.deepEqual(shown(result), ['a/z.ts:3 weak-word high', 'b.ts:1 weak-word high', 'b.ts:2 secret-word high']);
    const { durationMs, rulesetHash, ...receipt } = result.receipt;
    assert.deepEqual(receipt, {
      complete: true,
      analysed: 3,
      excluded: { minified: 1 },
      leftOut: [],
      failed: [],
      recovered: ['a.ts'],
      suppressed: 1,
      baselined: 0,
      hiddenInTests: 0,
      declarations: [],
      rules: 2,
    });
    assert.ok(Number.isInteger(durationMs) && durationMs >= 0);
    assert.match(rulesetHash, /^[0-9a-f]{16}$/);
    assert.equal(result.failing, 3);
    assert.deepEqual(
      result.suppressed.map(({ finding }) => finding.location.startLine),
      [1],
    );
  });

  it('scans named paths only', async () => {
    const root = folderWith({ 'a/b.ts': 'WEAK', 'a/c.ts': 'WEAK', 'd.ts': 'WEAK' });
    assert.deepEqual(shown(await scanFolder(root, { paths: ['d.ts', 'a/c.ts'] })), [
      'a/c.ts:1 weak-word high',
      'd.ts:1 weak-word high',
    ]);
    await assert.rejects(scanFolder(root, { paths: ['e'] }), UsageError);
  });

  it('says what it does, file by file', async () => {
    const progress: string[] = [];
    const files: string[] = [];
    await scanFiles(
      { 'b.ts': 'WEAK', 'a.ts': '' },
      {
        onProgress: ({ done, total, path }) => progress.push(`${done}/${total} ${path}`),
        onFile: ({ path, findings }) => files.push(`${path} ${findings.length}`),
      },
    );
    assert.deepEqual(progress, ['1/2 a.ts', '2/2 b.ts']);
    assert.deepEqual(files, ['a.ts 0', 'b.ts 1']);
  });

  it('can be cancelled while it runs, from a timer too', async () => {
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.ts`, '']));
    const controller = new AbortController();
    let done = 0;
    const slow: typeof fakeTools.analyzeProgram = function* (all, memory) {
      const run = fakeTools.analyzeProgram(all, memory);
      for (let step = run.next(); ; step = run.next()) {
        if (step.done) return step.value;
        const until = performance.now() + 4;
        while (performance.now() < until);
        done++;
        yield step.value;
      }
    };
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(
      scanFiles(files, { signal: controller.signal, tools: { ...fakeTools, analyzeProgram: slow } }),
      {
        name: 'AbortError',
      },
    );
    assert.ok(done < 50, `${done} files were analysed`);
  });

  it('gives the same whatever the order in which a file system lists its folders', async () => {
    const disk = diskSnapshot(folderWith({ 'b/a.ts': 'WEAK', 'a.ts': 'WEAK SECRET', 'b.ts': 'WEAK' }));
    const snapshot = { ...disk, entries: async (folder: string) => (await disk.entries(folder)).toReversed() };
    const there = await scanFolder(disk.root);
    assert.deepEqual(shown(await scanFolder(disk.root, { snapshot })), shown(there));
  });

  it('takes texts of open documents', async () => {
    const root = folderWith({ 'a.ts': 'WEAK', 'b.ts': '' });
    const snapshot = overlaySnapshot(diskSnapshot(root), (path) => ({ 'a.ts': '', 'b.ts': '\nWEAK' })[path]);
    assert.deepEqual(shown(await scanFolder(root, { snapshot })), ['b.ts:2 weak-word high']);
  });
});

describe('a scan follows the configuration', () => {
  it('in severities, profile and overrides, and the command line overrules', async () => {
    const files = {
      ...configuration({
        rules: { 'weak-word': 'low' },
        overrides: [{ files: ['old/**'], rules: { 'weak-word': 'off' } }],
      }),
      'a.ts': 'WEAK DOUBTFUL',
      'old/b.ts': 'WEAK',
    };
    assert.deepEqual(shown(await scanFiles(files)), ['a.ts:1 weak-word low']);
    const audit = await scanFiles(files, { overruling: { profile: 'audit' } });
    assert.deepEqual(shown(audit), ['a.ts:1 weak-word low', 'a.ts:1 audit-word high']);
    assert.equal(audit.receipt.rules, 3);
  });

  it('in what makes it fail', async () => {
    const files = { 'a.ts': 'WEAK SECRET', ...configuration({ failOn: 'high', rules: { 'weak-word': 'medium' } }) };
    assert.equal((await scanFiles(files)).failing, 1);
    assert.equal((await scanFiles(files, { overruling: { failOn: 'low' } })).failing, 2);
    assert.equal((await scanFiles(files, { overruling: { failOn: 'never' } })).failing, 0);
  });

  it('in tests: they are hidden and counted, but for secrets, and shown when asked for', async () => {
    const files = { 'a.test.ts': 'WEAK SECRET\nWEAK // OK' };
    const hidden = await scanFiles(files);
    assert.deepEqual(shown(hidden), ['a.test.ts:1 secret-word high']);
    assert.equal(hidden.receipt.hiddenInTests, 1);
    assert.equal(hidden.receipt.suppressed, 0);
    const all = await scanFiles(files, { overruling: { tests: true } });
    assert.deepEqual(shown(all), ['a.test.ts:1 weak-word high', 'a.test.ts:1 secret-word high']);
    assert.ok(all.findings.every((finding) => finding.inTest));
    assert.equal(all.receipt.hiddenInTests, 0);
    assert.equal(shown(await scanFiles({ ...files, ...configuration({ tests: true }) })).length, 2);
    const none = { tests: { files: ['!*.test.ts'] } };
    assert.equal((await scanFiles({ ...files, ...configuration(none) })).findings[0]?.inTest, false);
  });

  it('and stops when it is broken', async () => {
    const files = { 'a/portside.config.json': '{ "rules": { "weak-wort": "off" } }', 'a/b.ts': '' };
    await assert.rejects(scanFiles(files), (error) => {
      return (
        error instanceof ConfigurationError &&
        error.message === 'a/portside.config.json:1: rules.weak-wort: unknown rule "weak-wort"'
      );
    });
  });

  it('and stops when its models are wrong', async () => {
    const knowledge = () => {
      throw new Error('our-db: there is no type Db');
    };
    const tools = { ...fakeTools, ruleset: { ...fakeTools.ruleset, knowledge } };
    const models = { sources: [{ package: 'our-db', from: ['Db#rows'], trust: 'stored' }] };
    await assert.rejects(scanFiles({ 'a.ts': '', ...configuration(models) }, { tools }), {
      name: 'ConfigurationError',
      message: 'portside.config.json:1: our-db: there is no type Db',
    });
  });
});

describe('a scan with a baseline', () => {
  it('reports what the baseline does not know', async () => {
    const root = folderWith({ 'a.ts': 'WEAK', 'b.ts': 'SECRET' });
    await writeBaseline(join(root, 'portside.baseline'), (await scanFolder(root)).findings);
    write(root, { 'b.ts': '\n\nSECRET', 'c.ts': 'WEAK' });
    const result = await scanFolder(root);
    // What moved within its file is known; the copy in another file is new.
    assert.deepEqual(shown(result), ['c.ts:1 weak-word high']);
    assert.equal(result.receipt.baselined, 2);
    assert.equal(result.failing, 1);
    assert.equal((await scanFolder(root, { ignoreBaseline: true })).findings.length, 3);
  });

  it('finds it where the configuration says, in the same snapshot', async () => {
    const root = repositoryWith({ 'p/a.ts': 'WEAK', 'p/portside.config.json': '{ "baseline": "./known" }' });
    await writeBaseline(join(root, 'p/known'), (await scanFolder(root)).findings);
    assert.deepEqual(shown(await scanFolder(root)), []);
    assert.equal((await scanFolder(root, { snapshot: 'index' })).findings.length, 1);
    git(root, 'add', '--all');
    assert.deepEqual(shown(await scanFolder(root, { snapshot: 'index' })), []);
  });

  it('stops when it is none', async () => {
    await assert.rejects(scanFiles({ 'a.ts': '', 'portside.baseline': 'x' }), {
      name: 'UsageError',
      message: 'portside.baseline:1: is no Portside baseline of version 1',
    });
  });
});

describe('a scan of changes', () => {
  it('judges what is staged by staged text and staged configuration', async () => {
    const root = repositoryWith({
      'a.ts': 'old WEAK\n',
      'b.ts': '',
      ...configuration({ rules: { 'secret-word': 'off' } }),
    });
    write(root, { 'a.ts': 'old WEAK\nnew WEAK\nSECRET\n', 'b.ts': 'WEAK\n' });
    git(root, 'add', 'a.ts');
    write(root, { 'a.ts': 'fixed\n', ...configuration({}) });
    const result = await scanFolder(root, { snapshot: 'index', changed: await stagedLines(root) });
    assert.deepEqual(shown(result), ['a.ts:2 weak-word high']);
    assert.equal(result.receipt.analysed, 1);
  });

  it('counts a finding when any step of its path is on a changed line', async () => {
    const root = folderWith({ 'a.ts': 'FROM\n\nWEAK\n', 'b.ts': 'WEAK\n' });
    const changed = (from: number, to: number): AddedLines => new Map([['a.ts', [{ from, to }]]]);
    assert.deepEqual(shown(await scanFolder(root, { changed: changed(1, 1) })), ['a.ts:3 weak-word high']);
    assert.deepEqual(shown(await scanFolder(root, { changed: changed(3, 9) })), ['a.ts:3 weak-word high']);
    assert.deepEqual(shown(await scanFolder(root, { changed: changed(2, 2) })), []);
    assert.deepEqual(shown(await scanFolder(root, { changed: new Map([['b.ts', 'all']]) })), ['b.ts:1 weak-word high']);
  });

  it('counts lines as git does, whatever else ends a line', async () => {
    const root = repositoryWith({ 'a.ts': 'one\rtwo\rthree\n' });
    write(root, { 'a.ts': 'one\rtwo\rthree\nWEAK\r\n' });
    assert.deepEqual(shown(await scanFolder(root, { changed: await linesSince(root, 'HEAD') })), [
      'a.ts:4 weak-word high',
    ]);
  });

  it('leaves out what a whole scan leaves out, and what is outside of the paths', async () => {
    const root = repositoryWith({});
    write(root, { 'a/b.ts': 'WEAK', 'c.ts': 'WEAK', 'a/node_modules/d.js': 'WEAK', 'a/e.min.js': 'WEAK' });
    git(root, 'add', '--all', '--force');
    const changed = await stagedLines(root);
    const result = await scanFolder(root, { snapshot: 'index', paths: ['a'], changed });
    assert.deepEqual(shown(result), ['a/b.ts:1 weak-word high']);
    assert.deepEqual(result.receipt.excluded, { dependency: 1, minified: 1 });
  });

  it('does not count suppressed findings of other lines', async () => {
    const root = folderWith({ 'a.ts': 'WEAK // OK\nWEAK // OK\n' });
    const changed: AddedLines = new Map([['a.ts', [{ from: 2, to: 2 }]]]);
    assert.equal((await scanFolder(root, { changed })).receipt.suppressed, 1);
  });
});

describe('a scan of bad input', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

  it('goes on after a file that makes the engine crash or reach a budget, and says so', async () => {
    const result = await scanFiles({ 'a.ts': 'CRASH WEAK', 'b.ts': 'WEAK', 'c.ts': 'BUDGET WEAK' });
    assert.deepEqual(shown(result), ['b.ts:1 weak-word high', 'c.ts:1 weak-word high']);
    assert.equal(result.receipt.complete, false);
    assert.deepEqual(result.receipt.failed, [
      { path: 'a.ts', cause: 'its analysis crashed: it met a CRASH' },
      { path: 'c.ts', cause: 'a budget was reached' },
    ]);
    assert.equal(result.receipt.analysed, 3);
  });

  it('names a file that it may not read', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'a.ts': 'WEAK', 'closed.ts': 'WEAK' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed.ts'), 0);
    const result = await asOrdinaryUser(() => scanFolder(root));
    assert.deepEqual(result?.receipt.failed, [{ path: 'closed.ts', cause: 'permission denied' }]);
    assert.deepEqual(result && shown(result), ['a.ts:1 weak-word high']);
  });

  it('names a file whose encoding cannot be read', async () => {
    const { receipt } = await scanFiles({ 'latin1.ts': Buffer.from('// caf\xe9', 'latin1') });
    assert.equal(receipt.complete, false);
    assert.deepEqual(receipt.failed, [
      { path: 'latin1.ts', cause: 'is neither UTF-8 nor UTF-16 with a byte order mark' },
    ]);
  });

  it('reads UTF-16 and byte order marks, whose places do not count the mark', async () => {
    const result = await scanFiles({
      'utf16le.ts': utf16('\nWEAK'),
      'utf16be.ts': utf16('\nWEAK').swap16(),
      'utf8.ts': '\ufeffWEAK',
    });
    assert.deepEqual(shown(result), [
      'utf16be.ts:2 weak-word high',
      'utf16le.ts:2 weak-word high',
      'utf8.ts:1 weak-word high',
    ]);
    assert.equal(result.findings[2]?.location.startColumn, 1);
  });

  it('leaves out binary files and endless lines, counts them and names them', async () => {
    const { receipt } = await scanFiles({
      'nul.json': '{}\0',
      'line.js': `x = "${'y'.repeat(20 * 1024 * 1024)}"`,
      'a.ts': '',
    });
    assert.deepEqual(receipt.excluded, { binary: 1, minified: 1 });
    assert.deepEqual(receipt.leftOut, [
      { path: 'line.js', reason: 'its lines are longer than people write' },
      { path: 'nul.json', reason: 'it has NUL bytes' },
    ]);
    assert.equal(receipt.complete, true);
  });

  it('is incomplete when code is no text: it could run', async () => {
    const { receipt } = await scanFiles({ 'nul.ts': 'WEAK\0', 'utf16.js': Buffer.from('WEAK', 'utf16le') });
    assert.deepEqual(
      receipt.failed.map(({ path, cause }) => `${path} ${cause.split(',')[0]}`),
      ['nul.ts has NUL bytes', 'utf16.js has NUL bytes'],
    );
    assert.equal(receipt.complete, false);
  });

  it('does not go round in a circle of links', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'a/b.ts': 'WEAK' });
    symlinkSync('..', join(root, 'a/c'));
    const result = await scanFolder(root);
    assert.deepEqual(shown(result), ['a/b.ts:1 weak-word high']);
    assert.deepEqual(result.receipt.excluded, { link: 1 });
  });

  it('says of a folder in no repository what it is', async () => {
    const root = folderWith({ 'a.ts': '' });
    await assert.rejects(scanFolder(root, { snapshot: 'index' }), {
      name: 'UsageError',
      message: `${root}: is in no git repository`,
    });
  });
});
