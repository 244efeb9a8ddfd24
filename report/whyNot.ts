/** Why nothing is reported on a line, in words: Markdown for terminal and editor. */
import type { CallExplanation, LineExplanation, OutsideData, SinkExplanation, WayBack } from '../engine/explanation.ts';
import type { Finding, Location, Trust } from '../engine/finding.ts';
import { counted } from './scanReport.ts';
import { visibleText } from './visibleText.ts';

/** What hides a finding. */
type Hiding =
  | { readonly kind: 'rule-off'; readonly by: string }
  | { readonly kind: 'trust'; readonly trust: Trust }
  | { readonly kind: 'suppressed'; readonly reason: string }
  | { readonly kind: 'baseline'; readonly file: string }
  | { readonly kind: 'test' }
  | { readonly kind: 'confidence' };

/** All that is known of a line: plain data. */
export interface LineReport {
  readonly path: string;
  readonly line: number;
  /** Why the file is left out. */
  readonly excluded: string | undefined;
  /** What is found on the line, and what hides it. */
  readonly findings: readonly {
    readonly finding: Finding;
    readonly isReported: boolean;
    readonly hiddenBy: readonly Hiding[];
  }[];
  /** What is found elsewhere of data that passes here. */
  readonly passing: readonly Finding[];
  readonly rulesOff: readonly { readonly ruleId: string; readonly by: string }[];
  readonly incomplete: readonly string[];
  readonly explanation: LineExplanation;
}

/** The answer, the nearest reasons first. */
export function whyNot(report: LineReport): string {
  const { path, line, findings, passing, explanation, incomplete } = report;
  const reported = findings.filter((each) => each.isReported);
  const isReported = reported.length > 0 && report.excluded === undefined;
  const summary = isReported
    ? `${counted(reported.length, 'finding')} ${reported.length === 1 ? 'is' : 'are'} reported here.`
    : 'Nothing is reported here.';
  const points = [
    ...findings.map((each) => aboutFinding(each, report)),
    ...passing.map(
      ({ ruleId, location }) =>
        `Data of a finding passes here: ${code(ruleId)} on ${lineOf(location, report)} is reported, and tells its path.`,
    ),
    ...explanation.sinks.map((sink) => aboutSink(sink, report)),
    ...explanation.calls.map(aboutCall),
    ...explanation.syntaxErrors.map(
      (error) =>
        `There is a syntax error on line ${error.line}: ${visibleText(error.message)} What is near is read around it, and may be misread.`,
    ),
    ...incomplete.map((cause) => `Not all was looked at: ${visibleText(cause)}.`),
  ];
  if (report.excluded !== undefined) {
    const then = points.length === 0 ? '' : ' What follows holds for when it is analysed.';
    points.unshift(`The file is left out: ${visibleText(report.excluded)}.${then}`);
  } else if (points.length === 0) {
    points.push('No rule looks at anything on this line: there is no call, property or text that one knows.');
  }
  return `# ${visibleText(path)}:${line}\n\n${summary}\n\n${points.map((point) => `- ${point}`).join('\n')}\n`;
}

function aboutFinding({ finding, isReported, hiddenBy }: LineReport['findings'][number], report: LineReport): string {
  const { ruleId, severity, confidence, message, flow } = finding;
  const reasons = hiddenBy.map((each) => inWords(each, finding)).join('; ');
  const hidden = reasons === '' ? 'is found and not shown' : `is found and not shown: ${reasons}`;
  const steps = (flow?.steps ?? []).map(
    ({ location, message: words }, index) => `${index + 1}. ${lineOf(location, report)}: ${visibleText(words)}`,
  );
  return [
    `**${visibleText(ruleId)}** (${severity}, ${confidence} confidence) ${isReported ? 'is reported' : hidden}.`,
    visibleText(message),
    `Its page: \`portside explain ${visibleText(ruleId)}\`, or Portside: Show Rule.`,
    ...steps,
  ].join('\n  ');
}

function inWords(hiding: Hiding, { confidence, flow }: Finding): string {
  switch (hiding.kind) {
    case 'rule-off':
      return `the rule is off, as ${visibleText(hiding.by)}`;
    case 'trust':
      return `\`trust\` does not count ${hiding.trust} data, which ${flow ? 'its source is' : 'this is'}`;
    case 'suppressed':
      return `a comment suppresses it: “${visibleText(hiding.reason)}”`;
    case 'baseline':
      return `the baseline ${visibleText(hiding.file)} knows it`;
    case 'test':
      return 'the file is a test, and findings in tests are hidden (`--tests` shows them)';
    case 'confidence':
      return `its confidence is ${confidence}, which only the \`audit\` profile shows`;
  }
}

function aboutSink({ ruleId, value, taker, ways }: SinkExplanation, { rulesOff }: LineReport): string {
  const off = rulesOff.find((rule) => rule.ruleId === ruleId);
  const head = `${code(value.code)} goes to ${code(taker)}, where ${code(ruleId)} looks for data from outside`;
  if (off) return `${head}, but the rule is off: ${visibleText(off.by)}.`;
  if (ways.length === 0) return `${head}: it is a constant, or made of constants.`;
  return [`${head}:`, ...ways.map((way) => `- ${aboutWay(way)}`)].join('\n  ');
}

function aboutWay(way: WayBack): string {
  switch (way.kind) {
    case 'arrives': {
      const through = way.unsure.map(({ code: step, location }) => `${code(step)} (line ${location.startLine})`);
      const doubt = through.length === 0 ? '' : `, through ${through.join(', ')}, of which nothing is known`;
      return `${data(way.source)} arrives${doubt}; the rule judges it harmless here, or the way is too unsure to tell.`;
    }
    case 'stopped':
      if (way.by === 'unasked')
        return `${data(way.source)} arrives: the rule does not ask for ${way.source.trust} data, only for that of others.`;
      return `${data(way.source)} does not arrive: ${stopInWords(way)}.`;
    case 'unreached':
      return `${originInWords(way)}.`;
  }
}

function data({ code: text, label, location, module }: OutsideData): string {
  const from = module === undefined ? '' : ` of ${visibleText(module)}`;
  return `${code(text)} (${visibleText(label)}${from}, line ${location.startLine})`;
}

function stopInWords({ by, at }: Extract<WayBack, { kind: 'stopped' }>): string {
  const place = `${code(at.code)} on line ${at.location.startLine}`;
  switch (by) {
    case 'cleared':
      return `${place} leaves nothing of it that the rule asks for`;
    case 'answered':
      return `${place} gives something of its own, not what it was given`;
    case 'guarded':
      return `the test ${place} lets only harmless values through`;
    case 'placed':
      return `in its place in ${place} it can do no harm of this kind`;
    case 'counted':
      return `${place} is a number made of it`;
    case 'shaped':
    case 'unasked':
      return 'it is never of a kind that can do harm here';
  }
}

function originInWords({ at, origin }: Extract<WayBack, { kind: 'unreached' }>): string {
  const place = `${code(at.code)} (line ${at.location.startLine})`;
  switch (origin.kind) {
    case 'parameter': {
      const owner = origin.function === undefined ? 'a function' : code(origin.function);
      const parameter = `it comes from ${place}, a parameter of ${owner}`;
      if (origin.isCalled) return `${parameter}: no call in sight gives it data from outside`;
      const callers = origin.isExported ? 'nobody in this file or another one that is analysed' : 'nobody in sight';
      return `${parameter}, which ${callers} calls with data from outside`;
    }
    case 'known':
      return `it comes from ${place}: no model says that this part of ${code(origin.name)} is data from outside`;
    case 'call':
      return origin.isKnown
        ? `it comes from ${place}: no model says that what this gives is data from outside`
        : `it comes from ${place}: nothing is known of what this gives`;
    case 'module':
      return `it comes from ${place}, of ${code(origin.specifier)}: no source of data from outside is known there`;
    case 'global':
      return `it comes from ${code(at.code)}: no model knows this name`;
    case 'value':
      return `it comes from ${place}: no source of data from outside is known there`;
  }
}

function aboutCall({ code: callee, kind, of }: CallExplanation): string {
  switch (kind) {
    case 'followed':
      return `${code(callee)} is followed into ${/^\d+$/.test(of ?? '') ? `its function on line ${of}` : code(of ?? '')}: what is dangerous in there is reported in there.`;
    case 'known':
      return `${code(callee)} is known as ${code(of ?? callee)}: no rule asks about what it is given here.`;
    case 'unknown': {
      const whose =
        of === undefined ? '' : /^[./]/.test(of) ? ` of the file ${code(of)}` : ` of the package ${code(of)}`;
      return `${code(callee)}${whose} has no model: no rule asks about it, and data passes through it with low confidence.`;
    }
  }
}

/** A line of the file that is asked about, or of another one. */
function lineOf({ path, startLine }: Location, report: LineReport): string {
  return path === report.path ? `line ${startLine}` : `line ${startLine} of ${visibleText(path)}`;
}

/** Code in the marks that Markdown gives it; code that has such marks of its own, in quotation marks. */
function code(text: string): string {
  const visible = visibleText(text);
  return visible.includes('`') ? `“${visible}”` : `\`${visible}\``;
}
