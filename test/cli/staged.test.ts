/** What `portside scan --staged` says in every state that a repository can be in. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleRandom } from '../support/sampleSecrets.ts';
import { CLEAN, type Terminal, terminal, WEAK } from './terminal.ts';

const password = ['Tr0ub4', 'dour', '&3xq'].join('');
const SECRET = `export const config = { host: 'db', password: '${password}' };\n`;

/** Calls `run` of another file with what a request brings. */
const ROUTE = `import express from 'express';
import { run } from './run.js';
express().get('/', (req) => run(req.query.name));
`;
const RUN = `import { exec } from 'node:child_process';
export const run = (name) => exec('show ' + name);
`;

interface Reported {
  readonly ruleId: string;
  readonly location: { readonly path: string; readonly startLine: number };
}

describe('portside scan --staged', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
    at.git('init', '-q', '-b', 'main');
  });
  afterEach(() => at.remove());

  function commit(files: Readonly<Record<string, string | Uint8Array>> = {}): void {
    at.write(files);
    at.git('add', '--all');
    at.git('commit', '-qm', 'x', '--allow-empty', '--no-verify');
  }

  /** The findings as `path:line rule`; fails when anything else than findings ended the scan. */
  async function staged(...options: string[]): Promise<string[]> {
    const { code, out, err } = await at.portside(['scan', '--staged', '--format', 'json', ...options]);
    assert.ok(code === 0 || code === 1, `${code} ${err}${out}`);
    const { findings, complete } = JSON.parse(out);
    assert.equal(complete, true, out);
    return findings.map(({ ruleId, location }: Reported) => `${location.path}:${location.startLine} ${ruleId}`);
  }

  it('reports what the added lines bring, and with --whole-files all of their files', async () => {
    commit({ 'a.js': WEAK, 'b.js': WEAK });
    at.write({ 'a.js': `${WEAK}\n${SECRET}` });
    at.git('add', '.');
    assert.deepEqual(await staged(), ['a.js:5 hardcoded-password']);
    assert.deepEqual(await staged('--whole-files'), ['a.js:3 weak-cipher', 'a.js:5 hardcoded-password']);
    assert.equal((await at.portside(['scan', '--whole-files'])).code, 2);
  });

  it('reads the staged part of a file that is staged in part', async () => {
    commit({ 'a.js': `${CLEAN}// 2\n// 3\n// 4\n// 5\n// 6\n// 7\n` });
    const line = SECRET.trimEnd();
    const patch = `diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -7 +7 @@\n-// 7\n+${line}\n`;
    execFileSync('git', ['apply', '--cached', '--unidiff-zero'], { cwd: at.folder, input: patch });
    at.write({ 'a.js': `${WEAK}${CLEAN}` });
    assert.deepEqual(await staged(), ['a.js:7 hardcoded-password']);
    at.git('reset', '-q');
    assert.deepEqual(await staged(), []);
  });

  it('sees a secret that is staged and gone from the work tree', async () => {
    commit({ 'a.js': CLEAN });
    at.write({ '.env': `DB_PASSWORD=${password}\n`, '.gitignore': '.env\n' });
    at.git('add', '--force', '.env');
    rmSync(join(at.folder, '.env'));
    assert.deepEqual(await staged(), ['.env:1 hardcoded-password']);
  });

  it('reports nothing of a file that was renamed or moved as it was', async () => {
    commit({ 'a.js': WEAK, 'src/b.js': SECRET });
    renameSync(join(at.folder, 'a.js'), join(at.folder, 'c.js'));
    at.write({ 'lib/b.js': `${SECRET}export const more = 1;\n` });
    rmSync(join(at.folder, 'src'), { recursive: true });
    at.git('add', '--all');
    assert.deepEqual(await staged(), []);
    assert.deepEqual(await staged('--whole-files'), ['lib/b.js:1 hardcoded-password']);
  });

  it('knows nothing of a file that is only meant to be added', async () => {
    commit({ 'a.js': CLEAN });
    at.write({ 'b.js': WEAK });
    at.git('add', '--intent-to-add', 'b.js');
    assert.deepEqual(await staged(), []);
    at.git('add', 'b.js');
    assert.deepEqual(await staged(), ['b.js:3 weak-cipher']);
  });

  it('does not look into a submodule, nor at its new commit', async () => {
    const inner = terminal();
    try {
      inner.git('init', '-q');
      inner.write({ 'weak.js': WEAK });
      inner.git('add', '.');
      inner.git('commit', '-qm', 'x');
      commit({ 'a.js': CLEAN });
      at.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'sub');
      assert.deepEqual(await staged(), []);
      at.git('commit', '-qm', 'sub');
      inner.write({ 'weak.js': `${WEAK}// more\n` });
      inner.git('commit', '-qam', 'y');
      at.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--remote');
      at.git('add', 'sub');
      assert.deepEqual(await staged(), []);
    } finally {
      inner.remove();
    }
  });

  describe('in a merge', () => {
    /** The branches `other` and `main`, and their merge under way. */
    function merge(base: string, ours: string, theirs: string): void {
      commit({ 'a.js': base });
      at.git('checkout', '-q', '-b', 'other');
      commit({ 'a.js': theirs, 'theirs.js': WEAK });
      at.git('checkout', '-q', 'main');
      commit({ 'a.js': ours });
      try {
        at.git('merge', '-q', '--no-commit', '--no-ff', 'other');
      } catch {
        // Conflicts are what some of these tests are about.
      }
    }

    it('does not report what the other branch brings', async () => {
      merge(`${CLEAN}// 2\n// 3\n// 4\n`, `${CLEAN}// 2\n// 3\n// four\n`, `// one\n// 2\n// 3\n// 4\n`);
      assert.ok(existsSync(join(at.folder, '.git/MERGE_HEAD')));
      assert.deepEqual(await staged(), []);
      at.git('commit', '-qm', 'merged');
      assert.deepEqual(await staged(), []);
    });

    it('reports what the merge itself adds, and only that', async () => {
      merge(CLEAN, '// ours\n', '// theirs\n');
      at.write({ 'a.js': `// ours\n// theirs\n${SECRET}` });
      at.git('add', '--all');
      assert.deepEqual(await staged(), ['a.js:3 hardcoded-password']);
    });

    it('of several branches at once, too', async () => {
      commit({ 'a.js': CLEAN });
      for (const name of ['one', 'two']) {
        at.git('checkout', '-q', '-b', name, 'main');
        commit({ [`${name}.js`]: WEAK });
      }
      at.git('checkout', '-q', 'main');
      at.git('merge', '-q', '--no-commit', '--no-ff', 'one', 'two');
      assert.deepEqual(await staged(), []);
      at.write({ 'one.js': `${WEAK}${SECRET}` });
      at.git('add', '--all');
      assert.deepEqual(await staged(), ['one.js:4 hardcoded-password']);
    });
  });

  it('judges all of the index before the first commit', async () => {
    at.write({ 'a.js': WEAK });
    at.git('add', '.');
    assert.deepEqual(await staged(), ['a.js:3 weak-cipher']);
  });

  it('reads names in quotes, in other scripts and with spaces', async function () {
    if (process.platform === 'win32') return this.skip();
    commit();
    const names = ['grün/ä ö.js', 'quote".js', 'tab\t.js', '日本.js', 'back\\slash.js'];
    at.write(Object.fromEntries(names.map((name) => [name, WEAK])));
    at.git('add', '--all');
    assert.deepEqual(
      await staged(),
      names.toSorted().map((name) => `${name}:3 weak-cipher`),
    );
  });

  it('works in a repository with SHA-256', async () => {
    rmSync(join(at.folder, '.git'), { recursive: true });
    at.git('init', '-q', '-b', 'main', '--object-format=sha256');
    commit({ 'a.js': CLEAN });
    at.git('checkout', '-q', '-b', 'other');
    commit({ 'b.js': WEAK });
    at.git('checkout', '-q', 'main');
    at.git('merge', '-q', '--no-commit', '--no-ff', 'other');
    at.write({ 'a.js': SECRET });
    at.git('add', '--all');
    assert.deepEqual(await staged(), ['a.js:1 hardcoded-password']);
  });

  it('works in a linked work tree, in a merge as well', async () => {
    commit({ 'a.js': CLEAN });
    at.git('checkout', '-q', '-b', 'other');
    commit({ 'b.js': WEAK });
    const linked = join(mkdtempSync(join(tmpdir(), 'portside-linked-')), 'tree');
    at.git('worktree', 'add', '-q', linked, 'main');
    try {
      at.git('-C', linked, 'merge', '-q', '--no-commit', '--no-ff', 'other');
      execFileSync('sh', ['-c', `printf '%s' "$1" > c.js && git add c.js`, '', SECRET], { cwd: linked });
      const { out } = await at.portside(['scan', linked, '--staged', '--format', 'json']);
      assert.deepEqual(
        JSON.parse(out).findings.map(({ location }: Reported) => location.path),
        ['c.js'],
      );
      assert.deepEqual(await staged(), []);
    } finally {
      rmSync(join(linked, '..'), { recursive: true });
    }
  });

  it('follows data into files that a sparse checkout keeps out of the work tree', async () => {
    commit({ 'lib/run.js': RUN, 'app/a.js': CLEAN, 'other/x.js': CLEAN });
    at.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'app');
    assert.ok(!existsSync(join(at.folder, 'lib')));
    const index = readFileSync(join(at.folder, '.git/index'));
    at.write({ 'app/a.js': ROUTE.replace('./run.js', '../lib/run.js') });
    at.git('add', 'app/a.js');
    assert.notDeepEqual(readFileSync(join(at.folder, '.git/index')), index);
    assert.deepEqual(await staged(), ['lib/run.js:2 command-injection']);
  });

  it('leaves out binary files and pointers of Git LFS', async () => {
    commit({ '.gitattributes': '*.bin -text\n' });
    const id = ['4d7a', '2146', '14ab'].join('').repeat(6).slice(0, 64);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize 12345\n`;
    at.write({ 'model.json': pointer, 'code.js': pointer, 'data.bin': Uint8Array.from([0, 1, 2]), 'x.txt': '\0' });
    at.git('add', '--all');
    assert.deepEqual(await staged(), []);
    const { receipt } = JSON.parse((await at.portside(['scan', '--staged', '--format', 'json'])).out);
    assert.equal(receipt.excluded.binary, 4);
    assert.match(JSON.stringify(receipt.leftOut), /"code\.js","reason":"Git LFS keeps its content/);
  });

  describe('follows data over files that are not staged', () => {
    it('and reads them from the index, not from the work tree', async () => {
      commit({ 'route.js': CLEAN, 'run.js': RUN });
      at.write({ 'route.js': ROUTE });
      at.git('add', '.');
      at.write({ 'run.js': CLEAN });
      // The sink stands in `run.js`, which the commit does not touch; the data comes from an added line.
      assert.deepEqual(await staged(), ['run.js:2 command-injection']);
      at.git('add', 'run.js');
      assert.deepEqual(await staged(), []);
    });

    it('and reports a sink on an added line whose source is old', async () => {
      commit({ 'route.js': ROUTE, 'run.js': 'export const run = (name) => name;\n' });
      at.write({ 'run.js': RUN });
      at.git('add', '.');
      assert.deepEqual(await staged(), ['run.js:2 command-injection']);
    });

    it('and keeps quiet of a way of which no step is new', async () => {
      commit({ 'route.js': ROUTE, 'run.js': RUN });
      at.write({ 'route.js': `${ROUTE}// a remark\n`, 'run.js': `${RUN}// a remark\n` });
      at.git('add', '.');
      assert.deepEqual(await staged(), []);
    });
  });

  it('takes configuration and baseline from the index', async () => {
    commit({ 'a.js': CLEAN, 'portside.config.json': '{}' });
    at.write({ 'a.js': WEAK, 'portside.config.json': '{ "rules": { "weak-cipher": "off" } }' });
    at.git('add', 'a.js');
    assert.deepEqual(await staged(), ['a.js:3 weak-cipher']);
    at.git('add', '.');
    assert.deepEqual(await staged(), []);
  });

  it('tells a new finding from one like it that the baseline knows, also when the new one stands before', async () => {
    const pair = (calls: string) => `import { createCipheriv } from 'node:crypto';\n\n${calls}`;
    const call = "createCipheriv('aes-256-ecb', key, null);\n";
    at.write({ 'a.js': pair(call) });
    assert.equal((await at.portside(['baseline', 'write'])).code, 0);
    commit();
    assert.equal((await at.portside(['scan'])).code, 0);
    at.write({ 'a.js': pair(`${call}// between\n${call}`) });
    at.git('add', '.');
    const [only, ...more] = await staged();
    assert.match(only ?? '', /^a\.js:\d weak-cipher$/);
    assert.deepEqual(more, []);
    assert.equal((await at.portside(['scan'])).code, 1);
  });

  it('touches neither index nor work tree', async () => {
    commit({ 'a.js': CLEAN, 'b.js': CLEAN, 'c.js': CLEAN });
    at.write({ 'a.js': WEAK, 'b.js': '// touched\n', 'new.js': WEAK });
    at.git('add', 'a.js');
    at.write({ 'a.js': SECRET, 'b.js': CLEAN }); // As committed, but with another time: git would refresh its index.
    const state = () => [
      readFileSync(join(at.folder, '.git/index')).toString('hex'),
      execFileSync('git', ['--no-optional-locks', 'status', '--porcelain=v2', '-z'], { cwd: at.folder }).toString(),
      ...['a.js', 'b.js', 'c.js', 'new.js'].map((name) => readFileSync(join(at.folder, name), 'utf8')),
    ];
    const before = state();
    for (const options of [[], ['--whole-files']]) {
      assert.equal((await at.portside(['scan', '--staged', ...options])).code, 1);
      assert.deepEqual(state(), before);
    }
  });

  it('says file, line, the masked value, what to do, and how to keep it with a reason, which does keep it', async () => {
    const key = ['AK', 'IAZQ3D', 'RT7WN2', 'KXPM5J'].join('');
    const files = { 'key.js': `const id = '${key}';\n`, 'key.json': `{ "id": "${key}" }\n`, '.env': `ID=${key}\n` };
    commit();
    at.write(files);
    at.git('add', '.');
    const { code, out } = await at.portside(['scan', '--staged']);
    assert.equal(code, 1);
    assert.ok(!out.includes(key));
    assert.match(out, /^medium {2}hardcoded-secret-provider {2}key\.js:1:13\n.*AWS access key id \(AKIA\S{0,4}••/m);
    assert.match(out, /Deactivate and delete the key/);
    assert.match(out, /To keep it: \/\/ portside-ignore hardcoded-secret-provider -- <your reason> on the line above/);
    const [, inScript, inEnvironment, inJson] = [
      '',
      ...['key.js', '.env', 'key.json'].map((path) => {
        const block = out.slice(out.indexOf(`${path}:1:`));
        return /To keep it: (.*?)(?: on the line above)?\n/.exec(block)?.[1] ?? '';
      }),
    ];
    assert.match(inJson ?? '', /^portside baseline write/);
    at.write({
      'key.js': `${inScript?.replace('<your reason>', 'of the manual')}\n${files['key.js']}`,
      '.env': `${inEnvironment?.replace('<your reason>', 'of the manual')}\n${files['.env']}`,
    });
    at.git('add', '.');
    assert.deepEqual(await staged(), ['key.json:1 hardcoded-secret-provider']);
    await at.portside(['baseline', 'write']);
    at.git('add', '.');
    assert.deepEqual(await staged(), []);
  });

  it('finds a store of keys, and says how to keep what can have no comment, and JSON5, which can', async () => {
    commit();
    const store = Buffer.from(`30820a100201033000${sampleRandom('hex', 4000)}`, 'hex');
    const settings = `{\n  password: '${['Tr0ub4', 'dour'].join('&')}',\n}\n`;
    at.write({ 'prod.p12': store, 'a.json5': settings });
    at.git('add', '.');
    const { code, out } = await at.portside(['scan', '--staged']);
    assert.equal(code, 1);
    assert.match(out, /private-key-in-source {2}prod\.p12:1:1[^]*To keep it: portside baseline write/);
    assert.match(out, /To keep it: \/\/ portside-ignore hardcoded-password/);
    at.write({ 'a.json5': settings.replace('{\n', '{\n  // portside-ignore hardcoded-password -- of the manual\n') });
    await at.portside(['baseline', 'write']);
    at.git('add', '.');
    assert.deepEqual(await staged(), []);
  });

  it('reads the index that git made for a commit of all or of some files, also from a folder below', async function () {
    if (process.platform === 'win32') return this.skip();
    const bin = join(import.meta.dirname, '../../cli/bin.ts');
    commit({ 'a.js': CLEAN, 'below/b.js': CLEAN });
    const hook = join(at.folder, '.git/hooks/pre-commit');
    const run = `'${process.execPath}' '${bin}' scan --staged --format json ..`;
    writeFileSync(hook, `#!/bin/sh\ncd below && ${run} > ../.git/report.json\n`, { mode: 0o755 });
    at.write({ 'a.js': WEAK, 'below/b.js': SECRET });
    for (const [argv, expected] of [
      [
        ['commit', '-qm', 'all', '--all'],
        ['a.js', 'below/b.js'],
      ],
      [['commit', '-qm', 'one', 'a.js'], ['a.js']],
    ] as const) {
      assert.throws(() => at.git(...argv));
      const { findings } = JSON.parse(readFileSync(join(at.folder, '.git/report.json'), 'utf8'));
      assert.deepEqual(
        findings.map(({ location }: Reported) => location.path),
        expected,
      );
    }
  });
});
