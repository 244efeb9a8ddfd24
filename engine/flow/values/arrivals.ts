import type { CallCondition, CallerModel, ResolverModel, SanitizerModel } from '../../model.ts';
import { conditionHolds } from '../../semantics/callConditions.ts';
import type { ApiEntity, CompiledHandler, CompiledSanitizer } from '../../semantics/entities.ts';
import { type Node, unwrap } from '../../syntax/nodes.ts';
import { setterOf } from '../accessPath.ts';
import { checkedHandler } from '../schemas/checkedHandlers.ts';
import { calledSchema, schemaArrived, schemaFunction, schemaMethod } from '../schemas/schemaCalls.ts';
import { ALL_KINDS } from '../taintKind.ts';
import { ALL_BITS, type CallSite, type ClassInfo, NOTHING } from '../valueFlowGraph.ts';
import { targetsOf } from './callEnds.ts';
import { type Calls, namesOfOption, optionOf, push } from './calls.ts';
import { argumentsFrom, callComposed, callCurried, compose, curry, elementsOf } from './composition.ts';
import { decorate, decorateMethod, decorateParameter, hasArity, isAtOption, seedOverrides } from './handlers.ts';
import { isCallback } from './lifting.ts';
import { propagate } from './propagators.ts';
import type { Argument, FunctionItem, Item } from './resolvedValues.ts';

/** Nothing is called at most nodes: this is one list for all. */
const NONE: readonly CallSite[] = [];

/**
 * What follows when a value has arrived at a node: calls of it, calls through it, calls that it is an argument of.
 * @param isLifted the value came in by a parameter, and is called where the parameter was given
 */
export function arrived(calls: Calls, node: number, path: number, item: Item, isLifted: boolean): void {
  if (path === 0) {
    for (const call of calls.byCallee.get(node)?.slice() ?? NONE)
      if (!isLifted || !calls.isLifted(call)) called(calls, call, item);
    for (const call of calls.byReceiver.get(node)?.slice() ?? NONE) calledThrough(calls, call, item);
    if (item.kind === 'function') {
      for (const use of calls.decoratedBy.get(node) ?? []) decorateMethod(calls, use, item);
      for (const use of calls.decoratorsAt.get(node) ?? []) decorateParameter(calls, use, item);
    }
    if (item.kind === 'entity') {
      for (const use of calls.decoratorsAt.get(node) ?? []) decorate(calls, use, item.entity, item.isGuessed);
      if (item.entity.schemaValues.length > 0) schemaArrived(calls, node, path, item.entity);
      for (const { call, property } of calls.writesByObject.get(node) ?? []) {
        for (const member of calls.facts.trie.membersOf(item.entity, property)) {
          propagate(calls, call, member.writePropagators);
          for (const handler of member.handlers) registerHandler(calls, call, handler, item.isGuessed);
        }
      }
    }
    for (const sub of calls.subclasses.get(node) ?? []) {
      if (item.kind === 'class') {
        extend(calls, sub, item.cls);
        calls.foreign.instantiate(item.cls, sub.inherited);
      } else if (item.kind === 'entity') {
        // What a library's class can do, a class that extends it can do too: `User.findAll()`.
        calls.facts.addEntity(sub.value, item.entity, item.isGuessed);
        if (item.entity.instance) {
          calls.facts.addEntity(sub.inherited, item.entity.instance, item.isGuessed);
          seedOverrides(calls, sub, item.entity.instance, item.isGuessed);
        }
      }
    }
  }
  if (!isCallback(item)) return;
  if (path !== 0 && item.kind === 'function') {
    const [name] = calls.facts.paths.namesOf(path);
    for (const { call, property } of calls.writesByObject.get(node) ?? [])
      if (name === setterOf(property)) calls.invoke(call, item);
  }
  const uses = calls.byArgument.get(node);
  if (!uses) return;
  const option = optionOf(calls.facts.paths.namesOf(path));
  for (const { call, index } of [...uses])
    for (const callback of [...(calls.callbacks.get(call.id) ?? [])]) callback(item, index, option);
}

/** `f.call(self, x)`, `f.apply(self, xs)`, `f.bind(self, x)`: `f(x)`, now or later. */
function calledThrough(calls: Calls, call: CallSite, item: Item): void {
  if (item.kind === 'schema') {
    schemaMethod(calls, call, item.schema);
    return;
  }
  if (call.method !== 'call' && call.method !== 'apply' && call.method !== 'bind') return;
  if (!isCallback(item) || (item.kind === 'entity' && calls.facts.trie.membersOf(item.entity, call.method).length > 0))
    return;
  calls.resolved.add(call.id);
  if (call.method === 'bind') {
    if (item.kind !== 'function' && item.kind !== 'entity') calls.facts.edge(call.receiver, call.result, 'copy');
    else calls.facts.add(call.result, 0, calls.facts.boundItem(item, call));
    return;
  }
  callAs(calls, call, call.receiver, {
    receiver: 0,
    with: call.method === 'apply' ? { list: 1 } : { from: 1 },
  });
}

/** A call that says which function it calls: `f.apply(self, list)`, `Reflect.apply(f, self, list)`. */
function callAs(calls: Calls, call: CallSite, callee: number, how: Omit<CallerModel, 'call' | 'callee'>): void {
  const first = 'from' in how.with ? how.with.from : how.with.list;
  const isList = 'list' in how.with;
  const list = isList ? call.argumentNodes[first] : undefined;
  const written = isList ? elementsOf(calls, list) : undefined;
  const derived = calls.derive(`as ${call.id} ${callee}`, call, {
    callee,
    receiver: how.receiver === undefined ? NOTHING : (call.arguments[how.receiver] ?? NOTHING),
    arguments:
      written?.map(({ value }) => value) ?? (isList ? [call.arguments[first] ?? NOTHING] : call.arguments.slice(first)),
    argumentNodes: written?.map(({ node }) => node) ?? (isList ? [list] : call.argumentNodes.slice(first)),
    spread: written ? -1 : isList ? 0 : Math.max(call.spread - first, -1),
    isNew: how.isNew ?? false,
  });
  if (derived) calls.register(derived);
}

/** A function of a library that calls, or binds, the function that it is given. */
function applyCaller(calls: Calls, call: CallSite, model: CallerModel): void {
  if (!model.binds) {
    callAs(calls, call, call.arguments[model.callee] ?? NOTHING, model);
    return;
  }
  if (model.binds === 'piecemeal') {
    curry(calls, call, model);
    return;
  }
  const isAtEnd = model.binds === 'end';
  calls.onCallback(call, (item, index, option) => {
    if (index !== model.callee || option !== undefined || (item.kind !== 'function' && item.kind !== 'entity')) return;
    const given = boundArguments(calls, call, model.with);
    if (!given) return;
    const by = {
      ...call,
      arguments: [NOTHING, ...given.map(({ value }) => value)],
      argumentNodes: [undefined, ...given.map(({ node }) => node)],
      spread: 'list' in model.with || call.spread < model.with.from ? -1 : call.spread - model.with.from + 1,
    };
    calls.facts.add(call.result, 0, calls.facts.boundItem(item, by, isAtEnd));
  });
}

/** What a function is bound to. */
function boundArguments(calls: Calls, call: CallSite, how: CallerModel['with']): readonly Argument[] | undefined {
  return 'list' in how ? elementsOf(calls, call.argumentNodes[how.list]) : argumentsFrom(call, how.from);
}

/** A class has what the class that it extends has. */
function extend(calls: Calls, sub: ClassInfo, base: ClassInfo): void {
  calls.facts.edge(calls.madeBy(base), sub.inherited, 'copy');
  const own = new Set(sub.statics.map(([name]) => name));
  for (const [name, node] of base.statics) if (!own.has(name)) calls.facts.edge(node, sub.value, 'store', name);
}

function called(calls: Calls, call: CallSite, item: Item): void {
  if (item.kind === 'resolver') {
    // What a generator gives back for it is what any iterator does.
    if (!item.isGenerator) calls.resolved.add(call.id);
    const value = call.arguments[0] ?? NOTHING;
    for (const { node, name } of item.to) calls.facts.edge(value, node, name === '' ? 'copy' : 'store', name);
  } else if (item.kind === 'function') {
    calls.resolved.add(call.id);
    calls.invoke(call, item);
  } else if (item.kind === 'class') {
    calls.resolved.add(call.id);
    if (call.isNew) {
      calls.facts.edge(calls.madeBy(item.cls), call.result, 'copy');
      calls.foreign.instantiate(item.cls, call.result);
    }
    if (item.cls.construct) calls.invoke(call, { kind: 'function', fn: item.cls.construct, madeBy: [] }, true);
  } else if (item.kind === 'schema') {
    calledSchema(calls, call, item.schema);
  } else if (item.kind === 'bound') {
    calls.resolved.add(call.id);
    const { by, target } = item;
    const derived = calls.derive(`bound ${call.id} ${by.id} ${target.kind}`, call, {
      callee: NOTHING,
      receiver: by.arguments[0] ?? NOTHING,
      arguments: item.isAtEnd
        ? [...call.arguments, ...by.arguments.slice(1)]
        : [...by.arguments.slice(1), ...call.arguments],
      argumentNodes: item.isAtEnd
        ? [...call.argumentNodes, ...by.argumentNodes.slice(1)]
        : [...by.argumentNodes.slice(1), ...call.argumentNodes],
      spread: by.spread > 0 ? by.spread - 1 : call.spread < 0 ? -1 : call.spread + Math.max(by.arguments.length - 1, 0),
    });
    if (derived) called(calls, derived, target);
  } else if (item.kind === 'curried') {
    callCurried(calls, call, item);
  } else if (item.kind === 'composed') {
    callComposed(calls, call, item);
  } else if (item.kind === 'entity') {
    applyEntity(calls, call, item.entity, item.isGuessed);
  }
}

function applyEntity(calls: Calls, call: CallSite, entity: ApiEntity, isGuessed: boolean): void {
  const key = `entity ${call.id} ${entity.id} ${call.isNew}`;
  if (!calls.facts.once(key)) return;
  push(calls.calleesOf, call.id, { entity, isGuessed });
  const made = call.isNew ? (entity.instance ?? entity.result) : entity.result;
  if (made) calls.facts.addEntity(call.result, made, isGuessed, true);
  for (const type of call.isNew ? entity.types : []) if (!made) calls.facts.addEntity(call.result, type, isGuessed);
  if (entity.isModelled) calls.resolved.add(call.id);
  if (entity.isDeclared) calls.overrule(call);
  propagate(calls, call, entity.propagators);
  sanitize(calls, call, entity.sanitizers);
  schemaFunction(calls, call, entity);
  for (const handler of entity.handlers) registerHandler(calls, call, handler, isGuessed);
  for (const resolver of entity.resolvers) bindResolver(calls, call, resolver);
  for (const caller of entity.callers) applyCaller(calls, call, caller);
  for (const composer of entity.composers) compose(calls, call, composer);
}

/**
 * The result of a call is its argument without the kinds that the call clears. Of several rows for one argument all count
 * whose conditions hold; when none does, the argument passes as it is.
 */
export function sanitize(calls: Calls, call: CallSite, sanitizers: readonly CompiledSanitizer[]): void {
  const cleared = new Map<number, number>();
  for (const { model, clears } of sanitizers) {
    const { argument = 0 } = model;
    const from = argument === 'receiver' ? call.receiver : (call.arguments[argument] ?? NOTHING);
    cleared.set(from, (cleared.get(from) ?? 0) | (applies(calls, call, model) ? clears : 0));
  }
  for (const [from, clears] of cleared)
    if (clears !== ALL_KINDS) calls.facts.edge(from, call.result, 'text', '', ALL_BITS & ~clears);
}

function applies(calls: Calls, call: CallSite, { when, unless, unlessMade }: SanitizerModel): boolean {
  const holds = (condition: CallCondition, args: CallSite['argumentNodes']) =>
    conditionHolds(condition, args, undefined, calls.constants);
  return (
    (!when || holds(when, call.argumentNodes)) &&
    !(unless && holds(unless, call.argumentNodes)) &&
    !(unlessMade && holds(unlessMade, makingArguments(calls, call)))
  );
}

/** What was given to the call that made the receiver. */
function makingArguments({ constants }: Calls, { ast }: CallSite): readonly Node[] {
  const callee = ast.type === 'CallExpression' ? unwrap(ast.callee) : undefined;
  const made = callee?.type === 'MemberExpression' ? constants.resolve(callee.object) : undefined;
  return made?.type === 'NewExpression' || made?.type === 'CallExpression' ? made.arguments : [];
}

function bindResolver(calls: Calls, call: CallSite, model: ResolverModel): void {
  const to = targetsOf(calls, call, model.to);
  const item = calls.facts.item({ kind: 'resolver', to }, to, false);
  const { is } = model;
  if (typeof is === 'object' && 'callback' in is) {
    const parameter = typeof is.parameter === 'number' ? is.parameter : is.parameter.from;
    calls.onCallback(call, (_, index, option) => {
      if (option !== undefined || (is.callback !== 'any' && is.callback !== index)) return;
      // The executor of a promise is given two functions.
      calls.facts.add(calls.callBack(call, index, undefined, parameter + 2).arguments[parameter]!, 0, item);
    });
    return;
  }
  for (const { node, name } of targetsOf(calls, call, is))
    calls.facts.add(node, name === '' ? 0 : calls.facts.paths.push(name, 0), item);
}

function registerHandler(calls: Calls, call: CallSite, handler: CompiledHandler, isGuessed: boolean): void {
  const { model } = handler;
  if (model.event) {
    const event = calls.constants.constantOf(call.argumentNodes[0]);
    if (typeof event !== 'string' || !model.event.includes(event)) return;
  }
  if (model.when && !conditionHolds(model.when, call.argumentNodes, undefined, calls.constants)) return;
  if (model.unless && conditionHolds(model.unless, call.argumentNodes, undefined, calls.constants)) return;
  calls.onCallback(call, (callback, index, option) => {
    const isBound = callback.kind === 'bound';
    const target = isBound ? callback.target : callback;
    if (target.kind !== 'function') return;
    const { fn } = target;
    const bound = isBound ? Math.max(callback.by.arguments.length - 1, 0) : 0;
    if (typeof model.argument === 'number' && model.argument !== index) return;
    if (!isAtOption(model.option, namesOfOption(option)) || !hasArity(handler, fn, bound)) return;
    // By then it is known what stands before it.
    calls.facts.later(() => {
      const checked = checkedHandler(calls, call, handler, fn, isGuessed, bound, index);
      // The first argument may be the name of an event, as of a hook, which holds for all routes.
      const route = index > 0 && !model.event ? routeOf(calls, call) : undefined;
      calls.seedParameters(fn, checked, isGuessed, bound, route, registered(calls, call, index, option));
    });
    if (bound === 0) calls.registrations.push({ call, fn, index, option });
    if (isBound) bindArguments(calls, callback.by, target);
  });
}

/** How a handler is written where it is registered: `{ transcode }` is given as `transcode`. */
function registered({ constants }: Calls, call: CallSite, index: number, option: string | undefined): Node | undefined {
  let at = call.argumentNodes[index];
  for (const name of namesOfOption(option)) {
    const part = constants.property(at, name);
    if (!part || !at || part.range[0] < at.range[0] || part.range[1] > at.range[1]) break;
    at = part;
  }
  return at;
}

/** The one route that a call registers handlers for, by its path; undefined when they may serve several. */
function routeOf({ constants }: Calls, { argumentNodes: [first], method }: CallSite): string | undefined {
  const path = constants.constantOf(first);
  const isOne = typeof path === 'string' && method !== 'use' && method !== 'all' && !/[*(]/.test(path);
  return isOne ? path : undefined;
}

/** `app.get('/', show.bind(null, store))`: the library calls the function with more arguments than it knows of. */
function bindArguments(calls: Calls, by: CallSite, target: FunctionItem): void {
  const derived = calls.derive(`handler ${by.id}`, by, {
    callee: NOTHING,
    receiver: by.arguments[0] ?? NOTHING,
    arguments: by.arguments.slice(1),
    argumentNodes: by.argumentNodes.slice(1),
    spread: by.spread - 1,
    result: NOTHING,
  });
  if (derived) calls.invoke(derived, target);
}
