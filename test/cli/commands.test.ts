import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Io, wantsColor } from '../../cli/io.ts';
import { CLEAN, type Terminal, terminal, WEAK } from './terminal.ts';

describe('portside', () => {
  let at: Terminal;
  beforeEach(() => {
    at = terminal();
  });
  afterEach(() => at.remove());

  it('without a command, or with a wrong one, ends with 2 and says what to type', async () => {
    for (const argv of [[], ['scna'], ['scan', '--stagd']]) {
      const { code, out, err } = await at.portside(argv);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
      assert.match(err, /^portside: .*\nportside (scan )?--help says/);
    }
  });

  it('--version and --help end with 0', async () => {
    assert.match((await at.portside(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    const { code, out } = await at.portside(['scan', '--help']);
    assert.equal(code, 0);
    assert.match(out, /^Usage: portside scan/);
  });

  it('rules lists them all, for people and for machines', async () => {
    const { out } = await at.portside(['rules']);
    assert.match(out, /^weak-cipher {2,}high {6}\S/m);
    const { rules } = JSON.parse((await at.portside(['rules', '--format', 'json'])).out);
    assert.ok(out.includes(`${rules.length} rules.`));
    assert.deepEqual(
      rules.map((rule: { id: string }) => rule.id).toSorted(),
      rules.map((rule: { id: string }) => rule.id),
    );
  });

  it('explain shows the page, and suggests the nearest rule', async () => {
    const { code, out } = await at.portside(['explain', 'weak-cipher']);
    assert.equal(code, 0);
    assert.match(out, /^# .+\n[\s\S]*## Vulnerable[\s\S]*\nweak-cipher · severity high · .*CWE-327/);
    const unknown = await at.portside(['explain', 'weak-cypher']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /did you mean weak-cipher\?/);
  });

  it('explain says why nothing is reported on a line, also as a report names it', async () => {
    const text = [
      "import { exec } from 'node:child_process';",
      "import express from 'express';",
      "express().get('/', (req) => {",
      '  const n = Number(req.query.n);',
      "  exec('sleep ' + n);",
      '  exec(req.query.command);',
      '});',
    ].join('\n');
    at.write({ 'src/a.ts': text });
    const { code, out } = await at.portside(['explain', 'src/a.ts:5']);
    assert.equal(code, 0);
    assert.match(out, /^# src\/a\.ts:5\n\nNothing is reported here\.\n\n- `'sleep ' \+ n` goes to `exec`/);
    assert.match(
      out,
      /`req\.query\.n` \(the query string, line 4\) does not arrive: `Number\(req\.query\.n\)` on line 4/,
    );
    const reported = await at.portside(['explain', 'a.ts:6:8'], { cwd: 'src' });
    assert.match(reported.out, /1 finding is reported here\.\n\n- \*\*command-injection\*\* \(critical/);
    assert.match(reported.out, /portside explain command-injection/);
  });

  it('explain ends with 2 where there is no such line or file', async () => {
    at.write({ 'a.ts': CLEAN });
    for (const [asked, problem] of [
      ['a.ts:9', /a\.ts has no line 9: it has 2/],
      ['b.ts:1', /b\.ts: no such file/],
    ] as const) {
      const { code, out, err } = await at.portside(['explain', asked]);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
      assert.match(err, problem);
    }
  });

  it('config shows what holds for a file, whether it is there or not', async () => {
    at.write({ 'portside.config.json': '{ "rules": { "weak-cipher": "low" }, "exclude": ["gen/**"] }' });
    const shown = JSON.parse((await at.portside(['config', 'src/a.ts'])).out);
    assert.equal(shown.analysed, true);
    assert.equal(shown.rules['weak-cipher'], 'low');
    assert.deepEqual(shown.configurationFiles, ['portside.config.json']);
    assert.equal(JSON.parse((await at.portside(['config', 'gen/a.ts'])).out).analysed, false);
  });

  it('baseline write identifies secrets under its key: what was known is not shown again, another value is', async () => {
    const password = ['Tr0ub4', 'dour', '&3xq'].join('');
    at.write({ 'db.ts': `export const config = { host: 'db', password: '${password}' };\n` });
    assert.equal((await at.portside(['baseline', 'write'])).code, 0);
    assert.ok(!readFileSync(join(at.folder, 'portside.baseline'), 'utf8').includes(password));
    assert.equal((await at.portside(['scan'])).code, 0);
    at.write({ 'db.ts': `export const config = { host: 'db', password: '${password}zz' };\n` });
    assert.equal((await at.portside(['scan'])).code, 1);
  });

  it('baseline write makes only what is new a finding', async () => {
    at.write({ 'a.js': WEAK });
    const { code, out } = await at.portside(['baseline', 'write']);
    assert.equal(code, 0);
    assert.match(out, /^1 finding recorded in portside\.baseline\.\n$/);
    const known = await at.portside(['scan']);
    assert.equal(known.code, 0);
    assert.match(known.out, /1 in the baseline/);
    at.write({ 'b.js': WEAK });
    assert.equal((await at.portside(['scan'])).code, 1);
    at.write({ 'a.js': CLEAN, 'b.js': CLEAN });
    assert.match((await at.portside(['baseline', 'write'])).out, /^0 findings recorded/);
    assert.equal((await at.portside(['baseline', 'wirte'])).code, 2);
  });

  it('hook takes install, uninstall and doctor, in a repository', async () => {
    assert.equal((await at.portside(['hook', 'install'])).code, 2);
    at.git('init', '-q');
    const installed = await at.portside(['hook', 'install']);
    assert.equal(installed.code, 0);
    assert.match(installed.out, /pre-commit/);
    const doctor = await at.portside(['hook', 'doctor']);
    // `portside` is no program here.
    assert.equal(doctor.code, 2);
    assert.match(
      doctor.out,
      /^Hook {11}.*pre-commit\nRuns {11}portside scan --staged\nIn a terminal {2}.*\nIn an editor /,
    );
    assert.equal((await at.portside(['hook', 'uninstall'])).code, 0);
    assert.match((await at.portside(['hook', 'instal'])).err, /did you mean install\?/);
  });
});

describe('colours', () => {
  const terminalOf = (isTerminal: boolean, env: Io['env'] = {}) => ({ isTerminal, env });

  it('are for terminals', () => {
    assert.equal(wantsColor(terminalOf(true), false), true);
    assert.equal(wantsColor(terminalOf(false), false), false);
    assert.equal(wantsColor(terminalOf(true, { TERM: 'dumb' }), false), false);
  });

  it('are refused by --no-color and NO_COLOR, and asked for by FORCE_COLOR', () => {
    assert.equal(wantsColor(terminalOf(true), true), false);
    assert.equal(wantsColor(terminalOf(true, { NO_COLOR: '1' }), false), false);
    assert.equal(wantsColor(terminalOf(true, { NO_COLOR: '' }), false), true);
    assert.equal(wantsColor(terminalOf(false, { FORCE_COLOR: '1' }), false), true);
    assert.equal(wantsColor(terminalOf(true, { FORCE_COLOR: '0' }), false), false);
    assert.equal(wantsColor(terminalOf(true, { FORCE_COLOR: '1', NO_COLOR: '1' }), false), false);
  });
});
