import type { Binding } from '../../semantics/scopes.ts';
import { type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { neverReturns, putOff } from '../conditions.ts';
import { Environment } from '../environment.ts';
import type { Refinement } from '../refinements.ts';
import { ALL_BITS, NOTHING } from '../valueFlowGraph.ts';
import { assignTo, bindName, bindPattern } from './assignments.ts';
import { inBranch, joinBranches, recordTest, refineValues, snapshot } from './branches.ts';
import { classValue } from './classes.ts';
import { makeFunction, returned } from './functions.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { importNames, moduleNode, reexportAll, reexportNames } from './modules.ts';

export function buildBlock(b: GraphBuilder, statements: readonly Node[]): void {
  const outer = b.deferred;
  b.deferred = [];
  for (const statement of statements) hoistFunction(b, statement);
  for (const statement of statements) buildStatement(b, statement);
  const deferred = b.deferred;
  b.deferred = outer;
  for (const build of deferred) build();
}

/** Functions are there before the first statement of their block. */
function hoistFunction(b: GraphBuilder, statement: Node): void {
  const declaration =
    (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') &&
    statement.declaration
      ? statement.declaration
      : statement;
  if (declaration.type !== 'FunctionDeclaration') return;
  const { value, build } = makeFunction(b, declaration);
  const binding = declaration.id && b.scopes.bindingOf.get(declaration.id);
  if (binding) b.define(binding, value);
  b.deferred.push(build);
}

export function buildStatement(b: GraphBuilder, statement: Node): void {
  switch (statement.type) {
    case 'ExpressionStatement':
      expressionStatement(b, statement.expression);
      return;
    case 'VariableDeclaration':
      for (const declarator of statement.declarations) declareVariable(b, declarator);
      return;
    case 'FunctionDeclaration':
      return;
    case 'ClassDeclaration':
      classValue(b, statement);
      return;
    case 'ReturnStatement':
      if (statement.argument) returned(b, statement.argument);
      b.env.isDead = true;
      return;
    case 'ThrowStatement':
      b.copy(b.expression(statement.argument), b.thrownNode());
      b.env.isDead = true;
      return;
    case 'IfStatement':
      ifStatement(b, statement);
      return;
    case 'BlockStatement':
      buildBlock(b, statement.body);
      return;
    case 'ForStatement':
      if (statement.init?.type === 'VariableDeclaration') buildStatement(b, statement.init);
      else if (statement.init) b.expression(statement.init);
      loopStatement(b, statement, statement.test, () => {
        buildStatement(b, statement.body);
        if (statement.update) b.expression(statement.update);
      });
      return;
    case 'WhileStatement':
      loopStatement(b, statement, statement.test, () => buildStatement(b, statement.body));
      return;
    case 'DoWhileStatement':
      loopStatement(b, statement, undefined, () => {
        buildStatement(b, statement.body);
        b.expression(statement.test);
      });
      return;
    case 'ForInStatement':
    case 'ForOfStatement': {
      const collection = b.expression(statement.right);
      loopStatement(b, statement, undefined, () => {
        // The keys of an object from outside are from outside too.
        const element = b.node(statement.left, 'value');
        if (statement.type === 'ForOfStatement') b.graph.addEdge(collection, element, 'load', ANY);
        else b.graph.addEdge(collection, element, 'text');
        if (statement.left.type === 'VariableDeclaration')
          bindPattern(b, statement.left.declarations[0]?.id ?? null, element);
        else assignTo(b, statement.left, element, statement.left);
        buildStatement(b, statement.body);
      });
      return;
    }
    case 'TryStatement':
      tryStatement(b, statement);
      return;
    case 'SwitchStatement':
      switchStatement(b, statement);
      return;
    case 'LabeledStatement': {
      if (/^(?:For|While|DoWhile)/.test(statement.body.type)) {
        b.pendingLabel = statement.label.name;
        buildStatement(b, statement.body);
        return;
      }
      b.jumps.push({ label: statement.label.name, isLoop: false, base: b.env, breaks: [] });
      const through = inBranch(b, () => buildStatement(b, statement.body));
      joinBranches(b, [through, ...b.jumps.pop()!.breaks], statement);
      return;
    }
    case 'BreakStatement':
    case 'ContinueStatement':
      jumpStatement(b, statement);
      return;
    case 'ExportNamedDeclaration':
      if (statement.declaration) buildStatement(b, statement.declaration);
      else if (statement.source) reexportNames(b, statement);
      return;
    case 'ExportDefaultDeclaration': {
      const declaration = statement.declaration;
      if (declaration.type === 'ClassDeclaration') classValue(b, declaration);
      else if (declaration.type !== 'FunctionDeclaration') b.expression(declaration);
      return;
    }
    case 'ExportAllDeclaration':
      reexportAll(b, statement);
      return;
    case 'ImportDeclaration':
      importNames(b, statement);
      return;
    case 'TSImportEqualsDeclaration':
      if (statement.moduleReference.type === 'TSExternalModuleReference') {
        const specifier = b.constants.constantOf(statement.moduleReference.expression);
        const binding = b.scopes.bindingOf.get(statement.id);
        if (typeof specifier === 'string' && binding) b.define(binding, moduleNode(b, specifier, statement));
      }
      return;
    case 'TSExportAssignment':
      b.copy(b.expression(statement.expression), b.graph.exports);
      b.graph.isCommonJs = true;
      return;
    case 'TSModuleDeclaration':
      if (statement.body?.type === 'TSModuleBlock') buildBlock(b, statement.body.body);
      return;
    case 'TSEnumDeclaration':
      for (const member of statement.body?.members ?? []) if (member.initializer) b.expression(member.initializer);
      return;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return;
    default:
      // Half-typed text puts expressions where statements stand.
      b.expression(statement);
  }
}

function expressionStatement(b: GraphBuilder, node: Node): void {
  b.expression(node);
  const at = unwrap(node);
  const call = at.type === 'AwaitExpression' ? unwrap(at.argument) : at;
  if (call.type !== 'CallExpression') return;
  refineValues(b, b.conditions.ofStatement(call, call !== at));
  const callee = b.conditions.localCallee(call);
  if (callee ? neverReturns(callee) : isExit(b, call)) b.env.isDead = true;
}

function ifStatement(b: GraphBuilder, statement: TSESTree.IfStatement): void {
  b.expression(statement.test);
  recordTest(b, statement.test);
  const { whenTrue, whenFalse } = b.conditions.of(statement.test);
  const consequent = inBranch(b, () => buildStatement(b, statement.consequent), whenTrue);
  const alternate = inBranch(
    b,
    () => {
      if (statement.alternate) buildStatement(b, statement.alternate);
    },
    whenFalse,
  );
  joinBranches(b, [consequent, alternate], statement);
  // `if (bad) refuse(…)`: a function of another file may only throw.
  const last = statement.alternate || consequent.isDead ? undefined : lastCall(statement.consequent);
  if (last && b.conditions.isElsewhere(last.call.callee))
    refineValues(b, putOff(whenFalse, { ...last, argument: -1, answer: 'never' }));
}

/** The call that a branch ends with. */
function lastCall(
  statement: Node,
): { readonly call: TSESTree.CallExpression; readonly isAwaited: boolean } | undefined {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  const at = last?.type === 'ExpressionStatement' ? unwrap(last.expression) : undefined;
  const call = at?.type === 'AwaitExpression' ? unwrap(at.argument) : at;
  return call?.type === 'CallExpression' ? { call, isAwaited: call !== at } : undefined;
}

function loopStatement(b: GraphBuilder, statement: Node, test: Node | null | undefined, body: () => void): void {
  const label = b.pendingLabel;
  b.pendingLabel = undefined;
  // Variables that the loop writes meet at its head: what they were before, and what an earlier round left.
  const heads: { binding: Binding; head: number }[] = [];
  for (const binding of b.writes.writtenIn(statement)) {
    const before = b.isOwn(binding) ? b.env.get(binding) : undefined;
    if (before === undefined) continue;
    const head = b.node(statement, 'merge', binding.name);
    b.copy(before, head);
    b.env.definitions.set(binding, head);
    heads.push({ binding, head });
  }
  const refinements = test ? b.conditions.of(test) : undefined;
  if (test) b.expression(test);
  const bound = test && boundOf(b, unwrap(test));
  if (bound) b.graph.loopBounds.push({ ast: statement, value: b.graph.nodeOf.get(unwrap(bound)) ?? NOTHING, bound });
  b.jumps.push({ label, isLoop: true, base: b.env, breaks: [] });
  const round = inBranch(b, body, refinements?.whenTrue);
  const { breaks } = b.jumps.pop()!;
  if (statement.type === 'DoWhileStatement') {
    joinBranches(b, [round, ...breaks], statement);
  }
  for (const { binding, head } of heads) {
    for (const env of [round, ...breaks]) {
      const after = env.get(binding);
      if (after !== undefined) b.copy(after, head);
    }
  }
  // Whether no round was run or some were, the heads say what the variables can be.
  refineValues(b, refinements && breaks.length === 0 ? refinements.whenFalse : []);
}

/** What a loop counts to: `n` in `i < n`, and in `n > 0` where it counts down. */
function boundOf(b: GraphBuilder, test: Node): Node | undefined {
  if (test.type !== 'BinaryExpression' || test.left.type === 'PrivateIdentifier') return undefined;
  if (test.operator === '<' || test.operator === '<=') return test.right;
  const isCountdown = test.operator === '>' || test.operator === '>=';
  return isCountdown && typeof b.constants.constantOf(test.right) === 'number' ? test.left : undefined;
}

function tryStatement(b: GraphBuilder, statement: TSESTree.TryStatement): void {
  const { handler, finalizer } = statement;
  const written: Written = [];
  const writtenBeforeFinally: Written = [];
  if (finalizer) b.tries.push(writtenBeforeFinally);
  b.tries.push(written);
  const thrown = handler ? b.node(handler, 'value', 'error') : NOTHING;
  if (handler) b.catches.push(thrown);
  const branches = [inBranch(b, () => buildStatement(b, statement.block))];
  if (handler) b.catches.pop();
  b.tries.pop();
  if (handler) {
    branches.push(
      inBranch(b, () => {
        defineAll(b, written, handler);
        if (handler.param) bindPattern(b, handler.param, thrown);
        buildStatement(b, handler.body);
      }),
    );
  }
  if (!finalizer) {
    joinBranches(b, branches, statement);
    return;
  }
  b.tries.pop();
  const interrupted = inBranch(b, () => defineAll(b, writtenBeforeFinally, finalizer));
  joinBranches(b, branches, statement);
  // It runs on every way out: what it sees can be any of the definitions, what it defines replaces them.
  const after = inBranch(b, () => {
    for (const [binding, node] of interrupted.definitions)
      b.env.definitions.set(binding, b.merge([b.env.get(binding) ?? NOTHING, node], finalizer, binding.name));
    const before = new Map(b.env.definitions);
    buildStatement(b, finalizer);
    for (const [binding, node] of before)
      if (b.env.definitions.get(binding) === node) b.env.definitions.delete(binding);
  });
  b.env.isDead ||= after.isDead;
  for (const [binding, node] of after.definitions) b.env.definitions.set(binding, node);
}

type Written = (readonly [Binding, number])[];

/** Any of the definitions can be the one that holds: the block may have been left behind each of them. */
function defineAll(b: GraphBuilder, written: Written, ast: Node): void {
  const nodesOf = new Map<Binding, number[]>();
  for (const [binding, node] of written) {
    if (!b.isOwn(binding)) continue;
    const nodes = nodesOf.get(binding);
    if (nodes) nodes.push(node);
    else nodesOf.set(binding, [b.env.get(binding) ?? NOTHING, node]);
  }
  for (const [binding, nodes] of nodesOf) b.env.definitions.set(binding, b.merge(nodes, ast, binding.name));
}

function switchStatement(b: GraphBuilder, statement: TSESTree.SwitchStatement): void {
  b.expression(statement.discriminant);
  const subject = unwrap(statement.discriminant);
  const byTest = b.constants.constantOf(subject) === true;
  b.jumps.push({ label: undefined, isLoop: false, base: b.env, breaks: [] });
  let fallThrough: Environment | undefined;
  let hasDefault = false;
  for (const each of statement.cases) {
    if (!each.test) hasDefault = true;
    const refinements: readonly Refinement[] = !each.test
      ? []
      : byTest
        ? b.conditions.of(each.test).whenTrue
        : b.constants.constantOf(each.test) !== undefined &&
            (subject.type === 'Identifier' || subject.type === 'MemberExpression')
          ? [{ target: subject, clears: ALL_BITS }]
          : [];
    const previous = fallThrough;
    const chosen = inBranch(b, () => {}, refinements);
    fallThrough = inBranch(b, () => {
      joinBranches(b, previous && !previous.isDead ? [chosen, previous] : [chosen], each);
      buildBlock(b, each.consequent);
    });
  }
  const { breaks } = b.jumps.pop()!;
  const ends = fallThrough ? [...breaks, fallThrough] : breaks;
  if (!hasDefault) ends.push(new Environment(b.env));
  joinBranches(b, ends, statement);
}

function jumpStatement(b: GraphBuilder, statement: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
  const label = statement.label?.name;
  const target = b.jumps.findLast((each) =>
    label !== undefined ? each.label === label : statement.type === 'BreakStatement' || each.isLoop,
  );
  target?.breaks.push(snapshot(b, target.base));
  b.env.isDead = true;
}

function declareVariable(b: GraphBuilder, declarator: TSESTree.VariableDeclarator): void {
  if (declarator.id.type === 'Identifier' && declarator.id.typeAnnotation) {
    const node = b.node(declarator.id, 'variable', declarator.id.name);
    b.graph.declared.push({ node, type: declarator.id.typeAnnotation.typeAnnotation });
    if (declarator.init) b.copy(b.expression(declarator.init), node);
    bindName(b, declarator.id, node);
    return;
  }
  if (!declarator.init) {
    if (declarator.id.type === 'Identifier' && declarator.parent.kind !== 'var') bindName(b, declarator.id, NOTHING);
    return;
  }
  bindPattern(b, declarator.id, b.expression(declarator.init));
}

/**
 * Functions of frameworks that end a request by throwing:
 * https://nextjs.org/docs/app/api-reference/functions/not-found, https://svelte.dev/docs/kit/@sveltejs-kit#error.
 */
const THROWS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['next/navigation', ['notFound', 'redirect', 'permanentRedirect', 'forbidden', 'unauthorized']],
  ['@sveltejs/kit', ['error', 'redirect']],
]);

/** True for a call that never comes back: `process.exit()`, `ctx.throw(400)` of Koa, `notFound()` of Next.js. */
function isExit(b: GraphBuilder, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression') {
    const name = nameOf(callee);
    // https://koajs.com/#ctx-throw-status-msg-properties-; a generator's `throw` has a value and rarely stands alone.
    return name === 'exit'
      ? nameOf(callee.object) === 'process'
      : name === 'throw' && /^(?:ctx|context|this|c)$/.test(nameOf(callee.object) ?? '');
  }
  const declaration = callee.type === 'Identifier' ? b.scopes.bindingOf.get(callee)?.declaration : undefined;
  if (declaration?.type !== 'ImportSpecifier') return false;
  const { source } = declaration.parent as TSESTree.ImportDeclaration;
  return THROWS.get(source.value)?.includes(nameOf(declaration.imported) ?? '') ?? false;
}
