import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFiles } from '../../workspace/configurationFiles.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { type Files, filesOf } from '../../workspace/files.ts';
import { indexSnapshot } from '../../workspace/gitSnapshot.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { asOrdinaryUser, folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

function filesIn(root: string, snapshot = diskSnapshot(root)): Files {
  return filesOf(
    snapshot,
    configurationFiles(snapshot, () => true),
  );
}

/** Files with these names and nothing in them, and others with text. */
function folder(names: string, texts: Readonly<Record<string, string>> = {}): string {
  return folderWith({ ...Object.fromEntries(names.split(' ').map((name) => [name, ''])), ...texts });
}

/** What a listing says, in a line each: the files, then what is left out and why. */
async function listed(files: Files, ...paths: string[]): Promise<{ files: string; excluded: string }> {
  const listing = await files.list(paths.length === 0 ? [''] : paths);
  assert.deepEqual(listing.failed, []);
  // What is said of one file must be what the walk says.
  for (const path of paths.length === 0 ? listing.files : [])
    assert.equal(await files.exclusionOf(path), undefined, path);
  return {
    files: listing.files.join(' '),
    excluded: listing.excluded.map(({ path, policy }) => `${path}:${policy}`).join(' '),
  };
}

after(removeTemporaryFolders);

describe('the files of a workspace', () => {
  it('come in the order of their paths, whatever the folders are', async () => {
    assert.equal(
      (await listed(filesIn(folder('b.ts a/z.ts a.ts a/b/c.ts B.ts ü.ts a-b.ts')))).files,
      'B.ts a-b.ts a.ts a/b/c.ts a/z.ts b.ts ü.ts',
    );
  });

  it('leave out dependencies, builds, vendored and generated files by name, and say so', async () => {
    const root = folder(
      'src/a.ts src/build/b.ts dist/c.js node_modules/d/e.js packages/p/package.json packages/p/out/f.js vendor/g.js ' +
        'h.min.js i.js.map j.d.ts package-lock.json k.png l.generated.ts bin .git/config',
    );
    assert.deepEqual(await listed(filesIn(root)), {
      files: 'bin packages/p/package.json src/a.ts src/build/b.ts',
      excluded:
        'dist:build-output h.min.js:minified i.js.map:generated j.d.ts:declaration k.png:binary l.generated.ts:generated ' +
        'node_modules:dependency package-lock.json:lock-file packages/p/out:build-output vendor:vendored',
    });
  });

  it('give a reason for a single file', async () => {
    const files = filesIn(folder('node_modules/d/e.js h.min.js .git/hooks/x'));
    assert.match((await files.exclusionOf('node_modules/d/e.js'))?.reason ?? '', /a folder named node_modules/);
    assert.match((await files.exclusionOf('h.min.js'))?.reason ?? '', /named h\.min\.js/);
    assert.equal((await files.exclusionOf('.git/hooks/x'))?.policy, 'ignored');
  });

  it('take back what the configuration names with !', async () => {
    const root = folder('vendor/ours/a.ts vendor/ours/node_modules/b.js lib/vendor/c.ts app.min.js', {
      'portside.config.json': '{ "exclude": ["!vendor/**", "!app.min.js"] }',
    });
    assert.deepEqual(await listed(filesIn(root)), {
      files: 'app.min.js portside.config.json vendor/ours/a.ts',
      excluded: 'lib/vendor:vendored vendor/ours/node_modules:dependency',
    });
  });

  it('follow include and exclude, and count what they leave out file by file', async () => {
    const root = folder('src/a.ts src/legacy/b.ts src/legacy/c/d.ts src/legacy/node_modules/e.js scripts/f.ts', {
      'portside.config.json': '{ "include": ["src"], "exclude": ["src/legacy"] }',
    });
    assert.deepEqual(await listed(filesIn(root)), {
      files: 'src/a.ts',
      excluded:
        'portside.config.json:configured scripts/f.ts:configured src/legacy/b.ts:configured ' +
        'src/legacy/c/d.ts:configured src/legacy/node_modules:dependency',
    });
    assert.match(
      (await filesIn(root).exclusionOf('src/legacy/c/d.ts'))?.reason ?? '',
      /`exclude` of portside\.config\.json names it/,
    );
    assert.match((await filesIn(root).exclusionOf('scripts/f.ts'))?.reason ?? '', /`include` of .* does not name it/);
  });

  it('read no configuration in a folder that is left out: a fixture may be broken', async () => {
    const root = folder('a.ts test/fixtures/b.ts', {
      'portside.config.json': '{ "exclude": ["test/fixtures"] }',
      'test/fixtures/portside.config.json': '{ broken',
    });
    const files = filesIn(root);
    assert.equal((await listed(files)).files, 'a.ts portside.config.json');
    assert.equal((await files.exclusionOf('test/fixtures/b.ts'))?.policy, 'configured');
  });

  it('let each folder follow the configuration that is nearest', async () => {
    const root = folder('a.gen.ts p/a.gen.ts p/b.ts', {
      'portside.config.json': '{ "exclude": ["*.gen.ts"] }',
      'p/portside.config.json': '{ "exclude": ["./b.ts"] }',
    });
    assert.equal((await listed(filesIn(root))).files, 'p/a.gen.ts p/portside.config.json portside.config.json');
  });

  it('enter what is named itself, but keep to the configuration', async () => {
    const root = folder('dist/a.js dist/node_modules/b.js dist/c.min.js out.log lib/d.ts', {
      '.gitignore': 'dist\n*.log\n',
      'portside.config.json': '{ "exclude": ["lib"] }',
    });
    const files = filesIn(root);
    assert.deepEqual(await listed(files, 'dist'), {
      files: 'dist/a.js',
      excluded: 'dist/c.min.js:minified dist/node_modules:dependency',
    });
    assert.equal((await listed(files, 'dist/a.js', 'out.log')).files, 'dist/a.js out.log');
    assert.equal((await listed(files, 'lib')).excluded, 'lib/d.ts:configured');
    assert.equal((await listed(files, 'lib/d.ts')).excluded, 'lib/d.ts:configured');
  });

  it('are listed once when paths overlap', async () => {
    const files = filesIn(folder('a/b/c.ts a/d.ts'));
    assert.equal((await listed(files, 'a/b', 'a', 'a/b/c.ts', 'a')).files, 'a/b/c.ts a/d.ts');
    assert.equal((await listed(files, '', 'a')).files, 'a/b/c.ts a/d.ts');
  });

  it('are refused when there is nothing at a path', async () => {
    await assert.rejects(filesIn(folder('a.ts')).list(['b.ts']), (error) => {
      return error instanceof UsageError && /^b\.ts: no such file or folder/.test(error.message);
    });
  });

  it('stop when they are told to', async () => {
    await assert.rejects(filesIn(folder('a.ts')).list([''], AbortSignal.abort()), { name: 'AbortError' });
  });
});

describe('.gitignore', () => {
  it('is followed at every level, the innermost having the last word', async () => {
    const root = folder('a.log keep.log src/b.log src/c.ts src/tmp/d.ts top/e.ts src/top/f.ts', {
      '.gitignore': '# comment\r\n*.log\r\n!keep.log\r\n/top\r\n',
      'src/.gitignore': '!b.log\ntmp/\n',
    });
    assert.deepEqual(await listed(filesIn(root)), {
      files: '.gitignore keep.log src/.gitignore src/b.log src/c.ts src/top/f.ts',
      excluded: 'a.log:ignored src/tmp:ignored top:ignored',
    });
  });

  it('takes names as they are written, on every platform', async () => {
    const root = folder('Secret.ts secret.ts', { '.gitignore': 'secret.ts\n' });
    assert.equal((await listed(filesIn(root))).files, '.gitignore Secret.ts');
  });

  it('does not hide what git tracks all the same', async () => {
    const root = repositoryWith({ '.gitignore': '.env\nlogs/\n', '.env': 'A=B', 'logs/kept/a.ts': '' });
    write(root, { 'logs/b.ts': '', 'logs/kept/c.ts': '' });
    assert.deepEqual(await listed(filesIn(root)), {
      files: '.env .gitignore logs/kept/a.ts',
      excluded: 'logs/b.ts:ignored logs/kept/c.ts:ignored',
    });
  });

  it('says nothing about the index: what is in it is tracked', async () => {
    const root = repositoryWith({ '.gitignore': '*.ts\n', 'a.ts': '' });
    const index = await indexSnapshot(root);
    assert.equal((await listed(filesIn(root, index))).files, '.gitignore a.ts');
    await index.close();
  });
});

describe('a folder that is not as it should be', () => {
  it('with a link that leads back to itself is walked once', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folder('a/b.ts');
    symlinkSync('..', join(root, 'a/up'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync('a/b.ts', join(root, 'c.ts'));
    assert.deepEqual(await listed(filesIn(root)), { files: 'a/b.ts', excluded: 'a/up:link c.ts:link self:link' });
  });

  it('with a link out of the root is not left', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folder('a.ts');
    symlinkSync(folder('secret.ts'), join(root, 'out'));
    assert.deepEqual(await listed(filesIn(root)), { files: 'a.ts', excluded: 'out:link' });
  });

  it('with a folder that cannot be read has failed there, and there only', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = folder('a.ts closed/b.ts');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0);
    const listing = await asOrdinaryUser(() => filesIn(root).list(['']));
    assert.deepEqual(listing?.files, ['a.ts']);
    assert.deepEqual(listing?.failed, [{ path: 'closed', cause: 'permission denied' }]);
  });

  it('that vanished has failed', async () => {
    const snapshot = diskSnapshot(folder('a.ts b/c.ts'));
    const entries = async (path: string) => {
      if (path === 'b') throw new Error('is not there any more');
      return snapshot.entries(path);
    };
    const listing = await filesIn(snapshot.root, { ...snapshot, entries }).list(['']);
    assert.deepEqual(listing.files, ['a.ts']);
    assert.deepEqual(listing.failed, [{ path: 'b', cause: 'is not there any more' }]);
  });

  it('with names of all kinds gives them as they are', async function () {
    if (process.platform === 'win32') return this.skip();
    const names = ['a b.ts', '-rf.ts', 'back\\slash.ts', 'new\nline.ts', '#x.ts', '*.ts', '$(x).ts', '..a.ts'];
    const root = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
    assert.deepEqual((await filesIn(root).list([''])).files, names.sort());
    git(root, 'init', '--quiet');
    git(root, 'add', '--all');
    const index = await indexSnapshot(root);
    assert.deepEqual((await filesIn(root, index).list([''])).files, names);
    await index.close();
  });
});
