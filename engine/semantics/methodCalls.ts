import { isFunction, type Node, nameOf, type TSESTree } from '../syntax/nodes.ts';

/** A method called on a value. */
export interface MethodCall {
  readonly name: string;
  readonly call: TSESTree.CallExpression;
}

/** What is asked of the module: all references to the variable of an identifier. */
interface References {
  referencesOf(identifier: Node): readonly TSESTree.Identifier[];
}

interface Declarations extends References {
  declarationOf(identifier: Node): Node | undefined;
}

/** The methods called on an expression one after the other: `update` and `digest` of `createHash(…).update(…).digest()`. */
export function chainOn(node: Node): readonly MethodCall[] {
  const calls: MethodCall[] = [];
  for (let at = node; ; ) {
    at = wrapped(at);
    const member = at.parent;
    if (member?.type !== 'MemberExpression' || member.object !== at) return calls;
    const callee = wrapped(member);
    const call = callee.parent;
    const name = nameOf(member);
    if (call?.type !== 'CallExpression' || call.callee !== callee || name === undefined) return calls;
    calls.push({ name, call });
    at = call;
  }
}

/** The outermost expression of the chain that starts at an expression: all of `createHash(…).update(…).digest()`. */
export function endOfChain(node: Node): Node {
  return chainOn(node).at(-1)?.call ?? node;
}

/** The methods called on the value of an expression: in its chain, and on the variable that keeps it. */
export function methodCallsOn(node: Node, references: References): readonly MethodCall[] {
  const calls = [...chainOn(node)];
  const end = wrapped(endOfChain(node));
  const declarator = end.parent;
  if (declarator?.type === 'VariableDeclarator' && declarator.init === end && declarator.id.type === 'Identifier') {
    for (const reference of references.referencesOf(declarator.id)) {
      if (reference !== declarator.id) calls.push(...chainOn(reference));
    }
  }
  return calls;
}

/** The expression with the wrappers around it that leave its value: `as`, `!`, `await`, the mark of an optional chain. */
function wrapped(node: Node): Node {
  let at = node;
  while (at.parent && WRAPPERS.has(at.parent.type)) at = at.parent;
  return at;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'ChainExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'AwaitExpression',
]);

/** The arguments that calls in this module give for a parameter of a function with a name. */
export function argumentsFor(parameter: TSESTree.Identifier, module: Declarations): readonly Node[] {
  const fn = module.declarationOf(parameter);
  if (!isFunction(fn)) return [];
  const index = fn.params.findIndex((each) => each.type === 'Identifier' && each.name === parameter.name);
  const { parent } = fn;
  const name = fn.id ?? (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null);
  if (index < 0 || !name) return [];
  return module.referencesOf(name).flatMap((reference) => {
    const call = reference.parent;
    const argument = call.type === 'CallExpression' && call.callee === reference ? call.arguments[index] : undefined;
    return argument ? [argument] : [];
  });
}
