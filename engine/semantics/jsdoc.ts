import { isFunction, type Node } from '../syntax/nodes.ts';
import type { Comment } from '../syntax/parse.ts';

/**
 * The types that a JSDoc comment declares for a function, a variable or an expression: `@param {Type} name` by name,
 * `@type {Type}` of the whole.
 */
export interface Documented {
  /** The function, the name of the variable, the expression. */
  readonly node: Node;
  readonly parameters: ReadonlyMap<string, string>;
  readonly type: string | undefined;
}

const TAG = /@(param|arg|argument|type)\s+\{([^{}\n]{1,200})\}\s*(?:\[?([\w$]+))?/g;

/** Finds what has a comment that declares types. */
export function documentedNodes(text: string, comments: readonly Comment[], nodes: readonly Node[]): Documented[] {
  const byStart = new Map<number, Comment>();
  for (const comment of comments) {
    if (!comment.block || !comment.value.startsWith('*') || !/@(?:param|arg|argument|type)\b/.test(comment.value))
      continue;
    const gap = /^\s*/.exec(text.slice(comment.end, comment.end + 500))?.[0].length ?? 0;
    byStart.set(comment.end + gap, comment);
  }
  if (byStart.size === 0) return [];
  const found: Documented[] = [];
  for (const node of nodes) {
    const inParentheses = castAround(text, node, byStart);
    if (inParentheses) {
      byStart.delete(inParentheses.start);
      const [, , type] = /@(type)\s+\{([^{}\n]{1,200})\}/.exec(inParentheses.comment.value) ?? [];
      if (type) found.push({ node, parameters: new Map(), type });
    }
    const isVariable = node.type === 'VariableDeclarator' && node.id.type === 'Identifier';
    const comment = isFunction(node)
      ? commentOf(node, byStart)
      : isVariable && !isFunction(node.init)
        ? commentOf(node, byStart)
        : undefined;
    if (!comment) continue;
    const parameters = new Map<string, string>();
    let type: string | undefined;
    for (const [, tag, declared, name] of comment.value.matchAll(TAG)) {
      if (tag === 'type') type = declared;
      else if (name) parameters.set(name, declared!);
    }
    found.push({ node: isVariable ? node.id : node, parameters, type });
  }
  return found;
}

/** The comment of a cast, `/** @type {Type} *\/ (expression)`, for the expression in the parentheses. */
function castAround(
  text: string,
  node: Node,
  byStart: ReadonlyMap<number, Comment>,
): { readonly comment: Comment; readonly start: number } | undefined {
  let start = node.range[0] - 1;
  while (text[start] === ' ' || text[start] === '\n') start--;
  const comment = text[start] === '(' ? byStart.get(start) : undefined;
  return comment && /^\s*\)/.test(text.slice(node.range[1], node.range[1] + 50)) ? { comment, start } : undefined;
}

/** The comment before a function, or before the statement or member that it is the value of. */
function commentOf(fn: Node, byStart: ReadonlyMap<number, Comment>): Comment | undefined {
  for (let at: Node | undefined = fn; at; at = at.parent) {
    const comment = byStart.get(at.range[0]);
    if (comment) return comment;
    const parent: Node | undefined = at.parent;
    const isValue =
      parent !== undefined &&
      (parent.type.startsWith('Export') ||
        parent.type === 'VariableDeclarator' ||
        parent.type === 'VariableDeclaration' ||
        parent.type === 'Property' ||
        parent.type === 'MethodDefinition' ||
        parent.type === 'PropertyDefinition' ||
        parent.type === 'AssignmentExpression' ||
        parent.type === 'ExpressionStatement');
    if (!isValue) return undefined;
  }
  return undefined;
}
