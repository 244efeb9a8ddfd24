/**
 * What Portside's server and its own client say to each other beyond LSP. Types only, so that the client carries nothing of
 * the server; another client needs none of it.
 */
import type { Finding, Profile, Severity } from '../engine/finding.ts';
import type { Header, Impact } from '../threats/header.ts';
import type { AnswerState, State as ItemState } from '../threats/question.ts';

export type { AnswerState, Header, Impact, ItemState };

/** The parts of LSP's `experimental` client capabilities that Portside reads. */
export interface ExperimentalCapabilities {
  readonly portside?: {
    /** The client shows `portside/status`. */
    readonly status?: boolean;
    /** The client shows threat models: it knows the command `portside.showThreats` of code lenses, and hears of changes. */
    readonly threats?: boolean;
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

/** A place to go to. Lines from 1. */
export interface ShownPlace {
  readonly uri: string;
  /** For people, from the root. */
  readonly path: string;
  readonly line: number;
}

/** A question about an element, and what is said of it. */
export interface ShownItem {
  readonly question: string;
  readonly asks: string;
  readonly state: ItemState;
  /** `broken` needs work, `open` an answer, `settled` neither. */
  readonly standing: 'broken' | 'open' | 'settled';
  /** It waits until others are answered. */
  readonly later: boolean;
  readonly why: string;
  readonly peers?: string;
  readonly evidence: readonly (ShownPlace & { readonly text: string })[];
  readonly findings: readonly string[];
  readonly answer?: {
    readonly state: AnswerState;
    readonly because: string;
    readonly by?: string;
    readonly until?: string;
    /** The file that it stands in. */
    readonly place?: ShownPlace;
    readonly group?: string;
  };
  /** `STRIDE: spoofing`, `ASVS 8.2.1`, `CWE-306`: where else this is spoken of. */
  readonly references: readonly string[];
}

export interface ShownElement {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly framework: string;
  readonly place: ShownPlace;
  readonly data: readonly string[];
  /** Groups that one answer may be for, with how many elements they have. */
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  readonly items: readonly ShownItem[];
}

/** Elements that one answer may be for. */
export interface ShownGroup {
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** The threat model of a folder, for a person to go through. */
export interface ThreatChecklist {
  /** URI of the folder. */
  readonly folder: string;
  readonly folderName: string;
  /** Null: nobody has started, and the header comes first. */
  readonly header: Header | null;
  /** Where it stands, or will. */
  readonly headerPlace: ShownPlace;
  /** States that an item is in, the one that needs somebody soonest first. */
  readonly states: readonly { readonly state: ItemState; readonly means: string; readonly count: number }[];
  readonly elements: readonly ShownElement[];
  /** All groups that an element names. */
  readonly groups: readonly ShownGroup[];
  /** The data-flow diagram as an `<svg>` element without style; empty when there is nothing to draw. */
  readonly diagram: string;
  /** What is wrong with the files of the threat model, so that what they say does not count. */
  readonly problems: readonly { readonly text: string; readonly place: ShownPlace }[];
}

/** What a person says of a question. */
export interface GivenAnswer {
  readonly element: string;
  readonly question: string;
  readonly state: AnswerState;
  readonly because: string;
  readonly by?: string;
  readonly until?: string;
  /** The name of a group of the element that the answer is for as a whole. */
  readonly group?: string;
  /** Ids of its members that the answer is not for. */
  readonly except?: readonly string[];
}

export interface Requests {
  /**
   * The threat model of a folder, unsaved texts included. Null: the first folder. Who stays hears of changes until
   * `portside/leaveThreats`.
   */
  'portside/threats': {
    params: { readonly folder: string | null; readonly stay?: boolean };
    result: ThreatChecklist;
  };
  /** Nobody looks at the folder's threat model any more. */
  'portside/leaveThreats': { params: { readonly folder: string }; result: null };
  /** Writes the header and the lock of a folder's threat model; gives the header's file. */
  'portside/startThreats': {
    params: { readonly folder: string; readonly header: Header };
    result: { readonly uri: string };
  };
  /** Writes an answer into the file of its element, for the code as it is now; gives the file. */
  'portside/answerThreat': {
    params: { readonly folder: string; readonly answer: GivenAnswer };
    result: { readonly uri: string };
  };
  /** The report of a folder's threat model, as Markdown. */
  'portside/threatReport': { params: { readonly folder: string | null }; result: ShownDocument };
  /** The page of a rule as Markdown; null when there is no such rule. */
  'portside/rulePage': { params: { readonly ruleId: string }; result: ShownDocument | null };
  /** Ids and titles of all rules, in order of id. */
  'portside/rules': { params: null; result: readonly { readonly id: string; readonly title: string }[] };
  /** What holds for a file, as JSON. */
  'portside/effectiveConfiguration': { params: { readonly uri: string }; result: ShownDocument };
  /** Why nothing, or nothing else, is reported on a line (from 0, as LSP counts), as Markdown. */
  'portside/whyNot': { params: { readonly uri: string; readonly line: number }; result: ShownDocument };
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
  /** What is said of a folder's threat model may be another now: for who stayed with it. */
  'portside/threatsChanged': { readonly folder: string };
  /** A document to be shown beside the editor. */
  'portside/show': ShownDocument;
}
