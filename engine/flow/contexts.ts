import type { TaintBits } from './taintKind.ts';
import type { FunctionInfo } from './valueFlowGraph.ts';
import type { Invocation } from './values/resolvedValues.ts';

/**
 * In what light facts are seen. Context 0 holds data whose source is known. Any other one holds what would happen if
 * something were at a parameter, at a certain part of it: what is found out there holds for all callers.
 *
 * A context that is *open* speaks of a whole value without having looked into it: a fact at path 0 stands for all its
 * parts. Where a property is read, the fact goes on in the narrower context of that part, so that callers learn which
 * part it is that matters. Text made of the part (`text`), or of all in it (`deep`), has no parts any more.
 */
export type Openness = 'closed' | 'open' | 'text' | 'deep';

export interface Context {
  readonly family: Family;
  /** The part of the family's value that this context is about, from the value inwards. */
  readonly names: readonly string[];
  readonly openness: Openness;
  /** The contexts of its parts, by name, and of text made of it (-1 where there is none); made when they are asked for. */
  parts: Map<string, number> | undefined;
  text: number;
  deep: number;
  /** Node and path to the bits that have been there. */
  readonly reached: Map<number, TaintBits>;
  /** Where data has left already, with which kinds. */
  left: Map<number | string, TaintBits> | undefined;
}

/** The contexts of one parameter: they have their callers in common. */
export interface Family {
  /** The function that data of these contexts stays in, until it leaves by an output; undefined where it may go anywhere. */
  readonly fn: FunctionInfo | undefined;
  /** Number of the symbolic value that the family is about, or -1. */
  readonly symbol: number;
  /** The symbolic value is taken for an object that a name chose. */
  readonly isChosen: boolean;
  size: number;
  readonly callers: { readonly record: number; readonly invocation: number }[];
  readonly outputs: Output[];
}

/** How data leaves a context: at the function's return, at a parameter that it writes to, at a node of an outer function. */
export interface Output {
  readonly record: number;
  readonly node: number;
  readonly path: number;
  readonly kind: 'return' | 'parameter' | 'outer';
  /** Only this call of a function around brought it here, when that is known. */
  readonly only: Invocation | undefined;
}

/** A family has so many contexts; what is read of a value beyond them is not told apart. */
const MAX_MEMBERS = 16;

/** Parts lie at most so deep. */
const MAX_DEPTH = 4;

/** All contexts of a propagation, by number. */
export class Contexts {
  readonly #all: Context[] = [];

  at(index: number): Context {
    return this.#all[index]!;
  }

  /** Makes the first context of a new family. */
  open(fn: FunctionInfo | undefined, symbol: number, openness: Openness, isChosen = false): number {
    return this.#make({ fn, symbol, isChosen, size: 0, callers: [], outputs: [] }, [], openness);
  }

  /** The context of the part that is read as `name` of the value that a context is about. */
  narrow(index: number, name: string): number {
    const context = this.#all[index]!;
    if (context.openness !== 'open' || context.names.length >= MAX_DEPTH) return index;
    let part = context.parts?.get(name);
    if (part === undefined) {
      // A family that is full tells no more parts apart.
      if (context.family.size >= MAX_MEMBERS) return index;
      part = this.#make(context.family, [...context.names, name], 'open');
      context.parts ??= new Map();
      context.parts.set(name, part);
    }
    return part;
  }

  /** The context of text that is made of the value that a context is about. */
  close(index: number, openness: 'text' | 'deep'): number {
    const context = this.#all[index]!;
    if (context.openness === 'closed' || context.openness === 'deep' || context.openness === openness) return index;
    if (context[openness] < 0) context[openness] = this.#make(context.family, context.names, openness);
    return context[openness];
  }

  /** The caller's context of what a callee found out about a part of what it was given. */
  compose(caller: number, callee: number): number {
    const { names, openness } = this.#all[callee]!;
    if (openness === 'closed' || this.#all[caller]!.openness !== 'open') return caller;
    let at = caller;
    for (const name of names) at = this.narrow(at, name);
    return openness === 'open' ? at : this.close(at, openness);
  }

  #make(family: Family, names: readonly string[], openness: Openness): number {
    family.size++;
    const index = this.#all.length;
    this.#all.push({
      family,
      names,
      openness,
      parts: undefined,
      text: -1,
      deep: -1,
      reached: new Map(),
      left: undefined,
    });
    return index;
  }
}
