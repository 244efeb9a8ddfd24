/** The report for a person at a terminal. */
import type { Finding, FlowStep, Location, Severity } from '../engine/finding.ts';
import { type Columns, codeFrame } from './codeFrame.ts';
import {
  type Addition,
  counted,
  pointsAtSecret,
  type ReportedHistory,
  type ReportedReceipt,
  type ScanReport,
  SEVERITIES,
} from './scanReport.ts';
import { displayWidth, visibleText } from './visibleText.ts';

export interface PrettyOptions {
  readonly color: boolean;
  /** Columns of text; default 100, whatever the terminal, so that two runs can be compared. */
  readonly width?: number;
  /** One line of a file that was scanned, without its end; undefined when it is not to be had. */
  readonly lineOf: (path: string, line: number) => string | undefined;
  /** Places of secrets beside those of the findings: hidden in lines that are shown for other findings. */
  readonly secrets?: readonly Location[];
  /** How a path is written, so that a terminal can follow it. Default: as it is. */
  readonly pathOf?: (path: string) => string;
  /** What somebody writes to keep a finding, with a reason. Default: nothing is said of it. */
  readonly keepBy?: (finding: Finding) => string;
}

type Ink = 'critical' | 'high' | 'medium' | 'low' | 'strong' | 'faint' | 'good' | 'bad';

/** SGR parameters of ECMA-48, §8.3.117. */
const SGR: Readonly<Record<Ink, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  strong: '1',
  faint: '2',
  good: '32',
  bad: '1;31',
};

type Paint = (ink: Ink, text: string) => string;

const plain: Paint = (_ink, text) => text;
const painted: Paint = (ink, text) => `\u001b[${SGR[ink]}m${text}\u001b[0m`;

/** The report as text for a terminal: each finding with its code and the path of its data, then the receipt. */
export function pretty(report: ScanReport, options: PrettyOptions): string {
  const paint = options.color ? painted : plain;
  const width = Math.max(40, options.width ?? 100);
  const { lineOf, pathOf = (path) => path } = options;
  const page: Page = {
    paint,
    width,
    secrets: secretsByLine(report, options.secrets),
    lineOf,
    pathOf,
    keepBy: options.keepBy,
  };
  const additions = report.history?.additions;
  const blocks = report.findings.map((finding) => findingLines(finding, page, additions?.get(finding)));
  return [...blocks, summaryLines(report, page)].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

interface Page {
  readonly paint: Paint;
  readonly width: number;
  readonly secrets: ReadonlyMap<string, readonly Columns[]>;
  readonly lineOf: PrettyOptions['lineOf'];
  readonly pathOf: (path: string) => string;
  readonly keepBy: PrettyOptions['keepBy'];
}

function findingLines(finding: Finding, page: Page, addition: Addition | undefined): string[] {
  const { paint } = page;
  const remarks = [
    finding.confidence === 'high' ? '' : `${finding.confidence} confidence`,
    finding.inTest ? 'in a test' : '',
  ].filter((remark) => remark !== '');
  const head = [
    paint(finding.severity, finding.severity),
    paint('strong', visibleText(finding.ruleId)),
    placeOf(finding.location, page),
    ...(remarks.length > 0 ? [paint('faint', `(${remarks.join(', ')})`)] : []),
  ];
  return [
    head.join('  '),
    ...wrapped(visibleText(finding.message), page.width - 2).map((line) => `  ${line}`),
    ...(addition ? additionLines(addition, page) : []),
    ...frameLines(finding, page),
    ...flowLines(finding.flow?.steps ?? [], page),
    ...whatToDo(finding, page),
  ];
}

function additionLines({ commit, authoredAt, author, commits, inHead }: Addition, { paint, pathOf }: Page): string[] {
  const again = commits > 1 ? `, and by ${counted(commits - 1, 'other commit')}` : '';
  const added = `Added by ${commit.slice(0, 10)} on ${authoredAt.slice(0, 10)}, ${author}${again}.`;
  const [, path = '', line = ''] = /^(.*):(\d+)$/s.exec(inHead ?? '') ?? [];
  const place = `${visibleText(pathOf(path))}:${line}`;
  return [
    '',
    `  ${visibleText(added)}`,
    inHead === undefined
      ? `  ${paint('medium', 'Gone from HEAD')}, but not from the history: it is known to whoever has the repository until it is withdrawn.`
      : `  ${paint('bad', 'Still in HEAD')}: ${place}`,
  ];
}

function frameLines({ location, severity }: Finding, { paint, width, secrets, lineOf }: Page): string[] {
  const line = lineOf(location.path, location.startLine);
  if (line === undefined) return [];
  const number = String(location.startLine);
  const gutter = ' '.repeat(number.length);
  const end = location.endLine === location.startLine ? location.endColumn : line.length + 1;
  const frame = codeFrame(
    line,
    { start: location.startColumn, end },
    width - number.length - 5,
    secrets.get(lineKey(location.path, location.startLine)),
  );
  return [
    '',
    `  ${paint('faint', `${number} |`)} ${frame.code}`,
    `  ${paint('faint', `${gutter} |`)} ${' '.repeat(frame.before)}${paint(severity, '^'.repeat(frame.marked))}`,
  ];
}

const STEP_KIND: Readonly<Record<FlowStep['kind'], string>> = { source: 'source', step: '', sink: 'sink' };

function flowLines(steps: readonly FlowStep[], page: Page): string[] {
  const { paint } = page;
  if (steps.length === 0) return [];
  const places = steps.map((step) => placeOf(step.location, page));
  const placeWidth = Math.min(48, Math.max(...places.map(displayWidth)));
  const numberWidth = String(steps.length).length;
  return [
    '',
    `  ${paint('faint', 'The path of the data')}`,
    ...steps.map((step, index) => {
      const number = String(index + 1).padStart(numberWidth);
      const place = padded(places[index] ?? '', placeWidth);
      return `  ${number}  ${STEP_KIND[step.kind].padEnd(6)}  ${paint('faint', place)}  ${visibleText(step.message)}`;
    }),
  ];
}

function whatToDo(finding: Finding, { paint, keepBy }: Page): string[] {
  const [best] = finding.fixes;
  const caution = best?.applicability === 'suggestion' ? paint('faint', ' (look at it before you accept it)') : '';
  const lines = [
    ...(best ? [`  ${paint('good', 'Fix:')} ${visibleText(best.title)}${caution}`] : []),
    ...(keepBy ? [`  ${paint('faint', 'To keep it:')} ${visibleText(keepBy(finding))}`] : []),
  ];
  return lines.length > 0 ? ['', ...lines] : [];
}

function summaryLines({ findings, suppressed, receipt, history }: ScanReport, { paint, pathOf }: Page): string[] {
  const lines: string[] = [];
  if (findings.length === 0) lines.push(paint('good', 'No findings.'));
  else lines.push(`${paint('strong', counted(findings.length, 'finding'))}: ${severityCounts(findings, paint)}.`);
  lines.push(history ? historyLine(history, receipt) : analysedLine(receipt));
  const silent = [
    suppressed.length > 0 ? `${suppressed.length} suppressed in the code` : '',
    receipt.baselined > 0 ? `${receipt.baselined} in the baseline` : '',
    receipt.hiddenInTests > 0 ? `${receipt.hiddenInTests} in tests (--tests shows them)` : '',
  ].filter((part) => part !== '');
  if (silent.length > 0) lines.push(`Not shown: ${silent.join(', ')}.`);
  if (findings.length > 0) lines.push(paint('faint', 'portside explain <rule> says why, and how to fix it.'));
  if (receipt.recovered.length > 0) {
    lines.push(`${counted(receipt.recovered.length, 'file')} with syntax errors, read around them.`);
  }
  lines.push(...leftOutLines(receipt, pathOf));
  for (const { file, key, names, uses } of receipt.declarations) {
    if (uses > 0) continue;
    lines.push(
      `${paint('medium', 'unmatched')}  ${visibleText(pathOf(file))}: ${key} (${visibleText(names.join(', '))}) matches nothing`,
    );
  }
  for (const { path, cause } of receipt.failed) {
    lines.push(`${paint('bad', 'failed')}  ${visibleText(pathOf(path))}: ${visibleText(cause)}`);
  }
  lines.push(
    receipt.complete
      ? paint('faint', 'Complete.')
      : paint('bad', 'Incomplete: what failed was not analysed, or not in full; findings may be missing.'),
  );
  return lines;
}

/** More of them are no news: a folder of generated code has hundreds. */
const SHOWN_LEFT_OUT = 5;

function leftOutLines({ leftOut }: ReportedReceipt, pathOf: Page['pathOf']): string[] {
  const more = leftOut.length - SHOWN_LEFT_OUT;
  return [
    ...leftOut
      .slice(0, SHOWN_LEFT_OUT)
      .map(({ path, reason }) => `left out  ${visibleText(pathOf(path))}: ${visibleText(reason)}`),
    ...(more > 0 ? [`left out  ${more} more by what they hold (--format json lists them)`] : []),
  ];
}

function historyLine({ commits, known }: ReportedHistory, { analysed, rules, durationMs }: ReportedReceipt): string {
  const before = known > 0 ? `, ${known} of them by an earlier scan` : '';
  const looked = `${counted(commits, 'commit')} looked at${before}; ${counted(analysed, 'file')} of them looked into`;
  return `${looked} with ${counted(rules, 'rule')} in ${(durationMs / 1000).toFixed(1)} s.`;
}

function analysedLine({ analysed, excluded, rules, durationMs }: ReportedReceipt): string {
  const reasons = Object.entries(excluded)
    .filter(([, count]) => count)
    .map(([reason, count]) => `${count} ${visibleText(reason).replaceAll('-', ' ')}`);
  const leftOut = reasons.length > 0 ? ` Left out by policy: ${reasons.join(', ')}.` : '';
  const by = analysed > 0 ? ` with ${counted(rules, 'rule')}` : '';
  return `${counted(analysed, 'file')} analysed${by} in ${(durationMs / 1000).toFixed(1)} s.${leftOut}`;
}

function severityCounts(findings: readonly Finding[], paint: Paint): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return SEVERITIES.filter((severity) => count(severity) > 0)
    .map((severity) => paint(severity, `${count(severity)} ${severity}`))
    .join(', ');
}

function placeOf({ path, startLine, startColumn }: Location, { pathOf }: Page): string {
  return `${visibleText(pathOf(path))}:${startLine}:${startColumn}`;
}

/** The columns of every known secret, so that a line that is shown for another finding doesn't show them. */
function secretsByLine(report: ScanReport, others: readonly Location[] = []): Map<string, Columns[]> {
  const byLine = new Map<string, Columns[]>();
  const known = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const places = [...known.filter(pointsAtSecret).map(({ location }) => location), ...others];
  for (const { path, startLine, startColumn, endLine, endColumn } of places) {
    for (let line = startLine; line <= endLine; line++) {
      const key = lineKey(path, line);
      const columns = {
        start: line === startLine ? startColumn : 1,
        end: line === endLine ? endColumn : Number.MAX_SAFE_INTEGER,
      };
      byLine.set(key, [...(byLine.get(key) ?? []), columns]);
    }
  }
  return byLine;
}

function lineKey(path: string, line: number): string {
  return `${line}:${path}`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Breaks a text at spaces outside of code; a word that is longer than a line keeps its own. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
