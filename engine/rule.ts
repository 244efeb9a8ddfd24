/**
 * All that a rule may use. A rule is facts first and code second: one folder with `rule.ts`, its page `rule.md` (whose
 * examples are its tests) and, where needed, `cases.md` with more tests.
 */
import type { Applicability, Confidence, Edit, Fix, Flow, Severity, Trust } from './finding.ts';
import type { TaintKind } from './flow/taintKind.ts';
import type { RuleFacts } from './ruleFacts.ts';
import type { SecretRule } from './secrets/secretRule.ts';
import type { Constant, StringWithHoles } from './semantics/constants.ts';
import type { Node, TSESTree } from './syntax/nodes.ts';

export { addImport } from './fix/addImport.ts';
export { insertAfter, insertBefore, remove, replace } from './fix/edits.ts';
export {
  type FormatDetector,
  type NamedDetector,
  type SecretDetector,
  type SecretRule,
  secretRule,
} from './secrets/secretRule.ts';
export type { Constant, Hole, StringWithHoles } from './semantics/constants.ts';
export { constantsInProduction, isDevelopmentOnly } from './semantics/development.ts';
export { argumentsFor, callsOf, chainOn, endOfChain, type MethodCall, methodCallsOn } from './semantics/methodCalls.ts';
export { endsWithPhrase, hasPhrase, namesIn, wordsOf } from './semantics/names.ts';
export {
  type Expression,
  type FunctionNode,
  isFunction,
  type Node,
  nameOf,
  type TSESTree,
  unwrap,
} from './syntax/nodes.ts';
export type { Confidence, Edit, Fix, Flow, RuleFacts, TaintKind };

/** What a handler of a pattern rule gives back. */
export interface Report {
  readonly node: Node;
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

export type Reports = Report | readonly Report[] | undefined;

/** Questions that a rule may ask about the module it looks at. All answers come from text alone; nothing is run. */
export interface RuleContext {
  readonly path: string;
  readonly text: string;
  readonly program: TSESTree.Program;
  /** True in tests, stories and fixtures. */
  readonly inTest: boolean;
  /** Where the module runs, as far as its imports, globals and directives tell. */
  readonly runtime: 'server' | 'browser' | 'unknown';
  /** The source text of a node. */
  textOf(node: Node): string;
  /** The constant that an expression is, through `const` variables, `as const` objects and concatenation. */
  constantOf(node: Node | null | undefined): Constant | undefined;
  /** The text that an expression makes, as constant pieces and holes; undefined when it is no text that is put together here. */
  stringOf(node: Node | null | undefined): StringWithHoles | undefined;
  /** The expression that a reference stands for, through `const` variables that are written once; else the node itself. */
  resolve(node: Node): Node;
  /** The value of a property of an object expression (resolved, spreads of known objects included): its node, or undefined when absent. */
  property(object: Node | null | undefined, name: string): Node | undefined;
  /** True when the object is an expression whose properties are all known: no computed key, no spread of an unknown. */
  isClosedObject(object: Node | null | undefined): boolean;
  /** Name paths of the API values that an expression can be: `child_process.exec`, `pg.Pool#query`. */
  entitiesOf(node: Node): readonly string[];
  /** True when the expression is one of these API values. */
  isEntity(node: Node, ...namePaths: string[]): boolean;
  /** True when the module imports (or requires) one of these packages. */
  imports(...packages: string[]): boolean;
  /** The nearest enclosing function, class member or declaration's name, for judging by context: `hashPassword`. */
  enclosingNames(node: Node): readonly string[];
  /** The name that the value gets: of the variable, property, parameter or assignment that it flows to directly. */
  targetName(node: Node): string | undefined;
  /** The node that declares the variable of an identifier: declarator, function, class, import specifier, parameter. */
  declarationOf(identifier: Node): Node | undefined;
  /** All references to the variable that this identifier declares or refers to, in order of text; empty when unresolved. */
  referencesOf(identifier: Node): readonly TSESTree.Identifier[];
}

export type Handler<T extends Node = Node> = (node: T, context: RuleContext) => Reports;

/** Handlers by node type, each with its own node. */
export type NodeHandlers = { readonly [K in TSESTree.AST_NODE_TYPES as `${K}`]?: Handler<Extract<Node, { type: K }>> };

/** A call or construction of a known API value. */
export type CallLike = TSESTree.CallExpression | TSESTree.NewExpression;

export interface PatternRule extends RuleFacts {
  readonly kind: 'pattern';
  readonly on?: NodeHandlers;
  /** Handlers of calls and constructions by the callee's name path: `crypto.createHash`. Aliases and imports are resolved. */
  readonly calls?: Readonly<Record<string, Handler<CallLike>>>;
  /** Name paths that the handlers ask for by `isEntity` and no model speaks of, so that they are known when values are followed. */
  readonly entities?: readonly string[];
}

/** A place where tainted data arrives. */
export interface SinkMatch {
  /** The expression that carries the data. */
  readonly value: Node;
  /** The call, assignment or attribute that is dangerous. */
  readonly site: Node;
  /** Name path of the sink, or its last name when only that is known. */
  readonly entity: string;
  readonly flow: Flow;
  /** Name path of the source: `express.Request#query`. */
  readonly sourceEntity: string;
  /** The methods that the data passed through and the properties that were read of it, in order. */
  readonly through: readonly string[];
  /** What the source is, for the message: "`req.query.id` (the query string)". */
  readonly source: string;
}

/** What a source is. */
export interface SourceFacts {
  readonly trust: Trust;
  /** Its name path: `express.Request#query`. */
  readonly entity: string;
}

/** A source in another module than the sink, and what is known of the way from there. */
export interface ForeignSource extends SourceFacts {
  /** The path of the module that it stands in. */
  readonly module: string;
  /** A part of the way is code that nobody has seen. */
  readonly isThroughUnseen: boolean;
  /** The methods and properties on the way out of its module, and into the sink's. */
  readonly through: readonly string[];
}

export interface FlowRule extends RuleFacts {
  readonly kind: 'flow';
  /** Data with any of these kinds must not arrive. */
  readonly kinds: readonly TaintKind[];
  /** Whose data counts. Default: all but `local`, which the configuration adds. */
  readonly from?: readonly Trust[];
  /**
   * Data that others stored before is dangerous here just as well, and it is rarely meant to arrive here: a script in a page,
   * a second query, a command. Where this is not said, such findings are for reviewers: most programs store addresses to
   * ask and names of files on purpose.
   */
  readonly secondOrder?: boolean;
  /** How grave it is at this sink, where that is not the rule's severity. */
  readonly severityAt?: (sink: SinkMatch, context: RuleContext) => Severity | undefined;
  /** How sure it is at most at this sink, where that is less than the way of the data says. */
  readonly confidenceAt?: (sink: SinkMatch, context: RuleContext) => Confidence | undefined;
  /**
   * Rules in whose place this one speaks, at their sinks, when the data has a source of its own kind: what a model wrote,
   * the names in an archive. What makes such a sink safe, and its fixes, hold here as well.
   */
  readonly speaksFor?: { readonly rules: readonly string[]; readonly of: (source: SourceFacts) => boolean };
  /** One or two sentences: what happens, why it is bad, what to do. */
  readonly message: (sink: SinkMatch, context: RuleContext) => string;
  readonly fixes?: (sink: SinkMatch, context: RuleContext) => readonly Fix[];
  /**
   * True when this module takes the danger out of all data of the program that it belongs to: it sets up a middleware, or
   * an option of a library.
   */
  readonly isDisarmedBy?: (context: RuleContext) => boolean;
  /** True when something around the sink makes it harmless that no model can say: a content type that was set before. */
  readonly isSafe?: (sink: SinkMatch, context: RuleContext) => boolean;
  /**
   * True for data from another module that is safe here, by its source and by what is known of its way: whether it is safe
   * where it arrives, `isSafe` has said before it was known whose it is, for each trust.
   */
  readonly isSafeFrom?: (source: ForeignSource) => boolean;
}

export type Rule = PatternRule | FlowRule | SecretRule;

/** A rule that looks at the tree and at what names mean. */
export function patternRule(rule: Omit<PatternRule, 'kind'>): PatternRule {
  return { kind: 'pattern', ...rule };
}

/** A rule that follows data from sources to the sinks that models name for it. */
export function flowRule(rule: Omit<FlowRule, 'kind'>): FlowRule {
  return { kind: 'flow', ...rule };
}

function fix(applicability: Applicability, title: string, edits: readonly Edit[]): Fix {
  return { title, applicability, edits: [...edits].sort((a, b) => a.start - b.start) };
}

/** A fix after which honest input behaves as before. */
export function automatic(title: string, ...edits: Edit[]): Fix {
  return fix('automatic', title, edits);
}

/** A fix that a person must look at. */
export function suggestion(title: string, ...edits: Edit[]): Fix {
  return fix('suggestion', title, edits);
}
