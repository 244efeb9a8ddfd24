import type { Node } from '../syntax/nodes.ts';

/** The directives at the top of a file or of a function's body: `use server`. */
export function directivesOf(block: Node): ReadonlySet<string> {
  const found = new Set<string>();
  if (block.type !== 'Program' && block.type !== 'BlockStatement') return found;
  for (const statement of block.body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') break;
    found.add(statement.directive);
  }
  return found;
}
