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

/** The calls in this module of a function that has a name: a declaration, or the value of a variable. */
export function callsOf(fn: Node, module: References): readonly TSESTree.CallExpression[] {
  const { parent } = fn;
  const isKept = parent?.type === 'VariableDeclarator' && parent.init === fn && parent.id.type === 'Identifier';
  const name = isFunction(fn) && fn.id ? fn.id : isKept ? parent.id : undefined;
  if (!name) return [];
  return module
    .referencesOf(name)
    .flatMap(({ parent: call }, index, references) =>
      call.type === 'CallExpression' && call.callee === references[index] ? [call] : [],
    );
}

/** The arguments that calls in this module give for a parameter of a function with a name. */
export function argumentsFor(parameter: TSESTree.Identifier, module: Declarations): readonly Node[] {
  const fn = module.declarationOf(parameter);
  if (!isFunction(fn)) return [];
  const index = fn.params.findIndex((each) => each.type === 'Identifier' && each.name === parameter.name);
  return index < 0 ? [] : callsOf(fn, module).flatMap((call) => call.arguments[index] ?? []);
}
