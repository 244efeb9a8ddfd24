import { AccessPaths } from './flow/accessPath.ts';
import { buildGraph } from './flow/buildGraph.ts';
import { type ResolvedValues, resolveValues } from './flow/resolveValues.ts';
import type { ValueFlowGraph } from './flow/valueFlowGraph.ts';
import { Constants } from './semantics/constants.ts';
import type { ApiTrie } from './semantics/entities.ts';
import { documentedFunctions } from './semantics/jsdoc.ts';
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

/**
 * Builds the model of a parsed script.
 * @param path where it lies: frameworks find handlers by it
 */
export function moduleModel(path: string, text: string, tree: SyntaxTree, trie: ApiTrie): ModuleModel {
  const scopes = analyzeScopes(tree.program);
  const constants = new Constants(scopes);
  const graph = buildGraph(tree.program, scopes, constants);
  const paths = new AccessPaths();
  const documented = documentedFunctions(text, tree.comments, tree.nodes);
  const values = resolveValues(graph, scopes, constants, trie, paths, documented, path);
  return { tree, scopes, constants, graph, paths, values };
}
