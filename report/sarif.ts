/**
 * SARIF 2.1.0, for code scanning and other tools: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (§ below
 * are of it). Properties that GitHub reads: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 *
 * Suppressed findings are left out: consumers don't honour `suppressions` and would show them as open. So is the text of the
 * code: a snippet could hold a secret.
 */
import type { Finding, FlowStep, Location, Severity } from '../engine/finding.ts';
import { additionOf } from './json.ts';
import { readRulePage } from './rulePage.ts';
import type { Addition, Failure, ReportedRule, ScanReport } from './scanReport.ts';
import { visibleJson } from './visibleText.ts';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** GitHub sorts them into critical (9.0 and above), high (7.0), medium (4.0) and low. A text by GitHub's documentation. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '2.0',
};

const SOURCE_ROOT = 'SRCROOT';

/** The report as a SARIF log with one run. */
export function sarif(report: ScanReport): string {
  const rules = describedRules(report);
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
  const { receipt, tool } = report;
  return visibleJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: rules.map(descriptorOf),
            notifications: [{ id: FAILED_FILE, shortDescription: { text: 'A file was not analysed, or not in full' } }],
          },
        },
        invocations: [
          {
            executionSuccessful: receipt.complete,
            toolExecutionNotifications: receipt.failed.map(notificationOf),
          },
        ],
        originalUriBaseIds: { [SOURCE_ROOT]: { description: message('The folder that was scanned') } },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) =>
          resultOf(finding, ruleIndex.get(finding.ruleId) ?? -1, report.history?.additions.get(finding)),
        ),
        properties: {
          complete: receipt.complete,
          analysed: receipt.analysed,
          excluded: receipt.excluded,
          suppressed: report.suppressed.length,
          baselined: receipt.baselined,
          hiddenInTests: receipt.hiddenInTests,
          rulesetHash: receipt.rulesetHash,
        },
      },
    ],
  });
}

/** The rules of the report, and those that are known by their findings alone (wrong suppressions). */
function describedRules({ rules, findings }: ScanReport): ReportedRule[] {
  const described = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { ruleId: id, title, severity, confidence, cwe } of findings) {
    if (!described.has(id)) described.set(id, { id, title, severity, confidence, cwe, owasp: [] });
  }
  return [...described.values()];
}

/** §3.49. Help is what GitHub shows beside an alert; it takes the page as it is, braces included. */
function descriptorOf(rule: ReportedRule) {
  const page = rule.page === undefined ? undefined : readRulePage(rule.page);
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: page?.introduction || rule.title },
    help: { text: page?.introduction || rule.title, ...(rule.page === undefined ? {} : { markdown: rule.page }) },
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      tags: ['security', ...rule.cwe.map((number) => `external/cwe/cwe-${number}`), ...rule.owasp],
      // Portside says `confidence`; this is GitHub's word.
      precision: rule.confidence,
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}

/** §3.27. */
function resultOf(finding: Finding, ruleIndex: number, addition: Addition | undefined) {
  const steps = finding.flow?.steps ?? [];
  const [source] = steps;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: message(finding.message),
    locations: [{ physicalLocation: physicalLocation(finding.location) }],
    ...(source && steps.length > 1
      ? { relatedLocations: [{ id: 1, ...locationOf(source) }], codeFlows: [{ threadFlows: [threadFlowOf(steps)] }] }
      : {}),
    partialFingerprints: { 'portside/v1': finding.fingerprint },
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      inTest: finding.inTest,
      ...(addition && { history: additionOf(addition) }),
    },
  };
}

function threadFlowOf(steps: readonly FlowStep[]) {
  return {
    locations: steps.map((step) => ({
      location: locationOf(step),
      importance: step.kind === 'step' ? 'important' : 'essential',
      ...(step.kind === 'step' ? {} : { kinds: [step.kind] }),
    })),
  };
}

function locationOf(step: FlowStep) {
  return { physicalLocation: physicalLocation(step.location), message: message(step.message) };
}

const FAILED_FILE = 'file-failed';

/** §3.58. */
function notificationOf({ path, cause }: Failure) {
  return {
    descriptor: { id: FAILED_FILE, index: 0 },
    level: 'error',
    message: message(`${path}: ${cause}`),
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
  };
}

function physicalLocation({ path, startLine, startColumn, endLine, endColumn }: Location) {
  return { artifactLocation: artifactLocation(path), region: { startLine, startColumn, endLine, endColumn } };
}

/** §3.4: a relative reference to the scanned folder; a path outside it stays absolute. */
function artifactLocation(path: string) {
  const uri = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  const drive = /^([A-Za-z])%3A(?=\/)/.exec(uri);
  if (drive) return { uri: `file:///${drive[1]}:${uri.slice(drive[0].length)}` };
  return { uri, uriBaseId: SOURCE_ROOT };
}

/**
 * §3.11. In plain text, braces are doubled (§3.11.5) and what would read as a link is escaped (§3.11.6). The text is given as
 * Markdown too, because code scanning drops the back quotes of a plain text.
 */
function message(text: string) {
  const braced = text.replace(/[{}]/g, '$&$&');
  return {
    text: braced.replace(/\\|\[(?=[^\]]*\]\()/g, '\\$&'),
    ...(text.includes('`') ? { markdown: markdownOf(braced) } : {}),
  };
}

/** Markdown in which only code spans have a meaning: https://spec.commonmark.org/0.31.2/#code-spans */
function markdownOf(text: string): string {
  const spanOrMark = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|[\\[\]<>*_#|~&]/gs;
  return text.replace(spanOrMark, (found) => (found.startsWith('`') ? found : `\\${found}`));
}
