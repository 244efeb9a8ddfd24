/**
 * What Portside's server and its own client say to each other beyond LSP. Types only, so that the client carries nothing of
 * the server; another client needs none of it.
 */
import type { Finding, Profile, Severity } from '../engine/finding.ts';

/** The parts of LSP's `experimental` client capabilities that Portside reads. */
export interface ExperimentalCapabilities {
  readonly portside?: {
    /** The client shows `portside/status`. */
    readonly status?: boolean;
    /** The client shows `portside/show`. */
    readonly documents?: boolean;
  };
}

/** The settings of section `portside`, as a client stores them. Each is optional. */
export interface Settings {
  readonly enable?: boolean;
  readonly run?: 'onType' | 'onSave';
  /** Null: as the configuration says. */
  readonly profile?: Profile | null;
  readonly includeTests?: boolean;
}

/** What the client says at the start, for clients that don't answer `workspace/configuration`. */
export interface InitializationOptions {
  readonly settings?: Settings;
}

export type State = 'idle' | 'analysing' | 'incomplete' | 'mostlyExcluded';

export interface Status {
  readonly state: State;
  /** One sentence for people. */
  readonly detail: string;
}

/** A finding with the file that it stands in. */
export interface PlacedFinding {
  readonly uri: string;
  readonly finding: Pick<Finding, 'ruleId' | 'title' | 'message' | 'severity' | 'location'>;
}

/** What a scan looked at and what it says, in numbers. */
export interface ScanSummary {
  /** The name of the folder. */
  readonly folder: string;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly scanned: number;
  /** Files that policy leaves out: ignored, generated, minified, vendored. */
  readonly excluded: number;
  /** Files that could not be looked at in full, each with the cause. */
  readonly failed: readonly { readonly path: string; readonly cause: string }[];
  readonly cancelled: boolean;
}

/** A document to show, made by the server. */
export interface ShownDocument {
  readonly title: string;
  readonly text: string;
}

export interface Requests {
  /** The page of a rule as Markdown; null when there is no such rule. */
  'portside/rulePage': { params: { readonly ruleId: string }; result: ShownDocument | null };
  /** Ids and titles of all rules, in order of id. */
  'portside/rules': { params: null; result: readonly { readonly id: string; readonly title: string }[] };
  /** What holds for a file, as JSON. */
  'portside/effectiveConfiguration': { params: { readonly uri: string }; result: ShownDocument };
  /** Why nothing, or nothing else, is reported on a line (from 0, as LSP counts), as Markdown. */
  'portside/whyNot': { params: { readonly uri: string; readonly line: number }; result: ShownDocument };
  /** The first threat-model checklist of a folder, as Markdown. Null: the first folder. */
  'portside/checklist': { params: { readonly folder: string | null }; result: ShownDocument };
  /** Analyses what the git index holds of every folder. */
  'portside/scanStaged': {
    params: null;
    result: { readonly summaries: readonly ScanSummary[]; readonly findings: readonly PlacedFinding[] };
  };
  /** Analyses all files of every folder; the diagnostics stay until the next scan or `portside/clearWorkspaceFindings`. */
  'portside/scanWorkspace': {
    params: { readonly workDoneToken?: string | number };
    result: { readonly summaries: readonly ScanSummary[] };
  };
  'portside/clearWorkspaceFindings': { params: null; result: null };
}

export interface Notifications {
  'portside/status': Status;
  /** A document to be shown beside the editor. */
  'portside/show': ShownDocument;
}
