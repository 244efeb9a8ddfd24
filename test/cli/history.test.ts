import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Terminal, terminal } from './terminal.ts';

/** A password that nobody ever had: the same for the same number. */
const password = (number: number) => ['Tr0ub4', 'dour', '&3x', String(number)].join('');
const settings = (number: number) => `export const config = { host: 'db', password: '${password(number)}' };\n`;

interface Reported {
  readonly ruleId: string;
  readonly location: { readonly path: string; readonly startLine: number };
  readonly history: {
    readonly commit: string;
    readonly author: string;
    readonly authoredAt: string;
    readonly commits: number;
    readonly inHead: string | null;
  };
}

describe('portside scan --history', () => {
  let at: Terminal;
  let cache: string;
  beforeEach(() => {
    at = terminal();
    cache = mkdtempSync(join(tmpdir(), 'portside-cache-'));
    at.git('init', '-q', '-b', 'main');
  });
  afterEach(() => {
    at.remove();
    rmSync(cache, { recursive: true });
  });

  const portside = (...argv: string[]) => at.portside(argv, { env: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache } });

  function commit(files: Readonly<Record<string, string | Uint8Array>>, message = 'x', day = 1): void {
    at.write(files);
    at.git('add', '--all', '--force');
    at.git('commit', '-qm', message, '--allow-empty', '--no-verify', `--date=2024-05-0${day}T10:00:00Z`);
  }

  async function history(...range: string[]): Promise<{ findings: readonly Reported[]; commits: number }> {
    const { code, out, err } = await portside('scan', '--history', '--format', 'json', ...range);
    assert.ok(code === 0 || code === 1, `${code} ${err}${out}`);
    const report = JSON.parse(out);
    assert.equal(report.complete, true, out);
    assert.equal(code, report.findings.length > 0 ? 1 : 0);
    return { findings: report.findings, commits: report.history.commits };
  }

  const shown = ({ location, history: { commits, inHead } }: Reported) =>
    `${location.path}:${location.startLine} ${commits} ${inHead}`;

  it('finds what a commit added and a later one took away, and says who, when and whether it is in HEAD', async () => {
    commit({ 'a.js': '// nothing\n' });
    commit({ 'a.js': `// nothing\n${settings(1)}`, 'b.js': settings(2) }, 'secrets', 2);
    commit({ 'a.js': '// nothing\n', 'c.js': `\n${settings(2)}` }, 'away', 3);
    rmSync(join(at.folder, 'b.js'));
    commit({}, 'moved', 4);
    const { findings, commits } = await history();
    assert.equal(commits, 4);
    assert.deepEqual(findings.map(shown), ['a.js:2 1 null', 'b.js:1 2 c.js:2']);
    const [first] = findings;
    assert.equal(first?.ruleId, 'hardcoded-password');
    assert.match(first?.history.commit ?? '', /^[0-9a-f]{40}$/);
    assert.equal(first?.history.authoredAt, '2024-05-02T10:00:00+00:00');
    assert.equal(first?.history.author, 'A');

    const { code, out } = await portside('scan', '--history');
    assert.equal(code, 1);
    assert.match(out, /^medium {2}hardcoded-password {2}a\.js:2:48/m);
    assert.match(out, /^ {2}Added by [0-9a-f]{10} on 2024-05-02, A\.\n {2}Gone from HEAD, but not from the history/m);
    assert.match(out, /^ {2}Added by .*, and by 1 other commit\.\n {2}Still in HEAD: c\.js:2$/m);
    assert.match(out, /^4 commits looked at/m);

    const sarif = JSON.parse((await portside('scan', '--history', '--format', 'sarif')).out);
    assert.equal(sarif.runs[0].results.length, 2);
    assert.equal(sarif.runs[0].results[1].properties.history.inHead, 'c.js:2');
  });

  it('shows no value, in no format and in no file that it keeps', async () => {
    commit({ 'a.js': settings(1) });
    for (const format of ['pretty', 'json', 'sarif']) {
      const { out, err } = await portside('scan', '--history', '--format', format);
      assert.ok(!`${out}${err}`.includes('dour'), out);
    }
    const folder = join(cache, 'portside', 'history');
    const states = readdirSync(folder);
    assert.equal(states.length, 1);
    for (const name of states) {
      assert.ok(!readFileSync(join(folder, name), 'utf8').includes('dour'));
      if (process.platform !== 'win32') assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
    }
  });

  it('looks at all branches and tags, or at a range', async () => {
    commit({ 'a.js': settings(1) });
    at.git('checkout', '-q', '-b', 'feature');
    commit({ 'b.js': settings(2) });
    at.git('tag', '-a', 'v1', '-m', 'one');
    at.git('checkout', '-q', 'main');
    at.git('branch', '-qD', 'feature');
    assert.deepEqual((await history()).findings.map(shown), ['a.js:1 1 a.js:1', 'b.js:1 1 null']);
    assert.deepEqual((await history('main')).findings.map(shown), ['a.js:1 1 a.js:1']);
    assert.deepEqual((await history('main..v1')).findings.map(shown), ['b.js:1 1 null']);
    assert.deepEqual(await history('v1..main'), { findings: [], commits: 0 });
  });

  it('looks at each commit once, and anew when history was rewritten', async () => {
    const known = async () => /(\d+) of them by an earlier scan/.exec((await portside('scan', '--history')).out)?.[1];
    commit({ 'a.js': settings(1) });
    assert.equal(await known(), undefined);
    commit({ 'a.js': '' });
    commit({ 'b.js': settings(1), 'c.js': settings(2) });
    assert.equal(await known(), '1');
    assert.equal(await known(), '3');
    assert.doesNotMatch((await portside('scan', '--history', '--no-cache')).out, /by an earlier scan/);
    assert.deepEqual((await history()).findings.map(shown), ['a.js:1 2 b.js:1', 'c.js:1 1 c.js:1']);
    assert.equal((await portside('cache', 'clear')).code, 0);
    assert.equal(await known(), undefined);
    at.git('reset', '-q', '--hard', 'HEAD~1');
    at.git('commit', '-q', '--amend', '-m', 'other', '--allow-empty');
    assert.equal(await known(), undefined);
    assert.deepEqual((await history()).findings.map(shown), ['a.js:1 1 null']);
  });

  it('looks at what a merge itself adds, and not twice at what it brings', async () => {
    commit({ 'a.js': '// a\n' });
    at.git('checkout', '-q', '-b', 'other');
    commit({ 'a.js': '// other\n', 'b.js': settings(1) });
    at.git('checkout', '-q', 'main');
    commit({ 'a.js': '// main\n' });
    assert.throws(() => at.git('merge', '-q', 'other'));
    commit({ 'a.js': `// both\n${settings(2)}` }, 'merged');
    assert.deepEqual((await history()).findings.map(shown), ['b.js:1 1 b.js:1', 'a.js:2 1 a.js:2']);
  });

  it('reads documents as documents, ignored files, other encodings and unusual names', async function () {
    if (process.platform === 'win32') return this.skip();
    commit({
      '.gitignore': '.env\n',
      '.env': `DB_PASSWORD=${password(1)}\n`,
      'grün "ä".js': settings(2),
      'x.json': `{\n  "db": {\n    "password": "${password(3)}"\n  }\n}\n`,
      'utf16.ts': Buffer.from(`\ufeff${settings(4)}`, 'utf16le'),
      'long.txt': `${'x'.repeat(3_000_000)}\n`,
      '.pgpass': `db.internal:5432:app:app:${password(6)}\n`,
      'crlf.js': settings(5).replace('\n', '\r\n'),
    });
    assert.deepEqual((await history()).findings.map((each) => shown(each)).toSorted(), [
      '.env:1 1 .env:1',
      '.pgpass:1 1 .pgpass:1',
      'crlf.js:1 1 crlf.js:1',
      'grün "ä".js:1 1 grün "ä".js:1',
      'utf16.ts:1 1 null', // Git cannot search in it.
      'x.json:3 1 x.json:3',
    ]);
  });

  it('goes by the configuration, the baseline and the suppressions', async () => {
    commit({
      'portside.config.json': '{ "exclude": ["fixtures/**"] }',
      'fixtures/a.js': settings(1),
      'a.js': `// portside-ignore hardcoded-password -- of the manual\n${settings(2)}`,
      'known.js': settings(3),
    });
    assert.deepEqual((await history()).findings.map(shown), ['known.js:1 1 known.js:1']);
    await portside('baseline', 'write');
    assert.deepEqual((await history()).findings, []);
    assert.match((await portside('scan', '--history')).out, /1 in the baseline/);
  });

  it('works without commits, in a work tree of its own and with SHA-256', async () => {
    assert.deepEqual(await history(), { findings: [], commits: 0 });
    rmSync(join(at.folder, '.git'), { recursive: true });
    at.git('init', '-q', '-b', 'main', '--object-format=sha256');
    commit({ 'a.js': settings(1) });
    assert.deepEqual((await history()).findings.map(shown), ['a.js:1 1 a.js:1']);
  });

  it('is incomplete in a shallow clone', async () => {
    commit({ 'a.js': '' });
    commit({ 'b.js': '' });
    const shallow = terminal();
    try {
      shallow.git('clone', '-q', '--depth=1', `file://${at.folder}`, '.');
      const { code, out } = await shallow.portside(['scan', '--history'], { env: { XDG_CACHE_HOME: cache } });
      assert.equal(code, 3);
      assert.match(out, /this clone is shallow/);
    } finally {
      shallow.remove();
    }
  });

  it('is incomplete where git has lost a commit or a file, and says so', async () => {
    commit({ 'a.js': settings(1) });
    commit({ 'a.js': settings(2) });
    const id = (await history()).findings[1]?.history.commit ?? '';
    commit({ 'a.js': '' });
    rmSync(join(at.folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    rmSync(cache, { recursive: true });
    const { code, out } = await portside('scan', '--history');
    assert.ok(code === 3 || code === 1, out);
    assert.match(out, /^failed {2}.*its history could not be read to the end/m);
    assert.match(out, /^Incomplete/m);
    cache = mkdtempSync(join(tmpdir(), 'portside-cache-'));
  });

  it('ends with 2 for what it cannot mean', async () => {
    commit({ 'a.js': '' });
    for (const [argv, message] of [
      [['nowhere'], /git knows no commits "nowhere"/],
      [['main..nowhere'], /git knows no commits "main\.\.nowhere"/],
      [['--', '--all'], /"--all" is no name of commits/],
      [['--staged'], /--staged and --history do not go together/],
    ] as const) {
      const { code, out, err } = await portside('scan', '--history', ...argv);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, argv.join(' '));
      assert.match(err, message);
    }
    rmSync(join(at.folder, '.git'), { recursive: true });
    assert.match((await portside('scan', '--history')).err, /is in no git repository/);
  });
});
