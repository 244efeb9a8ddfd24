import assert from 'node:assert/strict';
import type { WayBack } from '../../engine/explanation.ts';
import type { Location } from '../../engine/finding.ts';
import { type LineReport, whyNot } from '../../report/whyNot.ts';
import { injection } from './sample.ts';

const place: Location = { path: 'a.ts', start: 0, end: 1, startLine: 7, startColumn: 1, endLine: 7, endColumn: 2 };
const quoted = (code: string, startLine = 7) => ({ code, location: { ...place, startLine } });

const NOTHING: LineReport = {
  path: 'a.ts',
  line: 7,
  excluded: undefined,
  findings: [],
  passing: [],
  rulesOff: [],
  incomplete: [],
  explanation: { sinks: [], calls: [], syntaxErrors: [] },
};

const withWays = (...ways: WayBack[]): LineReport => ({
  ...NOTHING,
  explanation: {
    ...NOTHING.explanation,
    sinks: [{ ruleId: 'command-injection', value: quoted('`ls ${x}`'), taker: 'exec', ways }],
  },
});

describe('the words of why nothing is reported', () => {
  it('say so when no rule looks at the line', () => {
    const text = whyNot(NOTHING);
    assert.match(text, /^# a\.ts:7\n\nNothing is reported here\.\n\n- No rule looks at anything on this line/);
    assert.match(whyNot({ ...NOTHING, excluded: 'it is ignored' }), /- The file is left out: it is ignored\.\n$/);
    const withMore = whyNot({ ...withWays(), excluded: 'it is ignored' });
    assert.match(withMore, /- The file is left out: it is ignored\. What follows holds for when it is analysed\.\n- /);
  });

  it('tell of each way back: where it ends, and by what', () => {
    const source = {
      ...quoted('req.query.x', 3),
      label: 'the query string',
      trust: 'remote',
      module: undefined,
    } as const;
    const text = whyNot(
      withWays(
        { kind: 'stopped', source, by: 'cleared', at: quoted('Number(x)', 4) },
        {
          kind: 'unreached',
          at: quoted('x', 1),
          origin: { kind: 'parameter', function: 'f', isCalled: false, isExported: false },
        },
      ),
    );
    assert.match(text, /- “`ls \$\{x\}`” goes to `exec`, where `command-injection` looks for data from outside:\n/);
    assert.match(
      text,
      / {2}- `req\.query\.x` \(the query string, line 3\) does not arrive: `Number\(x\)` on line 4 leaves nothing/,
    );
    assert.match(
      text,
      / {2}- it comes from `x` \(line 1\), a parameter of `f`, which nobody in sight calls with data from outside\.\n/,
    );
    assert.match(whyNot(withWays()), /it is a constant, or made of constants\.\n/);
  });

  it('say of a sink whose rule is off nothing but that', () => {
    const text = whyNot({ ...withWays(), rulesOff: [{ ruleId: 'command-injection', by: '`rules` turns it off' }] });
    assert.match(text, /, but the rule is off: `rules` turns it off\.\n/);
  });

  it('show a finding with its path, and what hides it', () => {
    const show = (isReported: boolean) =>
      whyNot({
        ...NOTHING,
        findings: [
          {
            finding: injection,
            isReported,
            hiddenBy: isReported ? [] : [{ kind: 'test' }, { kind: 'baseline', file: 'b' }],
          },
        ],
      });
    assert.match(show(true), /^1 finding is reported here\.$/m);
    assert.match(show(true), new RegExp(`- \\*\\*${injection.ruleId}\\*\\* .* is reported\\.\\n`));
    assert.match(show(true), / {2}1\. line \d+/);
    assert.match(show(false), /^Nothing is reported here\.$/m);
    assert.match(show(false), /is found and not shown: the file is a test, .*; the baseline b knows it\.\n/);
  });

  it('hold nothing that a terminal obeys', () => {
    const report = withWays({ kind: 'unreached', at: quoted('\u001b[2J'), origin: { kind: 'global' } });
    assert.ok(!whyNot({ ...report, path: 'a\u202e.ts', incomplete: ['\u001b'] }).includes('\u001b'));
    assert.match(whyNot({ ...report, path: 'a\u202e.ts' }), /^# a\\u\{202e\}\.ts:7/);
  });
});
