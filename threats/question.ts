/** The questions of a checklist, and what can be said of each for an element. Plain data. */
import type { Location } from '../engine/finding.ts';
import type { Control, Element, ElementKind } from './element.ts';

/** Letters of STRIDE. */
export type Stride = 'S' | 'T' | 'R' | 'I' | 'D' | 'E';

/** Letters of LINDDUN: linking, identifying, non-repudiation, detecting, data disclosure, unawareness, non-compliance. */
export type Linddun = 'L' | 'I' | 'Nr' | 'D' | 'Dd' | 'U' | 'Nc';

/** `scan`: the scan can answer; `evidence`: the scan shows what it saw, and a person decides; `person`. */
export type Answerer = 'scan' | 'evidence' | 'person';

export interface Question {
  /** Permanent: answers refer to it. */
  readonly id: string;
  /** Asked so that "yes" is the good answer. */
  readonly asks: string;
  readonly of: readonly ElementKind[];
  /** Narrows `of`: all that is named must hold. */
  readonly when?: QuestionCondition;
  /** More elements that it is asked of: a team's own kinds are such selections. */
  readonly alsoOf?: readonly { readonly of: readonly ElementKind[]; readonly when?: QuestionCondition }[];
  readonly stride: readonly Stride[];
  /** Letters of LINDDUN, of questions on privacy. */
  readonly linddun?: readonly Linddun[];
  /** Requirements of OWASP ASVS 5.0.0 with the lowest level that asks for each. */
  readonly asvs: readonly { readonly id: string; readonly level: 1 | 2 | 3 }[];
  /** A finding with one of these weaknesses on the element breaks what is asked for. */
  readonly cwe: readonly number[];
  readonly top10: readonly string[];
  readonly api: readonly string[];
  readonly who: Answerer;
  /** Controls that speak for "yes". A certain one proves it where `who` is `scan` or `evidence`. */
  readonly controls: readonly Control['kind'][];
  /** Only all of these together, certain, prove it; of an empty list nothing does, and a person decides. */
  readonly provedBy?: readonly Control['kind'][];
  /** The question set that it came with; a new one is listed and fails no check of an older model. Default: 1. */
  readonly since?: number;
  /** Where it stands when it is the team's own: `.portside/questions/payments.yaml`. */
  readonly file?: string;
}

export interface QuestionCondition {
  readonly methods?: readonly string[];
  readonly frameworks?: readonly string[];
  /** The path has a parameter. */
  readonly hasParameter?: boolean;
  /** One of these globs matches the element's id: `entry:*:*:/admin/**`. */
  readonly ids?: readonly string[];
  /** A session or cookie authenticates callers of the program. */
  readonly cookieSession?: boolean;
  /** Kinds of elements of which it must reach one. */
  readonly reaches?: readonly ElementKind[];
  readonly data?: boolean;
}

export type State =
  /** Positive evidence at a place; never the absence of a finding. */
  | 'proved'
  /** A finding is open. */
  | 'broken'
  /** The scan looked and cannot decide. */
  | 'unknown'
  /** Only a person can answer. */
  | 'person'
  | 'answered'
  /** Answered for code that has changed since. */
  | 'stale'
  /** An accepted risk whose time is over. */
  | 'expired'
  /** A person said yes and a finding says no. */
  | 'contradicted';

/** What is said of one question for one element. */
export interface Item {
  readonly element: Element;
  readonly question: Question;
  readonly state: State;
  /** Why it is in this state, in a sentence: "`requireAuth` runs before the handler on every way". */
  readonly why: string;
  readonly evidence: readonly { readonly location: Location; readonly text: string }[];
  /** Fingerprints of the findings that break it. */
  readonly findings: readonly string[];
  readonly answer?: Answer;
  /** Peer comparison: "11 of 12 POST routes pass requireAuth; this one does not". */
  readonly peers?: string;
  /** How much it counts among others in the same state: nearness to strangers × class of data × level. */
  readonly weight: number;
  /** Open, but others of this element weigh more and come first. */
  readonly later?: true;
  /** Open, and put to a person only since those that weigh more are settled: no change brought it up. */
  readonly followsUp?: true;
}

export type AnswerState = 'yes' | 'no' | 'n/a' | 'accepted' | 'transferred' | 'unsure';

/** A person's answer as it stands in `.portside/elements/`. */
export interface Answer {
  readonly question: string;
  readonly state: AnswerState;
  readonly because: string;
  readonly by?: string;
  /** The evidence hash that it was given for. */
  readonly for?: string;
  /** Of an accepted risk, the last day: `2027-06-30`. */
  readonly until?: string;
  /** Of an accepted or transferred risk: fingerprints of the findings that it covers. */
  readonly findings: readonly string[];
  /** The file that it stands in, from the workspace's root. */
  readonly file?: string;
  /** Of an answer that was given for many elements at once, the name of the group. */
  readonly group?: string;
}
