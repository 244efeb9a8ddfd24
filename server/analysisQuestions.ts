/** What the protocol's side asks the analysis thread, as plain data. Files are absolute paths in the platform's form. */
import type { FileAnalysis } from '../engine/analyze.ts';
import type { Edit, Finding, Fix } from '../engine/finding.ts';
import type { Header } from '../threats/header.ts';
import type { Receipt } from '../workspace/receipt.ts';
import type { Overruling } from '../workspace/workspace.ts';
import type { GivenAnswer } from './protocol.ts';
import type { SuppressionComment } from './suppressionComment.ts';
import type { KnownThreats } from './threatChecklist.ts';

export interface FileQuestion {
  readonly file: string;
  /** The editor's text; absent: the disk's. */
  readonly text?: string;
  /** The workspace's folder that it lies in, itself a file to ask about; undefined: in none. */
  readonly folder: string | undefined;
  readonly overruling: Overruling;
}

/** A finding of exactly this text. */
export interface FindingQuestion extends FileQuestion {
  readonly text: string;
  readonly finding: Finding;
}

/** A file's outcome, in terms of the root that its paths start from. */
type FileAnswer = { readonly root: string } & (
  | {
      readonly kind: 'analysed';
      readonly analysis: FileAnalysis;
      /** Other files, from the root, whose answer this text has changed. */
      readonly touched: readonly string[];
    }
  | { readonly kind: 'excluded'; readonly reason: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly cause: string }
  | ({ readonly kind: 'misconfigured' } & Misconfiguration)
);

/** A folder of the workspace. */
export interface FolderQuestion {
  readonly folder: string;
  readonly overruling: Overruling;
}

export interface IndexQuestion extends FolderQuestion {
  /** Files whose text on the disk has changed. */
  readonly changed: readonly string[];
}

/** A configuration that can't be used, so that nothing below it is analysed. */
export interface Misconfiguration {
  /** The configuration file; undefined when the fault lies elsewhere (a broken baseline). */
  readonly configuration: string | undefined;
  readonly problem: string;
  /** From 1. */
  readonly line: number;
}

export interface ScanQuestion {
  readonly folder: string;
  /** What will be committed, not what is on the disk. */
  readonly staged: boolean;
  readonly overruling: Overruling;
  /** The editor's texts, by file. */
  readonly documents: Readonly<Record<string, string>>;
  /** What the engine failed on before, by path from the root: each such file costs itself and not the scan. */
  readonly failed: Readonly<Record<string, string>>;
}

/** The end of a scan; its files came before, one by one. */
export type ScanAnswer = { readonly root: string } & (
  | { readonly kind: 'done'; readonly receipt: Receipt }
  | { readonly kind: 'cancelled' }
  | ({ readonly kind: 'misconfigured' } & Misconfiguration)
);

/** What a scan says while it runs. */
export type ScanEvent =
  /** It is still at work, on what takes long and has no steps. */
  | { readonly kind: 'alive' }
  /** It begins with this file, which is to blame for what happens next. */
  | { readonly kind: 'at'; readonly path: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly path: string }
  | { readonly kind: 'file'; readonly root: string; readonly analysis: FileAnalysis };

/** A configuration's text before (null: there is none) and after a change. */
export interface ConfigurationChange {
  readonly configuration: string;
  readonly before: string | null;
  readonly after: string;
}

export interface Declarable extends ConfigurationChange {
  readonly title: string;
  /** The place of the new row: `sanitizers[0]`. */
  readonly key: string;
}

export interface DeclarationQuestion {
  readonly folder: string;
  readonly overruling: Overruling;
  readonly documents: Readonly<Record<string, string>>;
  readonly configuration: string;
  /** The configuration's text with the declaration. */
  readonly text: string;
  readonly key: string;
}

export interface DeclarationMeaning {
  /** Calls and reads that it means. */
  readonly uses: number;
  /** Findings that are there without it only, and with it only, as `rule in path:line`. */
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** A secret on its way to the environment. `changes` hold it; nothing else does. */
export interface MovedSecret {
  readonly variable: string;
  /** The files, absolute, with their text before (null: there is none) and after. */
  readonly changes: readonly { readonly file: string; readonly before: string | null; readonly after: string }[];
  readonly notes: readonly string[];
  /** What is left to be done about the leak, as Markdown. */
  readonly guide: string;
}

export interface Questions {
  analyze: { params: FileQuestion; answer: FileAnswer };
  /** Does a part of the work of reading and analysing a folder as a whole; `isDone` when there is no more. */
  index: {
    params: IndexQuestion;
    /** The files, from the root, about which something else is known now than was said. */
    answer: { readonly root: string; readonly isDone: boolean; readonly touched: readonly string[] };
  };
  /** The finding's fixes that hold: it is gone after them, and nothing new is there. */
  proveFixes: { params: FindingQuestion; answer: readonly Fix[] };
  /** A comment that silences the finding, proven to do so; null when there is no place for one. */
  suppress: { params: FindingQuestion; answer: SuppressionComment | null };
  /**
   * Null when the finding is no secret; else the variable that the code would read it from, proven to take the finding
   * away, and null where it can't be read from one.
   */
  secretVariable: { params: FindingQuestion; answer: { readonly variable: string | null } | null };
  /** What files become when a secret moves to the environment. `documents`: the editor's texts, by file. */
  moveSecret: {
    params: FindingQuestion & { readonly documents: Readonly<Record<string, string>> };
    answer: MovedSecret | null;
  };
  /** What to do about a secret that has leaked, as Markdown; null when the finding is no secret. */
  rotationGuide: { params: FindingQuestion; answer: string | null };
  /** The edits of all automatic fixes that hold together. */
  fixAll: { params: FileQuestion & { readonly text: string }; answer: readonly Edit[] };
  /** The configuration with the rule turned off for the file: the nearest one's new text, or one to create in `folder`. */
  turnRuleOff: {
    params: FileQuestion & { readonly folder: string; readonly ruleId: string };
    answer: ConfigurationChange;
  };
  /** What can be said of the functions on the finding's way, each as a change of the configuration. */
  declare: {
    params: FindingQuestion & {
      readonly folder: string;
      readonly at: { readonly start: number; readonly end: number };
    };
    answer: readonly Declarable[];
  };
  /** What a configuration's declaration would mean in a folder. */
  tryDeclaration: { params: DeclarationQuestion; answer: DeclarationMeaning };
  effectiveConfiguration: { params: FileQuestion; answer: string };
  /** Why nothing, or nothing else, is reported on a line (from 1), as Markdown. */
  whyNot: { params: FileQuestion & { readonly line: number }; answer: string };
  scan: { params: ScanQuestion; answer: ScanAnswer };
  /** Whether somebody has started a threat model of the folder. */
  hasThreats: { params: FolderQuestion; answer: boolean };
  /** The threat model of a folder; as below, null while the folder is not known as a whole (`index`). */
  threats: { params: FolderQuestion; answer: { readonly root: string; readonly known: KnownThreats } | null };
  /** Writes header and lock of a threat model that nobody has started; gives the header's file. */
  startThreats: { params: FolderQuestion & { readonly header: Header }; answer: { readonly file: string } | null };
  /** Writes an answer for the code as it is now; gives its file. */
  answerThreat: { params: FolderQuestion & { readonly answer: GivenAnswer }; answer: { readonly file: string } | null };
  /** Whether the folder's own configuration includes or excludes files at all. */
  narrows: { params: FolderQuestion; answer: boolean };
  /** How many files below the folder are analysed, and how many files and folders its own configuration leaves out. */
  coverage: {
    params: FolderQuestion;
    answer: { readonly analysed: number; readonly configuredAway: number };
  };
  /** Every rule, in order of id. */
  rules: {
    params: null;
    answer: readonly { readonly id: string; readonly title: string; readonly hasPage: boolean }[];
  };
  rulePage: { params: { readonly ruleId: string }; answer: string | null };
}

export type Question = {
  [K in keyof Questions]: { readonly id: number; readonly kind: K; readonly params: Questions[K]['params'] };
}[keyof Questions];

/** To the thread: a question, that nobody waits for one any more, or that configuration or folders have changed. */
export type ToThread = Question | { readonly cancel: number } | 'forget';

export type FromThread =
  | 'ready'
  | { readonly id: number; readonly event: ScanEvent }
  | { readonly id: number; readonly answer: Questions[keyof Questions]['answer'] }
  | { readonly id: number; readonly error: string };

/** While a question is being answered. */
export interface Asking {
  readonly signal: AbortSignal;
  say(event: ScanEvent): void;
}

/** Who answers, one function a kind of question. */
export type Answers = {
  readonly [K in keyof Questions]: (params: Questions[K]['params'], asking: Asking) => Promise<Questions[K]['answer']>;
};

export interface Analyst {
  readonly answers: Answers;
  /** What was remembered of configurations and folders is forgotten. */
  forget(): void;
}
