import type { CallCondition, FlowEnd, PropagatorModel } from '../../model.ts';
import { conditionHolds } from '../../semantics/callConditions.ts';
import { nameOf } from '../../syntax/nodes.ts';
import { kindsClearedByPlace, kindsClearedByReplacement } from '../replacement.ts';
import { kindsClearedByJoining, kindsClearedInElements } from '../splitTexts.ts';
import { bitsOf, type TaintBits } from '../taintKind.ts';
import { ALL_BITS, type CallSite, type EdgeKind, NOTHING } from '../valueFlowGraph.ts';
import { isPartial, originsOf, receiverNode, targetsOf } from './callEnds.ts';
import type { Calls } from './calls.ts';
import { addMatch } from './matches.ts';

/** Text made of an object is no object. */
export const LOSES_SHAPE = ALL_BITS & ~bitsOf(['object-shape']);

/** Adds the edges that models say a call has. */
export function propagate(calls: Calls, call: CallSite, models: readonly PropagatorModel[]): void {
  if (call.isUnderstood) return;
  for (const model of models) {
    const key = `propagator ${call.id} ${JSON.stringify([model.from, model.to, model.clears])}`;
    if (!applies(calls, call, model) || !calls.facts.once(key)) continue;
    const width = widthOf(models);
    for (const from of listOf(model.from))
      for (const to of listOf(model.to)) connect(calls, call, from, to, model, width);
  }
}

function listOf(ends: FlowEnd | readonly FlowEnd[]): readonly FlowEnd[] {
  return Array.isArray(ends) ? (ends as readonly FlowEnd[]) : [ends as FlowEnd];
}

/** With how many values a callback is called that is given more than the models count. */
const MANY = 4;

/** With how many values a call calls its callbacks, as far as models speak of them. */
function widthOf(models: readonly PropagatorModel[]): number {
  let width = 0;
  for (const { to } of models) {
    for (const end of listOf(to)) {
      if (typeof end !== 'object' || !('callback' in end)) continue;
      width = Math.max(width, typeof end.parameter === 'number' ? end.parameter + 1 : end.parameter.from + MANY);
    }
  }
  return width;
}

function applies(calls: Calls, call: CallSite, { when, unless }: PropagatorModel): boolean {
  const holds = (condition: CallCondition) =>
    conditionHolds(condition, call.argumentNodes, call.argumentNodes[0], calls.constants);
  return (!when || holds(when)) && !(unless && holds(unless));
}

function connect(
  calls: Calls,
  call: CallSite,
  from: FlowEnd,
  to: FlowEnd,
  model: PropagatorModel,
  width: number,
): void {
  if (typeof from === 'object' && 'callback' in from) return;
  if (typeof from === 'object' && 'callbackReturn' in from) {
    const wanted = from.callbackReturn;
    calls.onCallback(call, (_, index, option) => {
      if (option !== undefined || (wanted !== 'any' && wanted !== index)) return;
      const { result } = calls.callBack(call, index, undefined, width);
      if (typeof to === 'object' && 'callback' in to) intoCallback(calls, call, result, to, width);
      else
        for (const { node, name } of targetsOf(calls, call, to))
          if (calls.facts.once(`back ${result} ${node} ${name}`))
            calls.facts.edge(
              result,
              node,
              name === '' ? 'copy' : 'store',
              name,
              ALL_BITS & ~clearedByPlace(calls, call, from),
            );
    });
    return;
  }
  const isMove = isPartial(from) || isPartial(to) || model.as === 'value';
  const made = model.parses ? 'parse' : 'text';
  const kind: EdgeKind = model.deep ? 'deep' : model.as === 'members' ? 'members' : isMove ? 'copy' : made;
  const isReplaced = from === 'receiver' && REPLACES.test(call.method ?? '');
  const clearedHere = isReplaced
    ? kindsClearedByReplacement(call, calls.constants)
    : clearedInList(calls, call, from) | clearedByPlace(calls, call, from);
  const cleared = clearedHere | bitsOf(model.clears ?? []);
  const isMatch = /^(?:match|matchAll|exec)$/.test(call.method ?? '') && to === 'return';
  for (const origin of originsOf(calls, call, from)) {
    const source =
      to === 'return' || (typeof to === 'object' && 'returnPath' in to)
        ? pickedParts(calls, call, origin, from)
        : origin;
    const whole = model.decodes ? encodedIn(calls, source) : NOTHING;
    calls.facts.edge(whole, call.result, 'text', '', LOSES_SHAPE & ~cleared);
    if (isMatch && addMatch(calls, call, source)) continue;
    if (typeof to === 'object' && 'callback' in to) {
      intoCallback(calls, call, source, to, width);
      continue;
    }
    if (to === 'receiver' || (typeof to === 'object' && 'receiverPath' in to)) storeBack(calls, call.receiver);
    for (const { node, name } of targetsOf(calls, call, to)) {
      if (name !== '') calls.facts.edge(source, node, 'store', name, ALL_BITS & ~cleared);
      else calls.facts.edge(source, node, kind, '', (kind === 'text' ? LOSES_SHAPE : ALL_BITS) & ~cleared);
    }
  }
}

const REPLACES = /^replace(?:All)?$/;

/** Kinds that a replacement loses by its place in the text. */
function clearedByPlace({ constants }: Calls, call: CallSite, from: FlowEnd): TaintBits {
  const isReplacement = REPLACES.test(call.method ?? '') && typeof from === 'object';
  return isReplacement ? kindsClearedByPlace(call, constants) : 0;
}

/** Functions whose work decoding undoes. */
const ENCODES = /^(?:escape|encodeURI|encodeURIComponent)$/;

/** What a value was encoded from: the URL of its path, the argument of `encodeURIComponent`. */
function encodedIn({ facts }: Calls, value: number): number {
  const ast = facts.graph.ast[value];
  if (ast?.type === 'CallExpression' && ENCODES.test(nameOf(ast.callee) ?? '') && ast.arguments[0])
    return facts.graph.nodeOf.get(ast.arguments[0]) ?? NOTHING;
  const read = facts.graph.readFrom.get(value);
  return read !== undefined && facts.trie.encodedNames.has(read.name) ? read.object : NOTHING;
}

/** Kinds that what comes out of a list no longer has: what was picked by a predicate, what a text was split into. */
function clearedInList({ facts, constants }: Calls, call: CallSite, from: FlowEnd): TaintBits {
  const list = receiverNode(call);
  // A text has `at` as well; this one is known to be a list.
  if (from === 'receiver' && call.method === 'at') return kindsClearedInElements(list, constants);
  if (typeof from !== 'object' || !('receiverPath' in from)) return 0;
  const picked = facts.graph.pickedBy.get(call.ast)?.clears ?? 0;
  if (call.method === 'join') return picked | kindsClearedByJoining(list, call.argumentNodes[0], constants);
  return /^(?:pop|shift|at)$/.test(call.method ?? '') ? picked | kindsClearedInElements(list, constants) : picked;
}

/** An element as a predicate picked it: properties of it have lost what the predicate refuses. */
function pickedParts({ facts }: Calls, call: CallSite, element: number, from: FlowEnd): number {
  const parts = facts.graph.pickedBy.get(call.ast)?.parts;
  if (!parts || typeof from !== 'object' || !('receiverPath' in from)) return element;
  let picked = element;
  for (const [name, cleared] of parts) {
    const others = facts.graph.addNode(call.ast, call.owner, 'value');
    const part = facts.graph.addNode(call.ast, call.owner, 'value');
    facts.edge(picked, others, 'keep', name);
    facts.edge(picked, part, 'load', name, ALL_BITS & ~cleared);
    facts.edge(part, others, 'store', name);
    picked = others;
  }
  return picked;
}

/** What a call puts into a property of an object is in the object: `state.list.push(x)`. */
function storeBack({ facts }: Calls, receiver: number): void {
  for (let read = facts.graph.readFrom.get(receiver); read; read = facts.graph.readFrom.get(receiver)) {
    if (facts.once(`back ${receiver}`)) facts.edge(receiver, read.object, 'store', read.name);
    receiver = read.object;
  }
}

function intoCallback(
  calls: Calls,
  call: CallSite,
  source: number,
  to: Extract<FlowEnd, { callback: unknown }>,
  width: number,
): void {
  calls.onCallback(call, (_, index, option) => {
    if (option !== to.option || (to.callback !== 'any' && to.callback !== index)) return;
    const given = calls.callBack(call, index, option, width).arguments;
    const first = typeof to.parameter === 'number' ? to.parameter : to.parameter.from;
    const last = typeof to.parameter === 'number' ? first : given.length - 1;
    for (const parameter of given.slice(first, last + 1))
      if (calls.facts.once(`given ${source} ${parameter}`)) calls.facts.edge(source, parameter, 'copy');
  });
}
