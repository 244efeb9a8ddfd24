/** What a module is before it is known what its values are. Modules that are analysed again and again need it once. */
import { buildGraph } from './flow/buildGraph.ts';
import { constantOf, type Linker } from './flow/summary.ts';
import type { ValueFlowGraph } from './flow/valueFlowGraph.ts';
import type { ConstantData } from './semantics/constantData.ts';
import { Constants } from './semantics/constants.ts';
import { type Documented, documentedNodes } from './semantics/jsdoc.ts';
import { analyzeScopes, type Scopes } from './semantics/scopes.ts';
import type { SyntaxTree } from './syntax/parse.ts';

/** A module's names, constants and graph. */
export interface Groundwork {
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  readonly constants: Constants;
  /** Without what the values of the module add to it. */
  readonly graph: ValueFlowGraph;
  readonly documented: readonly Documented[];
}

/** A question about a constant that another module exports, with its answer. */
interface AskedConstant {
  readonly specifier: string;
  readonly name: string;
  readonly answer: ConstantData | undefined;
}

/** The groundwork of one module, made when it is asked for, and again only when constants that it imports have changed. */
export class GroundworkOf {
  readonly #text: string;
  readonly #tree: SyntaxTree;
  #linker: Linker | undefined;
  #made: { readonly groundwork: Groundwork; readonly rewind: () => void } | undefined;
  readonly #asked = new Map<string, AskedConstant>();

  constructor(text: string, tree: SyntaxTree) {
    this.#text = text;
    this.#tree = tree;
  }

  /** The groundwork, fresh: what an earlier analysis has added to its graph is gone. So only one analysis can use it at a time. */
  among(linker: Linker): Groundwork {
    this.#linker = linker;
    if (this.#made && this.#isSame()) this.#made.rewind();
    else this.#made = this.#make();
    return this.#made.groundwork;
  }

  #make(): { groundwork: Groundwork; rewind: () => void } {
    this.#asked.clear();
    const tree = this.#tree;
    const scopes = analyzeScopes(tree.program);
    const constants = new Constants(scopes, (specifier, name) => this.imported(specifier, name));
    const graph = buildGraph(tree.program, scopes, constants);
    const documented = documentedNodes(this.#text, tree.comments, tree.nodes);
    return { groundwork: { tree, scopes, constants, graph, documented }, rewind: graph.remember() };
  }

  /** The constant that another module exports under a name. */
  imported(specifier: string, name: string): ConstantData | undefined {
    const linker = this.#linker!;
    const answer = constantOf(linker, linker.resolve(specifier), name);
    this.#asked.set(`${specifier}\n${name}`, { specifier, name, answer });
    return answer;
  }

  /** Asks all that was asked again: so the module depends on the same as before. */
  #isSame(): boolean {
    return [...this.#asked.values()].every(({ specifier, name, answer: before }) => {
      const now = this.imported(specifier, name);
      return now === before || JSON.stringify(now) === JSON.stringify(before);
    });
  }
}
