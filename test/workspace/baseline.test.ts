import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { baselineLedger, baselineOf, formatBaseline, parseBaseline, writeBaseline } from '../../workspace/baseline.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { asOrdinaryUser, folderWith, removeTemporaryFolders } from './temporaryFolder.ts';

const finding = (fingerprint: string, ruleId = 'a-rule') => ({ fingerprint, ruleId }) as Finding;
const KEY = '0123456789abcdef'.repeat(2);

after(removeTemporaryFolders);

describe('a baseline', () => {
  it('is a header and a line an entry, sorted, without places and dates', () => {
    const baseline = baselineOf([finding('b-0'), finding('a-0', 'other-rule'), finding('b-0')], KEY);
    assert.equal(formatBaseline(baseline), `# portside baseline v1 key=${KEY}\na-0 1 other-rule\nb-0 2 a-rule\n`);
    assert.deepEqual(parseBaseline('x', formatBaseline(baseline)), baseline);
  });

  it('has a random key', () => {
    assert.match(baselineOf([]).key, /^[0-9a-f]{32}$/);
    assert.notEqual(baselineOf([]).key, baselineOf([]).key);
  });

  it('survives a union merge and CRLF: the larger count of a line that is there twice holds', () => {
    const header = `# portside baseline v1 key=${KEY}`;
    const merged = [header, 'b 1 r', 'a 3 r', header, 'b 2 r', 'a 1 r', ''].join('\r\n');
    assert.deepEqual(
      [...parseBaseline('x', merged).known],
      [
        ['b', { count: 2, ruleId: 'r' }],
        ['a', { count: 3, ruleId: 'r' }],
      ],
    );
  });

  it('that is none is refused with file and line', () => {
    const isRefused = (text: string, message: RegExp) =>
      assert.throws(
        () => parseBaseline('p/known', text),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    isRefused('', /^p\/known:1: is no Portside baseline of version 1/);
    isRefused('# portside baseline v2 key=0', /^p\/known:1:/);
    isRefused(`# portside baseline v1 key=${KEY}\na 1 r\n<<<<<<< HEAD\n`, /^p\/known:3: has a merge conflict/);
  });

  it('knows as many findings of a fingerprint as it counts; further ones are new', () => {
    const baseline = baselineOf([finding('a'), finding('b')], KEY);
    const ledger = baselineLedger();
    const inFirst = [finding('a'), finding('c')];
    assert.deepEqual(ledger.fresh('known', baseline, inFirst), [inFirst[1]]);
    const copy = finding('a');
    assert.deepEqual(ledger.fresh('known', baseline, [copy]), [copy]);
    assert.deepEqual(ledger.fresh('known', baseline, [finding('b')]), []);
    assert.deepEqual(ledger.fresh('other', baseline, [finding('a')]), []);
    assert.deepEqual(baselineLedger().fresh('known', undefined, inFirst), inFirst);
  });

  it('is written with the key that it had', async () => {
    const file = join(folderWith(), 'known');
    await writeBaseline(file, [finding('a')]);
    const first = parseBaseline(file, readFileSync(file, 'utf8'));
    await writeBaseline(file, [finding('b')]);
    const second = parseBaseline(file, readFileSync(file, 'utf8'));
    assert.equal(second.key, first.key);
    assert.deepEqual([...second.known.keys()], ['b']);
  });

  it('is not written over a file that is none', async () => {
    const file = join(folderWith({ known: 'precious' }), 'known');
    await assert.rejects(writeBaseline(file, []), UsageError);
    assert.equal(readFileSync(file, 'utf8'), 'precious');
  });
});

describe('atomicWrite', () => {
  it('leaves nothing but the file, with the mode that it had', async () => {
    const root = folderWith({ 'a.txt': 'old' });
    chmodSync(join(root, 'a.txt'), 0o640);
    await atomicWrite(join(root, 'a.txt'), 'new');
    await atomicWrite(join(root, 'deep/er/b.sh'), 'script', 0o755);
    assert.deepEqual(readdirSync(root), ['a.txt', 'deep']);
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'new');
    if (process.platform === 'win32') return;
    assert.equal(statSync(join(root, 'a.txt')).mode & 0o777, 0o640);
    assert.equal(statSync(join(root, 'deep/er/b.sh')).mode & 0o777, 0o755);
  });

  it('writes what a link points to', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'a.txt': 'old' });
    symlinkSync('a.txt', join(root, 'link'));
    await atomicWrite(join(root, 'link'), 'new');
    assert.ok(lstatSync(join(root, 'link')).isSymbolicLink());
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'new');
  });

  it('leaves the old file alone when it cannot write', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'a.txt': 'old' });
    chmodSync(root, 0o555);
    await asOrdinaryUser(() => assert.rejects(atomicWrite(join(root, 'a.txt'), 'new'), { code: 'EACCES' }));
    assert.deepEqual(readdirSync(root), ['a.txt']);
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'old');
  });
});
