import type { CallerModel, ComposerModel } from '../../model.ts';
import type { Node } from '../../syntax/nodes.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import type { Argument, ComposedItem, CurriedItem } from './resolvedValues.ts';

/** The elements of a list that is written down, unless it has a spread in it. */
export function elementsOf({ facts }: Calls, list: Node | undefined): readonly Argument[] | undefined {
  if (list?.type !== 'ArrayExpression' || list.elements.some((each) => each?.type === 'SpreadElement'))
    return undefined;
  return list.elements.map((each) => ({
    value: (each && facts.graph.nodeOf.get(each)) ?? NOTHING,
    node: each ?? undefined,
  }));
}

/** What a call is given from a position on. */
export function argumentsFrom(call: CallSite, from: number): readonly Argument[] {
  return call.arguments.slice(from).map((value, index) => ({ value, node: call.argumentNodes[from + index] }));
}

/** A function that calls several others, each with what the one before gave, now or when it is called itself. */
export function compose(calls: Calls, call: CallSite, { from, isBackwards, value }: ComposerModel): void {
  const written = elementsOf(calls, call.argumentNodes[from]) ?? argumentsFrom(call, from);
  if (call.spread >= 0 || written.length === 0) return;
  const functions = isBackwards ? written.toReversed() : written;
  const key = `composed ${call.id}`;
  if (value === undefined)
    calls.facts.add(call.result, 0, calls.facts.madeItem(key, { kind: 'composed', functions, key }));
  else callInTurn(calls, call, functions, key, [{ value: call.arguments[value] ?? NOTHING, node: undefined }]);
}

/** A function that was composed is called. */
export function callComposed(calls: Calls, call: CallSite, { functions, key }: ComposedItem): void {
  callInTurn(calls, call, functions, key, argumentsFrom(call, 0));
}

function callInTurn(
  calls: Calls,
  call: CallSite,
  functions: readonly Argument[],
  key: string,
  given: readonly Argument[],
): void {
  calls.resolved.add(call.id);
  let passed = given;
  functions.forEach(({ value, node }, index) => {
    const isLast = index === functions.length - 1;
    const ast = node ?? call.ast;
    const made = calls.derive(`${key} ${call.id} ${index}`, call, {
      ast: isLast ? call.ast : ast,
      callee: value,
      receiver: NOTHING,
      arguments: passed.map((each) => each.value),
      argumentNodes: passed.map((each) => each.node),
      spread: index === 0 ? call.spread : -1,
      result: isLast ? call.result : calls.facts.graph.addNode(ast, call.owner, 'value'),
      isNew: false,
      isTag: false,
    });
    if (!made) return;
    // Of what nobody knows, data comes out as of any other call.
    calls.resolved.delete(made.id);
    calls.register(made);
    // What stands for the data there is the function that is given it.
    passed = [{ value: made.result, node: functions[index + 1]?.node }];
  });
}

/** A function that may be given its arguments in several calls: as many as it takes, or as a number beside it says. */
export function curry(calls: Calls, call: CallSite, { callee, with: how }: CallerModel): void {
  const count = 'from' in how ? calls.constants.constantOf(call.argumentNodes[how.from]) : undefined;
  calls.onCallback(call, (item, index, option) => {
    if (index !== callee || option !== undefined || item.kind !== 'function') return;
    const takes = typeof count === 'number' ? count : item.fn.parameters.length;
    wait(calls, call, {
      kind: 'curried',
      callee: call.arguments[callee]!,
      takes,
      given: [],
      key: `curried ${call.id}`,
    });
  });
}

/** More arguments than this are not waited for. */
const MOST_ARGUMENTS = 8;

function wait(calls: Calls, call: CallSite, item: CurriedItem): void {
  if (item.takes <= MOST_ARGUMENTS) calls.facts.add(call.result, 0, calls.facts.madeItem(item.key, item));
}

/** A function that waits for arguments is given some. */
export function callCurried(calls: Calls, call: CallSite, item: CurriedItem): void {
  if (call.spread >= 0) return;
  calls.resolved.add(call.id);
  const given = [...item.given, ...argumentsFrom(call, 0)];
  const key = `${item.key} ${call.id}`;
  if (given.length < item.takes) {
    if (call.arguments.length > 0) wait(calls, call, { ...item, given, key });
    return;
  }
  const made = calls.derive(key, call, {
    callee: item.callee,
    receiver: NOTHING,
    arguments: given.map(({ value }) => value),
    argumentNodes: given.map(({ node }) => node),
    isNew: false,
    isTag: false,
  });
  if (made) calls.register(made);
}
