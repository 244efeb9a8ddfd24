import assert from 'node:assert/strict';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, type Terminal, terminal, UNDECODABLE, WEAK, WEAK_LOW } from './terminal.ts';

describe('portside scan', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
  });
  afterEach(() => at.remove());

  it('says which declarations of the configuration match nothing', async () => {
    at.write({
      'src/clean.js': 'export const clean = (text) => text.trim();\n',
      'src/run.js': `import { exec } from 'node:child_process';
import express from 'express';
import { clean } from './clean';
express().get('/', (req, res) => exec('show ' + clean(req.query.name)));
`,
      'portside.config.json': JSON.stringify({
        sanitizers: [
          { call: ['src/clean.js#clean'], clears: ['shell-command'] },
          { call: ['src/clean.js#gone'], clears: ['shell-command'] },
        ],
      }),
    });
    const { code, out } = await at.portside(['scan']);
    assert.equal(code, 0, out);
    assert.match(
      out,
      /^unmatched {2}portside\.config\.json: sanitizers\[1\] \(src\/clean\.js#gone\) matches nothing$/m,
    );
    assert.equal(out.match(/^unmatched/gm)?.length, 1);
    const { receipt } = JSON.parse((await at.portside(['scan', '--format', 'json'])).out);
    assert.deepEqual(
      receipt.declarations.map(({ key, uses }: { key: string; uses: number }) => [key, uses]),
      [
        ['sanitizers[0]', 1],
        ['sanitizers[1]', 0],
      ],
    );
    assert.doesNotMatch((await at.portside(['scan', 'src/clean.js'])).out, /unmatched/);
  });

  describe('ends with', () => {
    it('0 when nothing is found', async () => {
      at.write({ 'a.js': CLEAN });
      const { code, out, err } = await at.portside(['scan']);
      assert.deepEqual({ code, err }, { code: 0, err: '' });
      assert.match(out, /^No findings\.\n1 file analysed/);
      assert.match(out, /\nComplete\.\n$/);
    });

    it('1 for a finding', async () => {
      at.write({ 'src/a.js': WEAK });
      const { code, out } = await at.portside(['scan']);
      assert.equal(code, 1);
      assert.match(out, /^high {2}weak-cipher {2}src\/a\.js:3:45$/m);
      assert.match(out, /^ {2}3 \| export const seal = \(key\) => createCipheriv\('aes-256-ecb', key, null\);$/m);
      assert.match(out, /^1 finding: 1 high\.$/m);
    });

    it('0 for findings below --fail-on, which are shown all the same', async () => {
      at.write({ 'a.js': WEAK_LOW });
      assert.equal((await at.portside(['scan'])).code, 1);
      const { code, out } = await at.portside(['scan', '--fail-on', 'high']);
      assert.equal(code, 0);
      assert.match(out, /^low {2}weak-cipher/m);
      assert.equal((await at.portside(['scan', '--fail-on=never'])).code, 0);
    });

    it('3 when a file could not be analysed', async () => {
      at.write({ 'a.js': CLEAN, 'b.js': UNDECODABLE });
      const { code, out } = await at.portside(['scan']);
      assert.equal(code, 3);
      assert.match(out, /^failed {2}b\.js: .*UTF-8/m);
      assert.match(out, /\nIncomplete: /);
    });

    it('1 rather than 3', async () => {
      at.write({ 'a.js': WEAK, 'b.js': UNDECODABLE });
      assert.equal((await at.portside(['scan'])).code, 1);
    });

    it('2 for a path that is not there, and rather than anything else', async () => {
      at.write({ 'a.js': WEAK });
      const { code, out, err } = await at.portside(['scan', 'a.js', 'gone.js']);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
      assert.match(err, /^portside: .*gone\.js/);
    });

    it('2 for a configuration that cannot be used, naming file and key', async () => {
      at.write({ 'a.js': WEAK, 'portside.config.json': '{ "profil": "audit" }' });
      const { code, err } = await at.portside(['scan']);
      assert.equal(code, 2);
      assert.match(err, /portside\.config\.json:1: profil/);
    });

    it('2 for options that do not go together', async () => {
      for (const argv of [
        ['--staged', '--since', 'x'],
        ['--stdin'],
        ['--stdin-path', 'a.js'],
        ['--stdin', '--staged'],
      ]) {
        assert.equal((await at.portside(['scan', ...argv])).code, 2, argv.join(' '));
      }
    });
  });

  it('writes paths so that they can be followed from the current folder, and from the root for machines', async () => {
    at.git('init', '-q');
    at.write({ 'packages/a/src/a.js': WEAK, 'packages/b/b.js': WEAK });
    const pretty = await at.portside(['scan', '.', '../b'], { cwd: 'packages/a' });
    assert.match(pretty.out, /^high {2}weak-cipher {2}src\/a\.js:3:/m);
    assert.match(pretty.out, /^high {2}weak-cipher {2}\.\.\/b\/b\.js:3:/m);
    const { out } = await at.portside(['scan', '--format', 'json'], { cwd: 'packages/a' });
    assert.deepEqual(
      JSON.parse(out).findings.map((finding: { location: { path: string } }) => finding.location.path),
      ['packages/a/src/a.js'],
    );
  });

  it('takes several folders that share no repository', async () => {
    at.write({ 'a/a.js': WEAK, 'b/b.js': WEAK, 'c/c.js': WEAK });
    const { out } = await at.portside(['scan', 'a', 'b', '--format=json']);
    assert.deepEqual(
      JSON.parse(out).findings.map((finding: { location: { path: string } }) => finding.location.path),
      ['a/a.js', 'b/b.js'],
    );
  });

  describe('formats', () => {
    it('JSON and SARIF hold the same findings', async () => {
      at.write({ 'a.js': WEAK });
      const json = JSON.parse((await at.portside(['scan', '--format', 'json'])).out);
      const sarif = JSON.parse((await at.portside(['scan', '--format', 'sarif'])).out);
      assert.equal(json.findings.length, 1);
      assert.equal(sarif.runs[0].results[0].partialFingerprints['portside/v1'], json.findings[0].fingerprint);
      const rule = sarif.runs[0].tool.driver.rules[sarif.runs[0].results[0].ruleIndex];
      assert.equal(rule.id, 'weak-cipher');
      assert.match(rule.help.markdown, /^# /);
    });

    it('--output writes the file, and says so beside', async () => {
      at.write({ 'a.js': WEAK, 'reports/x.sarif': 'an older report' });
      const { code, out, err } = await at.portside(['scan', '--format', 'sarif', '-o', 'reports/x.sarif']);
      assert.deepEqual({ code, out }, { code: 1, out: '' });
      assert.equal(err, 'portside: 1 finding, complete; written to reports/x.sarif\n');
      assert.equal(JSON.parse(readFileSync(join(at.folder, 'reports/x.sarif'), 'utf8')).version, '2.1.0');
      assert.deepEqual(readdirSync(join(at.folder, 'reports')), ['x.sarif']);
    });

    it('--output takes what is no file', async () => {
      at.write({ 'a.js': CLEAN });
      symlinkSync('/dev/null', join(at.folder, 'nowhere'));
      assert.equal((await at.portside(['scan', '-o', 'nowhere'])).code, 0);
    });

    it('--output that cannot be written ends with 2', async () => {
      at.write({ 'a.js': CLEAN });
      const { code, err } = await at.portside(['scan', '-o', 'a.js/x']);
      assert.equal(code, 2);
      assert.match(err, /^portside: can't write .*a\.js\/x: /);
    });
  });

  it('shows no secret beside a finding, in any format, also when the rule for it is off', async () => {
    const secret = ['correct', 'horse', '7', 'Battery'].join('-');
    const url = ['postgres:', '', `app:${secret}@db/app`].join('/');
    at.write({
      'portside.config.json': '{ "rules": { "credentials-in-url": "off" } }',
      'a.js': `import { createCipheriv } from 'node:crypto';\ncreateCipheriv('aes-256-ecb', key, '${url}');\n`,
    });
    for (const format of ['pretty', 'json', 'sarif']) {
      const { code, out } = await at.portside(['scan', '--format', format]);
      assert.equal(code, 1);
      assert.equal(out.includes('weak-cipher'), true);
      assert.equal(out.includes('horse'), false, out);
    }
  });

  describe('--stdin', () => {
    it('analyses the given text under the given path, which need not be there', async () => {
      at.write({ 'src/a.js': CLEAN });
      for (const path of ['src/a.js', 'new/b.ts']) {
        const { code, out } = await at.portside(['scan', '--stdin', '--stdin-path', path], { stdin: WEAK });
        assert.equal(code, 1);
        assert.ok(out.includes(`weak-cipher  ${path}:3:45`), out);
        assert.match(out, /createCipheriv\('aes-256-ecb'/);
      }
      const clean = await at.portside(['scan', '--stdin', '--stdin-path', 'src/a.js'], { stdin: CLEAN });
      assert.equal(clean.code, 0);
    });

    it('takes the configuration of that path', async () => {
      at.write({
        'portside.config.json': '{}',
        'quiet/portside.config.json': '{ "rules": { "weak-cipher": "off" } }',
      });
      const scan = (path: string) => at.portside(['scan', '--stdin', '--stdin-path', path], { stdin: WEAK });
      assert.equal((await scan('quiet/a.js')).code, 0);
      assert.equal((await scan('a.js')).code, 1);
    });
  });

  describe('in a repository', () => {
    beforeEach(() => {
      at.git('init', '-q');
      at.write({ 'a.js': CLEAN });
      at.git('add', '.');
      at.git('commit', '-qm', 'x');
    });

    it('--staged reads the index, not the work tree', async () => {
      at.write({ 'a.js': WEAK });
      assert.equal((await at.portside(['scan', '--staged'])).code, 0);
      at.git('add', '.');
      at.write({ 'a.js': CLEAN });
      const { code, out } = await at.portside(['scan', '--staged']);
      assert.equal(code, 1);
      assert.match(out, /^ {2}3 \| export const seal/m);
      assert.equal((await at.portside(['scan'])).code, 0);
    });

    it('--staged says that a path is not staged instead of finding nothing in it', async () => {
      at.write({ 'new.js': WEAK });
      const { code, err } = await at.portside(['scan', '--staged', 'new.js']);
      assert.equal(code, 2);
      assert.equal(err, 'portside: new.js: no such file or folder in the git index\n');
    });

    it('--since finds what was changed, and nothing older', async () => {
      at.write({ 'old.js': WEAK });
      at.git('add', '.');
      at.git('commit', '-qm', 'y');
      assert.equal((await at.portside(['scan', '--since', 'HEAD'])).code, 0);
      at.write({ 'new.js': WEAK });
      const { code, out } = await at.portside(['scan', '--since', 'HEAD']);
      assert.equal(code, 1);
      assert.match(out, /new\.js:3/);
      assert.doesNotMatch(out, /old\.js/);
      assert.equal((await at.portside(['scan', '--since', 'no-such-ref'])).code, 2);
    });
  });

  it('--staged without a repository ends with 2', async () => {
    at.write({ 'a.js': WEAK });
    const { code, err } = await at.portside(['scan', '--staged']);
    assert.equal(code, 2);
    assert.match(err, /git|repository/);
  });
});
