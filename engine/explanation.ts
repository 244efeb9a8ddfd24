/** What the engine says of a line at which it reports nothing: plain data, as findings are. */
import type { Location, Trust } from './finding.ts';

/** A piece of code, as it is quoted. */
export interface Quoted {
  readonly code: string;
  readonly location: Location;
}

/** What becomes of data on its way to a sink, so that it is harmless there. */
export type Stop =
  /** A call gives it back without what the rule asks for. */
  | 'cleared'
  /** A call gives something of its own. */
  | 'answered'
  /** A test refuses the rest. */
  | 'guarded'
  /** It stands at a place of a text where it can do nothing. */
  | 'placed'
  /** It is counted, or calculated with. */
  | 'counted'
  /** What comes from there can't be what the rule asks for. */
  | 'shaped'
  /** It arrives, and is of somebody whose data the rule does not ask for. */
  | 'unasked';

/** Where a value is made that nobody outside is known to choose. */
export type Origin =
  | {
      readonly kind: 'parameter';
      readonly function: string | undefined;
      readonly isCalled: boolean;
      /** Other files can call it. */
      readonly isExported: boolean;
    }
  /** A part of something that a model knows, and calls no data from outside. */
  | { readonly kind: 'known'; readonly name: string }
  /** What a call gives that no model calls data from outside. */
  | { readonly kind: 'call'; readonly isKnown: boolean }
  | { readonly kind: 'module'; readonly specifier: string }
  | { readonly kind: 'global' }
  | { readonly kind: 'value' };

/** Data from outside: the expression that has it, and whose it is. */
export interface OutsideData extends Quoted {
  /** What a reader calls it: "the query string". */
  readonly label: string;
  readonly trust: Trust;
  /** The file that it comes from, when it is another one. */
  readonly module: string | undefined;
}

/** One way back from a sink. */
export type WayBack =
  /** Data comes in from outside, and nothing on the way is known to stop it. */
  | {
      readonly kind: 'arrives';
      readonly source: OutsideData;
      /** Steps through code that nobody knows. */
      readonly unsure: readonly Quoted[];
    }
  | { readonly kind: 'stopped'; readonly source: OutsideData; readonly by: Stop; readonly at: Quoted }
  | { readonly kind: 'unreached'; readonly at: Quoted; readonly origin: Origin };

/** A sink, and what is known to lead there. */
export interface SinkExplanation {
  readonly ruleId: string;
  readonly value: Quoted;
  /** What takes it: `db.query`, `el.innerHTML`. */
  readonly taker: string;
  /** The ways back, those first that start outside. Empty for a constant. */
  readonly ways: readonly WayBack[];
}

/** A call that is no sink. */
export interface CallExplanation extends Quoted {
  readonly kind: /** No model and no code in sight says what it does. */
    | 'unknown'
    /** A model says what it does; no argument of it is dangerous. */
    | 'known'
    /** Its function is in this file, or in another one that is analysed, and is followed. */
    | 'followed';
  /** The module of an unknown one, the name path of a known one; of a followed one, the line or the other file. */
  readonly of: string | undefined;
}

export interface LineExplanation {
  readonly sinks: readonly SinkExplanation[];
  readonly calls: readonly CallExplanation[];
  /** What the parser complained of near the line. */
  readonly syntaxErrors: readonly { readonly line: number; readonly message: string }[];
}
