/** What a baseline knows, and what it outlives. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { projectOf } from '../../workspace/project.ts';
import { loadTools } from '../../workspace/tools.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { CLEAN, type Terminal, terminal, UNDECODABLE, WEAK } from './terminal.ts';

const password = (number: number) => ['Tr0ub4', 'dour', '&3x', String(number)].join('');
const settings = (number: number) => `export const config = { host: 'db', password: '${password(number)}' };\n`;

/** A weakness in a function, and a flow: what has more of a shape than a line. */
const HANDLER = `import { exec } from 'node:child_process';
import express from 'express';

const app = express();
app.get('/list', (req, res) => {
  const folder = req.query.folder;
  exec(\`ls \${folder}\`, (error, out) => res.json({ out }));
});
`;

describe('the baseline', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
    at.git('init', '-q', '-b', 'main');
  });
  afterEach(() => at.remove());

  const file = () => join(at.folder, 'portside.baseline');
  const text = () => readFileSync(file(), 'utf8');

  async function scanned(...options: string[]): Promise<string[]> {
    const { out, err } = await at.portside(['scan', '--format', 'json', ...options]);
    assert.equal(err, '');
    return JSON.parse(out).findings.map(
      ({ ruleId, location }: { ruleId: string; location: { path: string } }) => `${location.path} ${ruleId}`,
    );
  }

  async function write(): Promise<void> {
    const { code, err } = await at.portside(['baseline', 'write']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  }

  function commit(message = 'x'): void {
    at.git('add', '--all');
    at.git('commit', '-qm', message);
  }

  describe('outlives', () => {
    const files = { 'src/a.js': WEAK, 'src/handler.js': HANDLER, 'src/db.js': settings(1) };
    beforeEach(async () => {
      at.write(files);
      await write();
      assert.deepEqual(await scanned(), []);
    });

    it('a rename', async () => {
      for (const name of ['a', 'handler', 'db']) {
        renameSync(join(at.folder, `src/${name}.js`), join(at.folder, `src/${name}2.js`));
      }
      assert.deepEqual(await scanned(), []);
    });

    it('a move into another folder', async () => {
      mkdirSync(join(at.folder, 'packages/web'), { recursive: true });
      renameSync(join(at.folder, 'src'), join(at.folder, 'packages/web/lib'));
      assert.deepEqual(await scanned(), []);
    });

    it('another layout, other quotes and other names of local variables', async () => {
      at.write({
        'src/a.js': `// moved down
import { createCipheriv } from "node:crypto"

export const seal = (k) =>
\tcreateCipheriv(
\t\t"aes-256-ecb",
\t\tk,
\t\tnull
\t)
`,
        'src/handler.js': HANDLER.replaceAll('folder', 'wanted')
          .replace('req.query.wanted', 'req.query.folder')
          .replace('exec(`', 'exec(\n    `')
          .replaceAll("'", '"'),
        'src/db.js': `export const config = {\n  host: "db",\n  password: "${password(1)}",\n};\n`,
      });
      assert.deepEqual(await scanned(), []);
    });

    it('CRLF', async () => {
      at.write(Object.fromEntries(Object.entries(files).map(([path, code]) => [path, code.replaceAll('\n', '\r\n')])));
      at.write({ 'portside.baseline': text().replaceAll('\n', '\r\n') });
      assert.deepEqual(await scanned(), []);
    });

    it('none of these: a copy, another value on the same line, the same weakness in another function', async () => {
      at.write({ 'src/copy.js': WEAK });
      assert.deepEqual(await scanned(), ['src/copy.js weak-cipher']);
      rmSync(join(at.folder, 'src/copy.js'));
      at.write({ 'src/db.js': settings(2) });
      assert.deepEqual(await scanned(), ['src/db.js hardcoded-password']);
      at.write({ 'src/db.js': settings(1), 'src/a.js': WEAK.replace('seal', 'other') });
      assert.deepEqual(await scanned(), ['src/a.js weak-cipher']);
    });
  });

  it('is the same for the editor, the hook and CI', async () => {
    at.write({ 'portside.config.json': '{}' });
    commit();
    at.write({ 'a.js': WEAK, 'db.js': settings(1) });
    await write();
    at.git('add', '--all');
    assert.deepEqual(await scanned('--staged'), []);
    assert.deepEqual(await scanned(), []);
    assert.deepEqual(await scanned('--since', 'HEAD'), []);
    const inEditor = async (path: string) => {
      const project = projectOf(openWorkspace(diskSnapshot(at.folder), await loadTools()));
      const outcome = await project.analyze(path);
      assert.equal(outcome.kind, 'analysed');
      return outcome.kind === 'analysed' ? outcome.analysis.findings.map(({ ruleId }) => ruleId) : [];
    };
    for (const path of ['a.js', 'db.js']) assert.deepEqual(await inEditor(path), []);
    at.write({ 'db.js': settings(2) });
    at.git('add', '--all');
    assert.deepEqual(await inEditor('db.js'), ['hardcoded-password']);
    assert.deepEqual(await scanned('--staged'), ['db.js hardcoded-password']);
  });

  it('has a line an entry, sorted, without values, places and dates', async () => {
    at.write({ 'src/a.js': WEAK, 'b.js': settings(1), 'c.js': settings(2) });
    await write();
    const [header, ...entries] = text().trimEnd().split('\n');
    assert.match(header ?? '', /^# portside baseline v1 key=[0-9a-f]{32}$/);
    for (const entry of entries) assert.match(entry, /^[0-9a-f]{16} 1 (?:weak-cipher|hardcoded-password)$/);
    assert.deepEqual(entries, entries.toSorted());
    assert.equal(entries.length, 3);
    const before = text();
    await write();
    assert.equal(text(), before);
  });

  it('merges without conflict when two branches add entries, and knows those of both', async () => {
    at.write({ 'a.js': WEAK });
    await write();
    assert.equal(readFileSync(join(at.folder, '.gitattributes'), 'utf8'), '/portside.baseline merge=union\n');
    commit();
    for (const number of [1, 2, 3, 4]) {
      at.git('checkout', '-q', '-b', `branch-${number}`, 'main');
      at.write({ [`db${number}.js`]: settings(number), [`weak${number}.js`]: WEAK.replace('seal', `seal${number}`) });
      await write();
      commit(`branch ${number}`);
    }
    at.git('checkout', '-q', 'main');
    for (const number of [1, 2, 3, 4]) at.git('merge', '-q', '-m', 'merge', `branch-${number}`);
    assert.deepEqual(await scanned(), []);
    // What the merges left in disorder is put in order.
    await write();
    const [, ...entries] = text().trimEnd().split('\n');
    assert.equal(entries.length, 9);
    assert.deepEqual(entries, entries.toSorted());
  });

  it("leaves somebody's own choice of a merge as it is, and attributes of others", async () => {
    at.write({ '.gitattributes': '*.baseline merge=ours', 'a.js': WEAK });
    await write();
    assert.equal(readFileSync(join(at.folder, '.gitattributes'), 'utf8'), '*.baseline merge=ours');
    at.write({ '.gitattributes': '*.js text' });
    await write();
    await write();
    assert.equal(
      readFileSync(join(at.folder, '.gitattributes'), 'utf8'),
      '*.js text\n/portside.baseline merge=union\n',
    );
  });

  it('says how it gets to the hook, as long as it is not there', async () => {
    at.write({
      'a.js': settings(1),
      "it's/portside.config.json": '{ "baseline": "./known.txt" }',
      "it's/b.js": settings(2),
    });
    const write = async () => (await at.portside(['baseline', 'write'])).out.split('\n');
    const added = (await write()).find((line) => line.includes('git add'));
    assert.match(added ?? '', /^The hook and CI read what is committed, so type: git add /);
    assert.match(added ?? '', /portside\.baseline/);
    assert.match(added ?? '', /'it'\\''s\/known\.txt'/);
    at.git('add', '--all');
    assert.ok(!(await write()).some((line) => line.includes('git add')));
    at.write({ 'c.js': settings(3) });
    assert.match((await write()).join(' '), /git add portside\.baseline/);
  });

  it('is pruned of what is gone, and of nothing else', async () => {
    at.write({ 'a.js': WEAK, 'copy.js': WEAK, 'db.js': settings(1), 'db2.js': settings(2) });
    await write();
    at.write({ 'copy.js': CLEAN, 'db.js': CLEAN, 'new.js': settings(3) });
    const { code, out } = await at.portside(['baseline', 'prune']);
    assert.equal(code, 0);
    assert.equal(out, '2 findings taken out of portside.baseline; 2 left.\n');
    assert.deepEqual(await scanned(), ['new.js hardcoded-password']);
    at.write({ 'copy.js': WEAK });
    assert.deepEqual(await scanned(), ['copy.js weak-cipher', 'new.js hardcoded-password']);
  });

  it('is not pruned when something could not be looked at', async () => {
    at.write({ 'a.js': WEAK });
    await write();
    const before = text();
    at.write({ 'a.js': UNDECODABLE });
    const { code, err } = await at.portside(['baseline', 'prune']);
    assert.equal(code, 3);
    assert.match(err, /nothing was taken out/);
    assert.match(err, /not looked at: a\.js: .*UTF-8/);
    assert.equal(text(), before);
  });

  it('shows what it knows and where that is, for people and for programs', async () => {
    at.write({ 'a.js': WEAK, 'src/db.js': settings(1) });
    await write();
    at.write({ 'a.js': CLEAN });
    const { code, out } = await at.portside(['baseline', 'show']);
    assert.equal(code, 0);
    assert.match(out, /^portside\.baseline: 2 entries, 1 of them gone: portside baseline prune takes these out\.\n/);
    assert.match(out, /^ {2}hardcoded-password {2}src\/db\.js:1:48 {2}\([0-9a-f]{16}\)$/m);
    assert.match(out, /^ {2}weak-cipher {9}gone {2}\([0-9a-f]{16}\)$/m);
    const { baselines } = JSON.parse((await at.portside(['baseline', 'show', '--format', 'json'])).out);
    assert.deepEqual(
      baselines[0].entries.map(({ ruleId, count, places }: Record<string, unknown>) => ({ ruleId, count, places })),
      [
        { ruleId: 'hardcoded-password', count: 1, places: [{ path: 'src/db.js', line: 1, column: 48 }] },
        { ruleId: 'weak-cipher', count: 1, places: [] },
      ],
    );
  });

  it('can know the secrets that are in the history only, which are new again when they come back', async () => {
    const world = {
      env: { XDG_CACHE_HOME: join(at.folder, '.git/cache'), LOCALAPPDATA: join(at.folder, '.git/cache') },
    };
    at.write({ 'a.js': settings(1), 'b.js': settings(2) });
    commit();
    at.write({ 'a.js': CLEAN });
    commit();
    assert.equal((await at.portside(['scan', '--history'], world)).code, 1);
    const { code, out } = await at.portside(['baseline', 'write', '--history'], world);
    assert.equal(code, 0);
    assert.match(out, /^1 finding recorded .*\n.*\n1 secret of the history recorded in portside\.baseline\.\n/);
    assert.equal((await at.portside(['scan', '--history'], world)).code, 0);
    assert.ok(!text().includes('dour'));
    assert.match((await at.portside(['baseline', 'show'])).out, /hardcoded-password {2}in the history {2}/);
    assert.match((await at.portside(['baseline', 'prune'])).out, /^0 findings taken out/);
    await write();
    assert.equal((await at.portside(['scan', '--history'], world)).code, 0);
    at.write({ 'c.js': settings(1) });
    assert.deepEqual(await scanned(), ['c.js hardcoded-password']);
  });

  it('that is damaged is named with its line, and the command ends with 2', async () => {
    at.write({ 'a.js': WEAK });
    await write();
    const good = text();
    for (const [damaged, problem] of [
      ['', /portside\.baseline:1: is no Portside baseline of version 1/],
      [good.replace(' 1 ', ' one '), /portside\.baseline:2: is no entry of a baseline/],
      [`${good}<<<<<<< HEAD\n`, /portside\.baseline:3: has a merge conflict/],
      [Uint8Array.from([0, 1]), /portside\.baseline: is no Portside baseline/],
    ] as const) {
      at.write({ 'portside.baseline': damaged });
      for (const argv of [['scan'], ['baseline', 'show'], ['baseline', 'prune'], ['baseline', 'write']]) {
        const { code, err } = await at.portside(argv);
        assert.equal(code, 2, argv.join(' '));
        assert.match(err, problem);
      }
    }
    rmSync(file());
    for (const action of ['show', 'prune']) {
      const { code, err } = await at.portside(['baseline', action]);
      assert.equal(code, 2);
      assert.match(err, /^portside: portside\.baseline: is not there; portside baseline write makes it/);
    }
  });

  it('of a part of the workspace is looked after as well, when all its findings are gone', async () => {
    at.write({
      'packages/web/portside.config.json': '{ "baseline": "./known.txt" }',
      'packages/web/a.js': WEAK,
      'b.js': settings(1),
    });
    await write();
    assert.equal(readFileSync(join(at.folder, 'packages/web/known.txt'), 'utf8').split('\n').length, 3);
    at.write({ 'packages/web/a.js': CLEAN });
    const { out } = await at.portside(['baseline', 'write']);
    assert.match(out, /^0 findings recorded in packages\/web\/known\.txt\.$/m);
    assert.equal(readFileSync(join(at.folder, 'packages/web/known.txt'), 'utf8').split('\n').length, 2);
  });

  it('asks for no repository', async () => {
    rmSync(join(at.folder, '.git'), { recursive: true });
    at.write({ 'a.js': WEAK });
    await write();
    assert.ok(!existsSync(join(at.folder, '.gitattributes')));
    assert.throws(() => execFileSync('git', ['rev-parse'], { cwd: at.folder, stdio: 'pipe' }));
  });
});
