import { type Node, nameOf, unwrap } from '../syntax/nodes.ts';

/**
 * The words of a name in lower case: `hashPassword`, `HASH_PASSWORD` and `hash-password` are `hash` and `password`,
 * `parseJWTToken` is `parse`, `jwt` and `token`.
 */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** True when the words of a phrase (`api key`) stand side by side in the words. */
export function hasPhrase(words: readonly string[], phrases: Iterable<string>): boolean {
  const text = ` ${words.join(' ')} `;
  for (const phrase of phrases) if (text.includes(` ${phrase} `)) return true;
  return false;
}

/** True when the words end with one of the phrases: `user password` ends with `password`, `password length` does not. */
export function endsWithPhrase(words: readonly string[], phrases: Iterable<string>): boolean {
  const text = ` ${words.join(' ')}`;
  for (const phrase of phrases) if (text.endsWith(` ${phrase}`)) return true;
  return false;
}

/** The names that a chain of properties and calls is made of, the last one first: `collection` and `db` of `db.collection('a')`. */
export function chainOf(node: Node): string[] {
  const names: string[] = [];
  for (let at: Node = unwrap(node); ; ) {
    if (at.type === 'CallExpression') at = unwrap(at.callee);
    else if (at.type === 'AwaitExpression') at = unwrap(at.argument);
    else {
      const name = nameOf(at);
      if (name !== undefined) names.push(name);
      if (at.type !== 'MemberExpression') return names;
      at = unwrap(at.object);
    }
  }
}

const MAX_DEPTH = 30;

/**
 * The names of the values that an expression is made of: of `salt + user.password.trim()` they are `salt`, `password` and
 * `trim`; of `Buffer.from(token)` they are `Buffer`, `from` and `token`. What only asks about a value (`x.length`,
 * `typeof x`, a test) is not part of it.
 */
export function namesIn(node: Node | null | undefined): string[] {
  const names: string[] = [];
  collect(node, names, 0);
  return names;
}

function collect(node: Node | null | undefined, names: string[], depth: number): void {
  if (!node || depth > MAX_DEPTH) return;
  const into = (child: Node | null | undefined) => collect(child, names, depth + 1);
  switch (node.type) {
    case 'Identifier':
      names.push(node.name);
      return;
    case 'MemberExpression': {
      const name = nameOf(node);
      if (name === undefined) into(node.object);
      else if (name !== 'length') names.push(name);
      return;
    }
    case 'CallExpression':
    case 'NewExpression':
      if (node.callee.type === 'MemberExpression') into(node.callee.object);
      into(node.callee);
      node.arguments.forEach(into);
      return;
    case 'BinaryExpression':
    case 'LogicalExpression':
      into(node.left);
      into(node.right);
      return;
    case 'ConditionalExpression':
      into(node.consequent);
      into(node.alternate);
      return;
    case 'TemplateLiteral':
      node.expressions.forEach(into);
      return;
    case 'ArrayExpression':
      node.elements.forEach(into);
      return;
    case 'AssignmentExpression':
      into(node.right);
      return;
    case 'SequenceExpression':
      into(node.expressions.at(-1));
      return;
    case 'AwaitExpression':
    case 'SpreadElement':
      into(node.argument);
      return;
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      into(node.expression);
      return;
    default:
  }
}
