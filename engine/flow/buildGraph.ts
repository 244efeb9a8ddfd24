import type { Constants } from '../semantics/constants.ts';
import type { Binding, Scopes } from '../semantics/scopes.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { ANY } from './accessPath.ts';
import { Conditions, type Refinement } from './conditions.ts';
import { Environment, joinInto } from './environment.ts';
import { kindsThatPassInto } from './holeContext.ts';
import { bitsOf, NUMBER_KINDS, type TaintBits } from './taintKind.ts';
import {
  ALL_BITS,
  type CallSite,
  type FunctionInfo,
  NOTHING,
  type NodeRole,
  ValueFlowGraph,
} from './valueFlowGraph.ts';

/** Properties that are numbers, whatever they are a property of. */
const COUNTS = new Set(['length', 'size', 'byteLength']);

const NUMERIC_OPERATORS = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);

/**
 * Builds the value-flow graph of a module: one walk in the order of evaluation, which keeps for each variable its
 * current definition, so that the graph is in static single assignment form without a pass of its own.
 */
export function buildGraph(program: TSESTree.Program, scopes: Scopes, constants: Constants): ValueFlowGraph {
  return new GraphBuilder(program, scopes, constants).build();
}

/** A statement that `break` or `continue` can leave, with the environments that left it. */
interface Jump {
  readonly label: string | undefined;
  readonly isLoop: boolean;
  readonly base: Environment;
  readonly breaks: Environment[];
}

interface ClassFrame {
  readonly instance: number;
  readonly value: number;
  readonly superclass: number;
}

class GraphBuilder {
  readonly #program: TSESTree.Program;
  readonly #scopes: Scopes;
  readonly #constants: Constants;
  readonly #conditions: Conditions;
  readonly #graph: ValueFlowGraph;
  #env = new Environment();
  #fn: FunctionInfo;
  #class: ClassFrame | undefined;
  readonly #shared = new Map<Binding, number>();
  readonly #ownerOfScope = new Map<Node, FunctionInfo>();
  /** How many variables name a definition: a write through one is seen through the others. */
  readonly #aliases = new Map<number, number>();
  readonly #lastStore = new Map<string, number>();
  #epoch = 0;
  /** Environments that leave the innermost loops and switches by a jump, by label. */
  readonly #jumps: Jump[] = [];
  #pendingLabel: string | undefined;
  /** For each `try` around this point, all definitions made in its block: any of them can be there when it throws. */
  readonly #tries: (readonly [Binding, number])[][] = [];
  /** Functions with a body still to be built: declared ones wait for the end of their block. */
  #deferred: (() => void)[] = [];

  constructor(program: TSESTree.Program, scopes: Scopes, constants: Constants) {
    this.#program = program;
    this.#scopes = scopes;
    this.#constants = constants;
    this.#conditions = new Conditions(constants, scopes);
    this.#fn = {
      id: 0,
      ast: program,
      parent: undefined,
      value: 0,
      parameters: [],
      all: NOTHING,
      rest: -1,
      returns: 0,
      self: 0,
      name: undefined,
    };
    this.#graph = new ValueFlowGraph(program, this.#fn);
    this.#ownerOfScope.set(program, this.#fn);
  }

  build(): ValueFlowGraph {
    const module = this.#fn;
    module.returns = this.#node(this.#program, 'return');
    module.self = this.#node(this.#program, 'shared', 'this');
    this.#block(this.#program.body);
    for (const [binding, node] of this.#env.definitions) this.#graph.variables.set(binding, node);
    return this.#graph;
  }

  // --- nodes and edges -------------------------------------------------------------------------------------------

  #node(ast: Node, role: NodeRole, label?: string, owner: FunctionInfo = this.#fn): number {
    return this.#graph.addNode(ast, owner, role, label);
  }

  #copy(from: number, to: number): void {
    this.#graph.addEdge(from, to, 'copy');
  }

  #load(object: number, name: string, ast: Node): number {
    if (object === NOTHING) return NOTHING;
    const node = this.#node(ast, 'property', name);
    this.#graph.addEdge(object, node, 'load', name, COUNTS.has(name) ? 0 : ALL_BITS);
    return node;
  }

  #merge(nodes: readonly number[], ast: Node, label?: string): number {
    const live = [...new Set(nodes)].filter((node) => node !== NOTHING);
    if (live.length <= 1) return live[0] ?? NOTHING;
    const merged = this.#node(ast, 'merge', label);
    for (const node of live) this.#copy(node, merged);
    return merged;
  }

  /** The node where all writes of a variable meet that several functions use. */
  #sharedNode(binding: Binding): number {
    let node = this.#shared.get(binding);
    if (node === undefined) {
      const owner = this.#ownerOfScope.get(binding.scope.functionScope.block) ?? this.#fn;
      node = this.#graph.addNode(binding.identifier, owner, 'shared', binding.name);
      this.#shared.set(binding, node);
    }
    return node;
  }

  #isOwn(binding: Binding): boolean {
    return this.#ownerOfScope.get(binding.scope.functionScope.block) === this.#fn;
  }

  #define(binding: Binding, node: number): void {
    if (this.#isOwn(binding)) {
      this.#env.definitions.set(binding, node);
      if (node !== NOTHING) this.#aliases.set(node, (this.#aliases.get(node) ?? 0) + 1);
    }
    if (binding.captured) this.#copy(node, this.#sharedNode(binding));
    for (const written of this.#tries) written.push([binding, node]);
  }

  #read(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): number {
    const binding = this.#scopes.bindingOf.get(identifier);
    if (!binding) return this.#global(identifier.name, identifier);
    if (this.#isOwn(binding))
      return binding.writtenByInner ? this.#sharedNode(binding) : (this.#env.get(binding) ?? NOTHING);
    // A variable of an outer function that never changes keeps what guards said of it where this function was made.
    if (binding.writes.length <= 1 && !binding.writtenByInner) {
      const known = this.#env.get(binding);
      if (known !== undefined) return known;
    }
    return this.#sharedNode(binding);
  }

  #global(name: string, ast: Node): number {
    if (name === 'undefined' || name === 'NaN' || name === 'Infinity') return NOTHING;
    if (name === 'arguments') return this.#argumentsNode(ast);
    let node = this.#graph.globals.get(name);
    if (node === undefined) {
      node = this.#graph.addNode(ast, this.#graph.functions[0]!, 'shared', name);
      this.#graph.globals.set(name, node);
    }
    return node;
  }

  #argumentsNode(ast: Node): number {
    let fn: FunctionInfo | undefined = this.#fn;
    while (fn && fn.ast.type === 'ArrowFunctionExpression') fn = fn.parent;
    if (!fn || !isFunction(fn.ast)) return NOTHING;
    if (fn.all === NOTHING) {
      fn.all = this.#graph.addNode(ast, fn, 'parameter', 'arguments');
      this.#graph.parameterFunction.set(fn.all, { fn, index: -1 });
    }
    return fn.all;
  }

  // --- guards ----------------------------------------------------------------------------------------------------

  #refine(refinements: readonly Refinement[]): void {
    for (const refinement of refinements) {
      const target = unwrap(refinement.target);
      if (target.type === 'Identifier') {
        const binding = this.#scopes.bindingOf.get(target);
        if (!binding || (binding.writtenByInner && binding.writes.length > 1)) continue;
        const before = this.#read(target);
        if (before === NOTHING) continue;
        this.#env.definitions.set(binding, this.#guard(before, refinement, target));
      } else if (target.type === 'MemberExpression') {
        const key = this.#propertyKey(target);
        const before = key === undefined ? NOTHING : (this.#guarded(key) ?? this.#expression(target));
        if (key === undefined || before === NOTHING) continue;
        this.#env.properties.set(key, { node: this.#guard(before, refinement, target), epoch: this.#epoch });
      }
    }
  }

  #guard(before: number, refinement: Refinement, ast: Node): number {
    const node = this.#node(ast, 'guard');
    const edge = this.#graph.addEdge(before, node, 'copy', '', ALL_BITS & ~refinement.clears);
    if (refinement.pending) this.#graph.pendingGuards.push({ edge, ...refinement.pending });
    return node;
  }

  /** A name for a chain of properties from a definition, by which a guard on it is remembered. */
  #propertyKey(member: Node): string | undefined {
    const at = unwrap(member);
    if (at.type === 'Identifier') return `${this.#read(at)}`;
    if (at.type === 'ThisExpression') return `this${this.#fn.self}`;
    if (at.type !== 'MemberExpression') return undefined;
    const name = this.#propertyName(at);
    const object = name === ANY ? undefined : this.#propertyKey(at.object);
    return object === undefined ? undefined : `${object}.${name}`;
  }

  #guarded(key: string): number | undefined {
    const found = this.#env.property(key);
    if (!found) return undefined;
    const name = key.slice(key.lastIndexOf('.') + 1);
    return (this.#lastStore.get(name) ?? 0) > found.epoch ? undefined : found.node;
  }

  #propertyName(member: TSESTree.MemberExpression): string {
    const name = nameOf(member);
    if (name !== undefined) return name;
    const constant = this.#constants.constantOf(member.property);
    return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : ANY;
  }

  // --- statements ------------------------------------------------------------------------------------------------

  #block(statements: readonly Node[]): void {
    const outer = this.#deferred;
    this.#deferred = [];
    for (const statement of statements) this.#hoist(statement);
    for (const statement of statements) this.#statement(statement);
    const deferred = this.#deferred;
    this.#deferred = outer;
    for (const build of deferred) build();
  }

  /** Functions are there before the first statement of their block. */
  #hoist(statement: Node): void {
    const declaration =
      (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') &&
      statement.declaration
        ? statement.declaration
        : statement;
    if (declaration.type !== 'FunctionDeclaration') return;
    const { value, build } = this.#function(declaration);
    const binding = declaration.id && this.#scopes.bindingOf.get(declaration.id);
    if (binding) this.#define(binding, value);
    this.#deferred.push(build);
  }

  #statement(statement: Node): void {
    switch (statement.type) {
      case 'ExpressionStatement':
        this.#expressionStatement(statement.expression);
        return;
      case 'VariableDeclaration':
        for (const declarator of statement.declarations) this.#declarator(declarator);
        return;
      case 'FunctionDeclaration':
        return;
      case 'ClassDeclaration':
        this.#classValue(statement);
        return;
      case 'ReturnStatement':
        if (statement.argument) this.#return(this.#expression(statement.argument));
        this.#env.isDead = true;
        return;
      case 'ThrowStatement':
        this.#expression(statement.argument);
        this.#env.isDead = true;
        return;
      case 'IfStatement':
        this.#if(statement);
        return;
      case 'BlockStatement':
        this.#block(statement.body);
        return;
      case 'ForStatement':
        if (statement.init?.type === 'VariableDeclaration') this.#statement(statement.init);
        else if (statement.init) this.#expression(statement.init);
        this.#loop(statement, statement.test, () => {
          this.#statement(statement.body);
          if (statement.update) this.#expression(statement.update);
        });
        return;
      case 'WhileStatement':
        this.#loop(statement, statement.test, () => this.#statement(statement.body));
        return;
      case 'DoWhileStatement':
        this.#loop(statement, undefined, () => {
          this.#statement(statement.body);
          this.#expression(statement.test);
        });
        return;
      case 'ForInStatement':
      case 'ForOfStatement': {
        const collection = this.#expression(statement.right);
        this.#loop(statement, undefined, () => {
          // The keys of an object from outside are from outside too.
          const element = this.#node(statement.left, 'value');
          if (statement.type === 'ForOfStatement') this.#graph.addEdge(collection, element, 'load', ANY);
          else this.#graph.addEdge(collection, element, 'text');
          if (statement.left.type === 'VariableDeclaration')
            this.#pattern(statement.left.declarations[0]?.id ?? null, element);
          else this.#assign(statement.left, element, statement.left);
          this.#statement(statement.body);
        });
        return;
      }
      case 'TryStatement':
        this.#try(statement);
        return;
      case 'SwitchStatement':
        this.#switch(statement);
        return;
      case 'LabeledStatement': {
        if (/^(?:For|While|DoWhile)/.test(statement.body.type)) {
          this.#pendingLabel = statement.label.name;
          this.#statement(statement.body);
          return;
        }
        this.#jumps.push({ label: statement.label.name, isLoop: false, base: this.#env, breaks: [] });
        this.#statement(statement.body);
        this.#leave(this.#jumps.pop()!.breaks, statement);
        return;
      }
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#jump(statement);
        return;
      case 'ExportNamedDeclaration':
        if (statement.declaration) this.#statement(statement.declaration);
        this.#exportNamed(statement);
        return;
      case 'ExportDefaultDeclaration': {
        const declaration = statement.declaration;
        const value =
          declaration.type === 'FunctionDeclaration'
            ? (this.#graph.functionOf.get(declaration)?.value ?? NOTHING)
            : declaration.type === 'ClassDeclaration'
              ? this.#classValue(declaration)
              : this.#expression(declaration);
        this.#graph.exports.push({ name: 'default', node: value });
        return;
      }
      case 'ImportDeclaration':
        this.#import(statement);
        return;
      case 'TSImportEqualsDeclaration':
        if (statement.moduleReference.type === 'TSExternalModuleReference') {
          const specifier = this.#constants.constantOf(statement.moduleReference.expression);
          const binding = this.#scopes.bindingOf.get(statement.id);
          if (typeof specifier === 'string' && binding) this.#define(binding, this.#module(specifier, statement));
        }
        return;
      case 'TSExportAssignment':
        this.#graph.exports.push({ name: 'default', node: this.#expression(statement.expression) });
        return;
      case 'TSModuleDeclaration':
        if (statement.body?.type === 'TSModuleBlock') this.#block(statement.body.body);
        return;
      case 'TSEnumDeclaration':
        for (const member of statement.body?.members ?? [])
          if (member.initializer) this.#expression(member.initializer);
        return;
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSDeclareFunction':
      case 'EmptyStatement':
      case 'DebuggerStatement':
      case 'ExportAllDeclaration':
        return;
      default:
        // Half-typed text puts expressions where statements stand.
        this.#expression(statement);
    }
  }

  #expressionStatement(node: Node): void {
    this.#expression(node);
    const at = unwrap(node);
    const call = at.type === 'AwaitExpression' ? unwrap(at.argument) : at;
    if (call.type !== 'CallExpression') return;
    const callee = this.#conditions.localCallee(call);
    if (callee) this.#refine(this.#conditions.ofReturning(callee, call));
    else if (isExit(call)) this.#env.isDead = true;
    else {
      const pending = call.arguments.flatMap((argument, index): Refinement[] =>
        argument.type === 'Identifier' || argument.type === 'MemberExpression'
          ? [{ target: argument, clears: 0, pending: { call, argument: index } }]
          : [],
      );
      // Only an assertion guards what follows: its model says so, or its name.
      if (/^(?:assert|ensure|require|check|validate|verify)/i.test(calleeName(call))) this.#refine(pending);
    }
  }

  #return(value: number): void {
    this.#copy(value, this.#fn.returns);
  }

  #branch(run: () => void, refinements: readonly Refinement[] = []): Environment {
    const before = this.#env;
    const branch = new Environment(before);
    this.#env = branch;
    this.#refine(refinements);
    run();
    this.#env = before;
    return branch;
  }

  #join(branches: readonly Environment[], ast: Node): void {
    joinInto(this.#env, branches, (nodes, binding) => this.#merge(nodes, ast, binding.name));
  }

  #if(statement: TSESTree.IfStatement): void {
    this.#expression(statement.test);
    const { whenTrue, whenFalse } = this.#conditions.of(statement.test);
    const consequent = this.#branch(() => this.#statement(statement.consequent), whenTrue);
    const alternate = this.#branch(() => {
      if (statement.alternate) this.#statement(statement.alternate);
    }, whenFalse);
    this.#join([consequent, alternate], statement);
  }

  #loop(statement: Node, test: Node | null | undefined, body: () => void): void {
    const label = this.#pendingLabel;
    this.#pendingLabel = undefined;
    // Variables that the loop writes meet at its head: what they were before, and what an earlier round left.
    const heads: { binding: Binding; head: number }[] = [];
    for (const binding of this.#bindingsWrittenIn(statement)) {
      const before = this.#env.get(binding);
      if (before === undefined) continue;
      const head = this.#node(statement, 'merge', binding.name);
      this.#copy(before, head);
      this.#env.definitions.set(binding, head);
      heads.push({ binding, head });
    }
    const refinements = test ? this.#conditions.of(test) : undefined;
    if (test) this.#expression(test);
    this.#jumps.push({ label, isLoop: true, base: this.#env, breaks: [] });
    const round = this.#branch(body, refinements?.whenTrue);
    const { breaks } = this.#jumps.pop()!;
    for (const { binding, head } of heads) {
      for (const env of [round, ...breaks]) {
        const after = env.get(binding);
        if (after !== undefined) this.#copy(after, head);
      }
    }
    // Whether no round was run or some were, the heads say what the variables can be.
    this.#refine(refinements && breaks.length === 0 ? refinements.whenFalse : []);
  }

  #bindingsWrittenIn(node: Node): Binding[] {
    const [start, end] = node.range;
    const found: Binding[] = [];
    for (let env: Environment | undefined = this.#env; env; env = env.parent) {
      for (const binding of env.definitions.keys()) {
        if (!this.#isOwn(binding) || found.includes(binding)) continue;
        const isWritten = binding.writes.some((write) => write.range[0] >= start && write.range[1] <= end);
        if (isWritten || (binding.references.length > 0 && this.#hasStoreIn(binding, start, end))) found.push(binding);
      }
    }
    return found;
  }

  /** True when a property of the variable's value is written in the range: that makes a new version of it as well. */
  #hasStoreIn(binding: Binding, start: number, end: number): boolean {
    return binding.references.some((reference) => {
      if (reference.range[0] < start || reference.range[1] > end) return false;
      let at: Node = reference;
      while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
      return at !== reference && at.parent?.type === 'AssignmentExpression' && at.parent.left === at;
    });
  }

  #try(statement: TSESTree.TryStatement): void {
    const written: (readonly [Binding, number])[] = [];
    this.#tries.push(written);
    const block = this.#branch(() => this.#statement(statement.block));
    this.#tries.pop();
    const branches = [block];
    const handler = statement.handler;
    if (handler) {
      branches.push(
        this.#branch(() => {
          for (const [binding, node] of written) {
            if (!this.#isOwn(binding)) continue;
            const before = this.#env.get(binding) ?? NOTHING;
            this.#env.definitions.set(binding, this.#merge([before, node], handler, binding.name));
          }
          if (handler.param) this.#pattern(handler.param, this.#node(handler.param, 'value', 'error'));
          this.#statement(handler.body);
        }),
      );
    }
    this.#join(branches, statement);
    if (statement.finalizer) {
      const wasDead = this.#env.isDead;
      this.#env.isDead = false;
      this.#statement(statement.finalizer);
      this.#env.isDead ||= wasDead;
    }
  }

  #switch(statement: TSESTree.SwitchStatement): void {
    this.#expression(statement.discriminant);
    const subject = unwrap(statement.discriminant);
    const byTest = this.#constants.constantOf(subject) === true;
    this.#jumps.push({ label: undefined, isLoop: false, base: this.#env, breaks: [] });
    let fallThrough: Environment | undefined;
    let hasDefault = false;
    for (const each of statement.cases) {
      if (!each.test) hasDefault = true;
      const refinements: readonly Refinement[] = !each.test
        ? []
        : byTest
          ? this.#conditions.of(each.test).whenTrue
          : this.#constants.constantOf(each.test) !== undefined &&
              (subject.type === 'Identifier' || subject.type === 'MemberExpression')
            ? [{ target: subject, clears: ALL_BITS }]
            : [];
      const previous = fallThrough;
      fallThrough = this.#branch(() => {
        if (previous && !previous.isDead) {
          for (const [binding, node] of previous.definitions) {
            this.#env.definitions.set(
              binding,
              this.#merge([this.#env.get(binding) ?? NOTHING, node], each, binding.name),
            );
          }
        }
        this.#block(each.consequent);
      }, refinements);
    }
    const { breaks } = this.#jumps.pop()!;
    const ends = fallThrough ? [...breaks, fallThrough] : breaks;
    if (!hasDefault) ends.push(new Environment(this.#env));
    this.#join(ends, statement);
  }

  #jump(statement: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
    const label = statement.label?.name;
    const target = this.#jumps.findLast((each) =>
      label !== undefined ? each.label === label : statement.type === 'BreakStatement' || each.isLoop,
    );
    target?.breaks.push(this.#snapshot(target.base));
    this.#env.isDead = true;
  }

  /** The environment as it is now, as a branch of `base`: later writes on the way there do not change it. */
  #snapshot(base: Environment): Environment {
    const now = new Environment(base);
    for (let at: Environment | undefined = this.#env; at && at !== base; at = at.parent) {
      for (const [binding, node] of at.definitions)
        if (!now.definitions.has(binding)) now.definitions.set(binding, node);
      for (const [key, found] of at.properties) if (!now.properties.has(key)) now.properties.set(key, found);
    }
    return now;
  }

  #leave(breaks: readonly Environment[], ast: Node): void {
    if (breaks.length === 0) return;
    const through = new Environment(this.#env);
    through.isDead = this.#env.isDead;
    this.#env.isDead = false;
    this.#join([through, ...breaks], ast);
  }

  #declarator(declarator: TSESTree.VariableDeclarator): void {
    if (declarator.id.type === 'Identifier' && declarator.id.typeAnnotation) {
      const node = this.#node(declarator.id, 'variable', declarator.id.name);
      this.#graph.declared.push({ node, type: declarator.id.typeAnnotation.typeAnnotation });
      if (declarator.init) this.#copy(this.#expression(declarator.init), node);
      this.#bind(declarator.id, node);
      return;
    }
    if (!declarator.init) {
      if (declarator.id.type === 'Identifier' && declarator.parent.kind !== 'var') this.#bind(declarator.id, NOTHING);
      return;
    }
    this.#pattern(declarator.id, this.#expression(declarator.init));
  }

  #bind(identifier: TSESTree.Identifier, value: number): void {
    const binding = this.#scopes.bindingOf.get(identifier);
    if (!binding) return;
    this.#graph.nodeOf.set(identifier, value);
    this.#define(binding, value);
  }

  /** Binds the names of a declaration to parts of a value. */
  #pattern(pattern: Node | null, value: number): void {
    switch (pattern?.type) {
      case undefined:
        return;
      case 'Identifier':
        this.#bind(pattern, value);
        return;
      case 'AssignmentPattern':
        this.#pattern(pattern.left, this.#merge([value, this.#expression(pattern.right)], pattern));
        return;
      case 'ObjectPattern':
        this.#objectPattern(pattern, value, (target, part) => this.#pattern(target, part));
        return;
      case 'ArrayPattern':
        this.#arrayPattern(pattern, value, (target, part) => this.#pattern(target, part));
        return;
      case 'RestElement':
        this.#pattern(pattern.argument, value);
        return;
      case 'TSParameterProperty':
        this.#pattern(pattern.parameter, value);
        return;
      default:
        this.#assign(pattern!, value, pattern!);
    }
  }

  #objectPattern(pattern: TSESTree.ObjectPattern, value: number, bind: (target: Node, part: number) => void): void {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') {
        bind(property.argument, value);
        continue;
      }
      if (property.computed) this.#expression(property.key);
      const name = property.computed ? this.#constantName(property.key) : (nameOf(property.key) ?? ANY);
      bind(
        property.value,
        this.#load(value, name, property.value.type === 'AssignmentPattern' ? property.value.left : property.value),
      );
    }
  }

  #arrayPattern(pattern: TSESTree.ArrayPattern, value: number, bind: (target: Node, part: number) => void): void {
    pattern.elements.forEach((element, index) => {
      if (!element) return;
      if (element.type === 'RestElement') bind(element.argument, value);
      else bind(element, this.#load(value, String(index), element));
    });
  }

  #constantName(key: Node): string {
    const constant = this.#constants.constantOf(key);
    return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : ANY;
  }

  /** Writes a value to an existing variable, property or pattern of them. */
  #assign(target: Node, value: number, site: Node, valueNode?: Node): void {
    const at = unwrap(target);
    switch (at.type) {
      case 'Identifier': {
        const binding = this.#scopes.bindingOf.get(at);
        if (binding) this.#define(binding, value);
        else this.#write(site, this.#global('globalThis', at), at.name, value, valueNode ?? at);
        return;
      }
      case 'MemberExpression':
        this.#storeMember(at, value, site, valueNode ?? at);
        return;
      case 'AssignmentPattern':
        this.#assign(at.left, this.#merge([value, this.#expression(at.right)], at), site);
        return;
      case 'ObjectPattern':
        this.#objectPattern(at, value, (each, part) => this.#assign(each, part, site));
        return;
      case 'ArrayPattern':
        this.#arrayPattern(at, value, (each, part) => this.#assign(each, part, site));
        return;
      case 'RestElement':
        this.#assign(at.argument, value, site);
        return;
      default:
        this.#expression(at);
    }
  }

  #write(ast: Node, object: number, property: string, value: number, valueNode: Node): void {
    this.#graph.writes.push({ ast, object, property, value, valueNode, owner: this.#fn });
  }

  #storeMember(member: TSESTree.MemberExpression, value: number, site: Node, valueNode: Node): void {
    const object = this.#expression(member.object);
    if (member.computed) this.#expression(member.property);
    const name = this.#propertyName(member);
    this.#lastStore.set(name, ++this.#epoch);
    this.#write(site, object, name, value, valueNode);
    if (this.#storePrototype(member, name, value)) return;
    this.#store(unwrap(member.object), name, value, site);
  }

  /** `F.prototype.m = function …`: the function is a method of what `new F` makes. */
  #storePrototype(member: TSESTree.MemberExpression, name: string, value: number): boolean {
    const object = unwrap(member.object);
    if (object.type !== 'MemberExpression' || nameOf(object) !== 'prototype' || object.object.type !== 'Identifier')
      return false;
    const binding = this.#scopes.bindingOf.get(object.object);
    const maker = binding && this.#graph.functionOf.get(initializerOrDeclaration(binding));
    if (!maker) return false;
    this.#graph.addEdge(value, maker.self, 'store', name);
    const method = this.#graph.functions.find((fn) => fn.value === value);
    if (method) {
      this.#copy(maker.self, method.self);
      this.#copy(method.self, maker.self);
    }
    return true;
  }

  /** Puts a value into a property of what an expression is, as a new version where it is a variable of this function. */
  #store(target: Node, name: string, value: number, site: Node): void {
    if (target.type === 'Identifier') {
      const binding = this.#scopes.bindingOf.get(target);
      const before = this.#read(target);
      if (binding && this.#isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
        const after = this.#node(site, 'variable', binding.name);
        this.#graph.addEdge(before, after, name === ANY ? 'copy' : 'keep', name);
        this.#graph.addEdge(value, after, 'store', name);
        const isSeenElsewhere =
          (this.#aliases.get(before) ?? 0) > 1 || binding.captured || this.#graph.role[before] !== 'variable';
        if (isSeenElsewhere) this.#graph.addEdge(value, before, 'store', name);
        this.#define(binding, after);
        return;
      }
      this.#graph.addEdge(value, before, 'store', name);
      return;
    }
    if (target.type === 'ThisExpression') {
      this.#graph.addEdge(value, this.#fn.self, 'store', name);
      return;
    }
    if (target.type === 'MemberExpression') {
      // `a.b.c = v`: the inner object gets the value, and so does what holds it.
      const holder = this.#node(site, 'value');
      this.#graph.addEdge(value, holder, 'store', name);
      this.#graph.addEdge(value, this.#graph.nodeOf.get(target) ?? NOTHING, 'store', name);
      const outer = unwrap(target.object);
      const outerName = this.#propertyName(target);
      if (outer.type === 'Identifier') {
        const binding = this.#scopes.bindingOf.get(outer);
        const before = this.#read(outer);
        if (binding && this.#isOwn(binding) && !binding.writtenByInner && before !== NOTHING) {
          const after = this.#node(site, 'variable', binding.name);
          this.#copy(before, after);
          this.#graph.addEdge(holder, after, 'store', outerName);
          this.#graph.addEdge(holder, before, 'store', outerName);
          this.#define(binding, after);
        } else this.#graph.addEdge(holder, before, 'store', outerName);
      } else this.#store(outer, outerName, holder, site);
      return;
    }
    this.#graph.addEdge(value, this.#graph.nodeOf.get(target) ?? NOTHING, 'store', name);
  }

  // --- modules ---------------------------------------------------------------------------------------------------

  #module(specifier: string, ast: Node): number {
    const node = this.#node(ast, 'value', specifier);
    this.#graph.modules.push({ node, specifier });
    return node;
  }

  #import(statement: TSESTree.ImportDeclaration): void {
    const specifier = String(statement.source.type === 'Literal' ? statement.source.value : '');
    if (specifier === '') return;
    const module = this.#module(specifier, statement);
    for (const each of statement.specifiers) {
      if (each.type === 'ImportNamespaceSpecifier') this.#bind(each.local, module);
      else if (each.type === 'ImportDefaultSpecifier') this.#bind(each.local, this.#load(module, 'default', each));
      else this.#bind(each.local, this.#load(module, nameOf(each.imported) ?? ANY, each));
    }
  }

  #exportNamed(statement: TSESTree.ExportNamedDeclaration): void {
    const source = statement.source ? this.#module(String(statement.source.value), statement) : undefined;
    for (const specifier of statement.specifiers) {
      const name = nameOf(specifier.exported) ?? ANY;
      const local = specifier.local;
      const node =
        source !== undefined
          ? this.#load(source, nameOf(local) ?? ANY, specifier)
          : local.type === 'Identifier'
            ? this.#read(local)
            : NOTHING;
      this.#graph.exports.push({ name, node });
    }
    const declaration = statement.declaration;
    if (declaration?.type === 'VariableDeclaration') {
      for (const declarator of declaration.declarations) {
        if (declarator.id.type === 'Identifier')
          this.#graph.exports.push({ name: declarator.id.name, node: this.#read(declarator.id) });
      }
    } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
      this.#graph.exports.push({ name: declaration.id.name, node: this.#read(declaration.id) });
    }
  }

  // --- functions and classes -------------------------------------------------------------------------------------

  /** Makes a function's nodes. Its body is built by `build`, at once or when its block is done. */
  #function(ast: FunctionNode, self?: number): { value: number; build: () => void } {
    const fn = this.#newFunction(ast, nameOfFunction(ast));
    fn.value = this.#node(ast, 'function', fn.name);
    fn.returns = this.#node(ast, 'return', fn.name, fn);
    fn.self =
      self ?? (ast.type === 'ArrowFunctionExpression' ? this.#fn.self : this.#node(ast, 'shared', 'this', this.#fn));
    this.#graph.returnFunction.set(fn.returns, fn);
    ast.params.forEach((parameter, index) => {
      const node = this.#node(parameter, 'parameter', parameterName(parameter), fn);
      fn.parameters.push(node);
      if (parameter.type === 'RestElement') fn.rest = index;
      this.#graph.parameterFunction.set(node, { fn, index });
      const type = declaredType(parameter);
      if (type) this.#graph.declared.push({ node, type });
    });
    const frame = this.#class;
    const env = this.#env;
    return { value: fn.value, build: () => this.#body(fn, ast, env, frame) };
  }

  #newFunction(ast: FunctionInfo['ast'], name: string | undefined): FunctionInfo {
    const fn: FunctionInfo = {
      id: this.#graph.functions.length,
      ast,
      parent: this.#fn,
      value: 0,
      parameters: [],
      all: NOTHING,
      rest: -1,
      returns: 0,
      self: 0,
      name,
    };
    this.#graph.functions.push(fn);
    this.#graph.functionOf.set(ast, fn);
    this.#ownerOfScope.set(ast, fn);
    return fn;
  }

  #body(fn: FunctionInfo, ast: FunctionNode, env: Environment, frame: ClassFrame | undefined): void {
    this.#inside(fn, env, frame, () => {
      ast.params.forEach((parameter, index) => {
        this.#pattern(parameter, fn.parameters[index]!);
      });
      if (ast.body?.type === 'BlockStatement') this.#block(ast.body.body);
      else if (ast.body) this.#return(this.#expression(ast.body));
    });
  }

  #inside(fn: FunctionInfo, env: Environment, frame: ClassFrame | undefined, run: () => void): void {
    const saved = { fn: this.#fn, env: this.#env, frame: this.#class, jumps: this.#jumps.splice(0) };
    this.#fn = fn;
    this.#env = new Environment(env);
    this.#class = frame;
    run();
    this.#fn = saved.fn;
    this.#env = saved.env;
    this.#class = saved.frame;
    this.#jumps.splice(0, this.#jumps.length, ...saved.jumps);
  }

  #classValue(ast: TSESTree.ClassDeclaration | TSESTree.ClassExpression): number {
    const known = this.#graph.nodeOf.get(ast);
    if (known !== undefined) return known;
    const superclass = ast.superClass ? this.#expression(ast.superClass) : NOTHING;
    const value = this.#node(ast, 'value', ast.id?.name);
    const instance = this.#node(ast, 'shared', ast.id?.name ?? 'this');
    this.#graph.nodeOf.set(ast, value);
    const binding = ast.id && this.#scopes.bindingOf.get(ast.id);
    if (binding) this.#define(binding, value);
    for (const decorator of ast.decorators ?? []) this.#expression(decorator.expression);
    const frame: ClassFrame = { instance, value, superclass };
    const outer = this.#class;
    this.#class = frame;
    let construct: FunctionInfo | undefined;
    const bodies: (() => void)[] = [];
    for (const member of ast.body?.body ?? []) {
      if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
        const { value: method, build } = this.#function(member.value, member.static ? value : instance);
        bodies.push(build);
        const info = this.#graph.functionOf.get(member.value);
        const name = nameOf(member.key) ?? ANY;
        if (member.kind === 'constructor') construct = info;
        else if (member.kind === 'get')
          this.#graph.addEdge(info?.returns ?? NOTHING, member.static ? value : instance, 'store', name);
        else if (member.kind === 'set') this.#setter(info, member.static ? value : instance, name);
        else this.#graph.addEdge(method, member.static ? value : instance, 'store', name);
        for (const decorator of member.decorators ?? []) this.#expression(decorator.expression);
      } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
        bodies.push(() => this.#field(member, frame));
      } else if (member.type === 'StaticBlock') {
        const block = this.#newFunction(member, undefined);
        block.self = value;
        bodies.push(() => this.#inside(block, this.#env, frame, () => this.#block(member.body)));
      }
    }
    const parameters = construct?.ast && isFunction(construct.ast) ? construct.ast.params : [];
    parameters.forEach((parameter, index) => {
      if (parameter.type !== 'TSParameterProperty') return;
      const name = parameterName(parameter);
      if (name) this.#graph.addEdge(construct!.parameters[index]!, instance, 'store', name);
    });
    this.#graph.classes.push({ ast, value, instance, construct, superclass });
    for (const build of bodies) build();
    this.#class = outer;
    return value;
  }

  #setter(info: FunctionInfo | undefined, holder: number, name: string): void {
    const parameter = info?.parameters[0];
    if (parameter !== undefined) this.#graph.addEdge(this.#load(holder, name, info!.ast), parameter, 'copy');
  }

  #field(member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty, frame: ClassFrame): void {
    const holder = member.static ? frame.value : frame.instance;
    const name = nameOf(member.key) ?? ANY;
    const field = this.#node(member, 'variable', name);
    this.#graph.addEdge(field, holder, 'store', name);
    if (member.typeAnnotation) this.#graph.declared.push({ node: field, type: member.typeAnnotation.typeAnnotation });
    if (!member.value) return;
    const initializer = this.#newFunction(member as TSESTree.PropertyDefinition, undefined);
    initializer.self = holder;
    this.#inside(initializer, this.#env, frame, () => this.#copy(this.#expression(member.value!), field));
  }

  // --- expressions -----------------------------------------------------------------------------------------------

  /** Evaluates an expression and gives the node of its value; NOTHING for constants and what is of no interest. */
  #expression(node: Node): number {
    const value = this.#evaluate(node);
    if (value !== NOTHING) this.#graph.nodeOf.set(node, value);
    return value;
  }

  #evaluate(node: Node): number {
    switch (node.type) {
      case 'Identifier':
        return this.#read(node);
      case 'Literal':
        return NOTHING;
      case 'ThisExpression':
        return this.#fn.self;
      case 'Super':
        return this.#class?.superclass ?? NOTHING;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion': {
        const value = this.#expression(node.expression);
        if (node.typeAnnotation.type !== 'TSTypeReference' || node.type === 'TSSatisfiesExpression') return value;
        const cast = this.#node(node, 'value');
        this.#copy(value, cast);
        this.#graph.declared.push({ node: cast, type: node.typeAnnotation });
        return cast;
      }
      case 'TSNonNullExpression':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
        return this.#expression(node.expression);
      case 'MemberExpression':
        return this.#member(node);
      case 'CallExpression':
        return this.#call(node);
      case 'NewExpression':
        return this.#addCall(node, this.#expression(node.callee), NOTHING, undefined, node.arguments, { isNew: true });
      case 'ImportExpression': {
        const specifier = this.#constants.constantOf(node.source);
        const source = this.#expression(node.source);
        if (typeof specifier === 'string') return this.#module(specifier, node);
        return this.#addCall(node, this.#global('import', node), NOTHING, undefined, [node.source], {
          evaluated: [source],
        });
      }
      case 'TaggedTemplateExpression':
        return this.#taggedTemplate(node);
      case 'AwaitExpression':
        return this.#expression(node.argument);
      case 'YieldExpression': {
        const value = node.argument ? this.#expression(node.argument) : NOTHING;
        if (node.delegate) this.#copy(value, this.#fn.returns);
        else this.#graph.addEdge(value, this.#fn.returns, 'store', ANY);
        return NOTHING;
      }
      case 'ArrowFunctionExpression':
      case 'FunctionExpression': {
        const { value, build } = this.#function(node);
        const binding = node.id && this.#scopes.bindingOf.get(node.id);
        if (binding) this.#copy(value, this.#sharedNode(binding));
        build();
        return value;
      }
      case 'ClassExpression':
        return this.#classValue(node);
      case 'ObjectExpression':
        return this.#object(node);
      case 'ArrayExpression': {
        const array = this.#node(node, 'variable');
        let afterSpread = false;
        node.elements.forEach((element, index) => {
          if (!element) return;
          if (element.type === 'SpreadElement') {
            afterSpread = true;
            const elements = this.#node(element, 'value');
            this.#graph.addEdge(this.#expression(element.argument), elements, 'load', ANY);
            this.#graph.addEdge(elements, array, 'store', ANY);
          } else this.#graph.addEdge(this.#expression(element), array, 'store', afterSpread ? ANY : String(index));
        });
        return array;
      }
      case 'TemplateLiteral':
        return this.#template(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'LogicalExpression':
        return this.#logical(node);
      case 'ConditionalExpression': {
        this.#expression(node.test);
        const { whenTrue, whenFalse } = this.#conditions.of(node.test);
        let left = NOTHING;
        let right = NOTHING;
        const consequent = this.#branch(() => {
          left = this.#expression(node.consequent);
        }, whenTrue);
        const alternate = this.#branch(() => {
          right = this.#expression(node.alternate);
        }, whenFalse);
        this.#join([consequent, alternate], node);
        return this.#merge([left, right], node);
      }
      case 'UnaryExpression': {
        const value = this.#expression(node.argument);
        return node.operator === '-' || node.operator === '+' || node.operator === '~'
          ? this.#number([value], node)
          : NOTHING;
      }
      case 'UpdateExpression': {
        const value = this.#number([this.#expression(node.argument)], node);
        this.#assign(node.argument, value, node);
        return value;
      }
      case 'AssignmentExpression':
        return this.#assignment(node);
      case 'SequenceExpression': {
        let last = NOTHING;
        for (const each of node.expressions) last = this.#expression(each);
        return last;
      }
      case 'SpreadElement':
        return this.#expression(node.argument);
      case 'JSXElement':
        return this.#jsx(node);
      case 'JSXExpressionContainer':
      case 'JSXSpreadChild':
        return this.#expression(node.expression);
      case 'JSXFragment': {
        for (const child of node.children) this.#expression(child);
        return NOTHING;
      }
      case 'JSXText':
      case 'JSXEmptyExpression':
      case 'MetaProperty':
      case 'PrivateIdentifier':
      case 'TemplateElement':
        return NOTHING;
      default:
        forEachChild(node, (child) => {
          if (child.type.endsWith('Statement') || child.type.endsWith('Declaration')) this.#statement(child);
          else if (!child.type.startsWith('TS')) this.#expression(child);
        });
        return NOTHING;
    }
  }

  #member(node: TSESTree.MemberExpression): number {
    // The text of a table of constants, or a property that is written after a spread.
    if (this.#constants.constantOf(node) !== undefined) return NOTHING;
    const object = this.#expression(node.object);
    if (node.computed) this.#expression(node.property);
    const key = this.#propertyKey(node);
    const guarded = key === undefined ? undefined : this.#guarded(key);
    return guarded ?? this.#load(object, this.#propertyName(node), node);
  }

  #call(node: TSESTree.CallExpression): number {
    const callee = unwrap(node.callee);
    if (callee.type === 'Super') return this.#superCall(node);
    if (
      callee.type === 'Identifier' &&
      callee.name === 'require' &&
      !this.#scopes.bindingOf.has(callee) &&
      node.arguments.length === 1
    ) {
      const specifier = this.#constants.constantOf(node.arguments[0]);
      if (typeof specifier === 'string') return this.#module(specifier, node);
    }
    if (callee.type === 'MemberExpression') {
      const object = this.#expression(callee.object);
      if (callee.computed) this.#expression(callee.property);
      const name = this.#propertyName(callee);
      const method = this.#load(object, name, callee);
      if (method !== NOTHING) this.#graph.nodeOf.set(callee, method);
      return this.#addCall(node, method, object, name === ANY ? undefined : name, node.arguments, {});
    }
    return this.#addCall(node, this.#expression(callee), NOTHING, undefined, node.arguments, {});
  }

  #superCall(node: TSESTree.CallExpression): number {
    const superclass = this.#class?.superclass ?? NOTHING;
    const made = this.#addCall(node, superclass, NOTHING, undefined, node.arguments, { isNew: true });
    this.#copy(made, this.#fn.self);
    return NOTHING;
  }

  #addCall(
    ast: Node,
    callee: number,
    receiver: number,
    method: string | undefined,
    argumentNodes: readonly Node[],
    options: { readonly isNew?: boolean; readonly isTag?: boolean; readonly evaluated?: readonly number[] },
  ): number {
    const values = options.evaluated ?? argumentNodes.map((argument) => this.#expression(argument));
    const spread = argumentNodes.findIndex((argument) => argument.type === 'SpreadElement');
    const result = this.#node(ast, 'call', calleeText(ast));
    const call: CallSite = {
      id: this.#graph.calls.length,
      ast,
      callee,
      receiver,
      method,
      arguments: values,
      argumentNodes,
      spread,
      result,
      isNew: options.isNew ?? false,
      isTag: options.isTag ?? false,
      owner: this.#fn,
    };
    this.#graph.calls.push(call);
    return result;
  }

  #object(node: TSESTree.ObjectExpression): number {
    const object = this.#node(node, 'variable');
    let current = object;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        this.#copy(this.#expression(property.argument), current);
        continue;
      }
      const name = property.computed ? this.#constantName(property.key) : (nameOf(property.key) ?? ANY);
      if (property.computed) this.#expression(property.key);
      // What a spread before it brought under this name is replaced.
      const replaces =
        name !== ANY &&
        node.properties.some((each) => each.type === 'SpreadElement' && each.range[0] < property.range[0]);
      if (replaces) {
        const next = this.#node(node, 'value');
        this.#graph.addEdge(current, next, 'keep', name);
        current = next;
      }
      if (isFunction(property.value) && property.value.type === 'FunctionExpression') {
        const { value, build } = this.#function(property.value, object);
        build();
        this.#graph.nodeOf.set(property.value, value);
        if (property.kind === 'get') {
          this.#graph.addEdge(this.#graph.functionOf.get(property.value)?.returns ?? NOTHING, current, 'store', name);
        } else this.#graph.addEdge(value, current, 'store', name);
        continue;
      }
      this.#graph.addEdge(this.#expression(property.value), current, 'store', name);
    }
    return current;
  }

  #template(node: TSESTree.TemplateLiteral): number {
    const parts: (string | Node)[] = [];
    node.quasis.forEach((quasi, index) => {
      parts.push(quasi.value.cooked ?? '');
      const hole = node.expressions[index];
      if (hole) parts.push(hole);
    });
    return this.#text(node, parts);
  }

  /** A text of constant and changing parts: each changing part can do what its place lets it. */
  #text(ast: Node, parts: readonly (string | Node)[]): number {
    let before = '';
    let isFirst = true;
    const edges: { readonly value: number; readonly mask: TaintBits }[] = [];
    for (const part of parts) {
      const constant = typeof part === 'string' ? part : this.#constants.constantOf(part);
      if (constant !== undefined && (typeof constant !== 'object' || constant === null)) {
        if (typeof part !== 'string') this.#expression(part);
        before += String(constant);
        continue;
      }
      const value = this.#expression(part as Node);
      edges.push({ value, mask: kindsThatPassInto(before, isFirst) });
      isFirst = false;
      before = '';
    }
    if (edges.every((edge) => edge.value === NOTHING)) return NOTHING;
    const text = this.#node(ast, 'text');
    for (const { value, mask } of edges) this.#graph.addEdge(value, text, 'text', '', mask);
    return text;
  }

  #taggedTemplate(node: TSESTree.TaggedTemplateExpression): number {
    const tag = unwrap(node.tag);
    const values = node.quasi.expressions.map((expression) => this.#expression(expression));
    let receiver = NOTHING;
    let method: string | undefined;
    let callee: number;
    if (tag.type === 'MemberExpression') {
      receiver = this.#expression(tag.object);
      method = nameOf(tag);
      callee = this.#load(receiver, method ?? ANY, tag);
      this.#graph.nodeOf.set(tag, callee);
    } else callee = this.#expression(tag);
    return this.#addCall(node, callee, receiver, method, node.quasi.expressions, { isTag: true, evaluated: values });
  }

  #binary(node: TSESTree.BinaryExpression): number {
    if (node.operator === '+') {
      const operands: Node[] = [];
      let left: Node = node;
      while (left.type === 'BinaryExpression' && left.operator === '+') {
        operands.push(left.right);
        left = left.left;
      }
      operands.push(left);
      return this.#text(node, operands.reverse());
    }
    const left = node.left.type === 'PrivateIdentifier' ? NOTHING : this.#expression(node.left);
    const right = this.#expression(node.right);
    return NUMERIC_OPERATORS.has(node.operator) ? this.#number([left, right], node) : NOTHING;
  }

  #number(values: readonly number[], ast: Node): number {
    if (values.every((value) => value === NOTHING)) return NOTHING;
    const node = this.#node(ast, 'value');
    for (const value of values) this.#graph.addEdge(value, node, 'text', '', NUMBER_KINDS | bitsOf(['secret']));
    return node;
  }

  #logical(node: TSESTree.LogicalExpression): number {
    const left = this.#expression(node.left);
    if (node.operator === '??') {
      let right = NOTHING;
      const branch = this.#branch(() => {
        right = this.#expression(node.right);
      });
      this.#join([branch, new Environment(this.#env)], node);
      return this.#merge([left, right], node);
    }
    const { whenTrue, whenFalse } = this.#conditions.of(node.left);
    let right = NOTHING;
    const branch = this.#branch(
      () => {
        right = this.#expression(node.right);
      },
      node.operator === '&&' ? whenTrue : whenFalse,
    );
    this.#join([branch, new Environment(this.#env)], node);
    // `a && b` is `b`, or an `a` that is falsy and so harmless.
    return node.operator === '&&' ? right : this.#merge([left, right], node);
  }

  #assignment(node: TSESTree.AssignmentExpression): number {
    const { operator, left } = node;
    if (operator === '=') {
      const value = this.#expression(node.right);
      this.#assign(left, value, node, node.right);
      if (left.type === 'MemberExpression' && isModuleExports(left))
        this.#graph.exports.push({ name: 'default', node: value });
      return value;
    }
    if (operator === '+=') {
      const value = this.#text(node, [left, node.right]);
      this.#assign(left, value, node, node.right);
      return value;
    }
    if (operator === '||=' || operator === '??=' || operator === '&&=') {
      const before = this.#expression(left);
      const value = this.#merge([before, this.#expression(node.right)], node);
      this.#assign(left, value, node, node.right);
      return value;
    }
    const value = this.#number([this.#expression(left), this.#expression(node.right)], node);
    this.#assign(left, value, node, node.right);
    return value;
  }

  #jsx(node: TSESTree.JSXElement): number {
    const { name, attributes } = node.openingElement;
    const element = name.type === 'JSXIdentifier' ? name.name : '';
    const isComponent = element === '' || /^[A-Z_$]/.test(element);
    const props = this.#node(node.openingElement, 'variable', 'props');
    for (const attribute of attributes) {
      if (attribute.type === 'JSXSpreadAttribute') {
        this.#copy(this.#expression(attribute.argument), props);
        continue;
      }
      const attributeName = nameOf(attribute.name) ?? '';
      const valueNode = attribute.value;
      if (!valueNode) continue;
      const value =
        valueNode.type === 'JSXExpressionContainer'
          ? this.#expression(valueNode.expression)
          : this.#expression(valueNode);
      const inner = valueNode.type === 'JSXExpressionContainer' ? valueNode.expression : valueNode;
      this.#graph.addEdge(value, props, 'store', attributeName);
      if (!isComponent && attributeName) {
        this.#graph.attributes.push({
          ast: attribute,
          element,
          name: attributeName,
          value,
          valueNode: inner,
          owner: this.#fn,
        });
      }
    }
    for (const child of node.children) {
      const value = this.#expression(child);
      if (isComponent) this.#graph.addEdge(value, props, 'store', 'children');
    }
    if (!isComponent) return NOTHING;
    const callee =
      name.type === 'JSXIdentifier'
        ? this.#read(name)
        : name.type === 'JSXMemberExpression'
          ? this.#jsxMember(name)
          : NOTHING;
    return this.#addCall(node, callee, NOTHING, undefined, [node.openingElement], { evaluated: [props] });
  }

  #jsxMember(name: TSESTree.JSXMemberExpression): number {
    const object =
      name.object.type === 'JSXMemberExpression'
        ? this.#jsxMember(name.object)
        : name.object.type === 'JSXIdentifier'
          ? this.#read(name.object)
          : NOTHING;
    return this.#load(object, name.property.name, name);
  }
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

function parameterName(parameter: Node): string | undefined {
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

function initializerOrDeclaration(binding: Binding): Node {
  const declaration = binding.declaration;
  return declaration.type === 'VariableDeclarator' && declaration.init ? declaration.init : declaration;
}

/** The callee as a reader names it: `db.query`, `run`. */
function calleeText(ast: Node): string | undefined {
  if (ast.type === 'CallExpression' || ast.type === 'NewExpression') return calleeName(ast);
  if (ast.type === 'TaggedTemplateExpression') return nameOf(ast.tag);
  return ast.type === 'JSXElement' ? nameOf(ast.openingElement.name) : undefined;
}

function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  return nameOf(unwrap(call.callee)) ?? '';
}

function isExit(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && nameOf(callee) === 'exit' && nameOf(callee.object) === 'process';
}

function isModuleExports(member: TSESTree.MemberExpression): boolean {
  return nameOf(member) === 'exports' && member.object.type === 'Identifier' && member.object.name === 'module';
}
