import type { HandlerModel, SchemaForm } from '../../model.ts';
import type { Constants } from '../../semantics/constants.ts';
import type { ApiEntity, CompiledHandler } from '../../semantics/entities.ts';
import type { Node } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import type { CheckedData, CheckedExit, SchemaUse, SchemaValue } from '../schemas/schemaValue.ts';
import {
  ALL_BITS,
  type CallSite,
  type ClassInfo,
  type DecoratorUse,
  type FunctionInfo,
  hasOwnThis,
  NOTHING,
  type PropertyWrite,
} from '../valueFlowGraph.ts';
import { instancesOf } from './inheritance.ts';
import { isCallback, Lifting } from './lifting.ts';
import type { FunctionItem, HandlerResult, Invocation, Item, Registration, ResolvedEntity } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/**
 * Told of each value among the arguments that can be called back: its position, and the property that holds it, as `a.b`
 * where it lies deeper.
 */
export type CallbackListener = (callback: Item, index: number, option: string | undefined) => void;

/** What is known of other modules, as far as calls ask for it. */
export interface ForeignModules {
  /** Makes a node the module that a specifier means. Gives false when that is not analysed. */
  importModule(node: number, specifier: string): boolean;
  /** Makes a node an instance of a class of another module, when a type names one. */
  declare(node: number, specifier: string, names: readonly string[]): void;
  /** The file of the program that a specifier means. */
  pathOf(specifier: string): string | undefined;
  /** Gives a function its body, when it is one of another module. */
  complete(fn: FunctionInfo): void;
  /** Adds what happens with each instance of a class, when it is one of another module. */
  instantiate(cls: ClassInfo, instance: number): void;
}

/** Data that comes to a parameter with a declared type, by this edge. */
export interface TypedData {
  readonly from: number;
  readonly to: number;
  readonly type: Node;
  readonly edge: number;
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
  /** The functions that libraries are given to call, in the order in which they were found. */
  readonly registrations: Registration[] = [];
  /** Functions that are called in sight. */
  readonly invoked = new Set<FunctionInfo>();
  /** What becomes of the results of handlers. */
  readonly results: HandlerResult[] = [];
  readonly decoratorsAt = new Map<number, DecoratorUse[]>();
  /** The uses of decorators by the function that decorates. */
  readonly decoratedBy = new Map<number, DecoratorUse[]>();

  /** Data that a framework checks by the class that a parameter is declared to be of. */
  readonly typed: TypedData[] = [];
  /** Checks of data by schemas that were found, and what they mean is not yet said. */
  readonly schemaUses: SchemaUse[] = [];
  /** Calls of functions that check by schemas that they are given. */
  readonly checkedExits: CheckedExit[] = [];
  /** What each check lets through, by its call. */
  readonly checked = new Map<Node, readonly CheckedData[]>();
  /** Schemas that libraries export, one each. */
  readonly exportedSchemas = new Map<SchemaForm, SchemaValue>();

  /** The modules that this one imports. */
  foreign: ForeignModules = {
    importModule: () => false,
    pathOf: () => undefined,
    declare: () => {},
    complete: () => {},
    instantiate: () => {},
  };
  #made: ReadonlyMap<ClassInfo, number> = new Map();
  readonly #derived = new Map<string, CallSite>();
  readonly #lifting: Lifting;
  #writeCount = 0;
  readonly #exits = new Map<number, number[]>();
  readonly #overruled = new Set<number>();

  constructor(facts: ValueFacts, constants: Constants) {
    this.facts = facts;
    this.constants = constants;
    this.#lifting = new Lifting(this);
    facts.onCrossing = (edge, to, path, index, item) => this.#lifting.crossed(edge, to, path, index, item);
    this.#index();
  }

  #index(): void {
    for (const call of this.facts.graph.calls) this.#indexCall(call);
    for (const use of this.facts.graph.decorators) {
      push(this.decoratorsAt, use.callee, use);
      push(this.decoratedBy, use.value, use);
    }
    for (const write of this.facts.graph.writes) {
      if (write.value === NOTHING) continue;
      const call = callOfWrite(write, -++this.#writeCount);
      push(this.writesByObject, write.object, { call, property: write.property });
      push(this.byArgument, write.value, { call, index: 0 });
    }
    for (const cls of this.facts.graph.classes) {
      if (cls.superclass !== NOTHING) push(this.subclasses, cls.superclass, cls);
    }
    if (this.subclasses.size > 0) this.#made = instancesOf(this.facts.graph, this.subclasses);
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

  /**
   * A call that is not written as one, made once for a key.
   * @param changes how it differs from the call that it stands at
   */
  derive(key: string, at: CallSite, changes: Partial<CallSite>): CallSite | undefined {
    if (this.#derived.has(key)) return undefined;
    const { graph } = this.facts;
    const call: CallSite = { ...at, method: undefined, ...changes, id: graph.calls.length, isDerived: true };
    this.#derived.set(key, call);
    graph.calls.push(call);
    this.resolved.add(call.id);
    return call;
  }

  /** Makes a derived call known: what has arrived at its callee and its arguments is called. */
  register(call: CallSite): void {
    this.#indexCall(call);
    this.#lifting.register(call);
    for (const node of new Set([call.callee, call.receiver, ...call.arguments])) {
      if (this.facts.isKnown(node))
        this.facts.later(() =>
          this.facts.eachAt(node, (path, item, isLifted) => this.facts.onArrival(node, path, item, isLifted)),
        );
    }
  }

  /** True when what came in by a parameter is called where the parameter was given, not here. */
  isLifted(call: CallSite): boolean {
    return this.#lifting.isLifted(call);
  }

  /** What `new` makes of a class. */
  madeBy(cls: ClassInfo): number {
    return this.#made.get(cls) ?? cls.instance;
  }

  /** Joins a call with a function of this module that it calls: arguments enter, the result comes back. */
  invoke(call: CallSite, { fn, madeBy }: FunctionItem, isConstructor = false): void {
    const key = `invoke ${call.id} ${fn.id} ${madeBy.map(({ id }) => id).join(' ')}`;
    if (!this.facts.once(key)) return;
    this.foreign.complete(fn);
    this.invoked.add(fn);
    const id = this.invocations.length;
    const written = call.spread < 0 ? call.arguments : call.arguments.slice(0, call.spread);
    // The first argument of a tag is the list of its texts, which are constants.
    const args = call.isTag ? [NOTHING, ...written] : written;
    this.invocations.push({ id, fn, call, arguments: args, madeBy });
    const enter = (from: number, to: number, name = '') => this.facts.edge(from, to, 'enter', name, ALL_BITS, 0, id);
    fn.parameters.forEach((parameter, index) => {
      if (fn.rest === index) {
        for (const [offset, argument] of args.slice(index).entries()) enter(argument, parameter, String(offset));
        if (call.spread === index) enter(call.arguments[index]!, parameter);
        else if (call.spread >= 0) enter(this.#elementOf(call, ANY), parameter, ANY);
      } else if (args[index] !== undefined) enter(args[index], parameter);
      else if (call.spread >= 0) enter(this.#elementOf(call, String(index - call.spread)), parameter);
      if (call.spread >= 0 && index >= call.spread) {
        for (const argument of call.arguments.slice(call.spread + 1))
          enter(argument, parameter, fn.rest === index ? ANY : '');
      }
    });
    if (fn.all !== NOTHING) {
      for (const [index, argument] of args.entries()) enter(argument, fn.all, String(index));
      if (call.spread === 0) enter(call.arguments[0]!, fn.all);
      else if (call.spread > 0) enter(this.#elementOf(call, ANY), fn.all, ANY);
    }
    if (this.facts.graph.parameterFunction.has(fn.self)) this.#enterSelf(call, fn, id);
    // `f.call(self, x)`
    else if (call.isDerived && !call.isNew && !isConstructor && hasOwnThis(fn, this.facts.graph))
      this.facts.edge(call.receiver, fn.self, 'copy');
    if (call.isNew) {
      if (!isConstructor) this.facts.edge(fn.self, call.result, 'copy');
    } else this.#comeBack(call, fn, id);
    if (this.facts.graph.returnFunction.has(fn.thrown))
      this.facts.edge(fn.thrown, call.caught ?? NOTHING, 'exit', '', ALL_BITS, 0, id);
  }

  /** The result comes back to the call, unless a configuration says what it is. */
  #comeBack(call: CallSite, fn: FunctionInfo, invocation: number): void {
    const passes = this.#overruled.has(call.id) ? 0 : ALL_BITS;
    const edge = this.facts.edge(fn.returns, call.result, 'exit', '', passes, 0, invocation);
    push(this.#exits, call.id, edge);
    if (fn.givenSchemas) this.checkedExits.push({ call, fn, edge, invocation });
  }

  /** A configuration says what comes out of a call: no data comes out of the bodies of the functions that it calls. */
  overrule(call: CallSite): void {
    this.#overruled.add(call.id);
    for (const edge of this.#exits.get(call.id) ?? []) if (edge >= 0) this.facts.graph.edgeMask[edge] = 0;
  }

  /** A function of another module sees the object that it is called on, and what it puts there stays there. */
  #enterSelf(call: CallSite, fn: FunctionInfo, invocation: number): void {
    const receiver = call.isNew ? call.result : call.receiver;
    this.facts.edge(receiver, fn.self, 'enter', '', ALL_BITS, 0, invocation);
    // Functions and API values only: data comes back by the summary, each to its own receiver. Objects that a function
    // makes anew have their own functions, which captured what that call was given.
    const { ast, ownSelves } = this.facts.graph;
    const all = ownSelves.get(fn);
    if (all === undefined || ast[all]?.type !== 'ObjectExpression') this.facts.edge(fn.self, receiver, 'copy', '', 0);
  }

  /** An element of the list that is spread over a call's arguments. */
  #elementOf(call: CallSite, name: string): number {
    const element = this.facts.graph.addNode(call.ast, call.owner, 'value');
    this.facts.edge(call.arguments[call.spread]!, element, 'load', name);
    return element;
  }

  /**
   * A library fills the parameters of a function: it is a handler.
   * @param route the route that it is registered for, when that is one route
   * @param given how it is written where it is registered
   */
  seedParameters(
    fn: FunctionInfo,
    handler: CompiledHandler,
    isLikely: boolean,
    bound = 0,
    route?: string,
    given?: Node,
  ): void {
    const isGuessed = isLikely || handler.model.isGuess === true;
    const sharing = { isLast: isLast(fn, handler.model, bound), route };
    this.seeded.add(fn);
    this.foreign.complete(fn);
    handler.parameters.forEach((type, position) => {
      const index = position + bound;
      const parameter = fn.parameters[index];
      if (type && parameter !== undefined && index !== fn.rest)
        this.facts.addEntity(this.#seenAs(fn, parameter, type, given), type, isGuessed, true, 0, sharing);
    });
    if (handler.rest) this.#seedRest(fn, handler.rest, handler.parameters.length, isGuessed, given);
    if (handler.returns) this.results.push({ fn, to: handler.returns, isGuessed });
  }

  /** What comes from outside as a parameter of another module's function comes in here, where it is registered. */
  #seenAs(fn: FunctionInfo, parameter: number, type: ApiEntity, given: Node | undefined): number {
    if (!fn.foreign || !given || this.facts.trie.sourcesOf(type).length === 0) return parameter;
    const node = this.facts.graph.addNode(given, fn, 'value');
    this.facts.edge(node, parameter, 'copy');
    return node;
  }

  #seedRest(fn: FunctionInfo, type: ApiEntity, from: number, isGuessed: boolean, given: Node | undefined): void {
    fn.parameters.forEach((parameter, index) => {
      if (index < from) return;
      if (index !== fn.rest) {
        this.facts.addEntity(this.#seenAs(fn, parameter, type, given), type, isGuessed, true);
        return;
      }
      const element = this.facts.graph.addNode(this.facts.graph.ast[parameter]!, fn, 'value');
      this.facts.addEntity(element, type, isGuessed, true);
      this.facts.edge(element, parameter, 'store', ANY);
    });
  }

  /** Calls `found` for each value among the arguments that can be called back, now or later. */
  onCallback(call: CallSite, found: CallbackListener): void {
    push(this.callbacks, call.id, found);
    call.arguments.forEach((argument, index) => {
      this.facts.eachAt(argument, (path, item) => {
        if (isCallback(item)) found(item, index, optionOf(this.facts.paths.namesOf(path)));
      });
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
    this.onCallback(call, (item, _, option) => {
      if (item.kind === 'function') found(item.fn, namesOfOption(option));
    });
  }

  /**
   * The call by which a library calls an argument back.
   * @param option the property of the argument that holds the function, if any
   * @param width how many values it is called with
   */
  callBack(call: CallSite, index: number, option: string | undefined, width: number): CallSite {
    const key = `back ${call.id} ${index} ${option}`;
    const known = this.#derived.get(key);
    if (known) return known;
    const { graph } = this.facts;
    const callback = call.argumentNodes[index];
    const node = () => graph.addNode(callback ?? call.ast, call.owner, 'value');
    let callee = call.arguments[index]!;
    for (const name of namesOfOption(option)) {
      const held = node();
      this.facts.edge(callee, held, 'load', name);
      callee = held;
    }
    const made = this.derive(key, call, {
      callee,
      receiver: NOTHING,
      arguments: Array.from({ length: width }, node),
      argumentNodes: Array.from({ length: width }, () => callback),
      spread: -1,
      result: node(),
      isNew: false,
      isTag: false,
    })!;
    this.register(made);
    return made;
  }
}

/** True for a handler that hands on to no other one: it does not even take what it would do so by. */
function isLast({ parameters, all, rest }: FunctionInfo, { next }: HandlerModel, bound: number): boolean {
  return next !== undefined && all === NOTHING && rest < 0 && (next < 0 || parameters.length <= next + bound);
}

/** The names from a value inwards, as one text; undefined for the value itself. */
export function optionOf(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.map((name) => name.replaceAll('.', DOT)).join('.');
}

/** A dot in a name of a property, where dots stand between names: `Meteor.methods({ 'tasks.insert'() {} })`. */
const DOT = '\u2024';

/** The names that such a text was made of. */
export function namesOfOption(option: string | undefined): readonly string[] {
  return option === undefined ? [] : option.split('.').map((name) => name.replaceAll(DOT, '.'));
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
