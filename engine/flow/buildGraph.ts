import type { Constants } from '../semantics/constants.ts';
import type { Scopes } from '../semantics/scopes.ts';
import type { TSESTree } from '../syntax/nodes.ts';
import { buildExpression } from './build/expressions.ts';
import { GraphBuilder } from './build/graphBuilder.ts';
import { exportNames, keepState } from './build/modules.ts';
import { buildBlock, buildStatement } from './build/statements.ts';
import type { ValueFlowGraph } from './valueFlowGraph.ts';

/**
 * Builds the value-flow graph of a module: one walk in the order of evaluation, which keeps for each variable its
 * current definition, so that the graph is in static single assignment form without a pass of its own.
 */
export function buildGraph(program: TSESTree.Program, scopes: Scopes, constants: Constants): ValueFlowGraph {
  const builder = new GraphBuilder(program, scopes, constants, {
    expression: buildExpression,
    statement: buildStatement,
    block: buildBlock,
  });
  const { fn, graph } = builder;
  fn.returns = builder.node(program, 'return');
  fn.self = builder.node(program, 'shared', 'this');
  graph.exports = builder.node(program, 'shared', 'exports');
  buildBlock(builder, program.body);
  exportNames(builder);
  keepState(builder);
  return graph;
}
