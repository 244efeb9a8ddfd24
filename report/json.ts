/**
 * The report for a program. The shape is a promise: what is here stays in version 1; new keys may join it. How long the scan
 * took is not in it, so that the same code gives the same report.
 */
import type { Finding, Flow, Location } from '../engine/finding.ts';
import type { Addition, ScanReport } from './scanReport.ts';
import { visibleJson } from './visibleText.ts';

/** The report as JSON, its keys always in the same order. */
export function json(report: ScanReport): string {
  const { history, tool, receipt } = report;
  return visibleJson({
    version: 1,
    tool: { name: tool.name, version: tool.version },
    complete: receipt.complete,
    ...(history && { history: { revisions: history.revisions, commits: history.commits } }),
    findings: report.findings.map((finding) => {
      const addition = history?.additions.get(finding);
      return addition ? { ...findingOf(finding), history: additionOf(addition) } : findingOf(finding);
    }),
    suppressed: report.suppressed.map(({ finding, reason }) => ({ ...findingOf(finding), reason })),
    receipt: {
      analysed: receipt.analysed,
      excluded: Object.fromEntries(Object.entries(receipt.excluded).sort(([a], [b]) => (a < b ? -1 : 1))),
      leftOut: receipt.leftOut.map(({ path, reason }) => ({ path, reason })),
      failed: receipt.failed.map(({ path, cause }) => ({ path, cause })),
      recovered: receipt.recovered,
      suppressed: report.suppressed.length,
      baselined: receipt.baselined,
      hiddenInTests: receipt.hiddenInTests,
      declarations: receipt.declarations.map(({ file, key, names, uses }) => ({ file, key, names, uses })),
      rules: receipt.rules,
      rulesetHash: receipt.rulesetHash,
    },
  });
}

/** What programs are told of how something came into a history. */
export function additionOf({ commit, authoredAt, author, commits, inHead }: Addition) {
  return { commit, authoredAt, author, commits, inHead: inHead ?? null };
}

function findingOf(finding: Finding) {
  return {
    ruleId: finding.ruleId,
    title: finding.title,
    severity: finding.severity,
    confidence: finding.confidence,
    cwe: finding.cwe,
    message: finding.message,
    location: locationOf(finding.location),
    ...(finding.flow ? { flow: flowOf(finding.flow) } : {}),
    fixes: finding.fixes.map(({ title, applicability, edits }) => ({
      title,
      applicability,
      edits: edits.map(({ start, end, text }) => ({ start, end, text })),
    })),
    fingerprint: finding.fingerprint,
    inTest: finding.inTest,
  };
}

function flowOf({ trust, steps }: Flow) {
  return {
    trust,
    steps: steps.map(({ kind, location, message }) => ({ kind, location: locationOf(location), message })),
  };
}

function locationOf({ path, start, end, startLine, startColumn, endLine, endColumn }: Location) {
  return { path, startLine, startColumn, endLine, endColumn, start, end };
}
