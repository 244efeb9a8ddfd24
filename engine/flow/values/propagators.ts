import type { CallCondition, FlowEnd, PropagatorModel } from '../../model.ts';
import { conditionHolds } from '../../semantics/callConditions.ts';
import { ANY } from '../accessPath.ts';
import { kindsClearedByReplacement } from '../replacement.ts';
import { bitsOf } from '../taintKind.ts';
import { ALL_BITS, type CallSite, type EdgeKind, NOTHING } from '../valueFlowGraph.ts';
import { isPartial, originsOf, targetsOf } from './callEnds.ts';
import type { Calls } from './calls.ts';
import { addMatch } from './matches.ts';

/** Text made of an object is no object. */
export const LOSES_SHAPE = ALL_BITS & ~bitsOf(['object-shape']);

/** Adds the edges that a model says a call has. */
export function propagate(calls: Calls, call: CallSite, model: PropagatorModel): void {
  if (call.isUnderstood) return;
  const key = `propagator ${call.id} ${JSON.stringify([model.from, model.to, model.clears])}`;
  if (!applies(calls, call, model) || !calls.facts.once(key)) return;
  const froms = Array.isArray(model.from) ? (model.from as readonly FlowEnd[]) : [model.from as FlowEnd];
  const tos = Array.isArray(model.to) ? (model.to as readonly FlowEnd[]) : [model.to as FlowEnd];
  for (const from of froms) for (const to of tos) connect(calls, call, from, to, model);
}

function applies(calls: Calls, call: CallSite, { when, unless }: PropagatorModel): boolean {
  const holds = (condition: CallCondition) =>
    conditionHolds(condition, call.argumentNodes, call.argumentNodes[0], calls.constants);
  return (!when || holds(when)) && !(unless && holds(unless));
}

function connect(calls: Calls, call: CallSite, from: FlowEnd, to: FlowEnd, model: PropagatorModel): void {
  if (typeof from === 'object' && 'callback' in from) return;
  if (typeof from === 'object' && 'callbackReturn' in from) {
    const wanted = from.callbackReturn;
    calls.onCallback(call, (fn, index, option) => {
      if (option !== undefined || (wanted !== 'any' && wanted !== index)) return;
      const invocation = calls.callbackInvocation(call, fn);
      for (const { node, name } of targetsOf(calls, call, to)) {
        calls.facts.edge(fn.returns, node, 'exit', name, ALL_BITS, 0, invocation);
      }
    });
    return;
  }
  const isMove = isPartial(from) || isPartial(to) || model.as === 'value';
  const kind: EdgeKind = model.deep ? 'deep' : model.as === 'members' ? 'members' : isMove ? 'copy' : 'text';
  const isReplacement = from === 'receiver' && /^replace(?:All)?$/.test(call.method ?? '');
  const clearedHere = isReplacement
    ? kindsClearedByReplacement(call, calls.constants)
    : typeof from === 'object' && 'receiverPath' in from
      ? (calls.facts.graph.pickedBy.get(call.ast) ?? 0)
      : 0;
  const cleared = clearedHere | bitsOf(model.clears ?? []);
  const isMatch = /^(?:match|matchAll|exec)$/.test(call.method ?? '') && to === 'return';
  for (const source of originsOf(calls, call, from)) {
    const whole = model.decodes ? encodedIn(calls, source) : NOTHING;
    calls.facts.edge(whole, call.result, 'text', '', LOSES_SHAPE & ~cleared);
    if (isMatch && addMatch(calls, call, source)) continue;
    if (typeof to === 'object' && 'callback' in to) {
      intoCallback(calls, call, source, to);
      continue;
    }
    if (to === 'receiver' || (typeof to === 'object' && 'receiverPath' in to)) storeBack(calls, call.receiver);
    for (const { node, name } of targetsOf(calls, call, to)) {
      if (name !== '') calls.facts.edge(source, node, 'store', name, ALL_BITS & ~cleared);
      else calls.facts.edge(source, node, kind, '', (kind === 'text' ? LOSES_SHAPE : ALL_BITS) & ~cleared);
    }
  }
}

/** The object of which a value is a property that was encoded: the URL of its path. */
function encodedIn({ facts }: Calls, value: number): number {
  const read = facts.graph.readFrom.get(value);
  const isEncoded =
    read !== undefined &&
    facts
      .entitiesAt(read.object)
      .some(({ entity }) => facts.trie.membersOf(entity, read.name).some((member) => member.readClears !== 0));
  return isEncoded ? read.object : NOTHING;
}

/** What a call puts into a property of an object is in the object: `state.list.push(x)`. */
function storeBack({ facts }: Calls, receiver: number): void {
  for (let read = facts.graph.readFrom.get(receiver); read; read = facts.graph.readFrom.get(receiver)) {
    if (facts.once(`back ${receiver}`)) facts.edge(receiver, read.object, 'store', read.name);
    receiver = read.object;
  }
}

function intoCallback(calls: Calls, call: CallSite, source: number, to: Extract<FlowEnd, { callback: unknown }>): void {
  calls.onCallback(call, (fn, index, option) => {
    if (option !== to.option || (to.callback !== 'any' && to.callback !== index)) return;
    const invocation = calls.callbackInvocation(call, fn);
    const first = typeof to.parameter === 'number' ? to.parameter : to.parameter.from;
    const last = typeof to.parameter === 'number' ? first : fn.parameters.length - 1;
    for (let at = first; at <= last; at++) {
      const parameter = fn.parameters[at];
      if (parameter !== undefined)
        calls.facts.edge(source, parameter, 'enter', fn.rest === at ? ANY : '', ALL_BITS, 0, invocation);
    }
  });
}
