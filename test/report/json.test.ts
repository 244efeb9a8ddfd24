import assert from 'node:assert/strict';
import { json } from '../../report/json.ts';
import { incomplete, report } from './sample.ts';

describe('the report as JSON', () => {
  it('has a version, the findings, and what was scanned, keys in a fixed order', () => {
    const parsed = JSON.parse(json(report));
    assert.deepEqual(Object.keys(parsed), ['version', 'tool', 'complete', 'findings', 'suppressed', 'receipt']);
    assert.equal(parsed.version, 1);
    assert.equal(parsed.complete, true);
    assert.equal(
      JSON.stringify(parsed.findings[1]),
      JSON.stringify({
        ruleId: 'tls-verification-disabled',
        title: 'The certificate is not checked',
        severity: 'medium',
        confidence: 'medium',
        cwe: [295],
        message: 'The certificate is not checked.',
        location: { path: 'src/tls.ts', startLine: 2, startColumn: 22, endLine: 2, endColumn: 27, start: 54, end: 59 },
        fixes: [
          {
            title: 'Check the certificate',
            applicability: 'suggestion',
            edits: [{ start: 54, end: 59, text: 'true' }],
          },
        ],
        fingerprint: 'fedcba9876543210:0',
        inTest: true,
      }),
    );
    assert.equal(
      JSON.stringify(parsed.receipt),
      JSON.stringify({
        analysed: 2,
        excluded: { 'build-output': 3, minified: 1 },
        leftOut: [{ path: 'lib/all.js', reason: 'its lines are longer than people write' }],
        failed: [],
        recovered: [],
        suppressed: 1,
        baselined: 4,
        hiddenInTests: 5,
        declarations: [
          { file: 'portside.config.json', key: 'sanitizers[0]', names: ['src/lib/clean.ts#cleanName'], uses: 2 },
        ],
        rules: 27,
        rulesetHash: 'abc123',
      }),
    );
  });

  it('gives each step of the path its place and words', () => {
    const { flow } = JSON.parse(json(report)).findings[0];
    assert.equal(flow.trust, 'remote');
    assert.deepEqual(
      flow.steps.map((step: { kind: string; location: { path: string; startLine: number }; message: string }) => [
        step.kind,
        `${step.location.path}:${step.location.startLine}`,
        step.message,
      ]),
      [
        ['source', 'src/orders.ts:3', 'the query string is read'],
        ['step', 'src/orders.ts:3', 'it is kept in `id`'],
        ['sink', 'src/orders.ts:4', 'it arrives in `pg.Pool#query`'],
      ],
    );
  });

  it('lists what is suppressed apart, with the reason', () => {
    const [suppressed] = JSON.parse(json(report)).suppressed;
    assert.equal(suppressed.fingerprint, '0123456789abcdef:1');
    assert.equal(suppressed.reason, 'an admin tool');
  });

  it('says when findings may be missing, and why', () => {
    const parsed = JSON.parse(json(incomplete));
    assert.equal(parsed.complete, false);
    assert.deepEqual(parsed.receipt.failed, [{ path: 'src/a b.ts', cause: 'it is not UTF-8 (byte 12)' }]);
  });

  it('does not depend on how long the scan took', () => {
    const later = { ...report, receipt: { ...report.receipt, durationMs: 99 } };
    assert.equal(json(later), json(report));
  });
});
