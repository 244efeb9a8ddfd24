import type { AnalysisOptions, FileAnalysis } from '../engine/analyze.ts';
import { explainLine } from '../engine/explain.ts';
import type { LineExplanation, SinkExplanation } from '../engine/explanation.ts';
import { compareConfidence, type Finding, type FlowStep, type Trust } from '../engine/finding.ts';
import { type ProgramFile, type ProgramMemory, programMemory, surroundingsIn } from '../engine/program.ts';
import { SUPPRESSION_RULES } from '../engine/settle/settle.ts';
import { isScript, languageOf, sourceFile } from '../engine/source/sourceFile.ts';
import { EMPTY_LEDGER } from './baseline.ts';
import { defaultConfiguration } from './configuration.ts';
import { connectedTo, programReader } from './programFiles.ts';
import { UsageError } from './usageError.ts';
import { type PreparedFile, severityOf, type Treatment, type Workspace } from './workspace.ts';

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
 * baseline and profile hide. The file is looked at even where it is left out, with those around it.
 * @param line from 1
 * @param program gives the files that it is looked at with; its memory is used up
 * @throws UsageError when there is no such file or line @throws ConfigurationError
 */
export async function whyNot(
  workspace: Workspace,
  path: string,
  line: number,
  program: () => Promise<KnownProgram>,
): Promise<WhyNot> {
  const read = await workspace.snapshot.read(path);
  if (read.status !== 'text')
    throw new UsageError(`${path}: ${read.status === 'failed' ? read.cause : CAUSE[read.status]}`);
  const source = sourceFile(path, read.text);
  if (line < 1 || line > source.lineStarts.length) {
    throw new UsageError(`${path} has no line ${line}: it has ${source.lineStarts.length}`);
  }
  const decision = await workspace.decide(path);
  const treatment = await workspace.treatmentOf(path);
  const prepared = await workspace.prepare(path, true);
  const about = { path, line, excluded: decision.kind === 'excluded' ? decision.reason : reasonOf(prepared) };
  if (prepared.kind !== 'ready') return { ...about, ...NOTHING };

  const { files, memory } = await program();
  const answer = answerFor(workspace, path, files, memory);
  const explanation = explainLine(source, line, prepared.options, surroundingsIn(files, memory, path));
  // All that there is to see: what of it is hidden, and by what, is told one by one. The other files are as before.
  const file = files.get(path)!;
  const open = new Map([...files, [path, { ...file, options: withNothingHidden(file.options) }]]);
  const all = answerFor(workspace, path, open, memory);
  const shown = prepared.judge(answer).analysis.findings;
  const known = prepared.judge(answer, EMPTY_LEDGER).analysis.findings;
  // A finding stands at the value; whoever asks about the line of what takes it means it too.
  const isHere = (finding: Finding) =>
    (finding.location.startLine <= line && line <= finding.location.endLine) ||
    explanation.sinks.some((sink) => isOf(finding, sink));
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
        ...(isKnown ? [{ kind: 'baseline', file: treatment.configuration.baseline } as const] : []),
      ],
    };
  });
  const unsaid = explanation.sinks.filter((sink) => !judged.some(({ finding }) => isOf(finding, sink)));
  const passes = ({ location }: FlowStep) => location.path === path && location.startLine === line;
  return {
    ...about,
    findings: judged,
    passing: shown.filter((finding) => !isHere(finding) && finding.flow?.steps.some(passes)),
    rulesOff: [...new Set(unsaid.map(({ ruleId }) => ruleId))].flatMap((ruleId) => {
      const by = turnedOffBy(workspace, ruleId, treatment);
      return by === undefined ? [] : [{ ruleId, by }];
    }),
    incomplete: all.incomplete,
    explanation: { ...explanation, sinks: unsaid },
  };
}

const NOTHING: Omit<WhyNot, 'path' | 'line' | 'excluded'> = {
  findings: [],
  passing: [],
  rulesOff: [],
  incomplete: [],
  explanation: { sinks: [], calls: [], syntaxErrors: [] },
};

const CAUSE = { missing: 'no such file', binary: 'is no text: it has NUL bytes', 'too-large': 'is too large' } as const;

function reasonOf(prepared: PreparedFile): string | undefined {
  if (prepared.kind === 'excluded') return prepared.reason;
  return prepared.kind === 'failed' ? `it ${prepared.cause}` : undefined;
}

/** The files that one is analysed with, and what is known of them. */
export interface KnownProgram {
  readonly files: ReadonlyMap<string, ProgramFile>;
  readonly memory: ProgramMemory;
}

/**
 * Reads and analyses the files that one has to do with, as a scan does.
 * @param pause called between files, to let others have their turn or to stop by throwing
 */
export async function programAround(
  workspace: Workspace,
  path: string,
  pause: () => Promise<void>,
): Promise<KnownProgram> {
  const reader = programReader(workspace);
  const all = new Map<string, ProgramFile>();
  const listed = (await workspace.list([''])).files.filter((each) => isScript(languageOf(each)));
  for (const each of new Set([path, ...listed])) {
    await pause();
    try {
      const read = await reader.read(each, each === path);
      if ('ready' in read) all.set(each, read.file);
    } catch (error) {
      // What is wrong with another file costs that one.
      if (each === path || !(error instanceof UsageError)) throw error;
    }
  }
  const files = new Map([...connectedTo([path], all)].map((each) => [each, all.get(each)!]));
  const memory = programMemory();
  const run = workspace.tools.analyzeProgram(files, memory);
  while (!run.next().done) await pause();
  return { files, memory };
}

/** What is found in a file of a program, by what is known of it. */
function answerFor(
  { tools }: Workspace,
  path: string,
  files: ReadonlyMap<string, ProgramFile>,
  memory: ProgramMemory,
): FileAnalysis {
  const run = tools.analyzeProgram(files, memory);
  for (let step = run.next(); ; step = run.next()) if (step.done) return step.value.get(path)!;
}

/** The options by which nothing that is found is hidden. */
function withNothingHidden(options: AnalysisOptions): AnalysisOptions {
  const rules = Object.entries(options.settings.rules).filter(([, setting]) => setting !== 'off');
  return {
    ...options,
    settings: {
      profile: 'audit',
      rules: Object.fromEntries(rules),
      trust: Object.keys(defaultConfiguration('').trust) as Trust[],
      minConfidence: 'low',
    },
  };
}

function isOf(finding: Finding, { ruleId, value }: SinkExplanation): boolean {
  return finding.ruleId === ruleId && finding.location.start === value.location.start;
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
