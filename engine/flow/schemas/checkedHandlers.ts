import type { HandlerCheck } from '../../model.ts';
import type { ApiEntity, CompiledHandler } from '../../semantics/entities.ts';
import { type Node, nameOf, unwrap } from '../../syntax/nodes.ts';
import { ANY } from '../accessPath.ts';
import { type CallSite, type FunctionInfo, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { checkGiven, requestChecks } from './requestChecks.ts';
import type { SchemaValue } from './schemaValue.ts';

/**
 * A handler whose parameters are, where a schema stands beside it, what that lets through.
 * @param call the call that registers it
 * @param bound how many parameters are given before the library's
 * @param index which argument of the call it stands in
 * @returns the handler as its parameters are to be seeded: without the parts that a check gives
 */
export function checkedHandler(
  calls: Calls,
  call: CallSite,
  handler: CompiledHandler,
  fn: FunctionInfo,
  isGuessed: boolean,
  bound: number,
  index: number,
): CompiledHandler {
  checkGiven(calls, call, index, fn.ast);
  const request = handler.parameters.findIndex((type) => type !== undefined);
  const checks: readonly { readonly check: HandlerCheck; readonly schema: Node | SchemaValue }[] = [
    ...(handler.model.checks ?? []).flatMap((check) => {
      const schema = schemaOf(calls, call, check, fn.ast);
      return schema ? [{ check, schema }] : [];
    }),
    ...requestChecks(calls, call, index, fn.ast)
      .filter(({ part }) => request >= 0 && calls.facts.trie.membersOf(handler.parameters[request]!, part).length > 0)
      .map(({ part, schema }) => ({ check: { parameter: request, part }, schema })),
  ];
  if (checks.length === 0) return handler;
  const { facts } = calls;
  const parameters = handler.parameters.map((type, index) => {
    const own = checks.filter(({ check }) => check.parameter === index);
    const parameter = fn.parameters[index + bound];
    const ast = parameter === undefined ? undefined : facts.graph.ast[parameter];
    if (!type || parameter === undefined || !ast || own.length === 0) return type;
    const whole = facts.graph.addNode(ast, fn, 'value', facts.graph.label[parameter]);
    facts.addEntity(whole, type, isGuessed, true);
    const isWhole = own[0]!.check.part === '';
    for (const { check, schema } of isWhole ? own.slice(0, 1) : own) {
      const data = isWhole ? whole : facts.graph.addNode(ast, fn, 'property', check.part);
      const result = facts.graph.addNode(ast, fn, 'guard');
      const made = calls.derive(`check ${call.id} ${fn.id} ${check.part}`, call, {
        callee: NOTHING,
        receiver: NOTHING,
        arguments: [NOTHING, data],
        argumentNodes: ['library' in schema ? undefined : schema, ast],
        spread: -1,
        result,
        owner: fn,
      });
      if (!made) continue;
      if (!isWhole) facts.edge(whole, data, 'load', check.part);
      const { dialect } = check;
      calls.schemaUses.push({
        call: made,
        check: { data: 1, ...('library' in schema ? {} : { schema: 0 }), ...(dialect ? { dialect } : {}) },
        schema: 'library' in schema ? schema : undefined,
      });
      if (isWhole) facts.edge(result, parameter, 'copy');
      else facts.edge(result, parameter, 'store', check.part);
    }
    if (isWhole) return undefined;
    const rest = facts.trie.without(type, new Set(own.map(({ check }) => check.part)));
    if (!fn.foreign) return rest;
    giveParts(calls, fn, parameter, whole, rest, isGuessed);
    return undefined;
  });
  return { ...handler, parameters };
}

/**
 * Gives a function of another module the parts of a value that nobody checked: data as data, and what else it is by name,
 * since only what a model speaks of as a whole is told to others.
 */
function giveParts(
  { facts }: Calls,
  fn: FunctionInfo,
  parameter: number,
  whole: number,
  rest: ApiEntity,
  isGuessed: boolean,
): void {
  for (const [name, member] of rest.members) {
    if (name === ANY) continue;
    if (facts.trie.sourcesOf(member).length === 0) {
      facts.addEntity(parameter, member, isGuessed, false, facts.paths.of([name]));
      continue;
    }
    const data = facts.graph.addNode(facts.graph.ast[whole]!, fn, 'property', name);
    facts.edge(whole, data, 'load', name);
    facts.edge(data, parameter, 'store', name);
  }
}

/** The expression of the schema, if there is one. Of a list of registrations it stands in the handler's own. */
function schemaOf({ constants }: Calls, call: CallSite, check: HandlerCheck, handler: Node): Node | undefined {
  if (check.before) return argumentBefore(call.ast, check.before);
  let at = check.in && call.argumentNodes[check.in.argument];
  const list = at && constants.resolve(at);
  if (list?.type === 'ArrayExpression') at = list.elements.find((each) => each && holds(each, handler)) ?? undefined;
  if (check.in && check.in.path === undefined) return at && isOfSchemas(constants, at) ? at : undefined;
  for (const name of check.in?.path?.split('.') ?? []) at = constants.property(at, name);
  return at;
}

/** True for an object that holds more than what it says itself, as notes of a tool do: `{ readOnlyHint: true }`. */
function isOfSchemas(constants: Calls['constants'], node: Node): boolean {
  const object = constants.resolve(node);
  if (object.type !== 'ObjectExpression') return false;
  return object.properties.some((each) => each.type !== 'Property' || constants.constantOf(each.value) === undefined);
}

function holds(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The argument of the nearest call of such a method before a call in its chain. */
function argumentBefore(call: Node, names: readonly string[]): Node | undefined {
  let at = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  while (at?.type === 'MemberExpression') {
    const made = unwrap(at.object);
    if (made.type !== 'CallExpression') return undefined;
    at = unwrap(made.callee);
    if (at.type === 'MemberExpression' && names.includes(nameOf(at) ?? '')) return made.arguments[0];
  }
  return undefined;
}
