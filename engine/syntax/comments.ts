import type { Node } from './nodes.ts';
import type { Comment } from './parse.ts';

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n\u2028\u2029]*|<!--[^\r\n]*/g;

/**
 * Finds the comments of a script by its tree: outside of literals, template text and JSX text, `//` and `/*` can only
 * start a comment. This costs a tenth of what the parser's own comment list does.
 * @param nodes all nodes of the tree, in any order
 */
export function commentsOf(text: string, nodes: readonly Node[]): Comment[] {
  if (!text.includes('//') && !text.includes('/*')) return [];
  const opaque: Node[] = [];
  for (const node of nodes) {
    if (node.type === 'Literal' || node.type === 'TemplateElement' || node.type === 'JSXText') opaque.push(node);
  }
  opaque.sort((a, b) => a.range[0] - b.range[0]);
  const comments: Comment[] = [];
  let next = 0;
  COMMENT.lastIndex = text.startsWith('#!') ? Math.max(0, text.indexOf('\n')) : 0;
  for (let match = COMMENT.exec(text); match; match = COMMENT.exec(text)) {
    const start = match.index;
    while (next < opaque.length && opaque[next]!.range[1] <= start) next++;
    const cover = opaque[next];
    if (cover && cover.range[0] <= start) {
      COMMENT.lastIndex = Math.max(cover.range[1], start + 1);
      continue;
    }
    const block = match[0].startsWith('/*');
    const end = start + match[0].length;
    if (match[0].startsWith('<!--')) continue;
    comments.push({ value: match[0].slice(2, block && match[0].endsWith('*/') ? -2 : undefined), block, start, end });
  }
  return comments;
}
