import type { Node } from './nodes.ts';
import type { Comment } from './parse.ts';

const LINE_END = /[\r\n\u2028\u2029]|$/g;

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
  let at = text.startsWith('#!') ? lineEnd(text, 0) : 0;
  for (;;) {
    const start = text.indexOf('/', at);
    if (start < 0) return comments;
    const sign = text.charCodeAt(start + 1);
    while (next < opaque.length && opaque[next]!.range[1] <= start) next++;
    const cover = opaque[next];
    if (cover && cover.range[0] <= start) at = Math.max(cover.range[1], start + 1);
    else if (sign === 47) {
      at = lineEnd(text, start);
      comments.push({ value: text.slice(start + 2, at), block: false, start, end: at });
    } else if (sign === 42) {
      const close = text.indexOf('*/', start + 2);
      at = close < 0 ? text.length : close + 2;
      comments.push({ value: text.slice(start + 2, close < 0 ? undefined : close), block: true, start, end: at });
    } else at = start + 1;
  }
}

function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}
