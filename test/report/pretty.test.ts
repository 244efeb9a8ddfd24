import assert from 'node:assert/strict';
import type { Finding } from '../../engine/finding.ts';
import { pretty } from '../../report/pretty.ts';
import type { ScanReport } from '../../report/scanReport.ts';
import { at, incomplete, injection, lineOf, report } from './sample.ts';

function only(finding: Finding, others: Partial<ScanReport> = {}): ScanReport {
  return { ...report, findings: [finding], suppressed: [], ...others };
}

describe('the report for a terminal', () => {
  it('shows the code, the path of the data, the fix, and what was scanned', () => {
    assert.equal(
      pretty(report, { color: false, lineOf }),
      `critical  sql-injection  src/orders.ts:4:31
  \`id\` (the query string) becomes part of the statement. Pass it as a value: \`query(text, [id])\`.

  4 | const rows = await db.query('SELECT * FROM orders WHERE id = ' + id);
    |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

  The path of the data
  1  source  src/orders.ts:3:14  the query string is read
  2          src/orders.ts:3:9   it is kept in \`id\`
  3  sink    src/orders.ts:4:31  it arrives in \`pg.Pool#query\`

medium  tls-verification-disabled  src/tls.ts:2:22  (medium confidence, in a test)
  The certificate is not checked.

  2 | rejectUnauthorized: false,
    |                     ^^^^^

  Fix: Check the certificate (look at it before you accept it)

2 findings: 1 critical, 1 medium.
2 files analysed with 27 rules in 1.2 s. Left out by policy: 1 minified, 3 build output.
Not shown: 1 suppressed in the code, 4 in the baseline, 5 in tests (--tests shows them).
portside explain <rule> says why, and how to fix it.
left out  lib/all.js: its lines are longer than people write
Complete.
`,
    );
  });

  it('says which declarations of a configuration match nothing', () => {
    const declarations = [
      { file: 'portside.config.json', key: 'sanitizers[0]', names: ['./lib/a.clean'], uses: 2 },
      { file: 'portside.config.json', key: 'sinks[1]', names: ['./lib/a.run', './lib/a.runAll'], uses: 0 },
    ];
    const text = pretty({ ...report, receipt: { ...report.receipt, declarations } }, { color: false, lineOf });
    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('unmatched')),
      ['unmatched  portside.config.json: sinks[1] (./lib/a.run, ./lib/a.runAll) matches nothing'],
    );
  });

  it('names some of many files that are left out by what they hold', () => {
    const leftOut = Array.from({ length: 8 }, (_, index) => ({ path: `${index}.js`, reason: 'it is long' }));
    const many = { ...incomplete, receipt: { ...incomplete.receipt, leftOut } };
    const lines = pretty(many, { color: false, lineOf }).split('\n');
    assert.deepEqual(lines.filter((line) => line.startsWith('left out')).slice(-2), [
      'left out  4.js: it is long',
      'left out  3 more by what they hold (--format json lists them)',
    ]);
  });

  it('says what failed and that findings may be missing', () => {
    assert.equal(
      pretty(incomplete, { color: false, lineOf }),
      `No findings.
2 files analysed with 27 rules in 1.2 s.
failed  src/a b.ts: it is not UTF-8 (byte 12)
Incomplete: what failed was not analysed, or not in full; findings may be missing.
`,
    );
  });

  it('differs in colour by nothing but the sequences for colour', () => {
    const colored = pretty(report, { color: true, lineOf });
    assert.notEqual(colored, pretty(report, { color: false, lineOf }));
    assert.equal(colored.replace(/\u001b\[[\d;]+m/g, ''), pretty(report, { color: false, lineOf }));
  });

  it('writes paths as the caller wants them', () => {
    const text = pretty(report, { color: false, lineOf, pathOf: (path) => `../${path}` });
    assert.match(text, /^critical {2}sql-injection {2}\.\.\/src\/orders\.ts:4:31$/m);
    assert.match(text, /^ {2}1 {2}source {2}\.\.\/src\/orders\.ts:3:14 {2}the/m);
  });

  it('breaks long messages at the width', () => {
    const long = only({ ...injection, message: 'word '.repeat(60).trim() });
    const lines = pretty(long, { color: false, lineOf: () => undefined, width: 60 }).split('\n');
    assert.deepEqual(
      lines.slice(1, 7).map((line) => line.length),
      [56, 56, 56, 56, 56, 26],
    );
  });

  it('breaks no line inside code', () => {
    const message = `${'word '.repeat(9)}\`new URL(value, base)\` and \`more`;
    const lines = pretty(only({ ...injection, message }), { color: false, lineOf: () => undefined, width: 60 }).split(
      '\n',
    );
    assert.deepEqual(lines.slice(1, 3), [`  ${'word '.repeat(9).trim()}`, '  `new URL(value, base)` and `more']);
  });

  it('hands no control sequence of a file on to the terminal', () => {
    const evil = 'db\u001b[2J\u009b31m\u202e\r\n';
    const finding: Finding = {
      ...injection,
      message: `about \`${evil}\``,
      location: { ...injection.location, path: `src/${evil}.ts` },
      flow: {
        trust: 'remote',
        steps: [{ kind: 'source', location: injection.location, message: evil }],
      },
      fixes: [{ title: evil, applicability: 'automatic', edits: [] }],
    };
    const failed = [{ path: evil, cause: evil }];
    const text = pretty(only(finding, { receipt: { ...report.receipt, failed } }), {
      color: false,
      lineOf: () => `x = "${evil}"`,
    });
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.equal(text.split('\\x1b[2J\\x9b31m\\u{202e}').length - 1, 7);
  });

  it('never shows a secret, also when its line is shown for another finding', () => {
    const value = ['hunter', '2', 'hunter', '2'].join('');
    const text = `connect(req.query.host, '${value}');`;
    const secret: Finding = {
      ...injection,
      ruleId: 'hardcoded-password',
      message: 'A password is written in the code.',
      cwe: [798],
      location: at('a.ts', `'${value}'`, text),
    };
    const { flow: _, ...other }: Finding = { ...injection, location: at('a.ts', 'req.query.host', text) };
    const shown = pretty(only(other, { suppressed: [{ finding: secret, reason: 'r' }] }), {
      color: false,
      lineOf: () => text,
    });
    assert.match(shown, /^ {2}1 \| connect\(req\.query\.host, \*{8}\);$/m);
    const unreported = pretty(only(other), { color: false, lineOf: () => text, secrets: [secret.location] });
    assert.equal(unreported.includes(value), false);
    const own = pretty(only(secret), { color: false, lineOf: () => text });
    assert.match(own, /^ {2}1 \| connect\(req\.query\.host, \*{8}\);\n {4}\| {25}\^{8}$/m);
    assert.equal(`${shown}${own}`.includes(value), false);
  });
});
