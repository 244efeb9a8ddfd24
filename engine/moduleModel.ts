import { AccessPaths } from './flow/accessPath.ts';
import { type ResolvedValues, resolveValues, type Surroundings } from './flow/resolveValues.ts';
import { ALONE } from './flow/summary.ts';
import type { ValueFlowGraph } from './flow/valueFlowGraph.ts';
import type { GroundworkOf } from './groundwork.ts';
import type { ConstantData } from './semantics/constantData.ts';
import type { Constants } from './semantics/constants.ts';
import type { ApiTrie } from './semantics/entities.ts';
import { exportedConstants } from './semantics/exportedValues.ts';
import type { Scopes } from './semantics/scopes.ts';
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
  groundwork: GroundworkOf,
  trie: ApiTrie,
  surroundings: Surroundings = alone(''),
): ModuleModel {
  const { isImported, linker, received } = surroundings;
  const { constants, documented, graph, scopes, tree } = groundwork.among(linker);
  const paths = new AccessPaths();
  const values = resolveValues(graph, scopes, constants, trie, paths, documented, surroundings);
  const imported = (specifier: string, name: string) => groundwork.imported(specifier, name);
  const exported = isImported ? exportedConstants(tree.program, constants, imported) : new Map();
  // What others write to is no constant.
  for (const { names } of received) exported.delete(names[0] ?? '');
  return { tree, scopes, constants, exported, graph, paths, values };
}
