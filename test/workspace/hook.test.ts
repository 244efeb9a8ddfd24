import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { installHook, uninstallHook } from '../../workspace/hook.ts';
import { cleanEnvironment, folderWith, git, removeTemporaryFolders, repositoryWith, write } from './temporaryFolder.ts';

/** A program in a folder with an unusual name that notes how it was called and ends with what `ends-with` says. */
function program(root: string): string[] {
  const file = join(folderWith(), "it's a $tool", 'cli.mjs');
  const script = `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(join(root, '.git/calls'))}, process.argv.slice(2).join(' ') + '\\n');
process.exit(existsSync('ends-with') ? Number(readFileSync('ends-with', 'utf8')) : 0);\n`;
  write(join(file, '..'), { 'cli.mjs': script });
  return [process.execPath, file];
}

const calls = (root: string) =>
  existsSync(join(root, '.git/calls')) ? readFileSync(join(root, '.git/calls'), 'utf8') : '';

function commit(root: string): boolean {
  try {
    git(root, 'commit', '--quiet', '--allow-empty', '--message=x');
    return true;
  } catch {
    return false;
  }
}

const hookOf = (root: string) => join(root, '.git/hooks/pre-commit');

after(removeTemporaryFolders);

describe('the hook', () => {
  it('runs before a commit and can stop it', async () => {
    const root = repositoryWith({});
    const change = await installHook(root, program(root));
    assert.deepEqual(change, { file: hookOf(root), change: 'installed' });
    assert.ok(commit(root));
    assert.equal(calls(root), 'scan --staged\n');
    for (const code of ['1', '2', '3']) {
      write(root, { 'ends-with': code });
      assert.ok(!commit(root), code);
    }
  });

  it('is the same when it is installed again, and new when the program is elsewhere', async () => {
    const root = repositoryWith({});
    const command = program(root);
    await installHook(root, command);
    assert.equal((await installHook(root, command)).change, 'none');
    assert.equal((await installHook(root, program(root))).change, 'updated');
    assert.ok(commit(root));
    assert.equal(calls(root), 'scan --staged\n');
  });

  it('runs a hook that was there first, and puts it back', async () => {
    const root = repositoryWith({});
    const earlier = `#!/bin/sh\necho "earlier $#" >> .git/calls\n[ ! -e stop ]\n`;
    write(root, { '.git/hooks/pre-commit': earlier });
    chmodSync(hookOf(root), 0o755);
    const change = await installHook(root, program(root));
    assert.deepEqual(change, { file: hookOf(root), change: 'installed', earlier: `${hookOf(root)}.before-portside` });
    assert.ok(commit(root));
    assert.equal(calls(root), 'earlier 0\nscan --staged\n');
    write(root, { stop: '' });
    assert.ok(!commit(root));
    assert.equal(calls(root), 'earlier 0\nscan --staged\nearlier 0\n');

    assert.deepEqual(await uninstallHook(root), { file: hookOf(root), change: 'removed', earlier: hookOf(root) });
    assert.equal(readFileSync(hookOf(root), 'utf8'), earlier);
    if (process.platform !== 'win32') assert.equal(statSync(hookOf(root)).mode & 0o777, 0o755);
    assert.ok(!existsSync(`${hookOf(root)}.before-portside`));
  });

  it('keeps an earlier hook that is a link, or that git does not run', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({ 'scripts/check.sh': '#!/bin/sh\nexit 1\n' });
    symlinkSync('../../scripts/check.sh', hookOf(root));
    await installHook(root, program(root));
    // It is not executable, so git did not run it before either.
    assert.ok(commit(root));
    await uninstallHook(root);
    assert.ok(lstatSync(hookOf(root)).isSymbolicLink());
  });

  it('goes without a trace', async () => {
    const root = repositoryWith({});
    await installHook(root, program(root));
    assert.deepEqual(await uninstallHook(root), { file: hookOf(root), change: 'removed' });
    assert.ok(!existsSync(hookOf(root)));
    assert.deepEqual(await uninstallHook(root), { file: hookOf(root), change: 'none' });
  });

  it('leaves a hook of others, and one that was edited, as it is', async () => {
    const root = repositoryWith({});
    write(root, { '.git/hooks/pre-commit': '#!/bin/sh\n' });
    assert.equal((await uninstallHook(root)).change, 'none');
    assert.equal(readFileSync(hookOf(root), 'utf8'), '#!/bin/sh\n');
    rmSync(hookOf(root));
    await installHook(root, program(root));
    appendFileSync(hookOf(root), 'echo mine\n');
    await assert.rejects(uninstallHook(root), /was edited after Portside wrote it/);
    await assert.rejects(installHook(root, program(root)), /was edited after Portside wrote it/);
    assert.match(readFileSync(hookOf(root), 'utf8'), /echo mine\n$/);
  });

  it('does not overwrite a hook that was kept before', async () => {
    const root = repositoryWith({});
    write(root, { '.git/hooks/pre-commit': '#!/bin/sh\n', '.git/hooks/pre-commit.before-portside': 'precious' });
    await assert.rejects(installHook(root, program(root)), /pre-commit\.before-portside is there already/);
    assert.equal(readFileSync(`${hookOf(root)}.before-portside`, 'utf8'), 'precious');
    assert.equal(readFileSync(hookOf(root), 'utf8'), '#!/bin/sh\n');
  });

  it('stands where core.hooksPath says', async () => {
    const root = repositoryWith({});
    git(root, 'config', 'core.hooksPath', 'tools/hooks');
    assert.equal((await installHook(root, program(root))).file, join(root, 'tools/hooks/pre-commit'));
    assert.ok(commit(root));
    assert.equal(calls(root), 'scan --staged\n');
  });

  it('works in a linked work tree', async () => {
    const root = repositoryWith({});
    const linked = join(folderWith(), 'linked');
    git(root, 'worktree', 'add', '--quiet', linked);
    assert.equal((await installHook(linked, program(root))).file, hookOf(root));
    assert.ok(commit(linked));
    assert.equal(calls(root), 'scan --staged\n');
  });

  it('is put into a folder that is not there yet, also when the repository is reached through a link', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    rmSync(join(root, '.git/hooks'), { recursive: true });
    const link = join(folderWith(), 'link');
    symlinkSync(root, link);
    assert.equal((await installHook(link, program(root))).change, 'installed');
    assert.ok(commit(root));
    assert.equal(calls(root), 'scan --staged\n');
  });

  it('is not put where it would run for other repositories, or where husky writes', async () => {
    const root = repositoryWith({});
    git(root, 'config', 'core.hooksPath', folderWith());
    await assert.rejects(installHook(root, program(root)), /core\.hooksPath leads out of the repository/);
    mkdirSync(join(root, '.husky/_'), { recursive: true });
    git(root, 'config', 'core.hooksPath', '.husky/_');
    await assert.rejects(installHook(root, program(root)), /belong to husky/);
  });

  it('needs a repository', async () => {
    await assert.rejects(installHook(folderWith(), ['portside']), /is in no git repository/);
  });

  it('finds Portside elsewhere when it is not where it was, and stops the commit when it is nowhere', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    await installHook(root, [process.execPath, '/nowhere/cli.cjs']);
    assert.throws(
      () =>
        execFileSync('git', ['commit', '--quiet', '--allow-empty', '--message=x'], {
          cwd: root,
          env: cleanEnvironment(),
          stdio: 'pipe',
        }),
      (error: Error & { stderr: Buffer }) => /portside: is not where it was/.test(error.stderr.toString()),
    );
    write(root, { 'node_modules/.bin/portside': '#!/bin/sh\necho "local $*" >> .git/calls\n' });
    chmodSync(join(root, 'node_modules/.bin/portside'), 0o755);
    assert.ok(commit(root));
    assert.equal(calls(root), 'local scan --staged\n');
  });
});
