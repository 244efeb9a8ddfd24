import type { Language } from '../source/sourceFile.ts';
import type { Node, TSESTree } from './nodes.ts';

export interface Comment {
  /** The text between the comment's marks. */
  readonly value: string;
  readonly block: boolean;
  readonly start: number;
  readonly end: number;
}

/** The tree of one script, `parent` set on every node. */
export interface SyntaxTree {
  readonly program: TSESTree.Program;
  /** All nodes, parents before children. */
  readonly nodes: readonly Node[];
  readonly comments: readonly Comment[];
  /** What the parser complained about; empty for valid text. The tree is there all the same. */
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
  /** The text could not be read at all, as the error says: the tree is empty. */
  readonly isUnread?: true;
}

/** Reads a script. Gives a tree for any text and never throws. */
export type Parser = (text: string, language: Language) => SyntaxTree;
