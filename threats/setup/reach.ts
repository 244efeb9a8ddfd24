import type { CallStep } from '../../engine/surface/surface.ts';
import { callsIn, type Interpreter } from './interpreter.ts';
import type { Argument, ClassValue, Frame, FunctionValue, LibraryValue, ObjectValue, Value } from './values.ts';

/** A call of an API value, with what it is called on and with. */
export interface ApiCall {
  readonly step: CallStep;
  readonly callee: LibraryValue;
  readonly arguments: readonly Argument[];
}

/** A call of a function of the program. */
export interface Invocation {
  readonly step: CallStep;
  readonly value: FunctionValue;
}

/** What a function does by itself, and which functions it calls or hands over. */
interface Doing {
  readonly calls: readonly ApiCall[];
  readonly functions: readonly FunctionValue[];
  readonly invocations: readonly Invocation[];
}

/** Functions further away than so many are another matter. */
const MAX_REACHED = 400;

/** Finds out what functions call, directly and through others. */
export class Reach {
  readonly #interpreter: Interpreter;
  readonly #doings = new Map<Frame | undefined, Map<string, Doing>>();

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  /** The functions that values lead to: a function itself, what a library makes a handler of, methods of an object. */
  functionsIn(values: readonly Value[]): FunctionValue[] {
    return values.flatMap((value): FunctionValue[] => {
      if (value.kind === 'function') return [value];
      if (value.kind === 'library') {
        const { made } = value;
        return made ? made.arguments.flatMap((argument) => this.functionsIn(argument.values)) : [];
      }
      return value.kind === 'list' ? value.items.flatMap((item) => this.functionsIn(item.values)) : [];
    });
  }

  /** The calls that made values of libraries: of `upload.single('photo')` that call. */
  madeCalls(values: readonly Value[]): ApiCall[] {
    return values.flatMap((value): ApiCall[] => {
      if (value.kind === 'list') return value.items.flatMap((item) => this.madeCalls(item.values));
      if (value.kind !== 'library' || !value.made) return [];
      const { step, arguments: args, callee } = value.made;
      return [{ step, callee, arguments: args }];
    });
  }

  /** The object that stands for a class's instances. */
  instanceOf(cls: ClassValue): ObjectValue | undefined {
    const [made] = this.#interpreter.instanceOf(cls);
    return made?.kind === 'object' ? made : undefined;
  }

  methodOf(object: ObjectValue, name: string): FunctionValue[] {
    return this.#interpreter.member(object, name).flatMap((value) => (value.kind === 'function' ? [value] : []));
  }

  readonly #reached = new Map<Frame | undefined, Map<string, readonly FunctionValue[]>>();

  /** All functions that a call of some leads to, these first; each once. */
  from(starts: readonly FunctionValue[]): readonly FunctionValue[] {
    const [only, ...more] = starts;
    if (!only || more.length > 0) return this.#walk(starts);
    const byFunction = this.#reached.get(only.frame) ?? new Map<string, readonly FunctionValue[]>();
    this.#reached.set(only.frame, byFunction);
    const key = this.#interpreter.identityOf(only);
    const found = byFunction.get(key) ?? this.#walk(starts);
    byFunction.set(key, found);
    return found;
  }

  #walk(starts: readonly FunctionValue[]): FunctionValue[] {
    const found: FunctionValue[] = [];
    const seen = new Set<string>();
    const work = [...starts];
    for (let next = work.shift(); next && found.length < MAX_REACHED; next = work.shift()) {
      const key = this.#interpreter.identityOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      found.push(next);
      work.push(...this.#doingOf(next).functions);
    }
    return found;
  }

  /** What tells a function from others. */
  identityOf(value: FunctionValue): string {
    return this.#interpreter.identityOf(value);
  }

  /** The calls of API values that a function makes by itself. */
  callsOf(value: FunctionValue): readonly ApiCall[] {
    return this.#doingOf(value).calls;
  }

  /** The functions of the program that it calls by itself, in order. */
  invocationsOf(value: FunctionValue): readonly Invocation[] {
    return this.#doingOf(value).invocations;
  }

  #doingOf(value: FunctionValue): Doing {
    const key = this.#interpreter.identityOf(value);
    const byFunction = this.#doings.get(value.frame) ?? new Map<string, Doing>();
    this.#doings.set(value.frame, byFunction);
    const known = byFunction.get(key);
    if (known) return known;
    byFunction.set(key, { calls: [], functions: [], invocations: [] });
    const doing = this.#find(value);
    byFunction.set(key, doing);
    return doing;
  }

  #find(value: FunctionValue): Doing {
    const { module, fn } = value;
    const interpreter = this.#interpreter;
    const frame =
      fn.id === 0
        ? interpreter.moduleFrame(module.path)!
        : interpreter.frame(module, fn, value.frame, undefined, value.self);
    const calls: ApiCall[] = [];
    const functions: FunctionValue[] = [];
    const invocations: Invocation[] = [];
    for (const step of callsIn(fn.steps)) {
      const args = interpreter.argumentsOf(step, frame);
      for (const callee of interpreter.callees(step, frame)) {
        if (callee.kind === 'function') {
          functions.push(callee);
          invocations.push({ step, value: callee });
        } else if (callee.kind === 'library') calls.push({ step, callee, arguments: args });
        else if (callee.kind === 'class') {
          const construct = callee.module.classes[callee.id]?.construct;
          const made = construct === undefined ? undefined : callee.module.functions.get(construct);
          if (made)
            functions.push({ kind: 'function', module: callee.module, fn: made, frame: callee.frame, self: undefined });
        } else if (callee.kind === 'method' && callee.of.kind === 'function') functions.push(callee.of);
      }
      for (const target of step.targets) {
        const surface = interpreter.surfaces.get(target.module);
        const called = surface?.functions.get(target.id);
        if (surface && called) functions.push(interpreter.functionValue(surface, called));
      }
      for (const { values } of args) for (const each of values) if (each.kind === 'function') functions.push(each);
    }
    return { calls, functions, invocations };
  }
}
