import { nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { GUARD_NAME } from '../guardName.ts';
import { settleSchemaGuard } from '../schemas/settleChecks.ts';
import { ALL_KINDS, bitsOf, type TaintBits } from '../taintKind.ts';
import type { CallSite, PendingGuard } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';

/** Guards whose predicate is a library's, or unknown. */
export function settleGuards(calls: Calls): void {
  const { pendingGuards } = calls.facts.graph;
  if (pendingGuards.length === 0) return;
  const callsByAst = new Map(calls.facts.graph.calls.map((call) => [call.ast, call]));
  for (const guard of pendingGuards) {
    const { edge, call: ast, argument, isStatement, isUnpromised, part } = guard;
    if (edge < 0 || settleSchemaGuard(calls, guard) || part) continue;
    const call = callsByAst.get(ast);
    let isKnown = false;
    for (const { entity } of (call && calls.calleesOf.get(call.id)) ?? []) {
      for (const guard of entity.guards) {
        if ((guard.argument ?? 0) !== argument) continue;
        isKnown = true;
        calls.facts.graph.edgeMask[edge]! &= ~(guard.clears === 'all' ? ALL_KINDS : bitsOf(guard.clears));
      }
    }
    const proved = call && !part ? provedElsewhere(calls, guard, call) : 0;
    if (proved !== 0) {
      isKnown = true;
      calls.facts.graph.edgeMask[edge]! &= ~proved;
    }
    const name = ast.type === 'CallExpression' ? (nameOf((ast as TSESTree.CallExpression).callee) ?? '') : '';
    if (!isKnown && !isUnpromised && GUARD_NAME.test(name)) calls.facts.graph.edgeDoubt[edge] = isStatement ? 1 : 2;
  }
}

/** What all functions of other modules prove that a call can call. */
function provedElsewhere({ facts }: Calls, { argument, isStatement }: PendingGuard, { callee }: CallSite): TaintBits {
  const functions = facts.functionsAt(callee).filter(({ names }) => names.length === 0);
  const by = isStatement ? 'returning' : 'yes';
  return functions
    .map(({ item }) => item.fn.proofs?.find((each) => each.parameter === argument && each.by === by)?.clears ?? 0)
    .reduce((all, each) => all & each, functions.length === 0 ? 0 : -1);
}
