import type { FunctionNode, Node, TSESTree } from '../syntax/nodes.ts';
import type { Answer, GivenSchema, MiddlewareSchema, ParameterProof, PassedPart, SymbolRef } from './summary.ts';
import type { TaintBits } from './taintKind.ts';

/**
 * The graph of values of one module. A node is a definition: the result of an expression, a version of a variable, a
 * parameter, a merge of branches. An edge says that a value, or text made of it, goes from one to the other. Nodes and
 * edges are numbers; node 0 is "no value of interest".
 */
export const NOTHING = 0;

/** The parameter index of `this`, for functions of other modules. */
export const SELF = -2;

export type EdgeKind =
  | 'copy' // the same value
  | 'members' // another object with its properties
  | 'load' // its property
  | 'store' // it becomes a property
  | 'keep' // the same value but for one property, which is overwritten
  | 'text' // text (or another value) made of it: what it was is lost, its data stays
  | 'parse' // what a text says, of whatever shape
  | 'deep' // text made of all that it holds
  | 'choose' // the name of a property chooses its value
  | 'enter' // an argument becomes a parameter
  | 'exit'; // a result comes back to the call

/** Which step of a path a node is, for the words that describe it. */
export type NodeRole =
  | 'value'
  | 'variable'
  | 'text'
  | 'call'
  | 'parameter'
  | 'merge'
  | 'guard'
  | 'shared'
  | 'function'
  | 'return'
  | 'property';

export interface FunctionInfo {
  readonly id: number;
  readonly ast: FunctionNode | TSESTree.Program | TSESTree.StaticBlock | TSESTree.PropertyDefinition;
  readonly parent: FunctionInfo | undefined;
  /** The node of the function itself. */
  value: number;
  readonly parameters: number[];
  /** The node of `arguments`, or NOTHING when the function does not use it. */
  all: number;
  /** Index of the rest parameter, or -1. */
  rest: number;
  returns: number;
  /** What it throws to its caller, or NOTHING. */
  thrown: number;
  /** What is sent into it by `next`, for a generator that looks at it, else NOTHING. */
  sent: number;
  /** What `this` is inside. */
  self: number;
  readonly name: string | undefined;
  /** What it is, when it stands for a function of another module. */
  readonly foreign?: SymbolRef;
  /** The data that it checks by schemas that it is given. */
  givenSchemas?: readonly GivenSchema[] | undefined;
  /** The schemas that it is given for middleware that it makes. */
  middlewareSchemas?: readonly MiddlewareSchema[] | undefined;
  /** What it proves of its parameters, to callers in other modules. */
  proofs?: readonly ParameterProof[] | undefined;
  /** It only throws. */
  neverReturns?: true | undefined;
  /** For a function of another module: the node of each part that it proves, or writes, before it passes on. */
  passed?: readonly (PassedPart & { readonly node: number })[] | undefined;
}

export interface ClassInfo {
  /** Undefined for a class of another module. */
  readonly ast: TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined;
  readonly value: number;
  readonly instance: number;
  readonly construct: FunctionInfo | undefined;
  /** The value it extends, or NOTHING. */
  readonly superclass: number;
  /** What its instances have of the class it extends, as `super` sees it; NOTHING without one. */
  readonly inherited: number;
  /** The members that its instances have by declaration: name and node of each. */
  readonly members: readonly (readonly [string, number])[];
  /** Those of the class itself. */
  readonly statics: readonly (readonly [string, number])[];
  /** What it is, when it stands for a class of another module. */
  readonly foreign?: SymbolRef;
}

export interface CallSite {
  readonly id: number;
  readonly ast: Node;
  readonly callee: number;
  /** The object whose method is called, else NOTHING. */
  readonly receiver: number;
  /** The method's name, when the callee is a property with a known name. */
  readonly method: string | undefined;
  readonly arguments: readonly number[];
  readonly argumentNodes: readonly (Node | undefined)[];
  /** Index of the first spread argument, or -1. */
  readonly spread: number;
  readonly result: number;
  readonly isNew: boolean;
  readonly isTag: boolean;
  /** Its edges are drawn already: it is a write in other words. */
  readonly isUnderstood?: boolean;
  readonly owner: FunctionInfo;
  /** Where what the call throws is caught in its function, or NOTHING. */
  readonly caught?: number;
  /** Not written as a call of this callee: `f.apply(…)`, a library that calls back, a call through a parameter. */
  readonly isDerived?: boolean;
}

/** A write to a property, for sinks like `innerHTML`. */
export interface PropertyWrite {
  readonly ast: Node;
  readonly object: number;
  readonly property: string;
  readonly value: number;
  readonly valueNode: Node;
  readonly owner: FunctionInfo;
}

/** A write to a property whose name is computed: `object[key] = value`. */
export interface KeyedWrite {
  readonly ast: Node;
  readonly object: number;
  readonly objectNode: Node;
  readonly key: number;
  readonly keyNode: Node;
}

/** What a loop counts to. */
export interface ValueTest {
  readonly value: number;
  readonly ast: Node;
}

export interface LoopBound {
  readonly ast: Node;
  readonly value: number;
  readonly bound: Node;
}

export interface JsxAttributeUse {
  readonly ast: TSESTree.JSXAttribute;
  readonly element: string;
  readonly name: string;
  readonly value: number;
  readonly valueNode: Node;
  readonly owner: FunctionInfo;
}

/** A decorator at a parameter, a field or a method. */
export interface DecoratorUse {
  /** The decorator's node: of `Body` in `@Body()` and in `@Body`. */
  readonly callee: number;
  /** The arguments that it is called with. */
  readonly arguments: readonly Node[];
  /** The function that decorates: `@log` itself, what `log()` gives in `@log()`. */
  readonly value: number;
  /** What holds the method, and under which name. */
  readonly member: { readonly holder: number; readonly name: string } | undefined;
  /** The parameter or field, else NOTHING. */
  readonly target: number;
  /** The type that the parameter or field is declared to have. */
  readonly type: Node | undefined;
  /** The method, else undefined. */
  readonly method: FunctionInfo | undefined;
  readonly ast: Node;
}

/** A call by which a function lets go on what it stands before: `next()`. */
export interface Pass {
  /** What is proven of its parameters there: the node that stands for each part, by the parameter and the part's names. */
  readonly proven: ReadonlyMap<string, number>;
}

/** What a function gives back: of a `return`, or the body of an arrow function. */
export interface ReturnedValue {
  readonly node: number;
  readonly value: Node;
}

/** A guard whose worth is known only when the callee of its predicate is. */
export interface PendingGuard {
  /** The value before the guard. */
  readonly from: number;
  readonly edge: number;
  readonly call: TSESTree.CallExpression;
  readonly argument: number | 'receiver';
  /** What the call has to answer. */
  readonly answer: Answer;
  /** What the guard clears then, when it is no proof of the argument itself. */
  readonly clears?: TaintBits;
  /** It counts only where it is known what the callee proves: its name promises nothing. */
  readonly isUnpromised?: boolean;
  /** The call is waited for. */
  readonly isAwaited?: boolean;
  /** The argument is a URL that is parsed from the value. */
  readonly isParsed?: boolean;
}

/** What a predicate proves of the elements of a list that it picks. */
export interface PickedElements {
  readonly clears: TaintBits;
  /** Kinds that single properties of theirs no longer have. */
  readonly parts: ReadonlyMap<string, TaintBits>;
}

export class ValueFlowGraph {
  readonly ast: Node[];
  readonly owner: FunctionInfo[];
  readonly role: NodeRole[] = ['value'];
  readonly label: (string | undefined)[] = [undefined];
  readonly #firstEdge: number[] = [-1];
  readonly #nextEdge: number[] = [];
  readonly edgeTo: number[] = [];
  readonly edgeKind: EdgeKind[] = [];
  /** Property name of a load, store or keep. */
  readonly edgeName: string[] = [];
  /** Kinds that pass. */
  readonly edgeMask: TaintBits[] = [];
  /** True when the edge speaks for unknown code: what passes is less certain. 2 when its name promises to clean. */
  readonly edgeDoubt: number[] = [];
  /** Invocation of an enter edge. */
  readonly edgeInvocation: number[] = [];

  readonly functions: FunctionInfo[] = [];
  readonly functionOf = new Map<Node, FunctionInfo>();
  readonly classes: ClassInfo[] = [];
  /**
   * Methods that see the object that they are called on, as a parameter, each with the node of all such objects: their
   * `this` is another one for each call.
   */
  readonly ownSelves = new Map<FunctionInfo, number>();
  readonly calls: CallSite[] = [];
  readonly writes: PropertyWrite[] = [];
  readonly keyedWrites: KeyedWrite[] = [];
  readonly loopBounds: LoopBound[] = [];
  /** Values of which it is asked whether there is one. */
  readonly tests: ValueTest[] = [];
  readonly attributes: JsxAttributeUse[] = [];
  readonly pendingGuards: PendingGuard[] = [];
  readonly decorators: DecoratorUse[] = [];
  readonly returned = new Map<FunctionInfo, ReturnedValue[]>();
  /** Which property of which node a node is, where it was read as one. */
  readonly readFrom = new Map<number, { readonly object: number; readonly name: string }>();
  /** What the predicate proves by which a call picks elements. */
  readonly pickedBy = new Map<Node, PickedElements>();
  /** Node of each expression that has one. */
  readonly nodeOf = new Map<Node, number>();
  readonly parameterFunction = new Map<number, { readonly fn: FunctionInfo; readonly index: number }>();
  readonly returnFunction = new Map<number, FunctionInfo>();
  /** Global names that are used. */
  readonly globals = new Map<string, number>();
  /** The object of all that the module exports. */
  exports = NOTHING;
  /** The variables of the module in which its functions keep something for each other, and what they are in the end. */
  readonly state: { readonly name: string; readonly node: number }[] = [];
  /** The module assigns its exports, as CommonJS does, rather than declare them. */
  isCommonJs = false;
  /** Nodes that stand for a way through another module, with the number of its steps there. */
  readonly passages = new Map<number, SymbolRef>();
  /** Nodes that are a module: of an import, a require. */
  readonly modules: { readonly node: number; readonly specifier: string }[] = [];
  /** Of which node a guard's node is the guarded value. */
  readonly guardedFrom = new Map<number, number>();
  /** Of versions of an object that came about by a write: the version before, the part that was written, and its value. */
  readonly writtenAs = new Map<
    number,
    { readonly before: number; readonly names: readonly string[]; readonly value: number }
  >();
  /** The versions of a variable that meet in one. */
  readonly mergedFrom = new Map<number, readonly number[]>();
  /** The calls by which functions pass on. */
  readonly passes = new Map<FunctionInfo, Pass[]>();
  /** The names that a value can be, by a test that it has passed. */
  readonly namesAt = new Map<number, readonly string[]>();
  /** Somewhere a name chooses a value. */
  hasChoices = false;
  /** Nodes with a declared type. */
  readonly declared: { readonly node: number; readonly type: Node }[] = [];

  constructor(program: TSESTree.Program, module: FunctionInfo) {
    this.ast = [program];
    this.owner = [module];
    this.functions.push(module);
  }

  get nodeCount(): number {
    return this.ast.length;
  }

  get edgeCount(): number {
    return this.edgeTo.length;
  }

  addNode(ast: Node, owner: FunctionInfo, role: NodeRole, label?: string): number {
    const id = this.ast.length;
    this.ast.push(ast);
    this.owner.push(owner);
    this.role.push(role);
    this.label.push(label);
    this.#firstEdge.push(-1);
    return id;
  }

  /** Adds an edge and gives its number; -1 when either end is NOTHING. */
  addEdge(
    from: number,
    to: number,
    kind: EdgeKind,
    name = '',
    mask: TaintBits = ALL_BITS,
    doubt = 0,
    invocation = -1,
  ): number {
    if (from === NOTHING || to === NOTHING || (from === to && kind === 'copy')) return -1;
    const id = this.edgeTo.length;
    if (kind === 'choose') this.hasChoices = true;
    this.edgeTo.push(to);
    this.edgeKind.push(kind);
    this.edgeName.push(name);
    this.edgeMask.push(mask);
    this.edgeDoubt.push(doubt);
    this.edgeInvocation.push(invocation);
    this.#nextEdge.push(this.#firstEdge[from]!);
    this.#firstEdge[from] = id;
    return id;
  }

  /** Takes note of the graph as it is: what is given back takes away what is added to it and changed in it afterwards. */
  remember(): () => void {
    const { nodeCount, edgeCount, hasChoices } = this;
    const firstEdge = this.#firstEdge.slice();
    const edgeMask = this.edgeMask.slice();
    const edgeDoubt = this.edgeDoubt.slice();
    const callCount = this.calls.length;
    const parameters = this.parameterFunction.size;
    const returns = this.returnFunction.size;
    return () => {
      for (const perNode of [this.ast, this.owner, this.role, this.label]) perNode.length = nodeCount;
      for (const perEdge of [this.edgeTo, this.edgeKind, this.edgeName, this.edgeInvocation, this.#nextEdge])
        perEdge.length = edgeCount;
      restore(this.#firstEdge, firstEdge);
      restore(this.edgeMask, edgeMask);
      restore(this.edgeDoubt, edgeDoubt);
      this.calls.length = callCount;
      forgetAfter(this.parameterFunction, parameters);
      forgetAfter(this.returnFunction, returns);
      this.passages.clear();
      this.hasChoices = hasChoices;
      for (const fn of this.functions) {
        fn.givenSchemas = undefined;
        fn.middlewareSchemas = undefined;
        fn.proofs = undefined;
      }
    };
  }

  /** First edge that leaves a node, or -1. */
  firstEdge(node: number): number {
    return this.#firstEdge[node]!;
  }

  /** The edge after this one, or -1. */
  nextEdge(edge: number): number {
    return this.#nextEdge[edge]!;
  }
}

function restore(list: number[], before: readonly number[]): void {
  list.length = before.length;
  for (let at = 0; at < before.length; at++) list[at] = before[at]!;
}

/** Drops all entries but the first ones. */
function forgetAfter(map: Map<number, unknown>, count: number): void {
  if (map.size > count) for (const key of [...map.keys()].slice(count)) map.delete(key);
}

/** All bits, guessable randomness included. */
export const ALL_BITS: TaintBits = -1;

/** True when `inner` is `outer` or lies inside of it. */
export function isWithin(inner: FunctionInfo, outer: FunctionInfo): boolean {
  for (let at: FunctionInfo | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** What `this` of a function can be, whoever calls it. */
export function commonSelf(fn: FunctionInfo, { ownSelves }: ValueFlowGraph): number {
  return ownSelves.get(fn) ?? fn.self;
}

/** True for a function whose `this` is its own: no arrow function, and no method of a class. */
export function hasOwnThis({ ast, self }: FunctionInfo, graph: ValueFlowGraph): boolean {
  return self !== NOTHING && graph.ast[self] === ast;
}
