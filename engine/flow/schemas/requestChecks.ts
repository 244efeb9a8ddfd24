import type { RequestCheckModel } from '../../model.ts';
import { objectOf } from '../../semantics/constantData.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { type CallSite, NOTHING } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { type SchemaValue, schemaOf } from './schemaValue.ts';

/** A part of the request that a middleware checks before the handlers after it. */
export interface RequestCheck {
  readonly part: string;
  readonly schema: SchemaValue;
}

/** Fields of a part with their schemas; all other fields of it pass as they came. */
type Fields = Map<string, Node>;

/** How the checks of fields speak of a part as a whole. */
const PART = { object: 0, others: 'kept' } as const;

/**
 * What the middlewares check that stand before a handler in the call that registers it: `celebrate({ body: schema })`,
 * `check('count').isInt()`, alone, in lists, under a name.
 * @param index which argument the handler stands in
 * @param handler the handler's own code, when it can be seen
 */
export function requestChecks(calls: Calls, call: CallSite, index: number, handler: Node): readonly RequestCheck[] {
  const found: RequestCheck[] = [];
  const fields = new Map<string, Fields>();
  const before = call.argumentNodes.slice(0, index + 1).flatMap((each) => (each ? listed(calls, each, 0) : []));
  before.forEach((each, place) => {
    if (each.type !== 'CallExpression') return;
    for (const model of modelsOf(calls, each)) {
      if (model.parts !== undefined) found.push(...partsIn(calls, call, each, each.arguments[model.parts]));
    }
    const root = rootOf(each);
    for (const { askedBy = [], fieldIn } of root ? modelsOf(calls, root) : []) {
      const name = calls.constants.constantOf(root?.arguments[0]);
      if (!fieldIn || typeof name !== 'string' || !/^\w+$/.test(name)) continue;
      if (!isAsked(calls, [...before.slice(place + 1), handler], askedBy)) continue;
      for (const part of fieldIn) {
        const known = fields.get(part) ?? new Map();
        fields.set(part, known.set(name, each));
      }
    }
  });
  for (const [part, known] of fields) {
    const made = { ...call, argumentNodes: [objectOf([...known], call.ast)] };
    found.push({ part, schema: schemaOf({ makers: [] }, PART, made) });
  }
  return found;
}

/**
 * What a handler is given by a method is what the middleware before it let through: `context.req.valid('json')` after
 * `zValidator('json', schema)`.
 */
export function checkGiven(calls: Calls, call: CallSite, index: number, handler: Node): void {
  const { constants, facts } = calls;
  for (const each of call.argumentNodes.slice(0, index).flatMap((at) => (at ? listed(calls, at, 0) : []))) {
    if (each.type !== 'CallExpression') continue;
    const [kind, schema] = each.arguments;
    for (const { givenBy } of schema ? modelsOf(calls, each) : []) {
      if (!givenBy || constants.constantOf(kind) === undefined) continue;
      for (const given of [...facts.graph.calls]) {
        const isInside = given.ast.range[0] >= handler.range[0] && given.ast.range[1] <= handler.range[1];
        const isSame = constants.constantOf(given.argumentNodes[0]) === constants.constantOf(kind);
        if (!isInside || given.isDerived || given.method !== givenBy.method || !isSame) continue;
        // It is no source by itself any more.
        facts.silent.add(given.result);
        const data = facts.graph.addNode(given.ast, given.owner, 'value');
        facts.addEntity(data, facts.trie.named(givenBy.as), false, true);
        const made = calls.derive(`given ${given.id} ${each.range[0]}`, given, {
          callee: NOTHING,
          receiver: NOTHING,
          arguments: [NOTHING, data],
          argumentNodes: [schema, given.ast],
          spread: -1,
        });
        if (made) calls.schemaUses.push({ call: made, check: { schema: 0, data: 1 }, schema: undefined });
      }
    }
  }
}

/** The middlewares that an argument means: itself, or those of a list. */
function listed(calls: Calls, argument: Node, depth: number): readonly Node[] {
  const at = calls.constants.resolve(argument.type === 'SpreadElement' ? argument.argument : argument);
  if (at.type !== 'ArrayExpression' || depth > 2) return [at];
  return at.elements.flatMap((each) => (each ? listed(calls, each, depth + 1) : []));
}

/** The call that a chain begins with: `check('a')` of `check('a').isInt().toInt()`. */
function rootOf(call: TSESTree.CallExpression): TSESTree.CallExpression | undefined {
  let at = call;
  for (;;) {
    const callee = unwrap(at.callee);
    const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
    if (object?.type !== 'CallExpression') return at;
    at = object;
  }
}

function modelsOf({ facts }: Calls, { callee }: TSESTree.CallExpression): readonly RequestCheckModel[] {
  const node = facts.graph.nodeOf.get(unwrap(callee));
  return node === undefined ? [] : facts.entitiesAt(node).flatMap(({ entity }) => entity.requestChecks);
}

/** The schemas of the parts, as an object that holds them, written here or in another module. */
function partsIn(
  { constants, facts }: Calls,
  call: CallSite,
  at: TSESTree.CallExpression,
  holder: Node | undefined,
): readonly RequestCheck[] {
  if (!holder) return [];
  const held = [...facts.heldAt(facts.graph.nodeOf.get(unwrap(holder)) ?? 0)].flatMap(({ names, item }) =>
    names.length === 1 && item.kind === 'schema' ? [{ part: names[0]!, schema: item.schema }] : [],
  );
  const object = constants.resolve(holder);
  const written = object.type === 'ObjectExpression' ? object.properties : [];
  return [
    ...held,
    ...written.flatMap((each): RequestCheck[] => {
      const part = each.type === 'Property' ? partNamed(each) : undefined;
      if (part === undefined || each.type !== 'Property' || held.some((known) => known.part === part)) return [];
      const made = { ...call, ast: at, argumentNodes: [each.value] };
      return [{ part, schema: schemaOf({ makers: [] }, { same: 0 }, made) }];
    }),
  ];
}

/** The part that a key names: `body`, `[Segments.BODY]`. */
function partNamed({ computed, key }: TSESTree.Property): string | undefined {
  const name = nameOf(key);
  return computed ? (name === 'SIGNEDCOOKIES' ? 'signedCookies' : name?.toLowerCase()) : name;
}

/** True when something after a check asks for what it found, or may do so. */
function isAsked(calls: Calls, after: readonly Node[], names: readonly string[]): boolean {
  if (names.length === 0) return true;
  return after.some((each) => {
    if (!isFunction(each)) return each.type === 'Identifier' && calls.facts.graph.nodeOf.has(each);
    const [start, end] = each.range;
    return calls.facts.graph.calls.some(
      ({ ast, id }) =>
        ast.range[0] >= start &&
        ast.range[1] <= end &&
        calls.calleesOf.get(id)?.some(({ entity }) => names.includes(entity.name)),
    );
  });
}
