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
  isWithin,
  NOTHING,
  type PropertyWrite,
} from '../valueFlowGraph.ts';
import { instancesOf } from './inheritance.ts';
import type { FunctionItem, HandlerResult, Invocation, Item, Registration, ResolvedEntity } from './resolvedValues.ts';
import type { ValueFacts } from './valueFacts.ts';

/** Told of each value among the arguments that can be called back: its position, and the property that holds it, as `a.b` where it lies
 * deeper. */
export type CallbackListener = (callback: Item, index: number, option: string | undefined) => void;

/** Calls of which one derives from the other more often than this are called where they stand. */
const MAX_LIFTS = 3;

/** A call is lifted to so many places; one that has more callers is called where it stands for the rest of them. */
const MAX_LIFTED_OF_CALL = 100;

/** A call through a parameter: what is called is the parameter, or what these properties of it hold. */
interface LiftPoint {
  readonly call: CallSite;
  readonly names: readonly string[];
}

/** A parameter that is called, or a part of it. */
interface CalledParameter {
  readonly node: number;
  readonly fn: FunctionInfo;
  readonly index: number;
  /** The nodes that are the parameter, or a property of it, with the properties' names. */
  readonly parts: ReadonlyMap<number, readonly string[]>;
  readonly points: LiftPoint[];
  /** What was given for it so far. */
  readonly given: { readonly invocation: Invocation; readonly names: readonly string[] }[];
}

/** What is known of other modules, as far as calls ask for it. */
export interface ForeignModules {
  /** Makes a node the module that a specifier means. Gives false when that is not analysed. */
  importModule(node: number, specifier: string): boolean;
  /** Makes a node an instance of a class of another module, when a type names one. */
  declare(node: number, specifier: string, names: readonly string[]): void;
  /** The file of the program that a specifier means. */
  pathOf(specifier: string): string | undefined;
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
  /** What each check lets through, by its call. */
  readonly checked = new Map<Node, readonly CheckedData[]>();
  /** Schemas that libraries export, one each. */
  readonly exportedSchemas = new Map<SchemaForm, SchemaValue>();

  /** The modules that this one imports. */
  foreign: ForeignModules = {
    importModule: () => false,
    pathOf: () => undefined,
    declare: () => {},
    instantiate: () => {},
  };
  #made: ReadonlyMap<ClassInfo, number> = new Map();
  readonly #derived = new Map<string, CallSite>();
  readonly #calledParameters = new Map<number, CalledParameter | undefined>();
  readonly #parametersOfPart = new Map<number, CalledParameter[]>();
  /** For a lifted call: the one that is written, and how often it was lifted until here. */
  readonly #lifts = new Map<number, { readonly root: number; readonly depth: number }>();
  /** How many calls were lifted from each that is written. */
  readonly #liftedOf = new Map<number, number>();
  #writeCount = 0;
  readonly #exits = new Map<number, number[]>();
  readonly #overruled = new Set<number>();

  constructor(facts: ValueFacts, constants: Constants) {
    this.facts = facts;
    this.constants = constants;
    facts.onCrossing = (edge, to, path, index, item) => this.#crossed(edge, to, path, index, item);
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
    for (const parameter of this.#parametersOfPart.get(call.callee) ?? []) {
      if (!this.isLifted(call)) break;
      const names = parameter.parts.get(call.callee)!;
      parameter.points.push({ call, names });
      for (const { invocation, names: given } of [...parameter.given])
        if (covers(given, names)) this.#lift(parameter, { call, names }, invocation);
    }
    for (const node of new Set([call.callee, call.receiver, ...call.arguments])) {
      if (this.facts.isKnown(node))
        this.facts.later(() =>
          this.facts.eachAt(node, (path, item, isLifted) => this.facts.onArrival(node, path, item, isLifted)),
        );
    }
  }

  /** What `new` makes of a class. */
  madeBy(cls: ClassInfo): number {
    return this.#made.get(cls) ?? cls.instance;
  }

  /** Joins a call with a function of this module that it calls: arguments enter, the result comes back. */
  invoke(call: CallSite, { fn, madeBy }: FunctionItem, isConstructor = false): void {
    const key = `invoke ${call.id} ${fn.id} ${madeBy.map(({ id }) => id).join(' ')}`;
    if (!this.facts.once(key)) return;
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
    if (call.isNew) {
      if (!isConstructor) this.facts.edge(fn.self, call.result, 'copy');
    } else this.#comeBack(call, fn, id);
    if (this.facts.graph.returnFunction.has(fn.thrown))
      this.facts.edge(fn.thrown, call.caught ?? NOTHING, 'exit', '', ALL_BITS, 0, id);
  }

  /** The result comes back to the call, unless a configuration says what it is. */
  #comeBack(call: CallSite, fn: FunctionInfo, invocation: number): void {
    const passes = this.#overruled.has(call.id) ? 0 : ALL_BITS;
    push(this.#exits, call.id, this.facts.edge(fn.returns, call.result, 'exit', '', passes, 0, invocation));
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
    // Functions and API values only: data comes back by the summary, each to its own receiver.
    this.facts.edge(fn.self, receiver, 'copy', '', 0);
  }

  /** An element of the list that is spread over a call's arguments. */
  #elementOf(call: CallSite, name: string): number {
    const element = this.facts.graph.addNode(call.ast, call.owner, 'value');
    this.facts.edge(call.arguments[call.spread]!, element, 'load', name);
    return element;
  }

  /** A library fills the parameters of a function: it is a handler. */
  seedParameters(fn: FunctionInfo, handler: CompiledHandler, isLikely: boolean, bound = 0): void {
    const isGuessed = isLikely || handler.model.isGuess === true;
    this.seeded.add(fn);
    handler.parameters.forEach((type, position) => {
      const index = position + bound;
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
      if (item.kind === 'function') found(item.fn, option === undefined ? [] : option.split('.'));
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
    for (const name of option?.split('.') ?? []) {
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

  // --- calls through parameters ---------------------------------------------------------------------------------------

  /** True when what came in by a parameter is called where the parameter was given, not here. */
  isLifted(call: CallSite): boolean {
    return (this.#lifts.get(call.id)?.depth ?? 0) < MAX_LIFTS;
  }

  #rootOf(call: CallSite): number {
    return this.#lifts.get(call.id)?.root ?? call.id;
  }

  /** A value goes into a function or comes out of one. */
  #crossed(edge: number, to: number, path: number, index: number, item: Item): number {
    const invocation = this.invocations[this.facts.graph.edgeInvocation[edge]!];
    if (!invocation) return index;
    if (this.facts.graph.edgeKind[edge] === 'exit')
      return item.kind === 'function' ? this.#madeItem(invocation, index, item) : index;
    const names = path < 0 ? [] : this.facts.paths.namesOf(path);
    if (names.length > 1 || !isCallback(item)) return index;
    const parameter = this.#calledParameter(to);
    if (!parameter || (invocation.arguments[parameter.index] ?? NOTHING) === NOTHING) return index;
    if (!parameter.given.some((each) => each.invocation === invocation && each.names[0] === names[0])) {
      const points = parameter.points.filter((point) => covers(names, point.names));
      if (points.some(({ call }) => (this.#liftedOf.get(this.#rootOf(call)) ?? 0) >= MAX_LIFTED_OF_CALL)) return index;
      parameter.given.push({ invocation, names });
      for (const point of points) this.#lift(parameter, point, invocation);
    }
    return this.facts.liftedItem(index);
  }

  /** A function that comes out of the call of a function around it is the one which that call made. */
  #madeItem(invocation: Invocation, index: number, { fn, madeBy }: FunctionItem): number {
    if (fn === invocation.fn || !isWithin(fn, invocation.fn)) return index;
    const makers = [...madeBy.filter((each) => each.fn !== invocation.fn), invocation];
    for (const outer of invocation.madeBy) if (!makers.some((each) => each.fn === outer.fn)) makers.push(outer);
    return this.facts.functionItem(fn, makers);
  }

  /** The calls of a parameter, or of a property of it, in its function and the functions in there. */
  #calledParameter(node: number): CalledParameter | undefined {
    if (this.#calledParameters.has(node)) return this.#calledParameters.get(node);
    const { graph, liftNodes } = this.facts;
    const declared = graph.parameterFunction.get(node);
    const found = declared && declared.index >= 0 && declared.fn.rest !== declared.index ? declared : undefined;
    let parameter: CalledParameter | undefined;
    if (found) {
      const parts = new Map<number, readonly string[]>([[node, []]]);
      for (const [part, names] of parts) {
        for (let edge = graph.firstEdge(part); edge >= 0; edge = graph.nextEdge(edge)) {
          const to = graph.edgeTo[edge]!;
          const kind = graph.edgeKind[edge]!;
          const isSame = kind === 'copy' && /^(?:guard|merge|value)$/.test(graph.role[to]!);
          if (parts.has(to) || !isWithin(graph.owner[to]!, found.fn)) continue;
          if (isSame) parts.set(to, names);
          else if (kind === 'load' && names.length === 0) parts.set(to, [graph.edgeName[edge]!]);
        }
      }
      const points: LiftPoint[] = [];
      for (const [part, names] of parts)
        for (const call of this.byCallee.get(part) ?? []) if (this.isLifted(call)) points.push({ call, names });
      parameter = { node, ...found, parts, points, given: [] };
      for (const part of parts.keys()) {
        liftNodes.add(part);
        push(this.#parametersOfPart, part, parameter);
      }
    }
    this.#calledParameters.set(node, parameter);
    return parameter;
  }

  /**
   * A function calls what it was given: for each of its callers, that is a call at the caller, with what the function
   * gives as arguments, and whose result goes back into the function. So one caller's function never meets the data of
   * another caller.
   */
  #lift({ fn, index }: CalledParameter, { call, names }: LiftPoint, invocation: Invocation): void {
    const { graph } = this.facts;
    if (!graph.parameterFunction.has(call.result)) graph.parameterFunction.set(call.result, { fn, index: -1 });
    this.resolved.add(call.id);
    const at = invocation.call.owner;
    const exit = (from: number, to: number) => this.facts.edge(from, to, 'exit', '', ALL_BITS, 0, invocation.id);
    const given = invocation.arguments[index]!;
    const own = this.#parametersOfPart.get(given)?.find((each) => each.fn === fn && each.index === index);
    if (own && names.length === 0) {
      // A function that calls itself and hands on what it was given: the call in there is the call here.
      for (const argument of call.arguments) exit(argument, argument);
      this.facts.edge(call.result, call.result, 'enter', '', ALL_BITS, 0, invocation.id);
      return;
    }
    const key = `lift ${call.id} ${invocation.id} ${names.join('.')}`;
    const node = (ast: Node) => graph.addNode(ast, at, 'value');
    let callee = given;
    let receiver = NOTHING;
    for (const name of names) {
      receiver = callee;
      callee = node(call.ast);
      this.facts.edge(receiver, callee, 'load', name);
    }
    const lifted = this.derive(key, call, {
      callee,
      receiver,
      arguments: call.arguments.map((argument, position) =>
        argument === NOTHING ? NOTHING : node(call.argumentNodes[position] ?? call.ast),
      ),
      result: graph.addNode(call.ast, at, 'call', graph.label[call.result]),
      owner: at,
    });
    if (!lifted) return;
    const root = this.#rootOf(call);
    this.#liftedOf.set(root, (this.#liftedOf.get(root) ?? 0) + 1);
    this.#lifts.set(lifted.id, { root, depth: (this.#lifts.get(call.id)?.depth ?? 0) + 1 });
    for (const [position, argument] of call.arguments.entries()) exit(argument, lifted.arguments[position]!);
    this.facts.edge(lifted.result, call.result, 'enter', '', ALL_BITS, 0, invocation.id);
    this.register(lifted);
  }
}

/** True for values that can be called: functions, classes, API functions. */
export function isCallback(item: Item): boolean {
  return item.kind === 'entity' ? item.entity.isModelled : !/^(?:schema|module|given)$/.test(item.kind);
}

/** True when a value in the property `given` of an argument is (or can be) what the property `names` holds. */
function covers(given: readonly string[], names: readonly string[]): boolean {
  return (
    given.length === names.length && given.every((name, at) => name === names[at] || name === ANY || names[at] === ANY)
  );
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
