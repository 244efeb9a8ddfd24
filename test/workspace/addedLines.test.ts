import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AddedLines, changedFiles, linesSince, stagedLines } from '../../workspace/addedLines.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

/** `path: 1-3 7`, `path: all`, in the order of paths. */
function shown(lines: AddedLines): string[] {
  return [...lines]
    .map(([path, ranges]) => {
      if (ranges === 'all') return `${path}: all`;
      return `${path}: ${ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(' ')}`;
    })
    .sort();
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${from + at}\n`).join('');

after(removeTemporaryFolders);

describe('the staged lines', () => {
  it('are those that the index adds to HEAD', async () => {
    const root = repositoryWith({ 'a.ts': numbered(1, 9), 'b.ts': 'same\n', 'c.ts': 'gone\n' });
    write(root, { 'a.ts': `new\n${numbered(1, 4)}x\ny\n${numbered(7, 9)}`, 'd.ts': '1\n2' });
    git(root, 'rm', '--quiet', 'c.ts');
    git(root, 'add', '--all');
    write(root, { 'a.ts': 'not staged\n', 'b.ts': 'not staged\n' });
    assert.deepEqual(shown(await stagedLines(root)), ['a.ts: 1 6-7', 'd.ts: 1-2']);
  });

  it('leave out files that only lose lines', async () => {
    const root = repositoryWith({ 'a.ts': numbered(1, 9) });
    write(root, { 'a.ts': numbered(4, 9) });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), []);
  });

  it('are all of the index before the first commit', async () => {
    const root = folderWith({ 'a.ts': '1\n2\n' });
    git(root, 'init', '--quiet');
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), ['a.ts: 1-2']);
  });

  it('of a renamed file are only those that differ', async () => {
    const root = repositoryWith({ 'old.ts': numbered(1, 20), 'moved.ts': numbered(101, 120) });
    renameSync(join(root, 'old.ts'), join(root, 'new.ts'));
    renameSync(join(root, 'moved.ts'), join(root, 'elsewhere.ts'));
    write(root, { 'new.ts': `${numbered(1, 20)}more\n` });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), ['new.ts: 21']);
  });

  it('are not led astray by text that looks like a patch, nor by a missing line end', async () => {
    const root = repositoryWith({ 'a.ts': '-- a/x.ts\nold' });
    write(root, { 'a.ts': '++ b/x.ts\n@@ -1 +1,99 @@\nnew', 'z.ts': 'z\n' });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), ['a.ts: 1-3', 'z.ts: 1']);
  });

  it('know names of all kinds', async function () {
    if (process.platform === 'win32') return this.skip();
    const names = [
      'grün/ä ö.ts',
      'tab\t.ts',
      'quote".ts',
      'new\nline.ts',
      '-n',
      'back\\slash',
      '日本.ts',
      'a b/c => d.ts',
    ];
    const root = repositoryWith({});
    write(root, Object.fromEntries(names.map((name) => [name, 'x\n'])));
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), names.map((name) => `${name}: 1`).sort());
  });

  it('are all lines of what git takes for binary, by content or by an attribute', async () => {
    const root = repositoryWith({ 'utf16.ts': Buffer.from('\ufeffa\n', 'utf16le'), 'x.ts': 'x\n' });
    write(root, {
      '.gitattributes': '*.ts -diff\n',
      'utf16.ts': Buffer.from('\ufeffa\nb\n', 'utf16le'),
      'x.ts': 'x\ny\n',
      'new name.ts': 'n\n',
    });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), [
      '.gitattributes: 1',
      'new name.ts: all',
      'utf16.ts: all',
      'x.ts: all',
    ]);
  });

  it('are the same whatever the configuration says of diffs', async () => {
    const root = repositoryWith({ 'a.ts': numbered(1, 20) });
    for (const setting of [
      'noprefix=true',
      'mnemonicPrefix=true',
      'context=9',
      'interHunkContext=9',
      'renames=false',
      'orderFile=nowhere',
      'suppressBlankEmpty=true',
      'relative=true',
      'colorMoved=zebra',
    ]) {
      git(root, 'config', ...`diff.${setting}`.split('='));
    }
    git(root, 'config', 'color.ui', 'always');
    write(root, { 'a.ts': `x\n${numbered(2, 19)}y\n` });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(root)), ['a.ts: 1 20']);
  });

  it('start from a root inside the repository', async () => {
    const root = repositoryWith({ 'a.ts': '', 'p/b.ts': '' });
    write(root, { 'a.ts': 'a\n', 'p/b.ts': 'b\n' });
    git(root, 'add', '--all');
    assert.deepEqual(shown(await stagedLines(join(root, 'p'))), ['b.ts: 1']);
  });

  it('cannot be told where there is no repository', async () => {
    await assert.rejects(stagedLines(folderWith({})), (error) => {
      return error instanceof UsageError && /is in no git repository/.test(error.message);
    });
  });
});

describe('the lines since a commit', () => {
  it('are those that the work tree adds to the merge base, with files that are not added yet', async () => {
    const root = repositoryWith({ 'a.ts': numbered(1, 5), 'b.ts': 'b\n', '.gitignore': 'ignored.ts\n' });
    git(root, 'checkout', '--quiet', '-b', 'feature');
    write(root, { 'a.ts': `${numbered(1, 5)}committed\n` });
    git(root, 'commit', '--quiet', '--all', '--message=feature');
    git(root, 'checkout', '--quiet', 'main');
    write(root, { 'b.ts': 'b\nof main\n' });
    git(root, 'commit', '--quiet', '--all', '--message=main');
    git(root, 'checkout', '--quiet', 'feature');
    write(root, { 'a.ts': `${numbered(1, 5)}committed\nunstaged\n`, 'new.ts': 'new\n', 'ignored.ts': 'x\n' });
    // What `main` got since then is no change of this branch.
    assert.deepEqual(shown(await linesSince(root, 'main')), ['a.ts: 6-7', 'new.ts: all']);
    assert.deepEqual(shown(await linesSince(root, 'HEAD')), ['a.ts: 7', 'new.ts: all']);
  });

  it('need a commit that is there, and a common one', async () => {
    const root = repositoryWith({ 'a.ts': '' });
    await assert.rejects(linesSince(root, 'nowhere'), /git knows no commit "nowhere"/);
    await assert.rejects(linesSince(root, '--output=x'), /is no name of a commit/);
    git(root, 'checkout', '--quiet', '--orphan', 'other');
    git(root, 'commit', '--quiet', '--allow-empty', '--message=other');
    await assert.rejects(linesSince(root, 'main'), /"main" and HEAD have no commit in common/);
  });

  it('leave index and work tree as they are', async () => {
    const root = repositoryWith({ 'a.ts': 'a\n' });
    const index = join(root, '.git/index');
    utimesSync(join(root, 'a.ts'), 1, 1); // Only the time is another one: git would refresh its index.
    const before = [readFileSync(index).toString('hex'), statSync(index).mtimeMs];
    await linesSince(root, 'HEAD');
    await stagedLines(root);
    assert.deepEqual([readFileSync(index).toString('hex'), statSync(index).mtimeMs], before);
  });
});

describe('the files that differ from a commit', () => {
  it('are those with lines more or less, new and gone ones, in the work tree or in the index', async () => {
    const root = repositoryWith({ 'a.ts': numbered(1, 9), 'b.ts': 'same\n', 'c.ts': 'gone\n', 'd.ts': 'moved\n' });
    write(root, { 'a.ts': numbered(1, 8), 'b.ts': 'same\n', 'new ü.ts': '1\n' });
    utimesSync(join(root, 'b.ts'), 1, 1);
    git(root, 'rm', '--quiet', 'c.ts');
    git(root, 'mv', 'd.ts', 'e.ts');
    assert.deepEqual([...(await changedFiles(root, 'HEAD', false))].sort(), [
      ...['a.ts', 'c.ts', 'd.ts', 'e.ts', 'new ü.ts'],
    ]);
    assert.deepEqual([...(await changedFiles(root, 'HEAD', true))].sort(), ['c.ts', 'd.ts', 'e.ts']);
  });
});

describe('a repository of somebody else', () => {
  it('runs nothing of its own', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({ 'a.ts': 'a\n', '.gitattributes': '*.ts filter=evil=x diff=evil\n' });
    const ran = join(root, 'ran');
    const script = join(root, '.git/evil.sh');
    writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> '${ran}'\ncat\n`, { mode: 0o755 });
    for (const name of ['post-index-change', 'pre-commit', 'reference-transaction']) {
      writeFileSync(join(root, '.git/hooks', name), `#!/bin/sh\necho hook >> '${ran}'\n`, { mode: 0o755 });
    }
    for (const [name, value] of [
      ['core.fsmonitor', script],
      ['core.pager', script],
      ['pager.diff', script],
      ['diff.external', script],
      ['diff.evil.command', script],
      ['diff.evil.textconv', script],
      ['filter.evil=x.clean', script],
      ['filter.evil=x.process', script],
      ['filter.evil=x.required', 'true'],
    ] as const) {
      git(root, 'config', name, value);
    }
    write(root, { 'a.ts': 'b\n' });
    assert.deepEqual(shown(await linesSince(root, 'HEAD')), ['a.ts: 1']);
    assert.deepEqual(shown(await stagedLines(root)), []);
    assert.ok(!existsSync(ran), existsSync(ran) ? readFileSync(ran, 'utf8') : '');
    // The trap is a trap: git by itself does run it.
    try {
      git(root, 'diff');
    } catch {
      // It may fail, too.
    }
    assert.ok(existsSync(ran));
  });
});
