import { AccessPaths } from './flow/accessPath.ts';
import { buildGraph } from './flow/buildGraph.ts';
import { type ResolvedValues, resolveValues, type Surroundings } from './flow/resolveValues.ts';
import { ALONE } from './flow/summary.ts';
import type { ValueFlowGraph } from './flow/valueFlowGraph.ts';
import { Constants } from './semantics/constants.ts';
import type { ApiTrie } from './semantics/entities.ts';
import { documentedNodes } from './semantics/jsdoc.ts';
import { analyzeScopes, type Scopes } from './semantics/scopes.ts';
import type { SyntaxTree } from './syntax/parse.ts';

/** All that is known of a module before any rule looks at it: names, constants, the graph of values, and what they are. */
export interface ModuleModel {
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  readonly constants: Constants;
  readonly graph: ValueFlowGraph;
  readonly paths: AccessPaths;
  readonly values: ResolvedValues;
}

/** The surroundings of a module by itself. */
export function alone(path: string): Surroundings {
  return { path, linker: ALONE, isImported: false, seeds: [], received: [] };
}

/** Builds the model of a parsed script. */
export function moduleModel(
  text: string,
  tree: SyntaxTree,
  trie: ApiTrie,
  surroundings: Surroundings = alone(''),
): ModuleModel {
  const scopes = analyzeScopes(tree.program);
  const constants = new Constants(scopes);
  const graph = buildGraph(tree.program, scopes, constants);
  const paths = new AccessPaths();
  const documented = documentedNodes(text, tree.comments, tree.nodes);
  const values = resolveValues(graph, scopes, constants, trie, paths, documented, surroundings);
  return { tree, scopes, constants, graph, paths, values };
}
