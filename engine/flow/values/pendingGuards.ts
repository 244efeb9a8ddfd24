import { nameOf, type TSESTree } from '../../syntax/nodes.ts';
import { GUARD_NAME } from '../guardName.ts';
import { settleSchemaGuard } from '../schemas/settleChecks.ts';
import { ALL_KINDS, bitsOf } from '../taintKind.ts';
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
    const name = ast.type === 'CallExpression' ? (nameOf((ast as TSESTree.CallExpression).callee) ?? '') : '';
    if (!isKnown && !isUnpromised && GUARD_NAME.test(name)) calls.facts.graph.edgeDoubt[edge] = isStatement ? 1 : 2;
  }
}
