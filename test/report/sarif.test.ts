import assert from 'node:assert/strict';
import type { Finding } from '../../engine/finding.ts';
import { sarif } from '../../report/sarif.ts';
import type { ScanReport } from '../../report/scanReport.ts';
import { certificate, incomplete, injection, report } from './sample.ts';

// biome-ignore lint/suspicious/noExplicitAny: a log is read here as any consumer reads it.
type Log = any;

function logOf(scanned: ScanReport): Log {
  const log = JSON.parse(sarif(scanned));
  assert.deepEqual(problemsOf(log), []);
  return log;
}

function runOf(scanned: ScanReport): Log {
  return logOf(scanned).runs[0];
}

function withFinding(change: Partial<Finding>): ScanReport {
  return { ...report, findings: [{ ...injection, ...change }] };
}

describe('the report as SARIF', () => {
  it('describes the rules: level, help, weaknesses, and the numbers that code scanning sorts by', () => {
    const { driver } = runOf(report).tool;
    assert.equal(driver.name, 'Portside');
    assert.equal(driver.semanticVersion, '0.1.0');
    assert.deepEqual(driver.rules[0], {
      id: 'sql-injection',
      name: 'sql-injection',
      shortDescription: { text: 'Text from outside becomes part of an SQL statement' },
      fullDescription: { text: 'Whoever writes the statement owns the data.' },
      help: { text: 'Whoever writes the statement owns the data.', markdown: report.rules[0]?.page },
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'external/cwe/cwe-89', 'A03:2021'],
        precision: 'high',
        'security-severity': '9.5',
      },
    });
    assert.deepEqual(driver.rules[1].help, { text: 'The certificate is not checked' });
  });

  it('maps severities as the design says', () => {
    const levels = (['critical', 'high', 'medium', 'low'] as const).map((severity) => {
      const run = runOf({ ...report, rules: [], findings: [{ ...injection, severity }] });
      return [run.results[0].level, run.tool.driver.rules[0].properties['security-severity']];
    });
    assert.deepEqual(levels, [
      ['error', '9.5'],
      ['error', '8.0'],
      ['warning', '5.0'],
      ['note', '2.0'],
    ]);
  });

  it('locates a result by lines and columns from 1, in UTF-16 units', () => {
    const run = runOf(report);
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.deepEqual(run.results[0].locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/orders.ts', uriBaseId: 'SRCROOT' },
          region: { startLine: 4, startColumn: 31, endLine: 4, endColumn: 70 },
        },
      },
    ]);
    assert.equal(run.results[1].ruleIndex, 1);
    assert.equal(run.results[1].level, 'warning');
  });

  it('identifies a result by the fingerprint alone', () => {
    assert.deepEqual(runOf(report).results[0].partialFingerprints, { 'portside/v1': '0123456789abcdef:0' });
  });

  it('gives the path of the data as a code flow, and its source as a related location', () => {
    const [result, pattern] = runOf(report).results;
    const steps = result.codeFlows[0].threadFlows[0].locations;
    assert.deepEqual(
      steps.map((step: Log) => [
        step.location.physicalLocation.region.startLine,
        step.location.message.text,
        step.importance,
      ]),
      [
        [3, 'the query string is read', 'essential'],
        [3, 'it is kept in `id`', 'important'],
        [4, 'it arrives in `pg.Pool#query`', 'essential'],
      ],
    );
    assert.equal(result.relatedLocations[0].physicalLocation.region.startColumn, 14);
    assert.equal('codeFlows' in pattern, false);
  });

  it('leaves out what is suppressed, and counts it', () => {
    const run = runOf(report);
    assert.equal(run.results.length, 2);
    assert.equal(run.properties.suppressed, 1);
  });

  it('describes a rule that only its findings tell of', () => {
    const run = runOf(withFinding({ ruleId: 'suppression-unused', title: 'A suppression silences nothing', cwe: [] }));
    const { ruleIndex } = run.results[0];
    assert.equal(run.tool.driver.rules[ruleIndex].id, 'suppression-unused');
    assert.deepEqual(run.tool.driver.rules[ruleIndex].properties.tags, ['security']);
  });

  it('encodes paths as references that only name a file', () => {
    const uris = ['a b/ä#1.ts', 'a:b.ts', '100%.ts', '\ud800.ts', '../up.ts', '/abs/x.ts', 'C:/w/x.ts'].map((path) => {
      const [result] = runOf(withFinding({ location: { ...injection.location, path } })).results;
      return result.locations[0].physicalLocation.artifactLocation;
    });
    assert.deepEqual(uris, [
      { uri: 'a%20b/%C3%A4%231.ts', uriBaseId: 'SRCROOT' },
      { uri: 'a%3Ab.ts', uriBaseId: 'SRCROOT' },
      { uri: '100%25.ts', uriBaseId: 'SRCROOT' },
      { uri: '%EF%BF%BD.ts', uriBaseId: 'SRCROOT' },
      { uri: '../up.ts', uriBaseId: 'SRCROOT' },
      { uri: 'file:///abs/x.ts' },
      { uri: 'file:///C:/w/x.ts' },
    ]);
  });

  it('doubles braces and lets no text become a link', () => {
    const message = (text: string): Log => runOf(withFinding({ message: text })).results[0].message;
    assert.deepEqual(message('pass { httpOnly: true }'), { text: 'pass {{ httpOnly: true }}' });
    assert.deepEqual(message('see [x](javascript:y) and a[0]'), { text: 'see \\[x](javascript:y) and a[0]' });
    assert.deepEqual(message('a_b <i> `c_d{0}`'), { text: 'a_b <i> `c_d{{0}}`', markdown: 'a\\_b \\<i\\> `c_d{{0}}`' });
  });

  it('says what failed', () => {
    const [invocation] = runOf(incomplete).invocations;
    assert.equal(invocation.executionSuccessful, false);
    assert.deepEqual(invocation.toolExecutionNotifications, [
      {
        descriptor: { id: 'file-failed', index: 0 },
        level: 'error',
        message: { text: 'src/a b.ts: it is not UTF-8 (byte 12)' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a%20b.ts', uriBaseId: 'SRCROOT' } } }],
      },
    ]);
    assert.equal(runOf(report).invocations[0].executionSuccessful, true);
  });

  it('carries no text of the code', () => {
    assert.equal(sarif({ ...report, findings: [certificate] }).includes('rejectUnauthorized'), false);
  });

  it('is checked by a check that finds mistakes', () => {
    const broken = JSON.parse(sarif(report));
    broken.version = '2.0.0';
    broken.runs[0].results[0].ruleIndex = 1;
    broken.runs[0].results[0].locations[0].physicalLocation.region.endColumn = 0;
    broken.runs[0].results[1].level = 'fatal';
    broken.runs[0].results[1].surprise = 1;
    broken.runs[0].tool.driver.rules[0].shortDescription = 'text';
    assert.deepEqual(problemsOf(broken), [
      'version is not 2.1.0',
      'runs[0].tool.driver.rules[0].shortDescription.text is not a string',
      'runs[0].results[0].ruleIndex points at another rule',
      'runs[0].results[0].locations[0].region.endColumn is not a count from 1',
      'runs[0].results[1].surprise is not in the schema',
      'runs[0].results[1].level is not one of none, note, warning, error',
    ]);
  });
});

/** What of SARIF 2.1.0's schema, and of the rules that its text adds, the log breaks; for the objects that we write. */
function problemsOf(log: Log): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, problem: string): void => void (holds || problems.push(problem));
  const keys = (value: Log, where: string, ...names: string[]): void => {
    for (const key of Object.keys(value)) check(names.includes(key), `${where}.${key} is not in the schema`);
  };
  const text = (value: Log, where: string): void => {
    check(typeof value?.text === 'string' && value.text !== '', `${where}.text is not a string`);
  };
  const location = (value: Log, where: string): void => {
    keys(value, where, 'id', 'physicalLocation', 'message');
    keys(value.physicalLocation, `${where}.physicalLocation`, 'artifactLocation', 'region');
    keys(value.physicalLocation.artifactLocation, `${where}.artifactLocation`, 'uri', 'uriBaseId');
    const { uri } = value.physicalLocation.artifactLocation;
    check(/^(?:[\w\-.~!*'()&=+$,;:@/]|%[\dA-F]{2})+$/.test(uri), `${where} has no URI reference: ${uri}`);
    const { region } = value.physicalLocation;
    for (const key of region ? ['startLine', 'startColumn', 'endLine', 'endColumn'] : []) {
      check(Number.isInteger(region[key]) && region[key] >= 1, `${where}.region.${key} is not a count from 1`);
    }
    if (value.message) text(value.message, `${where}.message`);
  };

  keys(log, 'log', '$schema', 'version', 'runs');
  check(log.version === '2.1.0', 'version is not 2.1.0');
  log.runs.forEach((run: Log, index: number) => {
    const at = `runs[${index}]`;
    keys(run, at, 'tool', 'invocations', 'originalUriBaseIds', 'columnKind', 'results', 'properties');
    check(['utf16CodeUnits', 'unicodeCodePoints'].includes(run.columnKind), `${at}.columnKind`);
    const { driver } = run.tool;
    keys(driver, `${at}.tool.driver`, 'name', 'version', 'semanticVersion', 'rules', 'notifications');
    check(new Set(driver.rules.map((rule: Log) => rule.id)).size === driver.rules.length, `${at}: a rule twice`);
    driver.rules.forEach((rule: Log, number: number) => {
      const where = `${at}.tool.driver.rules[${number}]`;
      const allowed = ['shortDescription', 'fullDescription', 'help', 'defaultConfiguration', 'properties'];
      keys(rule, where, 'id', 'name', ...allowed);
      for (const key of allowed.slice(0, 3)) text(rule[key], `${where}.${key}`);
      check(new Set(rule.properties.tags).size === rule.properties.tags.length, `${where}.tags are not unique`);
    });
    for (const invocation of run.invocations) {
      keys(invocation, `${at}.invocation`, 'executionSuccessful', 'toolExecutionNotifications');
      check(typeof invocation.executionSuccessful === 'boolean', `${at}.executionSuccessful`);
      for (const notification of invocation.toolExecutionNotifications) {
        keys(notification, `${at}.notification`, 'descriptor', 'level', 'message', 'locations');
        text(notification.message, `${at}.notification.message`);
        for (const place of notification.locations) location(place, `${at}.notification.location`);
      }
    }
    run.results.forEach((result: Log, number: number) => {
      const where = `${at}.results[${number}]`;
      const allowed = ['locations', 'relatedLocations', 'codeFlows', 'partialFingerprints', 'properties'];
      keys(result, where, 'ruleId', 'ruleIndex', 'level', 'message', ...allowed);
      check(driver.rules[result.ruleIndex]?.id === result.ruleId, `${where}.ruleIndex points at another rule`);
      const levels = ['none', 'note', 'warning', 'error'];
      check(levels.includes(result.level), `${where}.level is not one of ${levels.join(', ')}`);
      text(result.message, `${where}.message`);
      result.locations.forEach((place: Log, i: number) => void location(place, `${where}.locations[${i}]`));
      for (const place of result.relatedLocations ?? []) location(place, `${where}.relatedLocations`);
      for (const flow of result.codeFlows ?? []) {
        keys(flow, `${where}.codeFlow`, 'threadFlows');
        for (const step of flow.threadFlows[0].locations) {
          keys(step, `${where}.threadFlow`, 'location', 'kinds', 'importance');
          location(step.location, `${where}.threadFlow.location`);
        }
      }
    });
  });
  return problems;
}
