import type { FlowStep } from '../finding.ts';
import type { SchemaLibraryModel, SourceModel } from '../model.ts';
import type { ConstantData } from '../semantics/constantData.ts';
import type { ApiEntity } from '../semantics/entities.ts';
import type { Shape } from './schemas/shape.ts';
import type { TaintBits } from './taintKind.ts';

/**
 * What a module tells the modules that import it: plain data, without its syntax. Functions and classes are named by
 * module and number, so that a summary says nothing of what other modules' summaries say.
 */
export interface ModuleSummary {
  readonly path: string;
  /** The module assigns its exports: what it exports is its default export as well. */
  readonly isCommonJs: boolean;
  readonly exports: readonly HeldValue[];
  /** The constants among them, by name. */
  readonly constants: ReadonlyMap<string, ConstantData>;
  readonly functions: ReadonlyMap<number, FunctionSummary>;
  readonly classes: ReadonlyMap<number, ClassSummary>;
  /** Data of known sources in what is exported. */
  readonly sources: readonly SummarySource[];
}

/** What a module tells of which nothing is known. */
export function emptySummary(path: string, constants: ModuleSummary['constants'] = new Map()): ModuleSummary {
  return { path, isCommonJs: false, exports: [], constants, functions: new Map(), classes: new Map(), sources: [] };
}

/** A function or class of a module, by its number there. */
export interface SymbolRef {
  readonly module: string;
  readonly id: number;
}

/** What a value is, to other modules. */
export type SharedValue =
  | { readonly kind: 'entity'; readonly entity: ApiEntity; readonly isGuessed: boolean }
  | { readonly kind: 'function'; readonly ref: SymbolRef }
  | { readonly kind: 'class'; readonly ref: SymbolRef }
  | { readonly kind: 'module'; readonly path: string }
  | SharedSchema
  | SharedChecks;

/** A schema that checks data, as what it lets through. */
export interface SharedSchema {
  readonly kind: 'schema';
  readonly library: SchemaLibraryModel;
  readonly shape: Shape;
}

/** Middleware that lets through of parts of the request what schemas do. */
export interface SharedChecks {
  readonly kind: 'checks';
  readonly checks: readonly PartCheck[];
}

export interface PartCheck {
  readonly names: readonly string[];
  readonly shape: Shape;
}

/** A value inside of another one: the names of the properties on the way to it. */
export interface HeldValue {
  readonly names: readonly string[];
  readonly value: SharedValue;
}

/** A place at a function, seen from outside: where data comes in or leaves. */
export type Place =
  | { readonly at: 'parameter'; readonly index: number; readonly names: readonly string[] }
  /** What `this` is. */
  | { readonly at: 'self'; readonly names: readonly string[] }
  | { readonly at: 'return'; readonly names: readonly string[] }
  /** What a module holds: what it exports, or a variable that its functions share (`stateName`). */
  | { readonly at: 'module'; readonly module: string; readonly names: readonly string[] }
  /** An argument that the function gives to something that it was given, by the number of the call in `calls`. */
  | { readonly at: 'argument'; readonly call: number; readonly index: number; readonly names: readonly string[] }
  /** What stands for a part of a parameter where the function passes on, by the number of the part in `passed`. */
  | { readonly at: 'passed'; readonly part: number; readonly names: readonly string[] }
  /** What such a call gives back. */
  | { readonly at: 'result'; readonly call: number; readonly names: readonly string[] };

/** The name under which a variable that the functions of a module share stands among what the module holds. */
export function stateName(variable: string): string {
  return `%${variable}`;
}

/** A part of what a function is given; with `text`, text made of it, with `deep`, of all in it. */
export interface GivenPart {
  readonly place: Place;
  readonly openness: 'open' | 'text' | 'deep';
}

/** Data that passes, and how certain that is. */
interface Passage {
  readonly bits: TaintBits;
  readonly doubt: number;
  /** Number of the steps that tell the way, in the traces of the module. */
  readonly trace: number;
}

/** What a function is given goes to another place. */
export interface SummaryFlow extends Passage {
  readonly from: GivenPart;
  readonly to: Place;
}

/** What a function is given arrives at a sink. */
export interface SummarySink extends Passage {
  readonly from: GivenPart;
  readonly sink: SymbolRef;
}

/** Data of a known source comes to a place. */
export interface SummarySource extends Passage {
  readonly model: SourceModel;
  readonly entity: ApiEntity;
  readonly isGuessed: boolean;
  readonly to: Place;
}

/** A call of something that a function was given: a callback, a method of an injected service. */
export interface SummaryCall {
  readonly callee: Place;
  /** For each argument, what it is known to be. */
  readonly arguments: readonly (readonly HeldValue[])[];
}

/** A function checks data by a schema that it is given, and gives it back. */
export interface GivenSchema {
  /** The parameter that the schema is. */
  readonly parameter: number;
  /** Where the data is in what the function returns. */
  readonly names: readonly string[];
  /** The function puts more into it afterwards. */
  readonly isExtended: boolean;
}

/** A part of a result, such as `error`, and whether it must be there. */
export interface TestedPart {
  readonly name: string;
  readonly is: 'set' | 'unset';
}

/** What a function says: that it returns at all, yes, no, or a result with such a part; nothing, since it never returns. */
export type Answer = 'returning' | 'yes' | 'no' | TestedPart | 'never';

/** A function does not answer so unless it is given a good value. */
export interface ParameterProof {
  readonly parameter: number;
  /** The part of the parameter that is good. */
  readonly names: readonly string[];
  /** Kinds that it no longer has. */
  readonly clears: TaintBits;
  readonly by: Answer;
  /** The parameter is something like true then: a test that an assertion was given holds. */
  readonly holds?: true;
  /** The answer is a promise's: only who waits for it has it. */
  readonly isPromised?: true;
  /** What the function asks besides is not understood: it may prove more. */
  readonly isLeftOpen?: true;
}

/** A function makes middleware that checks a part of the request by a schema that it is given: `validate(schema)`. */
export interface MiddlewareSchema {
  /** The parameter that the schema is in, and where. */
  readonly parameter: number;
  readonly names: readonly string[];
  /** The part of the request that is checked; where the schema is one of several parts, the field of it. */
  readonly part: readonly string[];
  readonly field?: string;
  /** Only where another parameter is this name of a part. */
  readonly chosenBy?: { readonly parameter: number; readonly is: string; readonly fallback?: string };
  /** The part stays as it came, beside what the schema knows of it. */
  readonly isLookedAt: boolean;
}

/** A part of a parameter that a function proves, or writes, before it passes on by calling another parameter: `next()`. */
export interface PassedPart {
  readonly parameter: number;
  readonly names: readonly string[];
}

export interface FunctionSummary {
  readonly name: string | undefined;
  readonly parameters: readonly (string | undefined)[];
  /** Index of the rest parameter, or -1. */
  readonly rest: number;
  readonly returns: readonly HeldValue[];
  /** What it puts on `this`, when it makes objects by itself. */
  readonly self?: readonly HeldValue[];
  readonly flows: readonly SummaryFlow[];
  readonly sinks: readonly SummarySink[];
  readonly sources: readonly SummarySource[];
  readonly calls: readonly SummaryCall[];
  readonly givenSchemas?: readonly GivenSchema[];
  readonly proofs?: readonly ParameterProof[];
  readonly neverReturns?: true;
  readonly passed?: readonly PassedPart[];
  readonly middlewareSchemas?: readonly MiddlewareSchema[];
}

export interface ClassSummary {
  readonly name: string | undefined;
  /** Number of the constructor among the module's functions. */
  readonly construct: number | undefined;
  readonly instance: readonly HeldValue[];
  /** What comes to pass with an instance, whoever calls its methods; all places are at `self` or at the calls. */
  readonly sinks: readonly SummarySink[];
  readonly sources: readonly SummarySource[];
  readonly calls: readonly SummaryCall[];
}

/** What a module learns from those that call it: a parameter (or, with the index `SELF`, `this`) holds an API value. */
export interface Seed {
  readonly function: number;
  readonly parameter: number;
  readonly names: readonly string[];
  readonly entity: ApiEntity;
  readonly isGuessed: boolean;
  /** Parts of it that come as data, since something proved or wrote them before: they are no sources by themselves. */
  readonly passed?: readonly (readonly string[])[];
}

/** Data that a module puts into what another one exports. */
export interface SentData extends Omit<SummarySource, 'to'> {
  readonly module: string;
  /** Where in the exported object. */
  readonly names: readonly string[];
}

/** Data that other modules put into what this one exports: the same, with the module whose steps tell of it. */
export interface ReceivedData extends SentData {
  readonly from: string;
}

/** A part of a path: a step, or the steps of another module by their number there. */
export type TracePart = FlowStep | { readonly module: string; readonly trace: number };

/** Finds what modules have told. */
export interface Linker {
  /** The path of the module that a specifier means, when it is one that is analysed. */
  resolve(specifier: string): string | undefined;
  summaryOf(path: string): ModuleSummary | undefined;
}

/** The constant that a module exports under a name, by itself or of modules that it exports as a whole. */
export function constantOf(
  linker: Linker,
  path: string | undefined,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): ConstantData | undefined {
  const summary = path === undefined || seen.has(path) ? undefined : linker.summaryOf(path);
  if (!summary) return undefined;
  const own = summary.constants.get(name);
  if (own) return own;
  const visited = new Set([...seen, summary.path]);
  for (const { names, value } of summary.exports) {
    const passed =
      names.length === 0 && value.kind === 'module' ? constantOf(linker, value.path, name, visited) : undefined;
    if (passed) return passed;
  }
  return undefined;
}

/** A module by itself: nothing that it imports is known. */
export const ALONE: Linker = { resolve: () => undefined, summaryOf: () => undefined };

/** The values that a module exports under a name; a module that assigns its exports is its own default export. */
export function exportedAs(summary: ModuleSummary, name: string): readonly HeldValue[] {
  const named = summary.exports.filter(({ names }) => names[0] === name);
  if (named.length > 0) return named.map(({ names, value }) => ({ names: names.slice(1), value }));
  return name === 'default' && summary.isCommonJs ? summary.exports : [];
}
