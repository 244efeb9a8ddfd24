import type { FileAnalysis } from '../engine/analyze.ts';
import type { Profile, Severity } from '../engine/finding.ts';
import type { BaselineLedger } from './baseline.ts';
import type { Configuration, EffectiveSettings, FailOn } from './configuration.ts';
import type { Failure, Policy } from './receipt.ts';
import type { Snapshot } from './snapshot.ts';
import type { Tools } from './tools.ts';

/** What the workspace decides about a file before it is read. */
export type Decision =
  | {
      readonly kind: 'analysed';
      readonly configuration: Configuration;
      readonly settings: EffectiveSettings;
      /** It is a test, story or fixture. */
      readonly inTest: boolean;
    }
  | {
      readonly kind: 'excluded';
      readonly policy: Policy;
      /** What decided, for people: "`.gitignore` ignores it", "`exclude` of portside.config.json". */
      readonly reason: string;
    };

/** What came of one file. */
export type FileOutcome =
  | {
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
  | { readonly kind: 'excluded'; readonly policy: Policy; readonly reason: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly cause: string };

/** What stands above the configuration: the command line, or the editor's settings. */
export interface Overruling {
  /** Show findings in tests too. */
  readonly tests?: boolean;
  readonly profile?: Profile;
  readonly failOn?: FailOn;
}

/** Which files a scan looks at. Paths in order. */
export interface Listing {
  readonly files: readonly string[];
  readonly excluded: readonly { readonly path: string; readonly policy: Policy }[];
  readonly failed: readonly Failure[];
}

/**
 * A snapshot with its configuration: decides which files are analysed, and how, and analyses them. The same for scan,
 * editor, hook and CI. It remembers configuration, ignore files and folders, so open a new one when any of them changed.
 */
export interface Workspace {
  readonly snapshot: Snapshot;
  readonly tools: Tools;
  /** @throws ConfigurationError when a configuration on the way to the file is wrong. */
  decide(path: string): Promise<Decision>;
  /**
   * The files at and below these paths. What a path names itself is entered even where a policy would leave its folder
   * out: who names `dist` means it.
   * @throws ConfigurationError @throws UsageError when there is nothing at a path
   */
  list(paths: readonly string[], signal?: AbortSignal): Promise<Listing>;
  /**
   * Analyses one file by the snapshot's text, as a scan does: what a test hides or the baseline knows is taken out.
   * @param ledger what the baselines still know, shared by the files of one scan; without it a file is judged alone
   * @throws ConfigurationError @throws UsageError for a broken baseline
   */
  analyze(path: string, ledger?: BaselineLedger): Promise<FileOutcome>;
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

/** Opens a workspace. Reads nothing yet. */
export function openWorkspace(snapshot: Snapshot, tools: Tools, overruling: Overruling = {}): Workspace {
  void overruling;
  throw new Error(`not yet: ${snapshot.root} ${tools.today}`);
}
