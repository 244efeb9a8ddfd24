import type { CallCondition, ResolverModel, SanitizerModel } from '../../model.ts';
import { conditionHolds } from '../../semantics/callConditions.ts';
import type { ApiEntity, CompiledHandler, CompiledSanitizer } from '../../semantics/entities.ts';
import { type Node, unwrap } from '../../syntax/nodes.ts';
import { setterOf } from '../accessPath.ts';
import { calledSchema, schemaArrived, schemaFunction, schemaMethod } from '../schemas/schemaCalls.ts';
import { ALL_KINDS } from '../taintKind.ts';
import { ALL_BITS, type CallSite, NOTHING } from '../valueFlowGraph.ts';
import { targetsOf } from './callEnds.ts';
import { type Calls, optionOf, push } from './calls.ts';
import { decorate, hasArity, isAtOption, seedOverrides } from './handlers.ts';
import { propagate } from './propagators.ts';
import type { Item } from './resolvedValues.ts';

/** What follows when a value has arrived at a node: calls of it, calls through it, calls that it is an argument of. */
export function arrived(calls: Calls, node: number, path: number, item: Item): void {
  if (path === 0) {
    for (const call of calls.byCallee.get(node) ?? []) called(calls, call, item);
    for (const call of calls.byReceiver.get(node) ?? []) calledThrough(calls, call, item);
    if (item.kind === 'entity') {
      for (const use of calls.decoratorsAt.get(node) ?? []) decorate(calls, use, item.entity, item.isGuessed);
      if (item.entity.schemaValues.length > 0) schemaArrived(calls, node, path, item.entity);
      for (const { call, property } of calls.writesByObject.get(node) ?? []) {
        for (const member of calls.facts.trie.membersOf(item.entity, property)) {
          for (const propagator of member.writePropagators) propagate(calls, call, propagator);
          for (const handler of member.handlers) registerHandler(calls, call, handler, item.isGuessed);
        }
      }
    }
    for (const sub of calls.subclasses.get(node) ?? []) {
      if (item.kind === 'class') {
        calls.facts.edge(item.cls.instance, sub.instance, 'copy');
        calls.foreign.instantiate(item.cls, sub.instance);
      } else if (item.kind === 'entity') {
        // What a library's class can do, a class that extends it can do too: `User.findAll()`.
        calls.facts.addEntity(sub.value, item.entity, item.isGuessed);
        if (item.entity.instance) {
          calls.facts.addEntity(sub.instance, item.entity.instance, item.isGuessed);
          seedOverrides(calls, sub, item.entity.instance, item.isGuessed);
        }
      }
    }
  }
  if (item.kind !== 'function') return;
  if (path !== 0) {
    const [name] = calls.facts.paths.namesOf(path);
    for (const { call, property } of calls.writesByObject.get(node) ?? [])
      if (name === setterOf(property)) calls.invoke(call, item.fn);
  }
  for (const { call, index } of calls.byArgument.get(node) ?? []) {
    const option = optionOf(calls.facts.paths.namesOf(path));
    for (const callback of calls.callbacks.get(call.id) ?? []) callback(item.fn, index, option);
  }
}

/** `f.call(this, x)`, `f.apply(this, xs)`, `f.bind(this)`. */
function calledThrough(calls: Calls, call: CallSite, item: Item): void {
  if (item.kind === 'schema') {
    schemaMethod(calls, call, item.schema);
    return;
  }
  if (call.method !== 'call' && call.method !== 'apply' && call.method !== 'bind') return;
  if (item.kind === 'entity' && !item.entity.isModelled) return;
  calls.resolved.add(call.id);
  if (call.method === 'bind') {
    calls.facts.edge(call.receiver, call.result, 'copy');
    return;
  }
  if (call.method === 'call') {
    called(
      calls,
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
  called(
    calls,
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

function called(calls: Calls, call: CallSite, item: Item): void {
  if (item.kind === 'resolver') {
    // What a generator gives back for it is what any iterator does.
    if (!item.isGenerator) calls.resolved.add(call.id);
    const value = call.arguments[0] ?? NOTHING;
    for (const { node, name } of item.to) calls.facts.edge(value, node, name === '' ? 'copy' : 'store', name);
  } else if (item.kind === 'function') {
    calls.resolved.add(call.id);
    calls.invoke(call, item.fn);
  } else if (item.kind === 'class') {
    calls.resolved.add(call.id);
    if (call.isNew) {
      calls.facts.edge(item.cls.instance, call.result, 'copy');
      calls.foreign.instantiate(item.cls, call.result);
    }
    if (item.cls.construct) calls.invoke(call, item.cls.construct, true);
  } else if (item.kind === 'schema') {
    calledSchema(calls, call, item.schema);
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
  for (const propagator of entity.propagators) propagate(calls, call, propagator);
  sanitize(calls, call, entity.sanitizers);
  schemaFunction(calls, call, entity);
  for (const handler of entity.handlers) registerHandler(calls, call, handler, isGuessed);
  for (const resolver of entity.resolvers) bindResolver(calls, call, resolver);
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
    calls.onCallback(call, (fn, index) => {
      calls.invoked.add(fn);
      const parameter = fn.parameters[typeof is.parameter === 'number' ? is.parameter : is.parameter.from];
      if (parameter !== undefined && (is.callback === 'any' || is.callback === index))
        calls.facts.add(parameter, 0, item);
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
  calls.onCallback(call, (fn, index, option) => {
    if (typeof model.argument === 'number' && model.argument !== index) return;
    if (!isAtOption(model.option, option === undefined ? [] : option.split('.')) || !hasArity(handler, fn)) return;
    calls.seedParameters(fn, handler, isGuessed);
  });
}
