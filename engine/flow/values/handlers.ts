import { directivesOf } from '../../semantics/directives.ts';
import type { ApiEntity, CompiledDecorator, CompiledHandler } from '../../semantics/entities.ts';
import { exportedValues } from '../../semantics/exportedValues.ts';
import type { Scopes } from '../../semantics/scopes.ts';
import { isFunction, type Node, nameOf, unwrap } from '../../syntax/nodes.ts';
import { bitsOf, NUMBER_KINDS, type TaintBits, TEXT_KINDS } from '../taintKind.ts';
import {
  ALL_BITS,
  type CallSite,
  type ClassInfo,
  type DecoratorUse,
  type FunctionInfo,
  NOTHING,
} from '../valueFlowGraph.ts';
import type { Calls } from './calls.ts';
import type { FunctionItem } from './resolvedValues.ts';

/** Functions that a framework finds by where they stand: in a file of a certain path, under a directive. */
export function seedByPlace(calls: Calls, scopes: Scopes, path: string): void {
  const { trie } = calls.facts;
  const exported = trie.exportedHandlers.filter((handler) => handler.isFile?.(path));
  const directed = directivesOf(calls.facts.graph.ast[0]!);
  const values =
    exported.length > 0 || directed.size > 0 ? exportedValues(programOf(calls), scopes, calls.constants) : NO_VALUES;
  for (const handler of exported) {
    for (const value of exportsNamed(values, handler.model.exports?.names)) seedValue(calls, value, handler);
  }
  for (const handler of trie.directedHandlers) {
    const { directive } = handler.model;
    if (directive === undefined) continue;
    if (directed.has(directive)) for (const value of values.values()) seedValue(calls, value, handler);
    for (const fn of calls.facts.graph.functions) {
      if (isFunction(fn.ast) && fn.ast.body?.type === 'BlockStatement' && directivesOf(fn.ast.body).has(directive))
        calls.seedParameters(fn, handler, false);
    }
  }
}

/** The exports of these names; `*` names all. */
function exportsNamed(values: ReadonlyMap<string, Node>, names: readonly string[] | undefined): readonly Node[] {
  return (names ?? []).flatMap((name) => (name === '*' ? [...values.values()] : (values.get(name) ?? [])));
}

const NO_VALUES: ReadonlyMap<string, Node> = new Map();

function programOf(calls: Calls) {
  const program = calls.facts.graph.ast[0]!;
  if (program.type !== 'Program') throw new TypeError('the first node is the program');
  return program;
}

/** The function that stands there is such a handler, or what the handler's option names inside of it. */
export function seedValue(calls: Calls, node: Node, handler: CompiledHandler): void {
  const { graph } = calls.facts;
  const value = unwrap(node);
  const fn = isFunction(value) ? graph.functionOf.get(value) : undefined;
  if (fn && handler.model.option === undefined) {
    if (hasArity(handler, fn)) calls.seedParameters(fn, handler, false);
    return;
  }
  const at = graph.nodeOf.get(value);
  if (at === undefined || at === NOTHING) return;
  calls.onFunctionAt(at, value, (found, names) => {
    if (isAtOption(handler.model.option, names) && hasArity(handler, found))
      calls.seedParameters(found, handler, false);
  });
}

/**
 * True when a function takes as many parameters as a handler asks for.
 * @param bound how many of them `bind` gave it already
 */
export function hasArity({ model }: CompiledHandler, fn: FunctionInfo, bound = 0): boolean {
  return !model.arity || model.arity.includes(fn.parameters.length - bound);
}

/**
 * True when the names from a value inwards are those of the option. Handlers may also stand in a list, when none is named.
 */
export function isAtOption(option: string | undefined, names: readonly string[]): boolean {
  if (option === undefined) return names.length === 0 || (names.length === 1 && /^(?:\d+|\*)$/.test(names[0]!));
  const wanted = option.split('.');
  return names.length === wanted.length && wanted.every((name, index) => name === '*' || name === names[index]);
}

/**
 * Functions that something unknown makes an export of: they are handlers with less confidence, when the first parameter's
 * name says so.
 */
export function seedWrapped(calls: Calls, scopes: Scopes, path: string): void {
  const handlers = calls.facts.trie.exportedHandlers.filter(
    (handler) => handler.model.wrapped !== undefined && handler.isFile?.(path),
  );
  if (handlers.length === 0) return;
  const values = exportedValues(programOf(calls), scopes, calls.constants);
  for (const handler of handlers) {
    for (const value of exportsNamed(values, handler.model.exports?.names)) {
      for (const fn of functionsWithin(calls, value)) {
        if (calls.seeded.has(fn) || calls.invoked.has(fn) || !isNamedLike(fn, handler.model.wrapped ?? [])) continue;
        calls.seedParameters(fn, handler, true);
      }
    }
  }
}

/** The functions among the arguments of a call, and of the calls there. */
export function functionsWithin(calls: Calls, value: Node | undefined, depth = 0): readonly FunctionInfo[] {
  const at = value && unwrap(value);
  if (at?.type !== 'CallExpression' || depth > 4) return [];
  return at.arguments.flatMap((argument) => {
    const inner = calls.constants.resolve(argument);
    if (isFunction(inner)) return calls.facts.graph.functionOf.get(inner) ?? [];
    const node = calls.facts.graph.nodeOf.get(unwrap(argument));
    const known = node === undefined ? [] : calls.facts.functionsAt(node).filter(({ names }) => names.length === 0);
    return known.length > 0 ? known.map(({ item }) => item.fn) : functionsWithin(calls, inner, depth + 1);
  });
}

function isNamedLike({ ast }: FunctionInfo, names: readonly string[]): boolean {
  const first = isFunction(ast) ? ast.params[0] : undefined;
  if (first?.type !== 'ObjectPattern') return first?.type === 'Identifier' && names.includes(first.name);
  return first.properties.some(
    (property) => property.type === 'Property' && names.includes(nameOf(property.key) ?? ''),
  );
}

/** What a value of a type from outside can do, when the library checks the type. */
const PLAIN_TYPES: ReadonlyMap<string, TaintBits> = new Map([
  ['TSNumberKeyword', NUMBER_KINDS],
  ['TSBooleanKeyword', 0],
  ['TSStringKeyword', TEXT_KINDS],
]);

/** What a decorator that a library knows says of the method, parameter or field that it stands at. */
export function decorate(calls: Calls, use: DecoratorUse, entity: ApiEntity, isGuessed: boolean): void {
  if (!calls.facts.once(`decorator ${use.ast.range[0]} ${use.callee} ${entity.id}`)) return;
  for (const handler of entity.decorated) {
    if (!use.method) continue;
    const { event } = handler.model;
    const named = event && calls.constants.constantOf(use.arguments[0]);
    if (event && !(typeof named === 'string' && event.includes(named))) continue;
    // What decorators say of each parameter is more than what its place says.
    const isDecorated = isFunction(use.method.ast) && use.method.ast.params.some(hasDecorator);
    const seen = isDecorated ? { ...handler, parameters: [], rest: undefined } : handler;
    calls.seedParameters(use.method, seen, isGuessed);
  }
  for (const decorator of entity.decorators) {
    if (use.target !== NOTHING) decorateValue(calls, use, decorator, isGuessed);
  }
}

/**
 * A decorator of the program is called with the method, and what it gives (or, of the older kind, writes to the method's
 * descriptor) takes its place.
 */
export function decorateMethod(calls: Calls, { method, member, ast }: DecoratorUse, decorator: FunctionItem): void {
  if (!method || !member) return;
  const { facts } = calls;
  const owner = facts.graph.owner[member.holder]!;
  const node = () => facts.graph.addNode(ast, owner, 'value');
  const descriptor = decorator.fn.parameters[2];
  const given = descriptor === undefined ? method.value : node();
  const call = calls.derive(`decorate ${method.id} ${decorator.fn.id}`, callWith(ast, owner), {
    arguments: descriptor === undefined ? [given] : [NOTHING, NOTHING, given],
    argumentNodes: descriptor === undefined ? [undefined] : [undefined, undefined, undefined],
    result: node(),
  });
  if (!call) return;
  calls.invoke(call, decorator);
  if (descriptor === undefined) {
    facts.edge(call.result, member.holder, 'store', member.name);
    return;
  }
  facts.edge(method.value, given, 'store', 'value');
  for (const from of [descriptor, call.result]) {
    const value = node();
    facts.edge(from, value, 'load', 'value');
    facts.edge(value, member.holder, 'store', member.name);
  }
}

/** A parameter is what the function gives that its decorator was made of: `createParamDecorator((data, context) => …)`. */
export function decorateParameter(calls: Calls, { target, ast }: DecoratorUse, maker: FunctionItem): void {
  if (target === NOTHING) return;
  const { facts } = calls;
  const owner = facts.graph.owner[target]!;
  const result = facts.graph.addNode(ast, owner, 'value');
  const call = calls.derive(`parameter ${target} ${maker.fn.id}`, callWith(ast, owner), { result });
  if (!call) return;
  calls.invoke(call, maker);
  facts.edge(result, target, 'copy');
}

/** A call that stands nowhere in the text, as a place for others. */
export function callWith(ast: Node, owner: FunctionInfo): CallSite {
  return {
    id: -1,
    ast,
    callee: NOTHING,
    receiver: NOTHING,
    method: undefined,
    arguments: [],
    argumentNodes: [],
    spread: -1,
    result: NOTHING,
    isNew: false,
    isTag: false,
    owner,
  };
}

function hasDecorator(parameter: Node): boolean {
  return 'decorators' in parameter && (parameter.decorators?.length ?? 0) > 0;
}

function decorateValue(calls: Calls, use: DecoratorUse, { model, type }: CompiledDecorator, isGuessed: boolean): void {
  const { facts } = calls;
  const plain = PLAIN_TYPES.get(use.type?.type ?? '');
  const pipes = model.through === undefined ? [] : use.arguments.filter((argument) => isPipe(calls, argument));
  const isListed = model.checksType !== undefined && isClassName(use.type);
  if (pipes.length === 0 && !(plain !== undefined && model.checksType) && !isListed) {
    facts.addEntity(use.target, type, isGuessed, true);
    return;
  }
  const owner = facts.graph.owner[use.target]!;
  let value = facts.graph.addNode(use.ast, owner, 'value');
  facts.addEntity(value, type, isGuessed, true);
  for (const pipe of pipes) value = throughPipe(calls, value, pipe, model.through!, owner);
  const isSure = plain !== undefined && model.checksType === true;
  const doubt = plain === NUMBER_KINDS && model.checksType === 'maybe' ? 2 : 0;
  const passes = isSure ? plain : ALL_BITS;
  const edge = facts.edge(value, use.target, 'copy', '', isListed ? passes & ~OBJECT_KINDS : passes, doubt);
  if (!isListed) return;
  facts.edge(value, use.target, 'copy', '', OBJECT_KINDS, 2);
  if (use.type) calls.typed.push({ from: value, to: use.target, type: use.type, edge });
}

/** What an object can do by the names and objects in it. A class lists those, and where it is checked, there are no other ones. */
const OBJECT_KINDS = bitsOf(['object-key', 'object-shape']);

/** Types that say nothing of what is in an object. */
const OPEN_TYPES = /^(?:Record|Object|Map|Partial|JSON|JsonValue|Json|Array|Promise)$/;

function isClassName(type: Node | undefined): boolean {
  return type?.type === 'TSTypeReference' && !OPEN_TYPES.test(nameOf(type.typeName) ?? '');
}

/** Pipes are objects and classes; what else a decorator is given names the value or says what it must be. */
function isPipe(calls: Calls, argument: Node): boolean {
  return (
    (argument.type === 'Identifier' || argument.type === 'MemberExpression' || argument.type === 'NewExpression') &&
    calls.constants.constantOf(argument) === undefined &&
    calls.facts.graph.nodeOf.has(argument)
  );
}

/** The value that a pipe gives: a call of its method, whose receiver is the object or the class. */
function throughPipe(calls: Calls, value: number, pipe: Node, method: string, owner: FunctionInfo): number {
  const { facts } = calls;
  const receiver = facts.graph.nodeOf.get(pipe)!;
  const callee = facts.graph.addNode(pipe, owner, 'value');
  const result = facts.graph.addNode(pipe, owner, 'call', nameOf(pipe.type === 'NewExpression' ? pipe.callee : pipe));
  const call: CallSite = {
    id: facts.graph.calls.length,
    ast: pipe,
    callee,
    receiver: NOTHING,
    method: undefined,
    arguments: [value],
    argumentNodes: [undefined],
    spread: -1,
    result,
    isNew: false,
    isTag: false,
    owner,
  };
  calls.addCall(call);
  facts.edge(receiver, callee, 'load', method);
  if (pipe.type !== 'NewExpression') {
    // A class is made an object of by the framework.
    const made = facts.graph.addNode(pipe, owner, 'value');
    const making = calls.derive(`pipe ${receiver} ${callee}`, callWith(pipe, owner), {
      callee: receiver,
      isNew: true,
      result: made,
    });
    if (making) calls.register(making);
    facts.edge(made, callee, 'load', method);
  }
  return result;
}

/** The methods of a class that a library calls, because its base class says so. */
export function seedOverrides(calls: Calls, cls: ClassInfo, base: ApiEntity, isGuessed: boolean): void {
  for (const member of cls.ast?.body.body ?? []) {
    const fn = member.type === 'MethodDefinition' ? calls.facts.graph.functionOf.get(member.value) : undefined;
    if (!fn || member.type !== 'MethodDefinition' || member.static) continue;
    for (const method of calls.facts.trie.membersOf(base, nameOf(member.key) ?? '')) {
      for (const handler of method.handlers) if (hasArity(handler, fn)) calls.seedParameters(fn, handler, isGuessed);
    }
  }
}
