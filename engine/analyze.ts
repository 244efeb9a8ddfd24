/** The straight line: text in, findings out. Start reading here. */
import { check } from './check/check.ts';
import { type DeclarationUses, declarationUses } from './check/declarations.ts';
import { type ForeignHit, isEntered, type WaitingSaying } from './check/followData.ts';
import type { Knowledge } from './check/knowledge.ts';
import { ModuleContext } from './check/moduleContext.ts';
import type { RawFinding } from './check/rawFinding.ts';
import type { Confidence, Finding, Location, Profile, Range, Severity, Trust } from './finding.ts';
import { assembleSteps, type TraceOf } from './flow/flowSteps.ts';
import type { Surroundings } from './flow/resolveValues.ts';
import { emptySummary, type ModuleSummary, type SentData, type TracePart } from './flow/summary.ts';
import type { SentSeed } from './flow/values/outside.ts';
import { GroundworkOf } from './groundwork.ts';
import { alone, moduleModel } from './moduleModel.ts';
import { findSecrets, type SecretHit } from './secrets/detect.ts';
import { hideSecrets, placesOfSecrets } from './secrets/mask.ts';
import { type ConstantData, dataOf } from './semantics/constantData.ts';
import { fingerprint, secretFingerprint } from './settle/fingerprint.ts';
import { type IdentifiedFinding, type SuppressedFinding, settle } from './settle/settle.ts';
import { readSuppressions, type Suppression } from './settle/suppression.ts';
import { isScript, locate, type SourceFile, type TextLayout } from './source/sourceFile.ts';
import type { Parser, SyntaxTree } from './syntax/parse.ts';

export { compileKnowledge, type Knowledge } from './check/knowledge.ts';
export type { SuppressedFinding } from './settle/settle.ts';

/** What the configuration says for one file. */
export interface FileSettings {
  readonly profile: Profile;
  /** Per rule id: `off`, or another severity. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Whose data counts as tainted. */
  readonly trust: readonly Trust[];
  /** Findings below are dropped. `medium` in the recommended profile, `low` in audit. */
  readonly minConfidence: Confidence;
}

export interface AnalysisOptions {
  readonly knowledge: Knowledge;
  readonly parser: Parser;
  readonly settings: FileSettings;
  /** The file is a test, story or fixture: its findings are marked. */
  readonly inTest: boolean;
  /** Today as YYYY-MM-DD, for suppressions that expire. */
  readonly today: string;
  /** The key of the baseline, under which secrets are identified. */
  readonly fingerprintKey?: string;
}

export interface FileAnalysis {
  readonly path: string;
  /** In order of text. Wrong suppressions are findings too (`suppression-unused`, `-unknown-rule`, `-expired`, `-no-reason`). */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What was not looked at in full, in words: a rule that crashed, a budget that was reached. Empty when complete. */
  readonly incomplete: readonly string[];
  /** What the parser complained about. */
  readonly syntaxErrors: readonly string[];
  /** How often each declaration of the configuration is met here; those that are not, are not named. */
  readonly declarations?: DeclarationUses;
  /** Where secrets stand, also those that no finding tells of: whoever shows text of the file hides them. */
  readonly hidden?: readonly Location[];
}

/** What is known of a file by itself and of what it imports; what others know of it is missing. */
export interface ModuleAnalysis {
  readonly source: TextLayout;
  /** In a survey: data comes in here, or what gives data to others. Nothing else is said then. */
  readonly isEntered?: boolean;
  readonly summary: ModuleSummary;
  /** Steps of ways through this module, by number. */
  readonly traces: readonly (readonly TracePart[])[];
  /** Findings that wait for data of other modules, by number. */
  readonly waiting: readonly (readonly WaitingSaying<IdentifiedFinding>[])[];
  readonly foreignHits: readonly ForeignHit[];
  readonly seeds: readonly SentSeed[];
  /** Data that it puts into what other modules export. */
  readonly sent: readonly SentData[];
  readonly identified: readonly IdentifiedFinding[];
  /** Ids of rules whose danger this module takes out of the whole program. */
  readonly disarmed: readonly string[];
  readonly suppressions: readonly Suppression[];
  readonly incomplete: readonly string[];
  readonly syntaxErrors: readonly string[];
  readonly declarations: DeclarationUses;
  /** Where the secrets of the file stand, whether or not they are reported. */
  readonly hidden: readonly Range[];
  /** The secrets of the file, for keeping them out of what is stored, and for nothing else. */
  readonly secrets: readonly string[];
}

/** Analyses one file by itself. Never throws: what goes wrong costs one rule or one stage and is said in `incomplete`. */
export function analyze(source: SourceFile, options: AnalysisOptions): FileAnalysis {
  const analysis = analyzeModule(source, options, alone(source.path));
  return settleModule(analysis, [], () => [], options, new Set(analysis.disarmed));
}

/** What a file is by its text alone: it is the same whatever other modules tell. */
export interface ModuleReading {
  readonly read: SyntaxTree | undefined;
  /** When it could be read. */
  readonly groundwork: GroundworkOf | undefined;
  readonly secrets: readonly SecretHit[];
  readonly suppressions: readonly Suppression[];
  readonly incomplete: readonly string[];
}

/** Reads a file. Never throws: what goes wrong is said in `incomplete`. */
export function readModule(source: SourceFile, { inTest, knowledge, parser }: AnalysisOptions): ModuleReading {
  const incomplete: string[] = [];
  const stage = stages(incomplete);
  const language = source.documents[0]?.language ?? 'text';
  const read = isScript(language) ? stage('reading the syntax', () => parser(source.text, language)) : undefined;
  if (read?.isUnread) incomplete.push(...read.errors.map((error) => `reading the syntax failed: ${error.message}`));
  const tree = read?.isUnread ? undefined : read;
  const secrets = stage('looking for secrets', () => findSecrets(source, tree, knowledge.secrets, { inTest })) ?? [];
  const suppressions = stage('reading suppressions', () => readSuppressions(source, tree)) ?? [];
  return { read, groundwork: tree && new GroundworkOf(source.text, tree), secrets, suppressions, incomplete };
}

/** Runs stages of the line; what goes wrong costs one stage and is said. */
function stages(incomplete: string[]): <T>(name: string, run: () => T) => T | undefined {
  return (name, run) => {
    try {
      return run();
    } catch (error) {
      incomplete.push(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
}

/** Analyses one file, with what the modules around it tell. Never throws. */
export function analyzeModule(
  source: SourceFile,
  options: AnalysisOptions,
  surroundings: Surroundings,
  reading: ModuleReading = readModule(source, options),
): ModuleAnalysis {
  const { groundwork, incomplete: unread, read, secrets, suppressions } = reading;
  const incomplete = [...unread];
  const stage = stages(incomplete);
  const { knowledge, settings } = options;
  const isOn = (ruleId: string) => isRuleOn(ruleId, options);
  const model = groundwork && stage('following values', () => moduleModel(groundwork, knowledge.trie, surroundings));
  if (model && surroundings.isSurvey && isEntered(model, settings.trust))
    return { ...unanalyzed(source), isEntered: true };
  // What is told of the code is quoted from this text: no message and no step shows a secret.
  const hidden = placesOfSecrets(source.text, secrets);
  const quotable: SourceFile = { ...source, text: hideSecrets(source.text, hidden) };
  const context = model && new ModuleContext(source, model, knowledge.trie, options.inTest);
  const checked =
    model && context && stage('checking', () => check(quotable, model, context, knowledge, settings.trust, isOn));
  incomplete.push(...(checked?.incomplete ?? []));
  // The tree is needed no more: an analysis is kept for as long as its file is.
  const identify = (raw: RawFinding): IdentifiedFinding => ({
    raw: { ...raw, node: undefined },
    fingerprint: fingerprint(raw, model?.scopes),
  });
  return {
    source,
    summary: checked?.summary ?? emptySummary(source.path, surroundings.isImported ? constantsIn(source) : undefined),
    traces: checked?.traces ?? [],
    waiting: (checked?.waiting ?? []).map((sayings) =>
      sayings.map((saying) => ({ ...saying, finding: identify(saying.finding) })),
    ),
    foreignHits: checked?.foreignHits ?? [],
    seeds: model?.values.outside.seeds ?? [],
    sent: checked?.sent ?? [],
    identified: [...(checked?.findings ?? []).map(identify), ...secretFindings(secrets, options, isOn)],
    disarmed: (context && stage('looking for protection', () => disarmedBy(context, knowledge))) ?? [],
    suppressions,
    incomplete,
    syntaxErrors: read?.errors.map((error) => error.message) ?? [],
    declarations: model ? declarationUses(model, knowledge.trie) : {},
    hidden,
    secrets: spellings(source, secrets),
  };
}

/** The constants of a module that is data. */
function constantsIn({ documents, text }: SourceFile): ReadonlyMap<string, ConstantData> {
  if (documents[0]?.language !== 'json') return new Map();
  try {
    const data = dataOf(JSON.parse(text));
    return new Map([['default', data], ...(data.kind === 'object' ? data.entries : [])]);
  } catch {
    // What is no JSON cannot be imported.
    return new Map();
  }
}

/** Looks for the secrets of one file, and for nothing else. Never throws. */
export function analyzeSecrets(source: SourceFile, options: AnalysisOptions): FileAnalysis {
  const { secrets, suppressions, incomplete } = readModule(source, options);
  const identified = secretFindings(secrets, options, (ruleId) => isRuleOn(ruleId, options));
  const found: ModuleAnalysis = { ...unanalyzed(source), incomplete, suppressions, identified };
  const analysis = settleModule(found, [], () => [], options, new Set());
  // Of its suppressions most speak of what was not looked for.
  const isSecret = ({ ruleId }: Finding) => options.knowledge.rules.get(ruleId)?.kind === 'secret';
  return { ...analysis, findings: analysis.findings.filter(isSecret) };
}

/**
 * The secrets of a file, as it writes them and as they are, for keeping them out of what is stored. Never throws.
 * @returns undefined when they could not be looked for: then nothing that the file says may be stored
 */
export function secretsIn(
  source: SourceFile,
  { inTest, knowledge, parser }: AnalysisOptions,
): readonly string[] | undefined {
  const treeOf = () => {
    const language = source.documents[0]?.language ?? 'text';
    const tree = isScript(language) ? parser(source.text, language) : undefined;
    return tree?.isUnread ? undefined : tree;
  };
  try {
    return spellings(source, findSecrets(source, treeOf, knowledge.secrets, { inTest }));
  } catch {
    return undefined;
  }
}

/** Secrets as a file writes them, and as they are. */
function spellings({ text }: SourceFile, secrets: readonly SecretHit[]): readonly string[] {
  return secrets.flatMap(({ start, end, value }) => [value, text.slice(start, end)]);
}

/** What is known of a file that could not be analysed. */
export function unanalyzed(source: SourceFile, ...causes: readonly string[]): ModuleAnalysis {
  return {
    source,
    summary: emptySummary(source.path),
    traces: [],
    waiting: [],
    foreignHits: [],
    seeds: [],
    sent: [],
    identified: [],
    disarmed: [],
    suppressions: [],
    incomplete: causes,
    syntaxErrors: [],
    declarations: {},
    hidden: [],
    secrets: [],
  };
}

/**
 * Makes the answer for a file.
 * @param elsewhere findings at its sinks whose data comes from other modules
 * @param traceOf gives the steps of ways through other modules
 * @param disarmed ids of rules whose danger the program takes out of its data
 */
export function settleModule(
  analysis: ModuleAnalysis,
  elsewhere: readonly IdentifiedFinding[],
  traceOf: TraceOf,
  options: AnalysisOptions,
  disarmed: ReadonlySet<string>,
): FileAnalysis {
  const { source, incomplete, syntaxErrors } = analysis;
  const dangerous = [...analysis.identified, ...elsewhere].filter(({ raw }) => !disarmed.has(raw.rule.id));
  const identified = dangerous.map((each): IdentifiedFinding => {
    const { way } = each.raw;
    if (!way) return each;
    return { ...each, raw: { ...each.raw, flow: { trust: way.trust, steps: assembleSteps(way.parts, traceOf) } } };
  });
  const wasRead = incomplete.length === 0 && syntaxErrors.length === 0;
  const { findings, suppressed } = settle(source, identified, analysis.suppressions, {
    inTest: options.inTest,
    today: options.today,
    minConfidence: options.settings.minConfidence,
    knownRules: options.knowledge.rules,
    didRun: (ruleId) => wasRead && isRuleOn(ruleId, options),
    isOff: (ruleId) => options.settings.rules[ruleId] === 'off',
    severityOf: (ruleId) => configuredSeverity(ruleId, options),
  });
  return {
    path: source.path,
    findings,
    suppressed,
    incomplete,
    syntaxErrors,
    ...(Object.keys(analysis.declarations).length > 0 && { declarations: analysis.declarations }),
    ...(analysis.hidden.length > 0 && { hidden: analysis.hidden.map(({ start, end }) => locate(source, start, end)) }),
  };
}

/** Ids of the rules that a module speaks for the whole program about. */
function disarmedBy(context: ModuleContext, { flowRules }: Knowledge): string[] {
  return [...flowRules.values()].filter((rule) => rule.isDisarmedBy?.(context)).map(({ id }) => id);
}

function isRuleOn(ruleId: string, { knowledge, settings }: AnalysisOptions): boolean {
  const configured = settings.rules[ruleId];
  if (configured !== undefined) return configured !== 'off';
  const rule = knowledge.rules.get(ruleId);
  return rule !== undefined && (settings.profile === 'audit' || (rule.profile ?? 'recommended') === 'recommended');
}

function configuredSeverity(ruleId: string, { settings }: AnalysisOptions): Severity | undefined {
  const configured = settings.rules[ruleId];
  return configured === 'off' ? undefined : configured;
}

function secretFindings(
  hits: readonly SecretHit[],
  options: AnalysisOptions,
  isOn: (ruleId: string) => boolean,
): IdentifiedFinding[] {
  const found: IdentifiedFinding[] = [];
  for (const hit of hits) {
    const rule = options.knowledge.rules.get(hit.ruleId);
    if (!rule || !isOn(hit.ruleId)) continue;
    const { start, end, message, confidence, expires } = hit;
    const severity = expires !== undefined && expires < options.today ? 'low' : hit.severity;
    const raw: RawFinding = {
      rule,
      start,
      end,
      message,
      severity,
      confidence,
      fixes: [],
      identity: hit.ruleId,
      node: undefined,
    };
    found.push({ raw, fingerprint: secretFingerprint(hit.ruleId, hit.value, options.fingerprintKey ?? '') });
  }
  return found;
}
