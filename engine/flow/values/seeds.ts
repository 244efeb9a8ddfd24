import { type DeclaredValue, declaredValues, jsdocValues } from '../../semantics/declaredTypes.ts';
import type { Documented } from '../../semantics/jsdoc.ts';
import { relativeModule } from '../../semantics/localModules.ts';
import type { Scopes } from '../../semantics/scopes.ts';
import { isFunction, type Node, nameOf } from '../../syntax/nodes.ts';
import { type FunctionInfo, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import { seedValue } from './handlers.ts';
import type { Sharing, ValueFacts } from './valueFacts.ts';

/** The values that are known before any call is followed: functions, classes, modules, globals, declared types. */
export function seedValues(calls: Calls, scopes: Scopes, documented: readonly Documented[], path: string): void {
  const { facts } = calls;
  for (const fn of facts.graph.functions) {
    if (fn.value !== NOTHING) facts.add(fn.value, 0, facts.functionItem(fn, []));
    if (fn.sent !== NOTHING) {
      const to = [{ node: fn.sent, name: '' }];
      facts.add(
        fn.returns,
        facts.paths.push('next', 0),
        facts.item({ kind: 'resolver', to, isGenerator: true }, to, false),
      );
    }
  }
  for (const cls of facts.graph.classes) {
    facts.add(cls.value, 0, facts.item({ kind: 'class', cls }, cls, false));
  }
  for (const { node, specifier } of facts.graph.modules) {
    const isHere = calls.foreign.importModule(node, specifier);
    const meant = calls.foreign.pathOf(specifier) ?? relativeModule(specifier, path);
    const declared = meant === undefined ? undefined : facts.trie.local(meant);
    if (declared) facts.addEntity(node, declared, false);
    else if (!isHere) facts.addEntity(node, facts.trie.module(specifier), false);
  }
  for (const [name, node] of facts.graph.globals) {
    const entity = facts.trie.global(name);
    if (entity) facts.addEntity(node, entity, false, true);
  }
  for (const { node, type } of facts.graph.declared) {
    declare(calls, node, declaredValues(type, scopes, facts.trie), () => initializerOf(facts, node));
  }
  for (const { node: ast, parameters, type } of documented) {
    const fn = facts.graph.functionOf.get(ast);
    if (!isFunction(ast)) {
      const value = facts.graph.nodeOf.get(ast) ?? NOTHING;
      if (type) declare(calls, value, jsdocValues(type, scopes, facts.trie));
      continue;
    }
    if (!fn) continue;
    for (const parameter of fn.parameters) {
      const declared = parameters.get(facts.graph.label[parameter] ?? '');
      if (declared) declare(calls, parameter, jsdocValues(declared, scopes, facts.trie));
    }
    if (type) declare(calls, fn.value, jsdocValues(type, scopes, facts.trie), () => ast);
  }
}

/** The node of what lies at a path in a value. */
function placeOf(facts: ValueFacts, node: number, path: readonly string[]): number {
  return path.reduce((holder, name) => {
    const inner = facts.graph.addNode(facts.graph.ast[node]!, facts.graph.owner[node]!, 'value');
    facts.edge(inner, holder, 'store', name);
    return inner;
  }, node);
}

/** @param initOf what a node of a function's type is set to, for `const show: RequestHandler = (req, res) => …` */
function declare(
  calls: Calls,
  node: number,
  declared: readonly DeclaredValue[],
  initOf?: () => Node | undefined,
): void {
  const { facts } = calls;
  for (const value of declared) {
    if (value.kind === 'entity') {
      const path = value.path?.reduceRight((inner, name) => facts.paths.push(name, inner), 0) ?? 0;
      facts.addEntity(node, value.entity, false, true, path, sharingOf(facts, node));
    } else if (value.kind === 'class') {
      const cls = facts.graph.classes.find((each) => each.ast === value.declaration);
      if (cls) facts.edge(cls.instance, placeOf(facts, node, value.path ?? []), 'copy');
    } else if (value.kind === 'imported') {
      calls.foreign.declare(placeOf(facts, node, value.path ?? []), value.specifier, value.names);
    } else {
      for (const handler of facts.trie.declaredHandlers) {
        if (handler.package !== value.package || !handler.model.declaredAs?.includes(value.type)) continue;
        const init = initOf?.();
        if (init) seedValue(calls, init, handler);
      }
    }
  }
}

/** Names of parameters by which a middleware hands on. */
const HANDS_ON = /^_?(?:next|done)$/;

/** A function that is given a request, by the type of its parameter, hands it on when it takes what it would do so by. */
function sharingOf({ graph }: ValueFacts, node: number): Sharing | undefined {
  const given = graph.parameterFunction.get(node);
  if (!given) return undefined;
  return { isLast: !given.fn.parameters.some((each) => HANDS_ON.test(graph.label[each] ?? '')), route: undefined };
}

function initializerOf(facts: ValueFacts, node: number): Node | undefined {
  const ast = facts.graph.ast[node];
  const holder = ast?.parent?.type === 'VariableDeclarator' ? ast.parent : ast;
  if (holder?.type === 'VariableDeclarator') return holder.init ?? undefined;
  if (holder?.type === 'PropertyDefinition') return holder.value ?? undefined;
  return holder?.type === 'TSAsExpression' || holder?.type === 'TSSatisfiesExpression' ? holder.expression : undefined;
}

/**
 * Functions that nobody registers in sight, whose parameters are named like a handler's.
 * They are handlers with less confidence.
 */
export function seedByShape(calls: Calls, path: string): void {
  const { facts } = calls;
  for (const handler of facts.trie.shapedHandlers) {
    const { shape } = handler.model;
    if (handler.isFile && !handler.isFile(path)) continue;
    for (const fn of facts.graph.functions) {
      if (!shape || calls.seeded.has(fn) || calls.invoked.has(fn) || fn.parameters.length < shape.length) continue;
      if (handler.model.arity && !handler.model.arity.includes(fn.parameters.length)) continue;
      // A library calls functions that it is given; it makes no objects of a program's classes.
      if (isConstructor(fn)) continue;
      const matches = shape.every((names, index) => {
        const parameter = fn.parameters[index]!;
        const isKnown = facts.entitiesAt(parameter).length > 0;
        return !isKnown && isNamed(facts.graph.label[parameter], facts.graph.ast[parameter], names);
      });
      if (matches) {
        calls.seedParameters(fn, handler, true);
      }
    }
  }
}

function isConstructor({ ast: { parent } }: FunctionInfo): boolean {
  return parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
}

/** True when a parameter has one of these names, or takes out of its value what one of them lists: `{input ctx}`. */
function isNamed(label: string | undefined, parameter: Node | undefined, names: readonly string[]): boolean {
  if (label !== undefined) return names.includes(label);
  if (parameter?.type !== 'ObjectPattern') return false;
  const taken = parameter.properties.map((property) =>
    property.type === 'Property' ? nameOf(property.key) : undefined,
  );
  return names.some(
    (name) => name.startsWith('{') && (name.match(/[\w$]+/g) ?? []).every((wanted) => taken.includes(wanted)),
  );
}
