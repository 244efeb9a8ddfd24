import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { RETURNED } from '../accessPath.ts';
import { Environment } from '../environment.ts';
import { type FunctionInfo, NOTHING } from '../valueFlowGraph.ts';
import { bindPattern } from './assignments.ts';
import type { ClassFrame, GraphBuilder } from './graphBuilder.ts';
import { thisNode } from './ownSelf.ts';

/** Makes a function's nodes. Its body is built by `build`, at once or when its block is done. */
export function makeFunction(b: GraphBuilder, ast: FunctionNode, self?: number): { value: number; build: () => void } {
  const fn = newFunction(b, ast, nameOfFunction(ast));
  fn.value = b.node(ast, 'function', fn.name);
  fn.returns = b.node(ast, 'return', fn.name, fn);
  fn.self = self ?? (ast.type === 'ArrowFunctionExpression' ? thisNode(b) : b.node(ast, 'shared', 'this', b.fn));
  b.graph.returnFunction.set(fn.returns, fn);
  ast.params.forEach((parameter, index) => {
    const node = b.node(parameter, 'parameter', parameterName(parameter), fn);
    fn.parameters.push(node);
    if (parameter.type === 'RestElement') fn.rest = index;
    b.graph.parameterFunction.set(node, { fn, index });
    const type = declaredType(parameter);
    if (type) b.graph.declared.push({ node, type });
    decorators(b, decoratorsOf(parameter), parameter, { target: node, type });
  });
  const frame = b.classFrame;
  const env = b.env;
  return { value: fn.value, build: () => buildBody(b, fn, ast, env, frame) };
}

/** What a caller sends into a generator by `next(value)`, as its `yield` gives it. */
export function sentNode(b: GraphBuilder): number {
  const { fn } = b;
  if (fn.sent === NOTHING) fn.sent = b.node(fn.ast, 'value', undefined, fn);
  return fn.sent;
}

export function newFunction(b: GraphBuilder, ast: FunctionInfo['ast'], name: string | undefined): FunctionInfo {
  const fn: FunctionInfo = {
    id: b.graph.functions.length,
    ast,
    parent: b.fn,
    value: 0,
    parameters: [],
    all: NOTHING,
    rest: -1,
    returns: 0,
    thrown: NOTHING,
    sent: NOTHING,
    self: 0,
    name,
    givenSchemas: undefined,
    middlewareSchemas: undefined,
    proofs: undefined,
  };
  b.graph.functions.push(fn);
  b.graph.functionOf.set(ast, fn);
  b.ownerOfScope.set(ast, fn);
  return fn;
}

function buildBody(
  b: GraphBuilder,
  fn: FunctionInfo,
  ast: FunctionNode,
  env: Environment,
  frame: ClassFrame | undefined,
): void {
  inside(b, fn, env, frame, () => {
    ast.params.forEach((parameter, index) => {
      bindPattern(b, parameter, fn.parameters[index]!);
    });
    if (ast.body?.type === 'BlockStatement') b.block(ast.body.body);
    else if (ast.body) returned(b, ast.body);
  });
}

/** A value leaves the function that is being built. */
export function returned(b: GraphBuilder, value: Node): void {
  const node = b.expression(value);
  if (node === NOTHING) return;
  if (isFunction(b.fn.ast) && b.fn.ast.generator) {
    b.graph.addEdge(node, b.fn.returns, 'store', RETURNED);
    return;
  }
  b.copy(node, b.fn.returns);
  const all = b.graph.returned.get(b.fn);
  if (all) all.push({ node, value });
  else b.graph.returned.set(b.fn, [{ node, value }]);
}

/** Evaluates the decorators at a parameter, field or method, and keeps what they stand at. */
export function decorators(
  b: GraphBuilder,
  all: readonly TSESTree.Decorator[] | undefined,
  ast: Node,
  at: {
    readonly target?: number;
    readonly type?: Node | undefined;
    readonly method?: FunctionInfo | undefined;
    readonly member?: { readonly holder: number; readonly name: string };
  },
): void {
  for (const { expression } of all ?? []) {
    const value = b.expression(expression);
    const call = expression.type === 'CallExpression' ? expression : undefined;
    const callee = call ? b.graph.nodeOf.get(unwrap(call.callee)) : value;
    if (callee === undefined || callee === NOTHING) continue;
    b.graph.decorators.push({
      callee,
      arguments: call?.arguments ?? [],
      value,
      member: at.member,
      target: at.target ?? NOTHING,
      type: at.type,
      method: at.method,
      ast,
    });
  }
}

function decoratorsOf(parameter: Node): readonly TSESTree.Decorator[] | undefined {
  return 'decorators' in parameter ? parameter.decorators : undefined;
}

export function inside(
  b: GraphBuilder,
  fn: FunctionInfo,
  env: Environment,
  frame: ClassFrame | undefined,
  run: () => void,
): void {
  const saved = { fn: b.fn, env: b.env, frame: b.classFrame, jumps: b.jumps.splice(0), catches: b.catches };
  b.fn = fn;
  b.env = new Environment(env);
  b.classFrame = frame;
  b.catches = [];
  run();
  b.fn = saved.fn;
  b.env = saved.env;
  b.classFrame = saved.frame;
  b.catches = saved.catches;
  b.jumps.splice(0, b.jumps.length, ...saved.jumps);
}

function declaredType(parameter: Node): Node | undefined {
  switch (parameter.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'RestElement':
      return parameter.typeAnnotation?.typeAnnotation;
    case 'AssignmentPattern':
      return declaredType(parameter.left);
    case 'TSParameterProperty':
      return declaredType(parameter.parameter);
    default:
      return undefined;
  }
}

export function parameterName(parameter: Node): string | undefined {
  switch (parameter.type) {
    case 'Identifier':
      return parameter.name;
    case 'AssignmentPattern':
      return parameterName(parameter.left);
    case 'RestElement':
      return parameterName(parameter.argument);
    case 'TSParameterProperty':
      return parameterName(parameter.parameter);
    default:
      return undefined;
  }
}

function nameOfFunction(ast: FunctionNode): string | undefined {
  if (ast.id) return ast.id.name;
  const parent = ast.parent;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return nameOf(parent.id);
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed ? undefined : nameOf(parent.key);
    case 'AssignmentExpression':
      return nameOf(parent.left);
    default:
      return undefined;
  }
}
