import { type FunctionNode, isFunction, type Node } from '../syntax/nodes.ts';
import type { Comment } from '../syntax/parse.ts';

/** The types that a JSDoc comment declares for a function: `@param {Type} name` by name, `@type {Type}` of the function. */
export interface DocumentedFunction {
  readonly fn: FunctionNode;
  readonly parameters: ReadonlyMap<string, string>;
  readonly type: string | undefined;
}

const TAG = /@(param|arg|argument|type)\s+\{([^{}\n]{1,200})\}\s*(?:\[?([\w$]+))?/g;

/** Finds the functions with a comment that declares types. */
export function documentedFunctions(
  text: string,
  comments: readonly Comment[],
  nodes: readonly Node[],
): DocumentedFunction[] {
  const byStart = new Map<number, Comment>();
  for (const comment of comments) {
    if (!comment.block || !comment.value.startsWith('*') || !/@(?:param|arg|argument|type)\b/.test(comment.value))
      continue;
    const gap = /^\s*/.exec(text.slice(comment.end, comment.end + 500))?.[0].length ?? 0;
    byStart.set(comment.end + gap, comment);
  }
  if (byStart.size === 0) return [];
  const found: DocumentedFunction[] = [];
  for (const node of nodes) {
    const comment = isFunction(node) ? commentOf(node, byStart) : undefined;
    if (!comment) continue;
    const parameters = new Map<string, string>();
    let type: string | undefined;
    for (const [, tag, declared, name] of comment.value.matchAll(TAG)) {
      if (tag === 'type') type = declared;
      else if (name) parameters.set(name, declared!);
    }
    found.push({ fn: node as FunctionNode, parameters, type });
  }
  return found;
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
