import { isFunction, nameOf } from '../../syntax/nodes.ts';
import { answerText } from '../answers.ts';
import { type Conditions, neverReturns } from '../conditions.ts';
import { GUARD_NAME } from '../guardName.ts';
import { settleSchemaGuard } from '../schemas/settleChecks.ts';
import type { ParameterProof } from '../summary.ts';
import { ALL_KINDS, bitsOf } from '../taintKind.ts';
import type { CallSite, FunctionInfo, PendingGuard } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import { refineParts } from './parts.ts';

/** What a URL can do by the host that it names. */
const HOST = bitsOf(['url-host', 'url-scheme']);

/** Parts of a URL that say which host it names. */
const HOST_PART = /^(?:host|hostname|origin)$/;

/** An object that is a URL. */
const URL_NAME = /\bURL#?$/;

/** Guards whose predicate is a library's, of another file, or unknown. */
export function settleGuards(calls: Calls, conditions: Conditions): void {
  const { graph } = calls.facts;
  if (graph.pendingGuards.length === 0) return;
  const callsByAst = new Map(graph.calls.map((call) => [call.ast, call]));
  for (const guard of graph.pendingGuards) {
    const { edge, call: ast, answer, argument, clears, isParsed, isUnpromised } = guard;
    if (clears !== undefined) {
      const call = edge < 0 ? undefined : callsByAst.get(ast);
      if (call && isConfirmed(calls, conditions, guard, call)) graph.edgeMask[edge]! &= ~clears;
      continue;
    }
    if (edge < 0 || (!isParsed && settleSchemaGuard(calls, guard))) continue;
    const call = callsByAst.get(ast);
    const proofs = call ? provedBy(calls, conditions, guard, call) : [];
    // A function of this file may ask a library as well: what is seen of it is not all that it proves.
    let isKnown = applyProofs(calls, guard, proofs) && !conditions.localCallee(ast);
    if (isParsed || typeof answer === 'object') continue;
    const isOtherSide = isUnpromised && answer !== 'returning';
    for (const { entity } of (!isOtherSide && call && calls.calleesOf.get(call.id)) || []) {
      for (const guard of entity.guards) {
        if ((guard.argument ?? 0) !== argument) continue;
        isKnown = true;
        graph.edgeMask[edge]! &= ~(guard.clears === 'all' ? ALL_KINDS : bitsOf(guard.clears));
      }
    }
    if (!isKnown && !isUnpromised && GUARD_NAME.test(nameOf(ast.callee) ?? ''))
      graph.edgeDoubt[edge] = answer === 'returning' ? 1 : 2;
  }
}

/** True when all functions that a call can call only throw, or throw unless the test holds that is the argument. */
function isConfirmed({ facts }: Calls, conditions: Conditions, guard: PendingGuard, { callee }: CallSite): boolean {
  const functions = facts.functionsAt(callee).filter(({ names }) => names.length === 0);
  const confirms = (fn: FunctionInfo): boolean => {
    if (guard.answer === 'never') {
      const isPromise = !fn.foreign && isFunction(fn.ast) && fn.ast.async;
      return fn.foreign ? fn.neverReturns === true : isFunction(fn.ast) && !isPromise && neverReturns(fn.ast);
    }
    return proofsOf(conditions, fn).some(
      (each) =>
        each.holds &&
        each.by === guard.answer &&
        each.parameter === guard.argument &&
        each.names.length === 0 &&
        (guard.isAwaited || !each.isPromised),
    );
  };
  return functions.length > 0 && functions.every(({ item }) => confirms(item.fn));
}

/** What all functions prove of an argument that a call can call, by the answer that it gives. */
function provedBy(
  { facts }: Calls,
  conditions: Conditions,
  { answer, argument, isAwaited }: PendingGuard,
  { callee }: CallSite,
): readonly ParameterProof[] {
  const by = answerText(answer);
  const [first = [], ...others] = facts
    .functionsAt(callee)
    .filter(({ names }) => names.length === 0)
    .map(({ item: { fn } }) =>
      proofsOf(conditions, fn).filter(
        (each) =>
          !each.holds && each.parameter === argument && answerText(each.by) === by && (isAwaited || !each.isPromised),
      ),
    );
  return first.flatMap((proof) => {
    let { clears } = proof;
    for (const each of others) clears &= each.find((other) => isSamePart(proof, other))?.clears ?? 0;
    return clears === 0 ? [] : [{ ...proof, clears }];
  });
}

function proofsOf(conditions: Conditions, fn: FunctionInfo): readonly ParameterProof[] {
  if (!fn.foreign && isFunction(fn.ast)) fn.proofs ??= conditions.proofsOf(fn.ast);
  return fn.proofs ?? [];
}

function isSamePart(a: ParameterProof, b: ParameterProof): boolean {
  return a.names.join('.') === b.names.join('.');
}

/** Takes from a guarded value, and from its parts, what is proven that they do not do. Gives whether that is all that is. */
function applyProofs(
  { facts }: Calls,
  { edge, from, isParsed }: PendingGuard,
  proofs: readonly ParameterProof[],
): boolean {
  const { graph } = facts;
  const isUrl = isParsed || facts.entitiesAt(from).some(({ entity }) => URL_NAME.test(entity.name));
  const isHost = ({ clears, names }: ParameterProof) =>
    isUrl && names.length === 1 && HOST_PART.test(names[0]!) && (clears & HOST) === HOST;
  const found = isParsed ? proofs.filter(isHost) : proofs;
  for (const proof of found) {
    if (isHost(proof)) graph.edgeMask[edge]! &= ~HOST;
    else if (proof.names.length === 0) graph.edgeMask[edge]! &= ~proof.clears;
  }
  const parts = found.filter((proof) => proof.names.length > 0 && !isParsed);
  if (parts.length > 0) refineParts(facts, edge, from, parts);
  return found.some(({ isLeftOpen }) => !isLeftOpen);
}
