import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { READ_LIMIT } from '../../workspace/decode.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { commitSnapshot, indexSnapshot } from '../../workspace/gitSnapshot.ts';
import { overlaySnapshot } from '../../workspace/overlaySnapshot.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { asOrdinaryUser, folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

const text = (content: string) => ({ status: 'text', text: content });

/** All files of a snapshot with their texts. */
async function contents(snapshot: Snapshot, folder = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, kind } of await snapshot.entries(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (name === '.git') continue;
    if (kind === 'folder') Object.assign(found, await contents(snapshot, path));
    else if (kind === 'file') {
      const read = await snapshot.read(path);
      found[path] = read.status === 'text' ? read.text : read.status;
    } else found[path] = kind;
  }
  return found;
}

async function contentsOfIndex(root: string): Promise<Record<string, string>> {
  const index = await indexSnapshot(root);
  try {
    return await contents(index);
  } finally {
    await index.close();
  }
}

after(removeTemporaryFolders);

describe('a snapshot of the disk', () => {
  it('lists folders in order and reads files', async () => {
    const snapshot = diskSnapshot(folderWith({ 'b/c.ts': 'c', 'a.ts': 'a' }));
    assert.deepEqual(await snapshot.entries(''), [
      { name: 'a.ts', kind: 'file' },
      { name: 'b', kind: 'folder' },
    ]);
    assert.deepEqual(await snapshot.read('b/c.ts'), text('c'));
    assert.equal(await snapshot.kindOf('b'), 'folder');
    assert.equal(await snapshot.kindOf('b/none'), undefined);
  });

  it('says what is wrong with a file', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folderWith({ 'closed.ts': 'a', 'folder/a.ts': '' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed.ts'), 0);
    symlinkSync('loop', join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const snapshot = diskSnapshot(root);
    const read = (path: string) => snapshot.read(path);
    assert.deepEqual(await read('none.ts'), { status: 'missing' });
    assert.deepEqual(await read('folder/a.ts/b'), { status: 'missing' });
    assert.deepEqual(await read('folder'), { status: 'failed', cause: 'is no file' });
    assert.deepEqual(await read('pipe'), { status: 'failed', cause: 'is no file' });
    assert.deepEqual(await read('loop'), { status: 'failed', cause: 'its symbolic links go in a circle' });
    assert.deepEqual(await asOrdinaryUser(() => read('closed.ts')), { status: 'failed', cause: 'permission denied' });
    assert.ok(!(await snapshot.entries('')).some(({ name }) => name === 'pipe'));
  });

  it('does not read what is larger than the limit', async () => {
    const root = folderWith({ 'large.bin': Buffer.alloc(READ_LIMIT + 1, 'a') });
    assert.deepEqual(await diskSnapshot(root).read('large.bin'), { status: 'too-large', bytes: READ_LIMIT + 1 });
  });
});

describe('a snapshot under open documents', () => {
  it('gives their texts, also of files that are not saved yet', async () => {
    const documents = new Map([
      ['a.ts', 'newer'],
      ['new.ts', 'new'],
    ]);
    const disk = diskSnapshot(folderWith({ 'a.ts': 'old', 'b.ts': 'b' }));
    const snapshot = overlaySnapshot(disk, (path) => documents.get(path));
    assert.deepEqual(await snapshot.read('a.ts'), text('newer'));
    assert.deepEqual(await snapshot.read('b.ts'), text('b'));
    assert.deepEqual(await snapshot.read('new.ts'), text('new'));
    assert.equal(await snapshot.kindOf('new.ts'), 'file');
    documents.delete('a.ts');
    assert.deepEqual(await snapshot.read('a.ts'), text('old'));
  });
});

describe('a snapshot of the index', () => {
  it('has what is staged, not what stands in the work tree', async () => {
    const root = repositoryWith({ 'a.ts': 'one\n', 'gone.ts': 'gone\n', 'kept.ts': 'kept\n' });
    write(root, { 'a.ts': 'two\n', 'src/new.ts': 'new\n', 'untracked.ts': 'untracked\n' });
    git(root, 'add', 'a.ts', 'src/new.ts');
    write(root, { 'a.ts': 'three\n', 'src/new.ts': 'newer\n' });
    git(root, 'rm', '--quiet', '--cached', 'gone.ts');
    rmSync(join(root, 'kept.ts'));
    assert.deepEqual(await contentsOfIndex(root), { 'a.ts': 'two\n', 'kept.ts': 'kept\n', 'src/new.ts': 'new\n' });
  });

  it('has the staged part of a file that is staged in part', async () => {
    const root = repositoryWith({ 'a.ts': '1\n2\n3\n4\n5\n6\n7\n8\n9\n' });
    const start = 'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-1\n+staged\n';
    write(root, { 'a.ts': 'staged\n2\n3\n4\n5\n6\n7\n8\nunstaged\n' });
    execFileSync('git', ['apply', '--cached', '--unidiff-zero'], { cwd: root, input: start });
    assert.deepEqual(await contentsOfIndex(root), { 'a.ts': 'staged\n2\n3\n4\n5\n6\n7\n8\n9\n' });
  });

  it('knows a renamed file by its new name', async () => {
    const root = repositoryWith({ 'old.ts': 'a\n' });
    git(root, 'mv', 'old.ts', 'new.ts');
    assert.deepEqual(await contentsOfIndex(root), { 'new.ts': 'a\n' });
  });

  it('is there before the first commit, and when it is empty', async () => {
    const root = folderWith({ 'a.ts': 'a\n' });
    git(root, 'init', '--quiet');
    assert.deepEqual(await contentsOfIndex(root), {});
    git(root, 'add', 'a.ts');
    assert.deepEqual(await contentsOfIndex(root), { 'a.ts': 'a\n' });
  });

  it('has nothing of a file that is only meant to be added', async () => {
    const root = repositoryWith({ 'a.ts': 'a\n' });
    write(root, { 'b.ts': 'not staged\n' });
    git(root, 'add', '--intent-to-add', 'b.ts');
    assert.deepEqual(await contentsOfIndex(root), { 'a.ts': 'a\n', 'b.ts': '' });
  });

  it('says of links and submodules what they are, and reads a link inside as the file it points to', async function () {
    if (process.platform === 'win32') return this.skip();
    const inner = repositoryWith({ 'x.ts': 'x\n' });
    const root = repositoryWith({ 'base/a.json': '{}' });
    mkdirSync(join(root, 'p'));
    symlinkSync('../base/a.json', join(root, 'p/link.json'));
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
    symlinkSync('/etc/hostname', join(root, 'out'));
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    git(root, 'add', '--all');
    const index = await indexSnapshot(root);
    const kinds = await Promise.all(['p/link.json', 'sub', 'p', 'base/a.json'].map((path) => index.kindOf(path)));
    assert.deepEqual(kinds, ['link', 'submodule', 'folder', 'file']);
    assert.deepEqual(await index.read('p/link.json'), text('{}'));
    assert.deepEqual(await index.read('a'), { status: 'failed', cause: 'its symbolic links go in a circle' });
    assert.deepEqual(await index.read('out'), { status: 'missing' });
    assert.deepEqual(await index.read('sub'), { status: 'failed', cause: 'is a submodule' });
    await index.close();
  });

  it('fails on a file whose conflicts are not resolved', async () => {
    const root = repositoryWith({ 'a.ts': 'base\n' });
    for (const [branch, content] of [
      ['one', '1\n'],
      ['two', '2\n'],
    ] as const) {
      git(root, 'checkout', '--quiet', '-B', branch, 'main');
      write(root, { 'a.ts': content });
      git(root, 'commit', '--quiet', '--all', '--message', branch);
    }
    assert.throws(() => git(root, 'merge', '--quiet', 'one'));
    const index = await indexSnapshot(root);
    assert.deepEqual(await index.read('a.ts'), { status: 'failed', cause: 'has conflicts that are not resolved' });
    assert.deepEqual(await index.entries(''), [{ name: 'a.ts', kind: 'file' }]);
    await index.close();
  });

  it('reads names of all kinds, and many files at once', async function () {
    if (process.platform === 'win32') return this.skip();
    const names = ['grün/ä ö.ts', 'tab\t.ts', 'quote".ts', 'new\nline.ts', '-n', 'back\\slash', ':(top)x', '日本.ts'];
    const files = Object.fromEntries(
      [...names, ...Array.from({ length: 300 }, (_, at) => `many/${at}.ts`)].map((name) => [name, `<${name}>`]),
    );
    assert.deepEqual(await contentsOfIndex(repositoryWith(files)), files);
  });

  it('reads large and small blobs of one stream, and gives only the size of those over the limit', async () => {
    const large = 'x'.repeat(3_000_000);
    const root = repositoryWith({
      'a.ts': large,
      'b.ts': 'b',
      'c.bin': Buffer.alloc(READ_LIMIT + 1, 'a'),
      'd.ts': 'd',
      'e.ts': '',
    });
    const index = await indexSnapshot(root);
    const reads = await Promise.all(['a.ts', 'b.ts', 'c.bin', 'd.ts', 'e.ts'].map((path) => index.read(path)));
    assert.deepEqual(reads, [
      text(large),
      text('b'),
      { status: 'too-large', bytes: READ_LIMIT + 1 },
      text('d'),
      text(''),
    ]);
    await index.close();
  });

  it('is read relative to a root inside the repository', async () => {
    const root = repositoryWith({ 'a.ts': 'a', 'p/b.ts': 'b' });
    assert.deepEqual(await contentsOfIndex(join(root, 'p')), { 'b.ts': 'b' });
  });

  it('touches neither index nor work tree', async () => {
    const root = repositoryWith({ 'a.ts': 'a\n' });
    write(root, { 'a.ts': 'b\n' }); // A changed time alone would make git refresh its index.
    const before = [readFileSync(join(root, '.git/index')), statSync(join(root, '.git/index')).mtimeMs] as const;
    await contentsOfIndex(root);
    assert.deepEqual([readFileSync(join(root, '.git/index')), statSync(join(root, '.git/index')).mtimeMs], before);
    assert.equal(readFileSync(join(root, 'a.ts'), 'utf8'), 'b\n');
  });

  it('uses the index that git gives a hook', async () => {
    const root = repositoryWith({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    write(root, { 'a.ts': 'committed by name\n', 'b.ts': 'not committed\n' });
    const script = join(import.meta.dirname, 'printIndex.ts');
    const hook = `#!/bin/sh\nexec '${process.execPath}' '${script}' > printed.json\n`;
    writeFileSync(join(root, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    git(root, 'commit', '--quiet', '--message', 'only a', 'a.ts');
    assert.deepEqual(JSON.parse(readFileSync(join(root, 'printed.json'), 'utf8')), {
      'a.ts': 'committed by name\n',
      'b.ts': 'b\n',
    });
  });

  it('is not led to another repository by the environment', async () => {
    const other = repositoryWith({ 'other.ts': 'other' });
    const root = repositoryWith({ 'a.ts': 'a' });
    process.env['GIT_DIR'] = join(other, '.git');
    process.env['GIT_INDEX_FILE'] = join(other, '.git/index');
    try {
      assert.deepEqual(await contentsOfIndex(root), { 'a.ts': 'a' });
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_INDEX_FILE'];
    }
  });

  it('tells what is wrong when there is no repository, no folder or no git', async () => {
    const root = folderWith({ 'a.ts': '' });
    const isUsageError = (message: RegExp) => (error: unknown) =>
      error instanceof UsageError && message.test(error.message);
    await assert.rejects(indexSnapshot(root), isUsageError(/is in no git repository$/));
    await assert.rejects(indexSnapshot(join(root, 'none')), isUsageError(/none: no such folder$/));
    const path = process.env['PATH'];
    process.env['PATH'] = root;
    try {
      await assert.rejects(
        indexSnapshot(root),
        isUsageError(/git cannot be started: is it installed and on the PATH\?$/),
      );
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('says so when git has lost a file', async () => {
    const root = repositoryWith({ 'a.ts': 'lost\n', 'b.ts': 'b\n' });
    const id = git(root, 'rev-parse', ':a.ts').trim();
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)));
    const index = await indexSnapshot(root);
    assert.deepEqual(await index.read('a.ts'), { status: 'failed', cause: 'git has lost its content' });
    assert.deepEqual(await index.read('b.ts'), text('b\n'));
    await index.close();
  });
});

describe('a snapshot of a commit', () => {
  it('has the files of that commit', async () => {
    const root = repositoryWith({ 'a.ts': 'first\n', 'p/b.ts': 'b\n' });
    const first = git(root, 'rev-parse', 'HEAD').trim();
    renameSync(join(root, 'p'), join(root, 'q'));
    write(root, { 'a.ts': 'second\n' });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=second');
    for (const [name, files] of [
      [first, { 'a.ts': 'first\n', 'p/b.ts': 'b\n' }],
      ['HEAD', { 'a.ts': 'second\n', 'q/b.ts': 'b\n' }],
    ] as const) {
      const snapshot = await commitSnapshot(root, name);
      assert.deepEqual(await contents(snapshot), files);
      await snapshot.close();
    }
  });

  it('takes no option for a commit', async () => {
    const root = repositoryWith({ 'a.ts': '' });
    await assert.rejects(commitSnapshot(root, '--all'), /"--all" is no name of a commit/);
    await assert.rejects(commitSnapshot(root, 'nowhere'), /git knows no commit "nowhere"/);
  });
});
