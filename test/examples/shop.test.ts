import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../engine/finding.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { scan } from '../../workspace/scan.ts';
import { loadTools } from '../../workspace/tools.ts';

interface Expected {
  readonly weaknesses: readonly {
    readonly file: string;
    readonly line: number;
    readonly rule: string | readonly string[];
  }[];
  readonly lookalikes: readonly { readonly file: string; readonly line: number; readonly note: string }[];
}

const folder = join(import.meta.dirname, '../../examples/shop');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

const stands = (finding: Finding, { file, line }: { readonly file: string; readonly line: number }) =>
  finding.location.path === file && finding.location.startLine === line;

describe('the shop that a newcomer scans', () => {
  let findings: readonly Finding[] = [];

  before(async () => {
    const snapshot = diskSnapshot(folder);
    const tools = await loadTools();
    const result = await scan({ root: folder, paths: [''], snapshot, tools, signal: new AbortController().signal });
    await snapshot.close();
    assert.equal(result.receipt.complete, true);
    findings = result.findings;
  });

  it('shows all of its 30 planted weaknesses', () => {
    const missed = expected.weaknesses.filter(
      (weakness) => !findings.some((each) => stands(each, weakness) && [weakness.rule].flat().includes(each.ruleId)),
    );
    assert.equal(expected.weaknesses.length, 30);
    assert.deepEqual(
      missed.map(({ file, line }) => `${file}:${line}`),
      [],
    );
  });

  it('shows nothing on a look-alike', () => {
    const wrong = findings.filter((finding) => expected.lookalikes.some((each) => stands(finding, each)));
    assert.deepEqual(
      wrong.map(({ ruleId, location }) => `${location.path}:${location.startLine} ${ruleId}`),
      [],
    );
  });

  it('shows nothing else', () => {
    const others = findings.filter((finding) => !expected.weaknesses.some((each) => stands(finding, each)));
    assert.deepEqual(
      others.map(({ ruleId, location }) => `${location.path}:${location.startLine} ${ruleId}`),
      [],
    );
  });

  it('shows the way of the data of every finding that follows data', () => {
    const flows = findings.filter((finding) => finding.flow);
    assert.ok(flows.length >= 8);
    for (const { flow } of flows) {
      assert.equal(flow?.steps.at(0)?.kind, 'source');
      assert.equal(flow?.steps.at(-1)?.kind, 'sink');
    }
  });
});
