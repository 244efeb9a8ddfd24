import { choicesOf } from '../../semantics/choices.ts';
import type { Constants } from '../../semantics/constants.ts';
import type { Binding, Scopes } from '../../semantics/scopes.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { ANY, REJECTED, symbolName } from '../accessPath.ts';
import { Conditions } from '../conditions.ts';
import { Environment } from '../environment.ts';
import { ALL_BITS, type FunctionInfo, NOTHING, type NodeRole, ValueFlowGraph } from '../valueFlowGraph.ts';
import { WritesByPlace } from './writesByPlace.ts';

/** Properties that are numbers, whatever they are a property of. */
const COUNTS = new Set(['length', 'size', 'byteLength']);

/** Names of objects whose fields have the names that the sender chose. */
const FIELDS = /^(?:query|body|params|args|input|payload|fields|form|filters?|options)$/i;

/** A statement that `break` or `continue` can leave, with the environments that left it. */
export interface Jump {
  readonly label: string | undefined;
  readonly isLoop: boolean;
  readonly base: Environment;
  readonly breaks: Environment[];
}

/** The class whose body is being built. */
export interface ClassFrame {
  readonly instance: number;
  readonly value: number;
  readonly superclass: number;
  readonly inherited: number;
}

/** The walk over the tree, which the parts of the builder call back into. */
export interface Walk {
  /** Evaluates an expression and gives the node of its value; NOTHING for constants and what is of no interest. */
  readonly expression: (builder: GraphBuilder, node: Node) => number;
  readonly statement: (builder: GraphBuilder, node: Node) => void;
  readonly block: (builder: GraphBuilder, statements: readonly Node[]) => void;
}

/** Where the walk stands, and the words in which its parts speak to the graph: definitions, loads, merges. */
export class GraphBuilder {
  readonly program: TSESTree.Program;
  readonly constants: Constants;
  readonly conditions: Conditions;
  readonly graph: ValueFlowGraph;
  readonly scopes: Scopes;
  readonly writes: WritesByPlace;
  /** The definitions that hold here. */
  env = new Environment();
  /** The function whose body is being built. */
  fn: FunctionInfo;
  classFrame: ClassFrame | undefined;
  /** Methods of objects that are told apart, as long as they have not asked for `this`. */
  readonly toldApart = new Set<FunctionInfo>();
  readonly ownerOfScope = new Map<Node, FunctionInfo>();
  /** How many variables name a definition: a write through one is seen through the others. */
  readonly aliases = new Map<number, number>();
  /** When a property of that name was last written, on any object: guards on it from before are void. */
  readonly lastStore = new Map<string, number>();
  epoch = 0;
  /** Loops, switches and labels around this point. */
  readonly jumps: Jump[] = [];
  pendingLabel: string | undefined;
  /** For each `try` around this point, all definitions made in its block: any of them can be there when it throws. */
  readonly tries: (readonly [Binding, number])[][] = [];
  /** For each handler around this point in the function, the node of what it catches. */
  catches: number[] = [];
  /** Bodies of declared functions: they wait for the end of their block, when all around them is defined. */
  deferred: (() => void)[] = [];
  readonly #walk: Walk;
  readonly #shared = new Map<Binding, number>();

  constructor(program: TSESTree.Program, scopes: Scopes, constants: Constants, walk: Walk) {
    this.program = program;
    this.scopes = scopes;
    this.writes = new WritesByPlace(scopes);
    this.constants = constants;
    this.conditions = new Conditions(constants, scopes);
    this.#walk = walk;
    this.fn = {
      id: 0,
      ast: program,
      parent: undefined,
      value: NOTHING,
      parameters: [],
      all: NOTHING,
      rest: -1,
      returns: NOTHING,
      thrown: NOTHING,
      sent: NOTHING,
      self: NOTHING,
      name: undefined,
      givenSchemas: undefined,
      middlewareSchemas: undefined,
      proofs: undefined,
    };
    this.graph = new ValueFlowGraph(program, this.fn);
    this.ownerOfScope.set(program, this.fn);
  }

  expression(node: Node): number {
    return this.#walk.expression(this, node);
  }

  statement(node: Node): void {
    this.#walk.statement(this, node);
  }

  block(statements: readonly Node[]): void {
    this.#walk.block(this, statements);
  }

  node(ast: Node, role: NodeRole, label?: string, owner: FunctionInfo = this.fn): number {
    return this.graph.addNode(ast, owner, role, label);
  }

  copy(from: number, to: number): void {
    this.graph.addEdge(from, to, 'copy');
  }

  load(object: number, name: string, ast: Node): number {
    if (object === NOTHING) return NOTHING;
    const node = this.node(ast, 'property', name);
    this.graph.readFrom.set(node, { object, name });
    this.graph.addEdge(object, node, 'load', name, this.#isCount(object, name) ? 0 : ALL_BITS);
    return node;
  }

  /**
   * The property of an object, by a name or by what `[…]` gives.
   * @param name the node of a computed name, which chooses what is read
   */
  member(ast: TSESTree.MemberExpression, object: number, name: number): number {
    const own = this.propertyName(ast);
    const names = own === ANY && object !== NOTHING ? this.choices(ast.property) : undefined;
    if (names)
      return this.merge(
        names.map((each) => this.load(object, each, ast)),
        ast,
      );
    const node = this.load(object, own, ast);
    if (name !== NOTHING && this.#isChoice(ast)) this.graph.addEdge(name, node, 'choose');
    return node;
  }

  /** True for `object[name]` that can give what the object has by birth, and not only what it was given. */
  #isChoice({ object, property }: TSESTree.MemberExpression): boolean {
    return (
      this.canBeAnyName(property) &&
      !this.constants.hasNoPrototype(object) &&
      !this.conditions.isNamedBy(unwrap(property), unwrap(object))
    );
  }

  /** What is put together with text of the program is none of the few names that every object knows. */
  canBeAnyName(key: Node): boolean {
    return !this.constants.piecesOf(key).some((piece) => typeof piece === 'string' && piece !== '');
  }

  /** True for the length of a text or list, and no field of that name in what was sent: `req.query.size`. */
  #isCount(object: number, name: string): boolean {
    const ast = this.graph.ast[object];
    // What `list.filter(…)` gives is no filter.
    const called = ast?.type === 'CallExpression';
    return COUNTS.has(name) && (called || !FIELDS.test(nameOf(ast) ?? this.graph.label[object] ?? ''));
  }

  merge(nodes: readonly number[], ast: Node, label?: string): number {
    const live = [...new Set(nodes)].filter((node) => node !== NOTHING);
    if (live.length <= 1) return live[0] ?? NOTHING;
    const merged = this.node(ast, 'merge', label);
    for (const node of live) this.copy(node, merged);
    if (label !== undefined) this.graph.mergedFrom.set(merged, live);
    return merged;
  }

  /** The node where all writes of a variable meet that several functions use. */
  sharedNode(binding: Binding): number {
    let node = this.#shared.get(binding);
    if (node === undefined) {
      const owner = this.ownerOfScope.get(binding.scope.functionScope.block) ?? this.fn;
      node = this.graph.addNode(binding.identifier, owner, 'shared', binding.name);
      this.#shared.set(binding, node);
    }
    return node;
  }

  isOwn(binding: Binding): boolean {
    return this.ownerOfScope.get(binding.scope.functionScope.block) === this.fn;
  }

  define(binding: Binding, node: number): void {
    if (this.isOwn(binding)) {
      this.env.definitions.set(binding, node);
      if (node !== NOTHING) this.aliases.set(node, (this.aliases.get(node) ?? 0) + 1);
    }
    if (binding.captured) this.copy(node, this.sharedNode(binding));
    for (const written of this.tries) written.push([binding, node]);
  }

  read(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): number {
    const binding = this.scopes.bindingOf.get(identifier);
    if (!binding) return this.global(identifier.name, identifier);
    if (this.isOwn(binding))
      return binding.writtenByInner ? this.sharedNode(binding) : (this.env.get(binding) ?? NOTHING);
    // A variable of an outer function that never changes keeps what guards said of it where this function was made.
    if (binding.writes.length <= 1 && !binding.writtenByInner) {
      const known = this.env.get(binding);
      if (known !== undefined) return known;
    }
    return this.sharedNode(binding);
  }

  global(name: string, ast: Node): number {
    if (name === 'undefined' || name === 'NaN' || name === 'Infinity') return NOTHING;
    if (name === 'arguments') return this.argumentsNode(ast);
    if (name === 'exports') {
      this.graph.isCommonJs = true;
      return this.graph.exports;
    }
    let node = this.graph.globals.get(name);
    if (node === undefined) {
      node = this.graph.addNode(ast, this.graph.functions[0]!, 'shared', name);
      this.graph.globals.set(name, node);
      if (name === 'module') exportThrough(this.graph, node);
    }
    return node;
  }

  /** Where a value goes that is thrown here: to the handler around, else out of the function. */
  thrownNode(): number {
    const caught = this.catches.at(-1);
    if (caught !== undefined) return caught;
    const { ast } = this.fn;
    if (this.fn.thrown === NOTHING) {
      this.fn.thrown = this.node(ast, 'return');
      // A promise is rejected: nothing is thrown where the function is called.
      if (isFunction(ast) && ast.async) this.graph.addEdge(this.fn.thrown, this.fn.returns, 'store', REJECTED);
      else this.graph.returnFunction.set(this.fn.thrown, this.fn);
    }
    return this.fn.thrown;
  }

  argumentsNode(ast: Node): number {
    let fn: FunctionInfo | undefined = this.fn;
    while (fn && fn.ast.type === 'ArrowFunctionExpression') fn = fn.parent;
    if (!fn || !isFunction(fn.ast)) return NOTHING;
    if (fn.all === NOTHING) {
      fn.all = this.graph.addNode(ast, fn, 'parameter', 'arguments');
      this.graph.parameterFunction.set(fn.all, { fn, index: -1 });
    }
    return fn.all;
  }

  /** The names that a key can be, when there are only some: by what it goes through, or by a test. */
  choices(key: Node): readonly string[] | undefined {
    const at = unwrap(key);
    const tested = at.type === 'Identifier' ? this.graph.namesAt.get(this.read(at)) : undefined;
    return tested ?? choicesOf(at, this.constants, this.scopes);
  }

  propertyName(member: TSESTree.MemberExpression): string {
    return nameOf(member) ?? this.constantName(member.property);
  }

  constantName(key: Node): string {
    const constant = this.constants.constantOf(key);
    if (typeof constant === 'string' || typeof constant === 'number') return String(constant);
    const symbol = constant === undefined ? this.constants.symbolOf(key) : undefined;
    return symbol === undefined ? ANY : symbolName(symbol);
  }
}

/** What `module.exports` is, is what the module exports. */
function exportThrough(graph: ValueFlowGraph, module: number): void {
  graph.isCommonJs = true;
  graph.addEdge(module, graph.exports, 'load', 'exports');
  graph.addEdge(graph.exports, module, 'store', 'exports');
}
