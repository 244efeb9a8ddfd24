import type { FlowEnd, PropagatorModel, ResolverModel, SourceModel } from '../model.ts';
import { conditionHolds } from '../semantics/callConditions.ts';
import type { Constants } from '../semantics/constants.ts';
import { type DeclaredValue, declaredValues, jsdocValues } from '../semantics/declaredTypes.ts';
import type { ApiEntity, ApiTrie, CompiledHandler } from '../semantics/entities.ts';
import type { DocumentedFunction } from '../semantics/jsdoc.ts';
import type { Scopes } from '../semantics/scopes.ts';
import { isFunction, nameOf, type TSESTree } from '../syntax/nodes.ts';
import { type AccessPaths, ANY } from './accessPath.ts';
import { kindsClearedByReplacement } from './replacement.ts';
import { ALL_KINDS, bitsOf } from './taintKind.ts';
import {
  ALL_BITS,
  type CallSite,
  type ClassInfo,
  type EdgeKind,
  type FunctionInfo,
  NOTHING,
  type PropertyWrite,
  type ValueFlowGraph,
} from './valueFlowGraph.ts';

/** A use of a function of this module: a call, or a library that calls it back. */
export interface Invocation {
  readonly id: number;
  readonly fn: FunctionInfo;
  readonly call: CallSite;
  /** The node that becomes each parameter, where it is one. */
  readonly arguments: readonly number[];
}

/** A place where data comes in. */
export interface SourceUse {
  readonly node: number;
  readonly model: SourceModel;
  readonly entity: ApiEntity;
  /** The entity was guessed by a function's shape. */
  readonly isGuessed: boolean;
}

export interface ResolvedEntity {
  readonly entity: ApiEntity;
  readonly isGuessed: boolean;
}

/** What the values of a module are: functions, classes, API values. */
export interface ResolvedValues {
  readonly invocations: readonly Invocation[];
  readonly sources: readonly SourceUse[];
  /** API values that a call's callee can be, by the call's number. */
  readonly calleesOf: ReadonlyMap<number, readonly ResolvedEntity[]>;
  /** API values that a node can be. */
  entitiesAt(node: number): readonly ResolvedEntity[];
  readonly isComplete: boolean;
}

type Item =
  | { readonly kind: 'entity'; readonly entity: ApiEntity; readonly isGuessed: boolean }
  | { readonly kind: 'function'; readonly fn: FunctionInfo }
  | { readonly kind: 'class'; readonly cls: ClassInfo }
  | { readonly kind: 'resolver'; readonly to: readonly Target[] };

/** A node, with the property of it that is written ('' for the value itself). */
interface Target {
  readonly node: number;
  readonly name: string;
}

/** Facts beyond this number are not followed: a module that needs more is generated or hostile. */
const MAX_FACTS = 400_000;

/** A node that can be more different values than this is a bus: which one it is at a use, nobody can say. */
const MAX_VALUES_AT_NODE = 32;

/** An object that holds more different values than this is a table; the rest of them is not told apart. */
const MAX_PARTS_AT_NODE = 160;

/** A method with such a name looks something up or acts on it: its result is not made of its arguments. */
const ANSWERS =
  /^(?:find|get|fetch|load|query|select|read|count|exist|lookup|search|list|save|create|insert|update|upsert|delete|remove|destroy|has|is|can|should|verify|compare|check|authenticate|login|sign|hash|encrypt|decrypt|digest|test|equals?)(?![a-z])/i;

/** A function with such a name promises to clean what it is given. Nobody here can see whether it does. */
const CLEANS =
  /^(?:saniti[sz]e|escape|clean|encode|purify|strip|quote|safe|to(?:Safe|Int|Number|Slug)|slugify|valid|assert|normali[sz]eId)/i;

const GUARD_NAME = /(?:valid|allow|safe|saniti|trust|permit|white|check|known|accept|support|exist)/i;

const LOSES_SHAPE = ALL_BITS & ~bitsOf(['object-shape']);

/** Follows functions, classes and API values through the graph, and adds the edges that their calls mean. */
export function resolveValues(
  graph: ValueFlowGraph,
  scopes: Scopes,
  constants: Constants,
  trie: ApiTrie,
  paths: AccessPaths,
  documented: readonly DocumentedFunction[],
): ResolvedValues {
  return new ValueResolver(graph, scopes, constants, trie, paths, documented).run();
}

class ValueResolver implements ResolvedValues {
  readonly invocations: Invocation[] = [];
  readonly sources: SourceUse[] = [];
  readonly calleesOf = new Map<number, ResolvedEntity[]>();
  isComplete = true;
  readonly #graph: ValueFlowGraph;
  readonly #scopes: Scopes;
  readonly #constants: Constants;
  readonly #trie: ApiTrie;
  readonly #paths: AccessPaths;
  readonly #documented: readonly DocumentedFunction[];
  readonly #items: Item[] = [];
  readonly #itemIndex = new Map<object, Map<boolean, number>>();
  /** Facts of each node: path and item in one number. */
  readonly #facts: (Set<number> | undefined)[] = [];
  readonly #valueCount: number[] = [];
  #factCount = 0;
  readonly #work: number[] = [];
  readonly #callsByCallee = new Map<number, CallSite[]>();
  readonly #callsByReceiver = new Map<number, CallSite[]>();
  readonly #callsByArgument = new Map<number, { readonly call: CallSite; readonly index: number }[]>();
  readonly #writesByObject = new Map<number, { readonly call: CallSite; readonly property: string }[]>();
  readonly #subclasses = new Map<number, ClassInfo[]>();
  readonly #callbacks = new Map<number, ((fn: FunctionInfo, index: number, option: string | undefined) => void)[]>();
  readonly #resolved = new Set<number>();
  readonly #done = new Set<string>();
  readonly #sourceNodes = new Set<number>();
  readonly #hubs = new Map<ApiEntity, number>();
  readonly #seeded = new Set<FunctionInfo>();
  readonly #invoked = new Set<FunctionInfo>();

  constructor(
    graph: ValueFlowGraph,
    scopes: Scopes,
    constants: Constants,
    trie: ApiTrie,
    paths: AccessPaths,
    documented: readonly DocumentedFunction[],
  ) {
    this.#graph = graph;
    this.#scopes = scopes;
    this.#constants = constants;
    this.#trie = trie;
    this.#paths = paths;
    this.#documented = documented;
  }

  run(): ResolvedValues {
    this.#index();
    this.#seed();
    this.#propagate();
    this.#seedByShape();
    this.#propagate();
    // Calls that nothing is known of are treated by the method's name; what that brings may resolve others.
    for (let round = 0; round < 3; round++) {
      if (!this.#applyMethodNames()) break;
      this.#propagate();
    }
    this.#applyUnknownCalls();
    this.#settleGuards();
    return this;
  }

  factCount() {
    return this.#factCount;
  }
  entitiesAt(node: number): readonly ResolvedEntity[] {
    const found: ResolvedEntity[] = [];
    for (const fact of this.#facts[node] ?? []) {
      const item = this.#items[fact % ITEM_LIMIT]!;
      if (fact < ITEM_LIMIT && item.kind === 'entity') found.push(item);
    }
    return found;
  }

  // --- facts -----------------------------------------------------------------------------------------------------

  #index(): void {
    for (const call of this.#graph.calls) {
      push(this.#callsByCallee, call.callee, call);
      if (call.receiver !== NOTHING) push(this.#callsByReceiver, call.receiver, call);
      call.arguments.forEach((argument, index) => {
        if (argument !== NOTHING) push(this.#callsByArgument, argument, { call, index });
      });
    }
    let count = 0;
    for (const write of this.#graph.writes) {
      if (write.value === NOTHING) continue;
      const call = callOfWrite(write, this.#graph.calls.length + count++);
      push(this.#writesByObject, write.object, { call, property: write.property });
      push(this.#callsByArgument, write.value, { call, index: 0 });
    }
    for (const cls of this.#graph.classes) if (cls.superclass !== NOTHING) push(this.#subclasses, cls.superclass, cls);
  }

  #seed(): void {
    for (const fn of this.#graph.functions)
      if (fn.value !== NOTHING) this.#add(fn.value, 0, this.#item({ kind: 'function', fn }, fn, false));
    for (const cls of this.#graph.classes) this.#add(cls.value, 0, this.#item({ kind: 'class', cls }, cls, false));
    for (const { node, specifier } of this.#graph.modules) this.#addEntity(node, this.#trie.module(specifier), false);
    for (const [name, node] of this.#graph.globals) {
      const entity = this.#trie.global(name);
      if (entity) this.#addEntity(node, entity, false, true);
    }
    for (const { node, type } of this.#graph.declared) {
      this.#declare(node, declaredValues(type, this.#scopes, this.#trie), () => this.#initializer(node));
    }
    for (const { fn: ast, parameters, type } of this.#documented) {
      const fn = this.#graph.functionOf.get(ast);
      if (!fn) continue;
      for (const parameter of fn.parameters) {
        const declared = parameters.get(this.#graph.label[parameter] ?? '');
        if (declared) this.#declare(parameter, jsdocValues(declared, this.#scopes, this.#trie));
      }
      if (type) this.#declare(fn.value, jsdocValues(type, this.#scopes, this.#trie), () => fn);
    }
  }

  /** @param functionOf the function that a node of a function's type is, for `const show: RequestHandler = (req, res) => …` */
  #declare(node: number, declared: readonly DeclaredValue[], functionOf?: () => FunctionInfo | undefined): void {
    for (const value of declared) {
      if (value.kind === 'entity') this.#addEntity(node, value.entity, false, true);
      else if (value.kind === 'class') {
        const cls = this.#graph.classes.find((each) => each.ast === value.declaration);
        if (cls) this.#edge(cls.instance, node, 'copy');
      } else {
        const handler = this.#trie.shapedHandlers.find(
          (each) =>
            each.model.declaredAs?.includes(value.type) &&
            each.parameters.some((parameter) => parameter?.package === value.package),
        );
        const fn = handler && functionOf?.();
        if (fn) this.#seedParameters(fn, handler, false);
      }
    }
  }

  #initializer(node: number): FunctionInfo | undefined {
    const ast = this.#graph.ast[node];
    const holder = ast?.parent?.type === 'VariableDeclarator' ? ast.parent : ast;
    const init =
      holder?.type === 'VariableDeclarator'
        ? holder.init
        : holder?.type === 'PropertyDefinition'
          ? holder.value
          : undefined;
    return init && isFunction(init) ? this.#graph.functionOf.get(init) : undefined;
  }

  #item(item: Item, key: object, isGuessed: boolean): number {
    let byGuess = this.#itemIndex.get(key);
    if (!byGuess) {
      byGuess = new Map();
      this.#itemIndex.set(key, byGuess);
    }
    let index = byGuess.get(isGuessed);
    if (index === undefined) {
      index = this.#items.length;
      this.#items.push(item);
      byGuess.set(isGuessed, index);
    }
    return index;
  }

  #addEntity(node: number, entity: ApiEntity, isGuessed: boolean, isStep = false, path = 0): void {
    this.#add(node, path, this.#item({ kind: 'entity', entity, isGuessed }, entity, isGuessed));
    if (path === 0 && entity.isShared) this.#share(node, entity);
    if (isStep && path === 0 && entity.sources.length > 0 && !this.#sourceNodes.has(node)) {
      this.#sourceNodes.add(node);
      for (const model of entity.sources) this.sources.push({ node, model, entity, isGuessed });
    }
  }

  /** All values of a shared type are the same object, wherever a function meets one. */
  #share(node: number, entity: ApiEntity): void {
    const key = `share ${node} ${entity.id}`;
    if (this.#done.has(key)) return;
    this.#done.add(key);
    let hub = this.#hubs.get(entity);
    if (hub === undefined) {
      hub = this.#graph.addNode(this.#graph.ast[0]!, this.#graph.functions[0]!, 'value');
      this.#hubs.set(entity, hub);
    }
    this.#edge(node, hub, 'copy');
    this.#edge(hub, node, 'copy');
  }

  #add(node: number, path: number, item: number): void {
    if (node === NOTHING || path < 0 || item >= ITEM_LIMIT) return;
    let facts = this.#facts[node];
    if (!facts) {
      facts = new Set();
      this.#facts[node] = facts;
    }
    const fact = path * ITEM_LIMIT + item;
    if (facts.has(fact)) return;
    if (path === 0) {
      const count = this.#valueCount[node] ?? 0;
      if (count >= MAX_VALUES_AT_NODE) return;
      this.#valueCount[node] = count + 1;
    } else if (facts.size >= MAX_PARTS_AT_NODE) return;
    if (this.#factCount >= MAX_FACTS) {
      this.isComplete = false;
      return;
    }
    facts.add(fact);
    this.#factCount++;
    this.#work.push(node, fact);
  }

  #propagate(): void {
    while (this.#work.length > 0) {
      const fact = this.#work.pop()!;
      const node = this.#work.pop()!;
      const item = this.#items[fact % ITEM_LIMIT]!;
      const path = Math.floor(fact / ITEM_LIMIT);
      for (let edge = this.#graph.firstEdge(node); edge >= 0; edge = this.#graph.nextEdge(edge))
        this.#follow(edge, path, fact % ITEM_LIMIT, item);
      this.#arrived(node, path, item);
    }
  }

  #follow(edge: number, path: number, index: number, item: Item): void {
    const to = this.#graph.edgeTo[edge]!;
    const name = this.#graph.edgeName[edge]!;
    switch (this.#graph.edgeKind[edge]!) {
      case 'copy':
      case 'enter':
      case 'exit':
        this.#add(to, name === '' ? path : this.#paths.push(name, path), index);
        return;
      case 'store':
        this.#add(to, this.#paths.push(name, path), index);
        return;
      case 'keep':
        if (!this.#paths.startsWith(name, path)) this.#add(to, path, index);
        return;
      case 'load':
        if (path !== 0) {
          const rest = this.#paths.pop(name, path);
          if (rest >= 0) this.#add(to, rest, index);
        } else if (item.kind === 'entity') {
          for (const member of this.#trie.membersOf(item.entity, name))
            this.#addEntity(to, member, item.isGuessed, true);
        }
        return;
      default:
    }
  }

  #edge(from: number, to: number, kind: EdgeKind, name = '', mask = ALL_BITS, doubt = 0, invocation = -1): void {
    const edge = this.#graph.addEdge(from, to, kind, name, mask, doubt, invocation);
    if (edge < 0) return;
    for (const fact of this.#facts[from] ?? [])
      this.#follow(edge, Math.floor(fact / ITEM_LIMIT), fact % ITEM_LIMIT, this.#items[fact % ITEM_LIMIT]!);
  }

  // --- what arrives where ----------------------------------------------------------------------------------------

  #arrived(node: number, path: number, item: Item): void {
    if (path === 0) {
      for (const call of this.#callsByCallee.get(node) ?? []) this.#called(call, item);
      for (const call of this.#callsByReceiver.get(node) ?? []) this.#calledThrough(call, item);
      if (item.kind === 'entity') {
        for (const { call, property } of this.#writesByObject.get(node) ?? []) {
          for (const member of this.#trie.membersOf(item.entity, property)) {
            for (const handler of member.handlers) this.#handler(call, handler, item.isGuessed);
          }
        }
      }
      for (const sub of this.#subclasses.get(node) ?? []) {
        if (item.kind === 'class') this.#edge(item.cls.instance, sub.instance, 'copy');
        else if (item.kind === 'entity' && item.entity.instance)
          this.#addEntity(sub.instance, item.entity.instance, item.isGuessed);
      }
    }
    if (item.kind !== 'function') return;
    for (const { call, index } of this.#callsByArgument.get(node) ?? []) {
      const names = this.#paths.namesOf(path);
      if (names.length > 1) continue;
      for (const callback of this.#callbacks.get(call.id) ?? []) callback(item.fn, index, names[0]);
    }
  }

  /** `f.call(this, x)`, `f.apply(this, xs)`, `f.bind(this)`. */
  #calledThrough(call: CallSite, item: Item): void {
    if (call.method !== 'call' && call.method !== 'apply' && call.method !== 'bind') return;
    if (item.kind === 'entity' && !item.entity.isModelled) return;
    this.#resolved.add(call.id);
    if (call.method === 'bind') {
      this.#edge(call.receiver, call.result, 'copy');
      return;
    }
    if (call.method === 'call') {
      this.#called(
        {
          ...call,
          receiver: call.arguments[0] ?? NOTHING,
          arguments: call.arguments.slice(1),
          argumentNodes: call.argumentNodes.slice(1),
          method: undefined,
        },
        item,
      );
      return;
    }
    const list = call.arguments[1] ?? NOTHING;
    this.#called(
      {
        ...call,
        receiver: call.arguments[0] ?? NOTHING,
        arguments: [list],
        argumentNodes: call.argumentNodes.slice(1, 2),
        spread: 0,
        method: undefined,
      },
      item,
    );
  }

  #called(call: CallSite, item: Item): void {
    if (item.kind === 'resolver') {
      this.#resolved.add(call.id);
      const value = call.arguments[0] ?? NOTHING;
      for (const { node, name } of item.to) this.#edge(value, node, name === '' ? 'copy' : 'store', name);
    } else if (item.kind === 'function') {
      this.#resolved.add(call.id);
      this.#invoke(call, item.fn);
    } else if (item.kind === 'class') {
      this.#resolved.add(call.id);
      if (call.isNew) this.#edge(item.cls.instance, call.result, 'copy');
      if (item.cls.construct) this.#invoke(call, item.cls.construct, true);
    } else {
      this.#applyEntity(call, item.entity, item.isGuessed);
    }
  }

  #invoke(call: CallSite, fn: FunctionInfo, isConstructor = false): void {
    const key = `invoke ${call.id} ${fn.id}`;
    if (this.#done.has(key)) return;
    this.#done.add(key);
    this.#invoked.add(fn);
    const id = this.invocations.length;
    const args = call.spread < 0 ? call.arguments : call.arguments.slice(0, call.spread);
    this.invocations.push({ id, fn, call, arguments: args });
    fn.parameters.forEach((parameter, index) => {
      if (fn.rest === index) {
        args.slice(index).forEach((argument, offset) => {
          this.#edge(argument, parameter, 'enter', String(offset), ALL_BITS, 0, id);
        });
      } else if (args[index] !== undefined) this.#edge(args[index], parameter, 'enter', '', ALL_BITS, 0, id);
      if (call.spread >= 0 && index >= call.spread) {
        const element = this.#graph.addNode(call.ast, call.owner, 'value');
        this.#edge(call.arguments[call.spread]!, element, 'load', ANY);
        this.#edge(element, parameter, 'enter', fn.rest === index ? ANY : '', ALL_BITS, 0, id);
      }
    });
    if (fn.all !== NOTHING) {
      args.forEach((argument, index) => {
        this.#edge(argument, fn.all, 'enter', String(index), ALL_BITS, 0, id);
      });
    }
    if (call.isNew) {
      if (!isConstructor) this.#edge(fn.self, call.result, 'copy');
    } else this.#edge(fn.returns, call.result, 'exit', '', ALL_BITS, 0, id);
  }

  #applyEntity(call: CallSite, entity: ApiEntity, isGuessed: boolean): void {
    const key = `entity ${call.id} ${entity.id} ${call.isNew}`;
    if (this.#done.has(key)) return;
    this.#done.add(key);
    push(this.calleesOf, call.id, { entity, isGuessed });
    const made = call.isNew ? (entity.instance ?? entity.result) : entity.result;
    if (made) this.#addEntity(call.result, made, isGuessed, true);
    for (const type of call.isNew ? entity.types : []) if (!made) this.#addEntity(call.result, type, isGuessed);
    if (entity.isModelled) this.#resolved.add(call.id);
    for (const propagator of entity.propagators) this.#propagator(call, propagator);
    for (const { model, clears } of entity.sanitizers)
      this.#sanitizer(call, model.argument ?? 0, clears, model.when, model.unless);
    for (const handler of entity.handlers) this.#handler(call, handler, isGuessed);
    for (const resolver of entity.resolvers) this.#resolver(call, resolver);
  }

  #sanitizer(
    call: CallSite,
    argument: number | 'receiver',
    clears: number,
    when: Parameters<typeof conditionHolds>[0] | undefined,
    unless: Parameters<typeof conditionHolds>[0] | undefined,
  ): void {
    const from = argument === 'receiver' ? call.receiver : (call.arguments[argument] ?? NOTHING);
    const applies =
      (!when || conditionHolds(when, call.argumentNodes, undefined, this.#constants)) &&
      !(unless && conditionHolds(unless, call.argumentNodes, undefined, this.#constants));
    if (applies && clears === ALL_KINDS) return;
    this.#edge(from, call.result, 'text', '', applies ? ALL_BITS & ~clears : ALL_BITS);
  }

  #resolver(call: CallSite, model: ResolverModel): void {
    const to = this.#targets(call, model.to);
    const item = this.#item({ kind: 'resolver', to }, to, false);
    const { is } = model;
    if (typeof is === 'object' && 'callback' in is) {
      this.#onCallback(call, (fn, index) => {
        this.#invoked.add(fn);
        const parameter = fn.parameters[typeof is.parameter === 'number' ? is.parameter : is.parameter.from];
        if (parameter !== undefined && (is.callback === 'any' || is.callback === index)) this.#add(parameter, 0, item);
      });
      return;
    }
    for (const { node, name } of this.#targets(call, is))
      this.#add(node, name === '' ? 0 : this.#paths.push(name, 0), item);
  }

  #handler(call: CallSite, handler: CompiledHandler, isGuessed: boolean): void {
    const { model } = handler;
    if (model.event) {
      const event = this.#constants.constantOf(call.argumentNodes[0]);
      if (typeof event !== 'string' || !model.event.includes(event)) return;
    }
    this.#onCallback(call, (fn, index, option) => {
      if (typeof model.argument === 'number' && model.argument !== index) return;
      if (model.option === undefined ? option !== undefined && !/^(?:\d+|\*)$/.test(option) : option !== model.option)
        return;
      if (model.arity && !model.arity.includes(fn.parameters.length)) return;
      this.#seedParameters(fn, handler, isGuessed);
    });
  }

  #seedParameters(fn: FunctionInfo, handler: CompiledHandler, isGuessed: boolean): void {
    this.#seeded.add(fn);
    handler.parameters.forEach((type, index) => {
      const parameter = fn.parameters[index];
      if (type && parameter !== undefined && index !== fn.rest) this.#addEntity(parameter, type, isGuessed, true);
    });
  }

  /** Calls `found` for each function that is an argument of the call, now or later. */
  #onCallback(call: CallSite, found: (fn: FunctionInfo, index: number, option: string | undefined) => void): void {
    push(this.#callbacks, call.id, found);
    call.arguments.forEach((argument, index) => {
      for (const fact of [...(this.#facts[argument] ?? [])]) {
        const item = this.#items[fact % ITEM_LIMIT]!;
        const names = this.#paths.namesOf(Math.floor(fact / ITEM_LIMIT));
        if (item.kind === 'function' && names.length <= 1) found(item.fn, index, names[0]);
      }
    });
  }

  // --- propagators -----------------------------------------------------------------------------------------------

  #propagator(call: CallSite, model: PropagatorModel): void {
    const key = `propagator ${call.id} ${JSON.stringify(model.from)} ${JSON.stringify(model.to)}`;
    if (this.#done.has(key)) return;
    this.#done.add(key);
    const froms = Array.isArray(model.from) ? (model.from as readonly FlowEnd[]) : [model.from as FlowEnd];
    const tos = Array.isArray(model.to) ? (model.to as readonly FlowEnd[]) : [model.to as FlowEnd];
    for (const from of froms) for (const to of tos) this.#connect(call, from, to, model);
  }

  #connect(call: CallSite, from: FlowEnd, to: FlowEnd, model: PropagatorModel): void {
    if (typeof from === 'object' && 'callback' in from) return;
    if (typeof from === 'object' && 'callbackReturn' in from) {
      const wanted = from.callbackReturn;
      this.#onCallback(call, (fn, index, option) => {
        if (option !== undefined || (wanted !== 'any' && wanted !== index)) return;
        const invocation = this.#callbackInvocation(call, fn);
        for (const { node, name } of this.#targets(call, to)) {
          this.#edge(fn.returns, node, 'exit', name, ALL_BITS, 0, invocation);
        }
      });
      return;
    }
    const isMove = isPartial(from) || isPartial(to) || model.as === 'value';
    const kind: EdgeKind = model.deep ? 'deep' : isMove ? 'copy' : 'text';
    const isReplacement = from === 'receiver' && /^replace(?:All)?$/.test(call.method ?? '');
    const cleared = isReplacement ? kindsClearedByReplacement(call, this.#constants) : 0;
    for (const source of this.#origins(call, from)) {
      if (typeof to === 'object' && 'callback' in to) {
        this.#intoCallback(call, source, to);
        continue;
      }
      for (const { node, name } of this.#targets(call, to)) {
        if (name !== '') this.#edge(source, node, 'store', name);
        else this.#edge(source, node, kind, '', (kind === 'text' ? LOSES_SHAPE : ALL_BITS) & ~cleared);
      }
    }
  }

  #intoCallback(call: CallSite, source: number, to: Extract<FlowEnd, { callback: unknown }>): void {
    this.#onCallback(call, (fn, index, option) => {
      if (option !== undefined || (to.callback !== 'any' && to.callback !== index)) return;
      const invocation = this.#callbackInvocation(call, fn);
      const first = typeof to.parameter === 'number' ? to.parameter : to.parameter.from;
      const last = typeof to.parameter === 'number' ? first : fn.parameters.length - 1;
      for (let at = first; at <= last; at++)
        if (fn.parameters[at] !== undefined)
          this.#edge(source, fn.parameters[at]!, 'enter', fn.rest === at ? ANY : '', ALL_BITS, 0, invocation);
    });
  }

  #callbackInvocation(call: CallSite, fn: FunctionInfo): number {
    const known = this.invocations.find((each) => each.call === call && each.fn === fn);
    if (known) return known.id;
    this.#invoked.add(fn);
    const id = this.invocations.length;
    this.invocations.push({ id, fn, call, arguments: [] });
    return id;
  }

  /** Nodes that a propagation starts from. */
  #origins(call: CallSite, end: FlowEnd): number[] {
    if (end === 'receiver') return [call.receiver];
    if (end === 'return') return [call.result];
    if ('receiverPath' in end) return [this.#part(call, call.receiver, end.receiverPath)];
    if ('returnPath' in end) return [this.#part(call, call.result, end.returnPath)];
    if (!('argument' in end)) return [];
    return this.#argumentNodes(call, end.argument).map((node) =>
      end.path === undefined ? node : this.#part(call, node, end.path),
    );
  }

  /** Nodes that a propagation leads to, each with the property that it writes there ('' for the value itself). */
  #targets(call: CallSite, end: FlowEnd): Target[] {
    if (end === 'receiver') return [{ node: call.receiver, name: '' }];
    if (end === 'return') return [{ node: call.result, name: '' }];
    if ('receiverPath' in end) return [{ node: call.receiver, name: end.receiverPath }];
    if ('returnPath' in end) return [{ node: call.result, name: end.returnPath }];
    if (!('argument' in end)) return [];
    return this.#argumentNodes(call, end.argument).map((node) => ({ node, name: end.path ?? '' }));
  }

  #argumentNodes(call: CallSite, which: number | 'any' | { readonly from: number }): number[] {
    const first = typeof which === 'number' ? which : which === 'any' ? 0 : which.from;
    const last = typeof which === 'number' ? which : call.arguments.length - 1;
    const nodes: number[] = [];
    for (let index = first; index <= last; index++) {
      if (call.spread >= 0 && index >= call.spread) {
        nodes.push(this.#part(call, call.arguments[call.spread]!, ANY));
        break;
      }
      if (call.arguments[index] !== undefined) nodes.push(call.arguments[index]!);
    }
    return nodes;
  }

  #part(call: CallSite, object: number, name: string): number {
    if (object === NOTHING) return NOTHING;
    const node = this.#graph.addNode(call.ast, call.owner, 'value');
    this.#edge(object, node, 'load', name);
    return node;
  }

  // --- calls that no model speaks of -----------------------------------------------------------------------------

  /** True when a value belongs to a package that is not the language itself: a method's name alone says nothing there. */
  #isLibraryValue(node: number): boolean {
    return this.entitiesAt(node).some(({ entity }) => entity.package !== 'global' && entity.sources.length === 0);
  }

  #applyMethodNames(): boolean {
    const { propagators, sanitizers } = this.#trie.methodsByName;
    let changed = false;
    for (const call of this.#graph.calls) {
      if (call.method === undefined || this.#resolved.has(call.id)) continue;
      const found = propagators.get(call.method);
      const cleaning = sanitizers.get(call.method);
      if ((!found && !cleaning) || this.#isLibraryValue(call.receiver)) continue;
      this.#resolved.add(call.id);
      changed = true;
      for (const propagator of found ?? []) this.#propagator(call, propagator);
      for (const { model, clears } of cleaning ?? [])
        this.#sanitizer(call, model.argument ?? 0, clears, model.when, model.unless);
    }
    return changed;
  }

  /**
   * Functions that nobody registers in sight, whose parameters are named like a handler's.
   * They are handlers with less confidence.
   */
  #seedByShape(): void {
    for (const handler of this.#trie.shapedHandlers) {
      const { shape } = handler.model;
      for (const fn of this.#graph.functions) {
        if (!shape || this.#seeded.has(fn) || this.#invoked.has(fn) || fn.parameters.length < shape.length) continue;
        if (handler.model.arity && !handler.model.arity.includes(fn.parameters.length)) continue;
        const matches = shape.every((names, index) => {
          const parameter = fn.parameters[index]!;
          const label = this.#graph.label[parameter];
          return label !== undefined && names.includes(label) && this.entitiesAt(parameter).length === 0;
        });
        if (matches) this.#seedParameters(fn, handler, true);
      }
    }
  }

  /** Data passes through a call of unknown code, with less confidence. */
  #applyUnknownCalls(): void {
    for (const call of this.#graph.calls) {
      if (this.#resolved.has(call.id)) continue;
      const name = call.method ?? this.#graph.label[call.result] ?? '';
      const known = this.calleesOf.get(call.id);
      if (known?.some(({ entity }) => entity.sources.length > 0)) continue;
      const doubt = CLEANS.test(name) || ANSWERS.test(name) ? 2 : 1;
      if (call.ast.type === 'JSXElement') continue;
      for (const argument of call.arguments) this.#edge(argument, call.result, 'text', '', LOSES_SHAPE, doubt);
      if (call.receiver !== NOTHING && !this.#isLibraryValue(call.receiver))
        this.#edge(call.receiver, call.result, 'text', '', ALL_BITS, doubt);
    }
    this.#propagate();
  }

  /** Guards whose predicate is a library's, or unknown. */
  #settleGuards(): void {
    const callsByAst = new Map(this.#graph.calls.map((call) => [call.ast, call]));
    for (const { edge, call: ast, argument, isStatement } of this.#graph.pendingGuards) {
      if (edge < 0) continue;
      const call = callsByAst.get(ast);
      let isKnown = false;
      for (const { entity } of (call && this.calleesOf.get(call.id)) ?? []) {
        for (const guard of entity.guards) {
          if ((guard.argument ?? 0) !== argument) continue;
          isKnown = true;
          this.#graph.edgeMask[edge]! &= ~(guard.clears === 'all' ? ALL_KINDS : bitsOf(guard.clears));
        }
      }
      const name = ast.type === 'CallExpression' ? (nameOf((ast as TSESTree.CallExpression).callee) ?? '') : '';
      if (!isKnown && GUARD_NAME.test(name)) this.#graph.edgeDoubt[edge] = isStatement ? 1 : 2;
    }
  }
}

/** More different values than this in one module are not told apart. */
const ITEM_LIMIT = 1 << 16;

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

function isPartial(end: FlowEnd): boolean {
  return (
    typeof end === 'object' &&
    ('receiverPath' in end || 'returnPath' in end || 'callback' in end || ('argument' in end && end.path !== undefined))
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
