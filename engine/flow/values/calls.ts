import type { SchemaForm } from '../../model.ts';
import type { Constants } from '../../semantics/constants.ts';
import type { ApiEntity, CompiledHandler } from '../../semantics/entities.ts';
import type { Node } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import type { CheckedData, SchemaUse, SchemaValue } from '../schemas/schemaValue.ts';
import {
  ALL_BITS,
  type CallSite,
  type ClassInfo,
  type DecoratorUse,
  type FunctionInfo,
  NOTHING,
  type PropertyWrite,
} from '../valueFlowGraph.ts';
import type { HandlerResult, Invocation, ResolvedEntity } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** Told of each function among the arguments: its position, and the property that holds it, as `a.b` where it lies deeper. */
export type CallbackListener = (fn: FunctionInfo, index: number, option: string | undefined) => void;

/** What is known of other modules, as far as calls ask for it. */
export interface ForeignModules {
  /** Makes a node the module that a specifier means. Gives false when that is not analysed. */
  importModule(node: number, specifier: string): boolean;
  /** Adds what happens with each instance of a class, when it is one of another module. */
  instantiate(cls: ClassInfo, instance: number): void;
}

/** The calls of a module, and what is known of them so far. */
export class Calls {
  readonly facts: ValueFacts;
  readonly constants: Constants;
  readonly invocations: Invocation[] = [];
  readonly calleesOf = new Map<number, ResolvedEntity[]>();
  /** Calls of which something is known. */
  readonly resolved = new Set<number>();
  readonly byCallee = new Map<number, CallSite[]>();
  readonly byReceiver = new Map<number, CallSite[]>();
  readonly byArgument = new Map<number, { readonly call: CallSite; readonly index: number }[]>();
  readonly writesByObject = new Map<number, { readonly call: CallSite; readonly property: string }[]>();
  readonly subclasses = new Map<number, ClassInfo[]>();
  /** What waits for functions among the arguments of a call. */
  readonly callbacks = new Map<number, CallbackListener[]>();
  /** Functions whose parameters a library is known to fill. */
  readonly seeded = new Set<FunctionInfo>();
  /** Functions that are called in sight. */
  readonly invoked = new Set<FunctionInfo>();
  /** What becomes of the results of handlers. */
  readonly results: HandlerResult[] = [];
  readonly decoratorsAt = new Map<number, DecoratorUse[]>();

  /** Checks of data by schemas that were found, and what they mean is not yet said. */
  readonly schemaUses: SchemaUse[] = [];
  /** What each check lets through, by its call. */
  readonly checked = new Map<Node, readonly CheckedData[]>();
  /** Schemas that libraries export, one each. */
  readonly exportedSchemas = new Map<SchemaForm, SchemaValue>();

  /** The modules that this one imports. */
  foreign: ForeignModules = { importModule: () => false, instantiate: () => {} };
  readonly #callbackInvocations = new Map<string, number>();

  constructor(facts: ValueFacts, constants: Constants) {
    this.facts = facts;
    this.constants = constants;
    this.#index();
  }

  #index(): void {
    for (const call of this.facts.graph.calls) this.#indexCall(call);
    for (const use of this.facts.graph.decorators) push(this.decoratorsAt, use.callee, use);
    let count = 0;
    for (const write of this.facts.graph.writes) {
      if (write.value === NOTHING) continue;
      const call = callOfWrite(write, -1 - count++);
      push(this.writesByObject, write.object, { call, property: write.property });
      push(this.byArgument, write.value, { call, index: 0 });
    }
    for (const cls of this.facts.graph.classes) {
      if (cls.superclass !== NOTHING) push(this.subclasses, cls.superclass, cls);
    }
  }

  #indexCall(call: CallSite): void {
    push(this.byCallee, call.callee, call);
    if (call.receiver !== NOTHING) push(this.byReceiver, call.receiver, call);
    call.arguments.forEach((argument, index) => {
      if (argument !== NOTHING) push(this.byArgument, argument, { call, index });
    });
  }

  /** A call that stands nowhere in the text: a library's. Its number must be that of its place in the list. */
  addCall(call: CallSite): void {
    this.facts.graph.calls.push(call);
    this.#indexCall(call);
  }

  /** Joins a call with a function of this module that it calls: arguments enter, the result comes back. */
  invoke(call: CallSite, fn: FunctionInfo, isConstructor = false): void {
    const key = `invoke ${call.id} ${fn.id}`;
    if (!this.facts.once(key)) return;
    this.invoked.add(fn);
    const id = this.invocations.length;
    const written = call.spread < 0 ? call.arguments : call.arguments.slice(0, call.spread);
    // The first argument of a tag is the list of its texts, which are constants.
    const args = call.isTag ? [NOTHING, ...written] : written;
    this.invocations.push({ id, fn, call, arguments: args });
    fn.parameters.forEach((parameter, index) => {
      if (fn.rest === index) {
        args.slice(index).forEach((argument, offset) => {
          this.facts.edge(argument, parameter, 'enter', String(offset), ALL_BITS, 0, id);
        });
      } else if (args[index] !== undefined) this.facts.edge(args[index], parameter, 'enter', '', ALL_BITS, 0, id);
      if (call.spread >= 0 && index >= call.spread) {
        const element = this.facts.graph.addNode(call.ast, call.owner, 'value');
        this.facts.edge(call.arguments[call.spread]!, element, 'load', ANY);
        this.facts.edge(element, parameter, 'enter', fn.rest === index ? ANY : '', ALL_BITS, 0, id);
      }
    });
    if (fn.all !== NOTHING) {
      args.forEach((argument, index) => {
        this.facts.edge(argument, fn.all, 'enter', String(index), ALL_BITS, 0, id);
      });
    }
    if (this.facts.graph.parameterFunction.has(fn.self)) this.#enterSelf(call, fn, id);
    if (call.isNew) {
      if (!isConstructor) this.facts.edge(fn.self, call.result, 'copy');
    } else this.facts.edge(fn.returns, call.result, 'exit', '', ALL_BITS, 0, id);
    if (this.facts.graph.returnFunction.has(fn.thrown))
      this.facts.edge(fn.thrown, call.caught ?? NOTHING, 'exit', '', ALL_BITS, 0, id);
  }

  /** A function of another module sees the object that it is called on, and what it puts there stays there. */
  #enterSelf(call: CallSite, fn: FunctionInfo, invocation: number): void {
    const receiver = call.isNew ? call.result : call.receiver;
    this.facts.edge(receiver, fn.self, 'enter', '', ALL_BITS, 0, invocation);
    // Functions and API values only: data comes back by the summary, each to its own receiver.
    this.facts.edge(fn.self, receiver, 'copy', '', 0);
  }

  /** A library fills the parameters of a function: it is a handler. */
  seedParameters(fn: FunctionInfo, handler: CompiledHandler, isGuessed: boolean): void {
    this.seeded.add(fn);
    handler.parameters.forEach((type, index) => {
      const parameter = fn.parameters[index];
      if (type && parameter !== undefined && index !== fn.rest) this.facts.addEntity(parameter, type, isGuessed, true);
    });
    if (handler.rest) this.#seedRest(fn, handler.rest, handler.parameters.length, isGuessed);
    if (handler.returns) this.results.push({ fn, to: handler.returns, isGuessed });
  }

  #seedRest(fn: FunctionInfo, type: ApiEntity, from: number, isGuessed: boolean): void {
    fn.parameters.forEach((parameter, index) => {
      if (index < from) return;
      if (index !== fn.rest) {
        this.facts.addEntity(parameter, type, isGuessed, true);
        return;
      }
      const element = this.facts.graph.addNode(this.facts.graph.ast[parameter]!, fn, 'value');
      this.facts.addEntity(element, type, isGuessed, true);
      this.facts.edge(element, parameter, 'store', ANY);
    });
  }

  /** Calls `found` for each function that is an argument of the call, now or later. */
  onCallback(call: CallSite, found: CallbackListener): void {
    push(this.callbacks, call.id, found);
    call.arguments.forEach((argument, index) => {
      for (const { fn, names } of this.facts.functionsAt(argument)) found(fn, index, optionOf(names));
    });
  }

  /** Calls `found` for each function that is at a node, or inside of its value, now or later. */
  onFunctionAt(node: number, ast: Node, found: (fn: FunctionInfo, names: readonly string[]) => void): void {
    const call: CallSite = {
      id: this.facts.graph.calls.length,
      ast,
      callee: NOTHING,
      receiver: NOTHING,
      method: undefined,
      arguments: [node],
      argumentNodes: [undefined],
      spread: -1,
      result: NOTHING,
      isNew: false,
      isTag: false,
      owner: this.facts.graph.functions[0]!,
    };
    this.addCall(call);
    this.resolved.add(call.id);
    this.onCallback(call, (fn, _, option) => found(fn, option === undefined ? [] : option.split('.')));
  }

  /** The invocation that stands for a library calling a function back. */
  callbackInvocation(call: CallSite, fn: FunctionInfo): number {
    const key = `${call.id} ${fn.id}`;
    const known = this.#callbackInvocations.get(key);
    if (known !== undefined) return known;
    this.invoked.add(fn);
    const id = this.invocations.length;
    this.#callbackInvocations.set(key, id);
    this.invocations.push({ id, fn, call, arguments: [] });
    return id;
  }
}

/** The names from a value inwards, as one text; undefined for the value itself. */
export function optionOf(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join('.');
}

/** A write to a property as a call that is given the value: `window.onmessage = listener`. */
function callOfWrite(write: PropertyWrite, id: number): CallSite {
  return {
    id,
    ast: write.ast,
    callee: NOTHING,
    receiver: write.object,
    method: undefined,
    arguments: [write.value],
    argumentNodes: [write.valueNode],
    spread: -1,
    result: NOTHING,
    isNew: false,
    isTag: false,
    owner: write.owner,
  };
}

/** Adds a value to the list of a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
