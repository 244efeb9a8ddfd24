import type { AnalysisOptions, FileAnalysis, Knowledge } from '../engine/analyze.ts';
import type { Finding, Profile, Severity } from '../engine/finding.ts';
import type { Rule } from '../engine/rule.ts';
import type { RuleFacts } from '../engine/ruleFacts.ts';
import { SUPPRESSION_RULES } from '../engine/settle/settle.ts';
import { type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import { type Baseline, type BaselineLedger, baselineLedger, parseBaseline, withoutOrdinal } from './baseline.ts';
import {
  type Configuration,
  type EffectiveSettings,
  type FailOn,
  fromFolder,
  type Overruling,
  overridesFor,
  settingsFor,
} from './configuration.ts';
import { ConfigurationError } from './configurationError.ts';
import { configurationFiles } from './configurationFiles.ts';
import { contentOf } from './contentPolicies.ts';
import { type Exclusion, filesOf, type Listing } from './files.ts';
import type { Snapshot } from './snapshot.ts';
import { isTestFile } from './testFiles.ts';
import type { Tools } from './tools.ts';
import { UsageError } from './usageError.ts';

export type { Overruling } from './configuration.ts';
export type { Listing } from './files.ts';

/** How a file is analysed. */
export interface Treatment {
  readonly configuration: Configuration;
  readonly settings: EffectiveSettings;
  /** It is a test, story or fixture. */
  readonly inTest: boolean;
}

/** What the workspace decides about a file before it is read. */
export type Decision = ({ readonly kind: 'analysed' } & Treatment) | ({ readonly kind: 'excluded' } & Exclusion);

export interface AnalysedFile {
  readonly kind: 'analysed';
  /** Without what is hidden. */
  readonly analysis: FileAnalysis;
  /** Findings that are not shown because the file is a test. */
  readonly hiddenInTests: number;
  /** Findings that are not shown because the baseline knows them. */
  readonly baselined: number;
  /** Findings at or above this make a scan fail. */
  readonly failOn: FailOn;
}

/** What came of one file. */
export type FileOutcome =
  | AnalysedFile
  | ({ readonly kind: 'excluded' } & Exclusion)
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly cause: string };

/** How a file is analysed, and what becomes of its answer, whatever it holds. */
export interface TreatedFile {
  readonly options: AnalysisOptions;
  /** All that the options say for the analysis, as a text that is equal when they are. */
  readonly treatment: string;
  /** The same with all that counts for what becomes of the answer. */
  readonly alike: string;
  /** There is a baseline, so that it matters what other files have. */
  readonly hasBaseline: boolean;
  /** The baseline knows of it, be it in the files or in the history. */
  isKnown(finding: Finding): boolean;
  /**
   * What comes of it: what a test hides or the baseline knows is taken out.
   * @param ledger what the baselines still know, shared by the files of one scan; without it a file is judged alone
   */
  judge(analysis: FileAnalysis, ledger?: BaselineLedger): AnalysedFile;
}

/** A file that is ready to be analysed, by itself or as part of a program. */
export interface ReadyFile extends TreatedFile {
  readonly kind: 'ready';
  readonly source: SourceFile;
}

/** What came of the attempt to read a file. */
export type PreparedFile = ReadyFile | Exclude<FileOutcome, { readonly kind: 'analysed' }>;

/**
 * A snapshot with its configuration: decides which files are analysed, and how, and analyses them. The same for scan,
 * editor, hook and CI. It remembers configuration, ignore files, baselines and folders: open a new one when any of them
 * changed.
 */
export interface Workspace {
  readonly snapshot: Snapshot;
  readonly tools: Tools;
  /** @throws ConfigurationError when a configuration on the way to the file is wrong. */
  decide(path: string): Promise<Decision>;
  /**
   * The files at and below these paths. What a path names itself is entered even where its name or an ignore file would
   * leave it out: who names `dist` means it.
   * @throws ConfigurationError @throws UsageError when there is nothing at a path
   */
  list(paths: readonly string[], signal?: AbortSignal): Promise<Listing>;
  /**
   * Reads one file by the snapshot's text, and all that is needed to analyse it as a scan does.
   * @param isListed the file was listed: somebody may have named a path that is left out otherwise. Its content is still
   * judged.
   * @throws ConfigurationError @throws UsageError for a broken baseline
   */
  prepare(path: string, isListed?: boolean): Promise<PreparedFile>;
  /** The same without reading the file. @throws ConfigurationError @throws UsageError for a broken baseline */
  treated(path: string): Promise<TreatedFile>;
  /** Analyses one file by itself, without what other files tell of it. @throws ConfigurationError @throws UsageError */
  analyze(path: string): Promise<FileOutcome>;
  /** How a file is analysed, whether or not it is left out. @throws ConfigurationError */
  treatmentOf(path: string): Promise<Treatment>;
  /** The configuration that holds for files in this folder. @throws ConfigurationError */
  configurationFor(folder: string): Promise<Configuration>;
  /** All that holds for one file, as plain data to print. @throws ConfigurationError */
  effectiveConfiguration(path: string): Promise<EffectiveConfiguration>;
}

/** The answer to "what holds for this file, and why". */
export interface EffectiveConfiguration {
  readonly path: string;
  /** The files that were read, the nearest first. */
  readonly configurationFiles: readonly string[];
  readonly analysed: boolean;
  /** Why not, when it is not. */
  readonly reason?: string;
  readonly inTest: boolean;
  readonly tests: boolean;
  readonly profile: Profile;
  readonly trust: readonly string[];
  readonly failOn: FailOn;
  readonly baseline: string;
  /** Every rule by id: its severity here, or `off`. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

/** What a rule is for a file: its severity there, or `off`. */
export function severityOf(rule: RuleFacts, { profile, rules }: EffectiveSettings): Severity | 'off' {
  const isQuiet = rule.profile === 'audit' && profile !== 'audit';
  return rules[rule.id] ?? (isQuiet ? 'off' : rule.severity);
}

/** Opens a workspace. Reads nothing yet. */
export function openWorkspace(snapshot: Snapshot, tools: Tools, overruling: Overruling = {}): Workspace {
  const { ruleset } = tools;
  const rules: readonly RuleFacts[] = [...ruleset.rules.values(), ...SUPPRESSION_RULES];
  const configurations = configurationFiles(snapshot, (id) => rules.some((rule) => rule.id === id));
  const files = filesOf(snapshot, configurations);
  const baselines = new Map<string, Promise<Baseline | undefined>>();
  const treatments = new Map<Configuration, Map<string, Promise<TreatedFile>>>();

  async function treatmentOf(path: string): Promise<Treatment> {
    const configuration = await files.configurationOf(path);
    return {
      configuration,
      settings: settingsFor(configuration, path, overruling),
      inTest: isTestFile(path, fromFolder(configuration, path), configuration.testFiles),
    };
  }

  async function decide(path: string): Promise<Decision> {
    const exclusion = await files.exclusionOf(path);
    return exclusion ? { kind: 'excluded', ...exclusion } : { kind: 'analysed', ...(await treatmentOf(path)) };
  }

  function knowledgeFor({ models, files: [file = ''] }: Configuration): Knowledge {
    try {
      return ruleset.knowledge(models);
    } catch (error) {
      // Without models of its own it is not the configuration that is wrong.
      throw models.length === 0 ? error : new ConfigurationError(file, '', (error as Error).message);
    }
  }

  function baselineAt(path: string): Promise<Baseline | undefined> {
    const baseline = baselines.get(path) ?? readBaseline(snapshot, path);
    baselines.set(path, baseline);
    return baseline;
  }

  async function treat({ configuration, inTest, settings }: Treatment): Promise<TreatedFile> {
    const baseline = await baselineAt(configuration.baseline);
    const options: AnalysisOptions = {
      knowledge: knowledgeFor(configuration),
      parser: tools.parser,
      settings,
      inTest,
      today: tools.today,
      fingerprintKey: baseline?.key ?? overruling.fingerprintKey ?? '',
    };
    const treatment = treatmentText(options, configuration);
    return {
      options,
      treatment,
      alike: JSON.stringify([treatment, settings.tests, settings.failOn, configuration.baseline]),
      hasBaseline: baseline !== undefined,
      isKnown: ({ fingerprint }) => baseline?.known.has(withoutOrdinal(fingerprint)) === true,
      judge(analysis, ledger = baselineLedger()) {
        const isShown = ({ ruleId }: Finding) => !inTest || settings.tests || isSecret(ruleset.rules.get(ruleId));
        const shown = analysis.findings.filter(isShown);
        const fresh = ledger.fresh(configuration.baseline, baseline, shown);
        return {
          kind: 'analysed',
          analysis: {
            ...analysis,
            findings: fresh,
            suppressed: analysis.suppressed.filter(({ finding }) => isShown(finding)),
          },
          hiddenInTests: analysis.findings.length - shown.length,
          baselined: shown.length - fresh.length,
          failOn: settings.failOn,
        };
      },
    };
  }

  const workspace: Workspace = {
    snapshot,
    tools,
    decide,
    treatmentOf,
    list: (paths, signal) => files.list(paths, signal),
    configurationFor: (folder) => configurations.for(folder),

    async prepare(path, isListed = false) {
      const exclusion = isListed ? undefined : await files.exclusionOf(path);
      if (exclusion) return { kind: 'excluded', ...exclusion };
      const content = contentOf(path, await snapshot.read(path));
      if (content.kind !== 'text') return content;
      return { kind: 'ready', source: sourceFile(path, content.text), ...(await workspace.treated(path)) };
    },

    async treated(path) {
      const configuration = await files.configurationOf(path);
      const inTest = isTestFile(path, fromFolder(configuration, path), configuration.testFiles);
      // Of the files of a configuration there are few kinds.
      const kinds = treatments.get(configuration) ?? new Map<string, Promise<TreatedFile>>();
      treatments.set(configuration, kinds);
      const overrides = overridesFor(configuration, path).map((each) => configuration.overrides.indexOf(each));
      const kind = [inTest, ...overrides].join(' ');
      const known = kinds.get(kind) ?? treat(await treatmentOf(path));
      kinds.set(kind, known);
      return known;
    },

    async analyze(path) {
      const ready = await workspace.prepare(path);
      return ready.kind === 'ready' ? ready.judge(tools.analyze(ready.source, ready.options)) : ready;
    },

    async effectiveConfiguration(path) {
      const decision = await decide(path);
      const { configuration, settings, inTest } = decision.kind === 'analysed' ? decision : await treatmentOf(path);
      const severities = rules
        .map((rule) => [rule.id, severityOf(rule, settings)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        path: path === '' ? '.' : path,
        configurationFiles: configuration.files,
        analysed: decision.kind === 'analysed',
        ...(decision.kind === 'excluded' && { reason: decision.reason }),
        inTest,
        tests: settings.tests,
        profile: settings.profile,
        trust: settings.trust,
        failOn: settings.failOn,
        baseline: configuration.baseline,
        rules: Object.fromEntries(severities),
      };
    },
  };
  return workspace;
}

function treatmentText(
  { fingerprintKey, inTest, settings: { minConfidence, profile, rules, trust } }: AnalysisOptions,
  { models }: Configuration,
): string {
  return JSON.stringify([fingerprintKey, inTest, minConfidence, profile, rules, trust, models]);
}

/** Secrets are shown wherever they are: one in a test is as readable as any other. */
const isSecret = (rule: Rule | undefined) => rule?.kind === 'secret';

async function readBaseline(snapshot: Snapshot, path: string): Promise<Baseline | undefined> {
  const content = await snapshot.read(path);
  if (content.status === 'missing') return undefined;
  if (content.status === 'text') return parseBaseline(path, content.text);
  throw new UsageError(
    `${path}: ${content.status === 'failed' ? content.cause : 'is no Portside baseline of version 1'}`,
  );
}
