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
import { parse } from 'yaml';
import { type HookChange, installHook, uninstallHook } from '../../workspace/hook.ts';
import { examineHook } from '../../workspace/hookDoctor.ts';
import { withCommand, withoutCommand } from '../../workspace/hookManagers.ts';
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

const byGit = (change: Omit<HookChange, 'manager' | 'advice'>): HookChange => ({
  manager: 'git',
  ...change,
  advice: [],
});

const hookOf = (root: string) => join(root, '.git/hooks/pre-commit');

after(removeTemporaryFolders);

describe('the hook', () => {
  it('runs before a commit and can stop it', async () => {
    const root = repositoryWith({});
    const change = await installHook(root, program(root));
    assert.deepEqual(change, byGit({ file: hookOf(root), change: 'installed' }));
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
    const earlierFile = `${hookOf(root)}.before-portside`;
    assert.deepEqual(change, byGit({ file: hookOf(root), change: 'installed', earlier: earlierFile }));
    assert.ok(commit(root));
    assert.equal(calls(root), 'earlier 0\nscan --staged\n');
    write(root, { stop: '' });
    assert.ok(!commit(root));
    assert.equal(calls(root), 'earlier 0\nscan --staged\nearlier 0\n');

    assert.deepEqual(await uninstallHook(root), [
      byGit({ file: hookOf(root), change: 'removed', earlier: hookOf(root) }),
    ]);
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
    assert.deepEqual(await uninstallHook(root), [byGit({ file: hookOf(root), change: 'removed' })]);
    assert.ok(!existsSync(hookOf(root)));
    assert.deepEqual(await uninstallHook(root), [byGit({ file: hookOf(root), change: 'none' })]);
  });

  it('leaves a hook of others, and one that was edited, as it is', async () => {
    const root = repositoryWith({});
    write(root, { '.git/hooks/pre-commit': '#!/bin/sh\n' });
    assert.equal((await uninstallHook(root))[0]?.change, 'none');
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

  it('is not put where it would run for other repositories', async () => {
    const root = repositoryWith({});
    git(root, 'config', 'core.hooksPath', folderWith());
    await assert.rejects(installHook(root, program(root)), /core\.hooksPath leads out of the repository/);
  });

  it('needs a repository', async () => {
    await assert.rejects(installHook(folderWith(), ['portside']), /is in no git repository/);
  });

  it('finds Portside elsewhere when it is not where it was, and stops the commit when it is nowhere', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    await installHook(root, [process.execPath, '/nowhere/cli.cjs']);
    assert.match(complaintOf(root) ?? '', /portside: is not where it was/);
    write(root, { 'node_modules/.bin/portside': '#!/bin/sh\necho "local $*" >> .git/calls\n' });
    chmodSync(join(root, 'node_modules/.bin/portside'), 0o755);
    assert.ok(commit(root));
    assert.equal(calls(root), 'local scan --staged\n');
  });

  it('finds a node that is new enough when git has no PATH of a terminal', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    const home = folderWith({ 'bin/node': '#!/bin/sh\necho v12.22.0\n' });
    chmodSync(join(home, 'bin/node'), 0o755);
    const [, cli = ''] = program(root);
    // The node that installed it is gone, as after `nvm uninstall`; the one on the PATH is too old.
    await installHook(root, [join(home, 'gone/node'), cli]);
    // No system folder: the machine that tests may have any node there.
    const tools = ['git', 'sh', 'dirname'];
    for (const tool of tools)
      symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(home, 'bin', tool));
    const environment = { HOME: home, PATH: join(home, 'bin'), N_PREFIX: home };
    if (!['/usr/local/bin/node', '/usr/bin/node', '/opt/homebrew/bin/node', '/snap/bin/node'].some(existsSync)) {
      assert.match(complaintOf(root, environment) ?? '', /portside: found no Node\.js 20 or later/);
    }
    mkdirSync(join(home, '.nvm/versions/node/v24.0.0/bin'), { recursive: true });
    symlinkSync(process.execPath, join(home, '.nvm/versions/node/v24.0.0/bin/node'));
    assert.equal(complaintOf(root, environment), undefined);
    assert.equal(calls(root), 'scan --staged\n');
  });
});

/** What git says when the hook stops a commit; undefined when it does not. */
function complaintOf(root: string, environment: NodeJS.ProcessEnv = {}): string | undefined {
  try {
    const env = { ...cleanEnvironment(), ...environment };
    execFileSync('git', ['commit', '--quiet', '--allow-empty', '--message=x'], { cwd: root, env, stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return (error as Error & { stderr: Buffer }).stderr.toString();
  }
}

describe('the hook of a manager', () => {
  const COMMAND = 'sh node_modules/portside/dist/hook.sh';
  const SHARED = /sh node_modules\/portside\/dist\/hook\.sh/;

  /** A repository in which Portside is installed as a package that notes how it was called. */
  function projectWith(files: Readonly<Record<string, string>>): string {
    const root = repositoryWith(files);
    const launcher = readFileSync(join(import.meta.dirname, '../../workspace/hook.sh'));
    write(root, { 'node_modules/portside/dist/hook.sh': launcher });
    const [, cli = ''] = program(root);
    write(root, { 'node_modules/portside/dist/cli.cjs': `import(${JSON.stringify(cli)});\n` });
    return root;
  }

  it('of husky runs after what is there, and its failure counts', async function () {
    if (process.platform === 'win32') return this.skip();
    const earlier = 'echo "earlier" >> .git/calls\n[ ! -e stop ]'; // Without a last line end, and with Latin-1 below.
    const root = projectWith({ 'package.json': '{ "devDependencies": { "husky": "^9.0.0" } }' });
    // As husky 9 writes it.
    write(root, { '.husky/_/pre-commit': '#!/usr/bin/env sh\nsh -e "$(dirname "$(dirname "$0")")/pre-commit" "$@"\n' });
    chmodSync(join(root, '.husky/_/pre-commit'), 0o755);
    write(root, { '.husky/pre-commit': Buffer.from(`# gr\u00fcn\n${earlier}`, 'latin1') });
    git(root, 'config', 'core.hooksPath', '.husky/_');
    const before = readFileSync(join(root, '.husky/pre-commit'));

    const change = await installHook(root, ['portside']);
    const file = join(root, '.husky/pre-commit');
    assert.deepEqual(change, { manager: 'husky', file, change: 'installed', advice: [] });
    assert.equal((await installHook(root, ['portside'])).change, 'none');
    assert.ok(commit(root));
    assert.equal(calls(root), 'earlier\nscan --staged\n');
    write(root, { 'ends-with': '1' });
    assert.ok(!commit(root));
    write(root, { 'ends-with': '0', stop: '' });
    assert.ok(!commit(root));

    assert.deepEqual(await uninstallHook(root), [{ manager: 'husky', file, change: 'removed', advice: [] }]);
    assert.deepEqual(readFileSync(file), before);
  });

  it('of an older husky keeps the failure of the last command before it', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = projectWith({ 'package.json': '{ "devDependencies": { "husky": "^8.0.0" } }' });
    write(root, { '.husky/pre-commit': '#!/usr/bin/env sh\n[ ! -e stop ]\n' });
    chmodSync(join(root, '.husky/pre-commit'), 0o755);
    git(root, 'config', 'core.hooksPath', '.husky');
    assert.equal((await installHook(root, ['portside'])).manager, 'husky');
    assert.ok(commit(root));
    write(root, { stop: '' });
    assert.ok(!commit(root));
  });

  it('of husky is a new file where it has none, and goes with it', async () => {
    const root = projectWith({ 'package.json': '{ "devDependencies": { "husky": "^9.0.0" } }' });
    mkdirSync(join(root, '.husky'));
    const { change, advice } = await installHook(root, ['portside']);
    assert.equal(change, 'installed');
    assert.deepEqual(advice, ['Type "npx husky", so that git knows of it.']);
    await uninstallHook(root);
    assert.ok(!existsSync(join(root, '.husky/pre-commit')));
  });

  it('says that Portside must be in the project, and finds it in a package below', async () => {
    const root = repositoryWith({ 'lefthook.yml': '', 'web/a.ts': '' });
    assert.match((await installHook(root, ['portside'])).advice[0] ?? '', /npm install --save-dev portside/);
    await uninstallHook(root);
    mkdirSync(join(root, 'web/node_modules/portside'), { recursive: true });
    const { advice } = await installHook(root, ['portside'], join(root, 'web'));
    assert.deepEqual(advice, ['Type "npx lefthook install", so that git knows of it.']);
    assert.match(
      readFileSync(join(root, 'lefthook.yml'), 'utf8'),
      /run: sh web\/node_modules\/portside\/dist\/hook\.sh/,
    );
  });

  it('is that of the manager whose hook git has, else of the one whose configuration is there', async () => {
    const files = { 'lefthook.yml': 'pre-commit:\n', '.pre-commit-config.yaml': 'repos:\n  - repo: x\n' };
    const root = projectWith({ ...files, 'lefthook.yml': '' });
    assert.equal((await installHook(root, ['portside'])).manager, 'lefthook');
    await uninstallHook(root);
    write(root, {
      '.git/hooks/pre-commit': '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n',
    });
    assert.deepEqual(await installHook(root, ['portside']), {
      manager: 'pre-commit',
      file: join(root, '.pre-commit-config.yaml'),
      change: 'installed',
      advice: [],
    });
    assert.deepEqual(
      (await uninstallHook(root)).map(({ manager, change }) => [manager, change]),
      [['pre-commit', 'removed']],
    );
    // A hook that the user wrote is kept, whatever else is there.
    write(root, { '.git/hooks/pre-commit': '#!/bin/sh\n' });
    assert.equal((await installHook(root, program(root))).manager, 'git');
  });

  it('is not added to one that somebody wrote by hand', async () => {
    const root = projectWith({ 'lefthook.yml': 'pre-commit:\n  jobs:\n    - run: npx portside scan --staged\n' });
    assert.equal((await installHook(root, ['portside'])).change, 'none');
    const report = await examineHook(root, program(root), root, process.env);
    assert.equal(report.runs, 'npx portside scan --staged');
    const plain = repositoryWith({});
    write(plain, { '.git/hooks/pre-commit': '#!/bin/sh\nexec npx --no-install portside scan --staged\n' });
    assert.equal((await installHook(plain, program(plain))).change, 'none');
    assert.deepEqual(
      (await examineHook(plain, program(plain), plain, process.env)).runs,
      'npx --no-install portside scan --staged',
    );
  });

  const configurations = {
    'lefthook.yml': [
      '',
      '# nothing yet\n',
      'commit-msg:\n  commands:\n    a:\n      run: x',
      'pre-commit:\n    parallel: true\n    commands:\n        lint:\n            run: x\npre-push:\n    commands: {}\n',
      'pre-commit:\r\n  jobs:\r\n    - run: x\r\n      glob: "*.ts"\r\n',
      'pre-commit:\n  jobs:\n  -   run: x\n',
      'pre-commit:\n  skip: merge\n',
      'pre-commit: { commands: { a: { run: x } } }\n',
      'pre-commit:\n  commands: {}\n  jobs: [ ]\n',
      '{ "pre-push": {} }\n',
    ],
    'lefthook.json': [
      '{}',
      '{\n  "pre-push": {}\n}\n',
      '{\r\n\t"pre-commit": {\r\n\t\t"jobs": [\r\n\t\t\t{ "run": "x" }\r\n\t\t]\r\n\t}\r\n}',
      '{ "pre-commit": { "commands": { "lint": { "run": "x" } } } }',
      '{ "pre-commit": { "commands": {} } }',
      '{ "pre-commit": { "commands": { } } }\n',
      '{"pre-commit":{"parallel":true}}',
      '{"pre-commit":{}}',
    ],
    'lefthook.jsonc': ['{ // about\n  "pre-commit": {\n    "jobs": [/* none */],\n  },\n}\n'],
    'lefthook.toml': [
      '',
      'min_version = "1.6"\n\n[[pre-commit.jobs]]\nrun = "x"',
      '[pre-commit.commands.a]\nrun = "x"\n',
      '[pre-commit]\nparallel = true\ncommands = { a = { run = "x" } }\n\n[pre-push]\nskip = true\n',
      '[pre-commit]\njobs = [\n  { run = "x" },\n]\n',
      '[pre-commit]\njobs = []\n',
    ],
    '.pre-commit-config.yaml': [
      'repos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: a\nexclude: x\n',
      '# about\ndefault_stages: [pre-commit]\nrepos:\n  # first\n  - repo: meta\n    hooks: [{ id: a }]',
      'repos: []\n',
      'repos: [{ repo: meta, hooks: [{ id: a }] }]\n',
    ],
    'package.json': [
      '{\n  "name": "a",\n  "simple-git-hooks": {\n    "pre-commit": "npx lint-staged",\n    "pre-push": "x"\n  }\n}\n',
      '{\r\n\t"name": "a",\r\n\t"simple-git-hooks": {\r\n\t\t"pre-push": "x"\r\n\t}\r\n}',
      '{ "name": "a", "simple-git-hooks": {} }',
    ],
    '.simple-git-hooks.json': ['{ "pre-push": "x" }\n', '{\n}\n'],
    '.simple-git-hooks.cjs': [
      'module.exports = {};\n',
      "'use strict';\nmodule.exports = {\n  'pre-commit': 'npx lint-staged',\n  'pre-push': `x`,\n};\n",
      'const hooks = {\r\n\t"pre-push": "x"\r\n}\r\nmodule.exports = hooks\r\n',
      'module.exports = { "pre-commit": `npx lint-staged --cwd ${__dirname}` };',
    ],
    'simple-git-hooks.mjs': ["export default {\n  // all\n  'pre-push': 'x',\n};\n"],
    'pre-commit': ['', '#!/bin/sh', 'npx lint-staged\n', 'npx lint-staged\r\n'],
  };
  const managerOf = (file: string) => {
    if (file.startsWith('lefthook')) return 'lefthook';
    if (file === 'pre-commit') return 'husky';
    return file.endsWith('.yaml') ? 'pre-commit' : 'simple-git-hooks';
  };
  for (const [file, texts] of Object.entries(configurations)) {
    it(`leaves ${file} byte for byte as it was`, () => {
      for (const text of texts) {
        const added = withCommand(managerOf(file), file, text, COMMAND);
        assert.match(added, SHARED);
        assert.equal(withoutCommand(managerOf(file), file, added, SHARED), text, added);
        assert.equal(withoutCommand(managerOf(file), file, text, SHARED), text);
      }
    });
  }

  it('means in YAML and JSON what it should, beside what was there', () => {
    const asData = (file: string, text: string) =>
      file.endsWith('.json') ? JSON.parse(text) : (parse(text) as Record<string, unknown>);
    const read = (file: keyof typeof configurations, at: number) =>
      asData(file, withCommand(managerOf(file), file, configurations[file][at] ?? '', COMMAND));
    const run = { run: COMMAND };
    assert.deepEqual(read('lefthook.yml', 0), { 'pre-commit': { commands: { portside: run } } });
    assert.deepEqual(read('lefthook.yml', 2)['commit-msg'], { commands: { a: { run: 'x' } } });
    assert.deepEqual(read('lefthook.yml', 3)['pre-commit'].commands, { portside: run, lint: { run: 'x' } });
    assert.deepEqual(read('lefthook.yml', 4)['pre-commit'].jobs, [
      { name: 'portside', ...run },
      { run: 'x', glob: '*.ts' },
    ]);
    assert.deepEqual(read('lefthook.yml', 5)['pre-commit'].jobs, [{ name: 'portside', ...run }, { run: 'x' }]);
    assert.deepEqual(read('lefthook.yml', 6)['pre-commit'], { commands: { portside: run }, skip: 'merge' });
    for (const at of [0, 1]) {
      const { repos } = read('.pre-commit-config.yaml', at);
      assert.equal(repos.length, 2);
      assert.equal(repos[0].hooks[0].entry, COMMAND);
    }
    assert.deepEqual(read('lefthook.yml', 7)['pre-commit'], { commands: { portside: run, a: { run: 'x' } } });
    assert.deepEqual(read('lefthook.yml', 8)['pre-commit'], { commands: {}, jobs: [{ name: 'portside', ...run }] });
    assert.deepEqual(read('lefthook.yml', 9), { 'pre-commit': { commands: { portside: run } }, 'pre-push': {} });
    assert.deepEqual(read('lefthook.json', 0), { 'pre-commit': { commands: { portside: run } } });
    assert.deepEqual(read('lefthook.json', 2)['pre-commit'].jobs, [{ name: 'portside', ...run }, { run: 'x' }]);
    assert.deepEqual(read('lefthook.json', 3)['pre-commit'].commands, { portside: run, lint: { run: 'x' } });
    for (const at of [4, 5, 7]) assert.deepEqual(read('lefthook.json', at), read('lefthook.json', 0));
    assert.deepEqual(read('lefthook.json', 6)['pre-commit'], { commands: { portside: run }, parallel: true });
    for (const at of [2, 3]) assert.equal(read('.pre-commit-config.yaml', at).repos[0].hooks[0].entry, COMMAND);
    assert.equal(read('package.json', 0)['simple-git-hooks']['pre-commit'], `npx lint-staged && ${COMMAND}`);
    assert.deepEqual(read('package.json', 1)['simple-git-hooks'], { 'pre-commit': COMMAND, 'pre-push': 'x' });
    assert.deepEqual(read('package.json', 2)['simple-git-hooks'], { 'pre-commit': COMMAND });
  });

  it('means in a program what it should', async () => {
    for (const [file, texts] of Object.entries(configurations)) {
      if (!/\.[cm]js$/.test(file)) continue;
      for (const text of texts) {
        const folder = folderWith({ [file]: withCommand('simple-git-hooks', file, text, COMMAND) });
        const { default: hooks } = await import(join(folder, file));
        const before = /lint-staged/.test(text) ? /^npx lint-staged(?: --cwd \S+)? && / : /^/;
        assert.equal(hooks['pre-commit'].replace(before, ''), COMMAND, text);
        assert.equal(hooks['pre-push'], text.includes('pre-push') ? 'x' : undefined);
      }
    }
  });

  it('is put where package.json says that the hooks of simple-git-hooks are', async () => {
    const hooks = "export default { 'pre-push': 'x' };\n";
    const root = projectWith({
      'package.json': '{ "name": "a", "simple-git-hooks": "./config", "devDependencies": { "simple-git-hooks": "2" } }',
      'config/.simple-git-hooks.mjs': hooks,
    });
    const file = join(root, 'config/.simple-git-hooks.mjs');
    assert.deepEqual([(await installHook(root, ['portside'])).file], [file]);
    assert.match(readFileSync(file, 'utf8'), SHARED);
    await uninstallHook(root);
    assert.equal(readFileSync(file, 'utf8'), hooks);
  });

  it('goes also from a configuration that was laid out anew', () => {
    const anew = (file: string, text: string) => withoutCommand(managerOf(file), file, text, SHARED);
    const json = { 'pre-commit': { commands: { portside: { run: COMMAND }, lint: { run: 'x' } } } };
    assert.deepEqual(JSON.parse(anew('lefthook.json', JSON.stringify(json, null, 4)) ?? ''), {
      'pre-commit': { commands: { lint: { run: 'x' } } },
    });
    const module = `export default {\n  'pre-push': "x",\n  "pre-commit": "${COMMAND}",\n}\n`;
    assert.equal(anew('simple-git-hooks.mjs', module), `export default {\n  'pre-push': "x",\n}\n`);
  });

  it('is added by hand where the form is not known; the message says what and where', () => {
    const refused: readonly (readonly [Parameters<typeof withCommand>[0], string, string])[] = [
      ['lefthook', 'lefthook.json', '[]'],
      ['lefthook', 'lefthook.json', '{ "pre-commit": '],
      ['lefthook', 'lefthook.json', '{ "pre-commit": { "jobs": {} } }'],
      ['lefthook', 'lefthook.toml', 'pre-commit.commands.a.run = "x"\n'],
      ['lefthook', 'lefthook.yml', 'pre-commit:\n'],
      ['pre-commit', '.pre-commit-config.yaml', 'repos: {}\n'],
      ['simple-git-hooks', '.simple-git-hooks.cjs', 'module.exports = hooks();\n'],
      ['simple-git-hooks', '.simple-git-hooks.cjs', "module.exports = { 'pre-commit': commands.join(' && ') };\n"],
      ['simple-git-hooks', '.simple-git-hooks.json', '{ "pre-commit": "" }\n'],
    ];
    for (const [manager, file, text] of refused) {
      assert.throws(
        () => withCommand(manager, file, text, COMMAND),
        (error: Error) => error.message.startsWith(`${file}: `) && error.message.includes(COMMAND),
      );
    }
    assert.throws(() => withCommand('lefthook', 'lefthook.yml', 'a: [', COMMAND), /^UsageError: lefthook\.yml: /);
  });
});

describe('the doctor', () => {
  /** A program that only says its version. */
  function versioned(root: string): string[] {
    const command = program(root);
    write(join(command[1] ?? '', '..'), { 'cli.mjs': 'console.log("1.2.3");\n' });
    return command;
  }

  it('says that nothing is installed, and what to type', async () => {
    const root = repositoryWith({});
    const { runs, problems } = await examineHook(root, versioned(root), root, process.env);
    assert.equal(runs, undefined);
    assert.deepEqual(problems, ['The hook is not installed. Type "portside hook install".']);
  });

  it('finds the node that the hook would use in a terminal and where an editor starts git', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    const command = versioned(root);
    await installHook(root, command);
    const report = await examineHook(root, command, root, process.env);
    assert.deepEqual(report.problems, []);
    const found = { node: process.execPath, version: '1.2.3' };
    assert.deepEqual([report.inTerminal, report.inEditor], [found, found]);
    assert.equal(report.runs, `${command.join(' ')} scan --staged`);
  });

  it('tells a hook that git does not run, that was edited, or that is another copy of Portside', async function () {
    if (process.platform === 'win32') return this.skip();
    const root = repositoryWith({});
    const command = program(root);
    await installHook(root, command);
    const problems = async (by = command) => (await examineHook(root, by, root, process.env)).problems.join();
    assert.match(await problems(program(root)), /of another version, or of another copy of Portside/);
    chmodSync(hookOf(root), 0o644);
    assert.match(await problems(), /Git does not run .*chmod \+x/);
    appendFileSync(hookOf(root), 'echo mine\n');
    assert.match(await problems(), /was edited after Portside wrote it/);
  });

  it('tells that a manager is not set up, and that Portside is not in the project', async () => {
    const root = repositoryWith({ 'lefthook.yml': '' });
    await installHook(root, ['portside']);
    const report = await examineHook(root, program(root), root, process.env);
    assert.equal(report.runs, 'sh node_modules/portside/dist/hook.sh');
    assert.match(report.problems.join('\n'), /hook\.sh is not there\. Type: npm install --save-dev portside/);
    assert.match(report.problems.join('\n'), /Git does not start lefthook in this clone\. Type "npx lefthook install"/);
  });
});
