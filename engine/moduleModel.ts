import { AccessPaths } from './flow/accessPath.ts';
import { buildGraph } from './flow/buildGraph.ts';
import { type ResolvedValues, resolveValues, type Surroundings } from './flow/resolveValues.ts';
import { ALONE, constantOf } from './flow/summary.ts';
import type { ValueFlowGraph } from './flow/valueFlowGraph.ts';
import type { ConstantData } from './semantics/constantData.ts';
import { Constants } from './semantics/constants.ts';
import type { ApiTrie } from './semantics/entities.ts';
import { exportedConstants } from './semantics/exportedValues.ts';
import { documentedNodes } from './semantics/jsdoc.ts';
import { analyzeScopes, type Scopes } from './semantics/scopes.ts';
import type { SyntaxTree } from './syntax/parse.ts';

/** All that is known of a module before any rule looks at it: names, constants, the graph of values, and what they are. */
export interface ModuleModel {
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  readonly constants: Constants;
  /** The constants that it exports, by name. */
  readonly exported: ReadonlyMap<string, ConstantData>;
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
  const { isImported, linker } = surroundings;
  const imported = (specifier: string, name: string) => constantOf(linker, linker.resolve(specifier), name);
  const constants = new Constants(scopes, imported);
  const graph = buildGraph(tree.program, scopes, constants);
  const paths = new AccessPaths();
  const documented = documentedNodes(text, tree.comments, tree.nodes);
  const values = resolveValues(graph, scopes, constants, trie, paths, documented, surroundings);
  const exported = isImported ? exportedConstants(tree.program, constants, imported) : new Map();
  return { tree, scopes, constants, exported, graph, paths, values };
}
