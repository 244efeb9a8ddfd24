import type { Confidence } from '../finding.ts';
import { conditionHolds } from '../semantics/callConditions.ts';
import type { Constants, StringWithHoles } from '../semantics/constants.ts';
import type { ApiTrie, CompiledSink } from '../semantics/entities.ts';
import { chainOf, wordsOf } from '../semantics/names.ts';
import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { ANY, fits, type PathPattern, patternsOf } from './accessPath.ts';
import { backtrackingOf } from './backtracking.ts';
import type { ResolvedValues } from './resolveValues.ts';
import type { SinkPoint } from './taint.ts';
import { exactBitsOf, type TaintBits } from './taintKind.ts';
import { type CallSite, type FunctionInfo, NOTHING, type ValueFlowGraph } from './valueFlowGraph.ts';

/** A sink in the module's text, with the rule that it feeds. */
export interface SinkUse extends SinkPoint {
  readonly rule: string;
  /** The expression that carries the data. */
  readonly value: Node;
  /** The call, assignment or attribute. */
  readonly site: Node;
  readonly entity: string;
  readonly argument: string;
  /** How sure a finding can be here at most. */
  readonly confidence: Confidence;
  /** The receiver was guessed, or only the name speaks for the sink. */
  readonly isGuessed: boolean;
}

/** The sinks of all rules at which data may arrive. */
export function findSinks(
  graph: ValueFlowGraph,
  values: ResolvedValues,
  trie: ApiTrie,
  constants: Constants,
): SinkUse[] {
  return sinksIn(graph, values, trie, constants).filter(({ node }) => node !== NOTHING);
}

/**
 * Finds the sinks of all rules, also those that are given a constant: by the API value that is called or written, by
 * attribute, by an unmistakable name.
 */
export function sinksIn(graph: ValueFlowGraph, values: ResolvedValues, trie: ApiTrie, constants: Constants): SinkUse[] {
  const found: SinkUse[] = [];
  // A call that is followed into a function of this module is judged by what stands in there, not by its name.
  const followed = new Set(values.invocations.filter((use) => use.arguments.length > 0).map((use) => use.call.id));
  for (const call of graph.calls) {
    const callees = values.calleesOf.get(call.id) ?? [];
    for (const { entity, isGuessed } of callees) {
      for (const sink of entity.sinks) if (!call.isTag) addCall(found, call, sink, isGuessed, constants, graph);
      for (const sink of trie.tagSinks.get(entity) ?? [])
        if (call.isTag) addCall(found, call, sink, isGuessed, constants, graph);
    }
    if (call.method === undefined || call.isTag || callees.length > 0 || followed.has(call.id)) continue;
    const named = trie.methodsByName.callSinks.get(call.method);
    for (const sink of named ?? [])
      if (isUnmistakable(sink, call, constants)) addCall(found, call, sink, true, constants, graph);
  }
  for (const { fn, to, isGuessed } of values.results) {
    for (const { node, value } of graph.returned.get(fn) ?? []) {
      for (const sink of to.sinks) addCall(found, callWith(node, value, fn), sink, isGuessed, constants, graph);
    }
  }
  for (const write of graph.writes) {
    const entities = values
      .entitiesAt(write.object)
      .flatMap(({ entity, isGuessed }) =>
        trie
          .membersOf(entity, write.property)
          .flatMap((member) => member.writeSinks.map((sink) => ({ sink, isGuessed }))),
      );
    const named = trie.methodsByName.writeSinks.get(write.property) ?? [];
    const sinks = entities.length > 0 ? entities : named.map((sink) => ({ sink, isGuessed: true }));
    for (const { sink, isGuessed } of sinks) {
      if (!accepts(sink, [write.valueNode], write.valueNode, constants)) continue;
      add(found, sink, write.value, write.valueNode, write.ast, write.property, isGuessed);
    }
  }
  for (const write of graph.keyedWrites) {
    for (const { entity, isGuessed } of values.entitiesAt(write.object)) {
      for (const sink of entity.keySinks)
        add(found, sink, write.key, write.keyNode, write.ast, 'key', isGuessed, undefined);
    }
  }
  addChosen(found, graph, trie);
  if (trie.patternSinks.length > 0) addPatterns(found, graph, trie, constants);
  for (const sink of trie.loopSinks) {
    for (const { ast, value, bound } of graph.loopBounds) add(found, sink, value, bound, ast, 'bound', false);
  }
  for (const use of graph.attributes) {
    for (const sink of trie.attributeSinks.get(use.name) ?? []) {
      if (sink.model.elements && !sink.model.elements.includes(use.element)) continue;
      if (!accepts(sink, [use.valueNode], use.valueNode, constants)) continue;
      const { path } = sink.model;
      const inner = typeof path === 'string' ? constants.property(use.valueNode, path) : undefined;
      if (inner) add(found, sink, graph.nodeOf.get(inner) ?? NOTHING, inner, use.ast, use.name, false, [[]]);
      else add(found, sink, use.value, use.valueNode, use.ast, use.name, false);
    }
  }
  return found;
}

/** Methods that match a pattern against a text, each with the place of the pattern. */
const MATCHES: ReadonlyMap<string, 'receiver' | 'argument'> = new Map([
  ...['test', 'exec'].map((name) => [name, 'receiver'] as const),
  ...['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'].map((name) => [name, 'argument'] as const),
]);

/** The texts that patterns of the program are matched against which can take long. */
function addPatterns(found: SinkUse[], graph: ValueFlowGraph, trie: ApiTrie, constants: Constants): void {
  for (const call of graph.calls) {
    const place = call.method === undefined || call.isDerived ? undefined : MATCHES.get(call.method);
    const callee = place && call.ast.type === 'CallExpression' ? unwrap(call.ast.callee) : undefined;
    const [argument] = call.argumentNodes;
    if (callee?.type !== 'MemberExpression' || !argument) continue;
    const [pattern, text] = place === 'receiver' ? [callee.object, argument] : [argument, callee.object];
    const regex = patternOf(pattern, constants);
    const backtracking = regex && backtrackingOf(regex.regex, regex.flags);
    const node = place === 'receiver' ? call.arguments[0]! : call.receiver;
    for (const sink of trie.patternSinks)
      if (sink.model.backtracks === backtracking) add(found, sink, node, text, call.ast, 'text', false);
  }
}

/** A pattern that is written down: `/a/`, `new RegExp('a', 'g')`. */
function patternOf(node: Node, constants: Constants): { readonly regex: string; readonly flags: string } | undefined {
  const made = constants.resolve(node);
  const isMade = (made.type === 'NewExpression' || made.type === 'CallExpression') && nameOf(made.callee) === 'RegExp';
  const value = constants.constantOf(isMade ? made.arguments[0] : made);
  if (typeof value === 'object') return value ?? undefined;
  const flags = isMade && made.arguments[1] ? constants.constantOf(made.arguments[1]) : '';
  return isMade && typeof value === 'string' && typeof flags === 'string' ? { regex: value, flags } : undefined;
}

/** True when the name of a method, and the names in front of it where those are asked for, are proof enough. */
function isUnmistakable({ model: { unmistakable } }: CompiledSink, { ast }: CallSite, constants: Constants): boolean {
  if (!Array.isArray(unmistakable)) return true;
  const callee = ast.type === 'CallExpression' ? unwrap(ast.callee) : undefined;
  const receiver = callee?.type === 'MemberExpression' ? callee.object : undefined;
  const names = receiver ? [...chainOf(receiver), ...chainOf(constants.resolve(receiver))] : [];
  return names.some(
    (name) =>
      wordsOf(name).some((word) => unmistakable.includes(word)) ||
      (unmistakable.includes('Type') && /^[A-Z][a-z]/.test(name)),
  );
}

/** What a handler gives back, as the call to which its library gives it. */
function callWith(node: number, value: Node, owner: FunctionInfo): CallSite {
  return {
    id: -1,
    ast: value,
    callee: NOTHING,
    receiver: NOTHING,
    method: undefined,
    arguments: [node],
    argumentNodes: [value],
    spread: -1,
    result: NOTHING,
    isNew: false,
    isTag: false,
    owner,
  };
}

/**
 * What is done with values that a name chose, of which there are none in most modules. Code elsewhere may give one to a
 * function that writes into what it is given.
 */
function addChosen(found: SinkUse[], graph: ValueFlowGraph, trie: ApiTrie): void {
  for (const sink of trie.chosenSinks) {
    if (sink.model.chosen === 'written') {
      for (const { object, objectNode, ast } of graph.keyedWrites)
        add(found, sink, object, objectNode, ast, 'object', false);
    } else if (sink.model.chosen === 'tested') {
      for (const { value, ast } of graph.hasChoices ? graph.tests : [])
        add(found, sink, value, ast, ast, 'test', false);
    } else if (graph.hasChoices) {
      for (const call of graph.calls) {
        if (!call.isDerived && (call.ast.type === 'CallExpression' || call.ast.type === 'NewExpression'))
          add(found, sink, call.callee, call.ast.callee, call.ast, 'callee', false);
      }
    }
  }
}

function accepts(
  sink: CompiledSink,
  args: readonly (Node | undefined)[],
  value: Node | undefined,
  constants: Constants,
): boolean {
  const { when, unless } = sink.model;
  return (
    (!when || conditionHolds(when, args, value, constants)) &&
    !(unless && conditionHolds(unless, args, value, constants))
  );
}

function addCall(
  found: SinkUse[],
  call: CallSite,
  sink: CompiledSink,
  isGuessed: boolean,
  constants: Constants,
  graph: ValueFlowGraph,
): void {
  const wanted = sink.model.argument ?? (call.isTag ? 'any' : 0);
  const count = call.arguments.length;
  const first =
    typeof wanted === 'number' ? wanted : wanted === 'last' ? count - 1 : wanted === 'any' ? 0 : wanted.from;
  const last = typeof wanted === 'number' ? wanted : count - 1;
  for (let index = first; index <= last && index < count; index++) {
    const argument = call.argumentNodes[index];
    if (!argument || index < 0) continue;
    const isSpread = argument.type === 'SpreadElement';
    // Each of the elements is an argument.
    const own = patternsOf(sink.model.path);
    const patterns = isSpread ? own.map((pattern) => [ANY, ...pattern]) : own;
    const parts = isSpread ? [{ value: argument, patterns }] : partsOf(argument, patterns, constants);
    for (const { value, patterns: rest } of parts) {
      const [path] = rest;
      const judged = (rest.length === 1 && path!.length > 0 && constants.property(value, path!.join('.'))) || value;
      if (!accepts(sink, call.argumentNodes, judged, constants)) continue;
      const node = value === argument ? call.arguments[index]! : (graph.nodeOf.get(value) ?? NOTHING);
      add(found, sink, node, value, call.ast, String(index), isGuessed, rest);
      if (sink.bits === MARKUP)
        for (const { node: hole, bits } of markupHoles(constants.piecesOf(value), constants))
          add(found, { ...sink, bits }, graph.nodeOf.get(hole) ?? NOTHING, value, call.ast, String(index), isGuessed, [
            [],
          ]);
    }
  }
}

const MARKUP = exactBitsOf(['html-text']);
const ATTRIBUTE = exactBitsOf(['html-attribute']);
/** Escaped for HTML, text from outside is still words of its sender's choice. */
const WORDED = exactBitsOf(['code']);
const URL = exactBitsOf(['html-attribute', 'url-scheme']);

/** Attributes whose address runs a script when it begins with `javascript:`, each with the elements that do so. */
const RUNS_ADDRESS: ReadonlyMap<string, RegExp> = new Map([
  ['href', /^(?:a|area)$/],
  ['action', /^form$/],
  ['formaction', /^(?:button|input)$/],
  ['src', /^(?:iframe|frame|embed|script)$/],
  ['data', /^object$/],
]);

/**
 * The holes of a text where it is not enough that no tag can begin: in a quoted attribute a quote brings in another one, at
 * the beginning of some addresses stands the scheme, and a script, a handler or an attribute without quotes can be
 * changed by text that holds nothing that is escaped.
 */
function markupHoles(
  pieces: StringWithHoles,
  constants: Constants,
): readonly { readonly node: Node; readonly bits: TaintBits }[] {
  const holes: { readonly node: Node; readonly bits: TaintBits }[] = [];
  let before = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') before += piece;
    else {
      const bits = askedBehind(before);
      const isData = bits === WORDED && isSerialized(constants.resolve(piece.node), constants);
      if (bits !== 0 && !isData) holes.push({ node: piece.node, bits });
      before += 'x';
    }
  }
  return holes;
}

/** What is dangerous in a hole, by the markup that stands before it. */
function askedBehind(before: string): TaintBits {
  const script = before.slice(before.toLowerCase().lastIndexOf('<script'));
  if (/^<script\b[^>]*>(?![\s\S]*<\/script)/i.test(script))
    return isInText(script.slice(script.indexOf('>') + 1)) ? 0 : WORDED;
  const tag = before.slice(before.lastIndexOf('<'));
  const at = /^<([a-z][\w-]*)\b[^>]*\s([\w:-]+)\s*=\s*("[^"]*|'[^']*|[^\s"'>]*)$/i.exec(tag);
  if (!at) return 0;
  const [, element = '', name = '', value = ''] = at;
  if (/^on/i.test(name)) return WORDED;
  if (!/^["']/.test(value)) return WORDED;
  return value.length === 1 && RUNS_ADDRESS.get(name.toLowerCase())?.test(element.toLowerCase()) ? URL : ATTRIBUTE;
}

/** True for data written as code writes it, which can say nothing but itself: `JSON.stringify(data).replace(/</g, '\\u003c')`. */
function isSerialized(value: Node, constants: Constants): boolean {
  const call = unwrap(value);
  if (call.type !== 'CallExpression') return false;
  const name = nameOf(call.callee) ?? '';
  const callee = unwrap(call.callee);
  if (/^replace(?:All)?$/.test(name) && callee.type === 'MemberExpression')
    return isSerialized(constants.resolve(callee.object), constants);
  return /^(?:stringify|serialize|uneval|jsesc)$/i.test(name);
}

/** True when code that ends here is in the middle of a quoted text. */
function isInText(code: string): boolean {
  let quote = '';
  for (let index = 0; index < code.length; index++) {
    const sign = code[index]!;
    if (sign === '\\') index++;
    else if (quote) quote = sign === quote || (sign === '\n' && quote !== '`') ? '' : quote;
    else if (/["'`]/.test(sign)) quote = sign;
  }
  return quote !== '';
}

/** An expression with the patterns of what is dangerous inside of it. */
interface Part {
  readonly value: Node;
  readonly patterns: readonly PathPattern[];
}

/** The parts of an object or list that patterns lead to, where they are written right there: the more precise places. */
function partsOf(value: Node, patterns: readonly PathPattern[], constants: Constants): Part[] {
  const at = unwrap(value);
  if (patterns.every((pattern) => pattern.length === 0)) return [{ value, patterns }];
  if (at.type === 'ObjectExpression' && at.properties.length > 0) {
    return at.properties.flatMap((property, index) => {
      if (property.type === 'SpreadElement') {
        const replaced = namesOf(at.properties.slice(index + 1));
        return [{ value: property.argument, patterns: patterns.filter(([first]) => !replaced.has(first!)) }];
      }
      const name = property.computed ? computedName(property.key, constants) : nameOf(property.key);
      return name === undefined ? [] : partNamed(name, property.value, patterns, constants);
    });
  }
  if (at.type === 'ArrayExpression' && at.elements.length > 0 && patterns.some((pattern) => pattern.length > 1)) {
    return at.elements.flatMap((element, index) => {
      if (!element) return [];
      if (element.type === 'SpreadElement') return [{ value: element.argument, patterns }];
      return partNamed(String(index), element, patterns, constants);
    });
  }
  return [{ value, patterns }];
}

/** What begins with a constant is no name that begins otherwise: `[`tokens.${id}`]` is no operator. */
function computedName(key: Node, constants: Constants): string {
  const constant = constants.constantOf(key);
  if (typeof constant === 'string') return constant;
  const [first] = constants.piecesOf(key);
  return typeof first === 'string' && /^[^$]/.test(first) ? first : ANY;
}

function namesOf(properties: readonly TSESTree.ObjectLiteralElement[]): ReadonlySet<string> {
  return new Set(properties.flatMap((property) => (property.type === 'Property' ? (nameOf(property.key) ?? []) : [])));
}

function partNamed(name: string, value: Node, patterns: readonly PathPattern[], constants: Constants): Part[] {
  const rest = patterns
    .filter(([first]) => first !== undefined && fits(name, first))
    .map((pattern) => pattern.slice(1));
  return rest.length === 0 ? [] : partsOf(value, rest, constants);
}

function add(
  found: SinkUse[],
  sink: CompiledSink,
  node: number,
  value: Node,
  site: Node,
  argument: string,
  isGuessed: boolean,
  paths = patternsOf(sink.model.path),
): void {
  found.push({
    node,
    bits: sink.bits,
    paths,
    isExact: sink.model.isExact ?? false,
    rule: sink.model.rule,
    value,
    site,
    entity: sink.entity,
    argument,
    confidence: sink.model.confidence ?? 'high',
    isGuessed,
  });
}
