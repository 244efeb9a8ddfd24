import type { AnalysisOptions } from '../engine/analyze.ts';
import { explainLine } from '../engine/explain.ts';
import type { LineExplanation } from '../engine/explanation.ts';
import { compareConfidence, type Finding, type Trust } from '../engine/finding.ts';
import { SUPPRESSION_RULES } from '../engine/settle/settle.ts';
import { sourceFile } from '../engine/source/sourceFile.ts';
import { EMPTY_LEDGER } from './baseline.ts';
import { defaultConfiguration } from './configuration.ts';
import { contentOf } from './contentPolicies.ts';
import { UsageError } from './usageError.ts';
import { severityOf, type Treatment, type Workspace } from './workspace.ts';

/** What hides a finding. */
export type Hiding =
  | { readonly kind: 'rule-off'; readonly by: string }
  | { readonly kind: 'trust'; readonly trust: Trust }
  | { readonly kind: 'suppressed'; readonly reason: string }
  | { readonly kind: 'baseline'; readonly file: string }
  | { readonly kind: 'test' }
  | { readonly kind: 'confidence' };

/** A finding on the line, and what hides it. */
export interface JudgedFinding {
  readonly finding: Finding;
  readonly isReported: boolean;
  readonly hiddenBy: readonly Hiding[];
}

/** Why a line has the findings that it has, and no others. */
export interface WhyNot {
  readonly path: string;
  readonly line: number;
  /** Why the file is not analysed: its name, a configuration, what it holds. */
  readonly excluded: string | undefined;
  readonly findings: readonly JudgedFinding[];
  /** Reported elsewhere, of data that passes here. */
  readonly passing: readonly Finding[];
  /** The rules that sinks of the line feed and that are off, each with what turned it off. */
  readonly rulesOff: readonly { readonly ruleId: string; readonly by: string }[];
  /** What was not looked at in full. */
  readonly incomplete: readonly string[];
  readonly explanation: LineExplanation;
}

/**
 * Finds out why nothing, or nothing else, is reported on a line: what the code says, and what configuration, comments,
 * baseline and profile hide. The file is looked at even where it is left out.
 * @param line from 1
 * @throws UsageError when there is no such file or line @throws ConfigurationError
 */
export async function whyNot(workspace: Workspace, path: string, line: number): Promise<WhyNot> {
  const { snapshot, tools } = workspace;
  const read = await snapshot.read(path);
  if (read.status !== 'text')
    throw new UsageError(`${path}: ${read.status === 'failed' ? read.cause : CAUSE[read.status]}`);
  const source = sourceFile(path, read.text);
  if (line < 1 || line > source.lineStarts.length) {
    throw new UsageError(`${path} has no line ${line}: it has ${source.lineStarts.length}`);
  }
  const decision = await workspace.decide(path);
  const treatment = await workspace.treatmentOf(path);
  const { configuration, settings, inTest } = treatment;
  const options: AnalysisOptions = {
    knowledge: tools.ruleset.knowledge(configuration.models),
    parser: tools.parser,
    // All that there is to see: what of it is hidden, and by what, is told one by one.
    settings: {
      profile: 'audit',
      rules: Object.fromEntries(Object.entries(settings.rules).filter(([, setting]) => setting !== 'off')),
      trust: Object.keys(defaultConfiguration('').trust) as Trust[],
      minConfidence: 'low',
    },
    inTest,
    today: tools.today,
  };
  const all = tools.analyze(source, options);
  const shown = await reported(workspace, path);
  const known = await reported(workspace, path, true);
  const isHere = ({ location }: Finding) => location.startLine <= line && line <= location.endLine;
  const found = [
    ...all.findings.filter(({ ruleId }) => !SUPPRESSION_RULES.some(({ id }) => id === ruleId)),
    ...shown.filter(({ ruleId }) => SUPPRESSION_RULES.some(({ id }) => id === ruleId)),
  ];
  const reasons = new Map(all.suppressed.map(({ finding, reason }) => [finding, reason]));
  const judged = [...found, ...reasons.keys()].filter(isHere).map((finding): JudgedFinding => {
    if (shown.some((each) => isSame(each, finding))) return { finding, isReported: true, hiddenBy: [] };
    const reason = reasons.get(finding);
    const isKnown = known.some((each) => isSame(each, finding));
    return {
      finding,
      isReported: false,
      hiddenBy: [
        ...hidingOf(workspace, finding, treatment),
        ...(reason === undefined ? [] : [{ kind: 'suppressed', reason } as const]),
        ...(isKnown ? [{ kind: 'baseline', file: configuration.baseline } as const] : []),
      ],
    };
  });
  const content = contentOf(path, read);
  const explanation = explainLine(source, line, options);
  const isJudged = ({ ruleId, value }: LineExplanation['sinks'][number]) =>
    judged.some(({ finding }) => finding.ruleId === ruleId && finding.location.start === value.location.start);
  const unsaid = explanation.sinks.filter((sink) => !isJudged(sink));
  return {
    path,
    line,
    excluded: decision.kind === 'excluded' ? decision.reason : reasonOf(content),
    findings: judged,
    passing: shown.filter(
      (finding) => !isHere(finding) && finding.flow?.steps.some(({ location }) => location.startLine === line),
    ),
    rulesOff: [...new Set(unsaid.map(({ ruleId }) => ruleId))].flatMap((ruleId) => {
      const by = turnedOffBy(workspace, ruleId, treatment);
      return by === undefined ? [] : [{ ruleId, by }];
    }),
    incomplete: all.incomplete,
    explanation: { ...explanation, sinks: unsaid },
  };
}

const CAUSE = { missing: 'no such file', binary: 'is no text: it has NUL bytes', 'too-large': 'is too large' } as const;

function reasonOf(content: ReturnType<typeof contentOf>): string | undefined {
  if (content.kind === 'excluded') return content.reason;
  return content.kind === 'failed' ? `it ${content.cause}` : undefined;
}

/** What a scan reports of the file, were it analysed. */
async function reported(workspace: Workspace, path: string, isWithBaseline = false): Promise<readonly Finding[]> {
  const ready = await workspace.prepare(path, true);
  if (ready.kind !== 'ready') return [];
  const answer = workspace.tools.analyze(ready.source, ready.options);
  return ready.judge(answer, isWithBaseline ? EMPTY_LEDGER : undefined).analysis.findings;
}

function isSame(a: Finding, b: Finding): boolean {
  return a.ruleId === b.ruleId && a.location.start === b.location.start && a.location.end === b.location.end;
}

function hidingOf(workspace: Workspace, finding: Finding, treatment: Treatment): Hiding[] {
  const { settings, inTest } = treatment;
  const { ruleId, flow, confidence } = finding;
  const hiding: Hiding[] = [];
  const by = turnedOffBy(workspace, ruleId, treatment);
  if (by !== undefined) hiding.push({ kind: 'rule-off', by });
  if (flow && !settings.trust.includes(flow.trust)) hiding.push({ kind: 'trust', trust: flow.trust });
  const isSecret = workspace.tools.ruleset.rules.get(ruleId)?.kind === 'secret';
  if (inTest && !settings.tests && !isSecret) hiding.push({ kind: 'test' });
  // Another profile would show both.
  const isOffByProfile = by !== undefined && settings.rules[ruleId] !== 'off';
  if (!isOffByProfile && compareConfidence(confidence, settings.minConfidence) > 0) hiding.push({ kind: 'confidence' });
  return hiding;
}

/** What turned a rule off for a file, for people; undefined when it is on. */
function turnedOffBy(workspace: Workspace, ruleId: string, { configuration, settings }: Treatment): string | undefined {
  const rule = workspace.tools.ruleset.rules.get(ruleId);
  if (!rule || severityOf(rule, settings) !== 'off') return undefined;
  if (settings.rules[ruleId] !== 'off') return 'it speaks in the `audit` profile only, and this is `recommended`';
  const key = configuration.rules[ruleId] === 'off' ? 'rules' : 'overrides';
  return `\`${key}\` of ${configuration.files.join(', ')} ${configuration.files.length > 1 ? 'turn' : 'turns'} it off`;
}
