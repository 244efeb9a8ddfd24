import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { Node, TSESTree } from './nodes.ts';

const NO_KEYS: readonly string[] = [];

/** Calls `visit` with each child of a node, in order of text. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const key of visitorKeys[node.type] ?? NO_KEYS) {
    const child = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) {
      for (const element of child) if (element != null) visit(element as Node);
    } else if (child != null) {
      visit(child as Node);
    }
  }
}

/**
 * Sets `parent` on every node of a fresh tree and lists all nodes, parents before children. Works with a stack of its
 * own, so that no nesting is too deep.
 */
export function linkParents(program: TSESTree.Program): Node[] {
  const nodes: Node[] = [program];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    for (const key of visitorKeys[node.type] ?? NO_KEYS) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) {
        for (const element of child) if (element != null) link(element as Node, node, nodes);
      } else if (child != null) {
        link(child as Node, node, nodes);
      }
    }
  }
  return nodes;
}

function link(child: Node, parent: Node, nodes: Node[]): void {
  (child as { parent: Node }).parent = parent;
  nodes.push(child);
}
