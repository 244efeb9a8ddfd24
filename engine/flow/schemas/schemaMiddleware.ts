import { choicesOf } from '../../semantics/choices.ts';
import type { Constants } from '../../semantics/constants.ts';
import type { Binding, Scopes } from '../../semantics/scopes.ts';
import { type FunctionNode, isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { forEachChild } from '../../syntax/walk.ts';
import { namesTo } from '../patterns.ts';
import type { MiddlewareSchema, PartCheck } from '../summary.ts';
import { type CallSite, NOTHING, type ValueFlowGraph } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { asLookedAt, type Shape, unionOf } from './shape.ts';
import type { Shapes } from './shapes.ts';

/**
 * Methods by which schemas check, and how they refuse: by throwing (once it is waited for), or by what they give.
 * Facts: https://zod.dev/basics, https://joi.dev/api/, https://github.com/jquense/yup#readme.
 */
const METHODS: ReadonlyMap<string, Refusal> = new Map([
  ['parse', 'throws'],
  ['parseAsync', 'rejects'],
  ['safeParse', 'tells'],
  ['safeParseAsync', 'tells'],
  ['validate', 'either'],
  ['validateAsync', 'rejects'],
  ['validateSync', 'throws'],
]);

/**
 * Functions that check data by a schema, with the place of either.
 * Facts: https://valibot.dev/api/parse/, https://docs.superstructjs.org/api-reference/core.
 */
const FUNCTIONS: ReadonlyMap<string, { readonly schema: number; readonly data: number; readonly how: Refusal }> =
  new Map([
    ['parse', { schema: 0, data: 1, how: 'throws' }],
    ['parseAsync', { schema: 0, data: 1, how: 'rejects' }],
    ['safeParse', { schema: 0, data: 1, how: 'tells' }],
    ['safeParseAsync', { schema: 0, data: 1, how: 'tells' }],
    ['assert', { schema: 1, data: 0, how: 'throws' }],
    ['create', { schema: 1, data: 0, how: 'throws' }],
    ['mask', { schema: 1, data: 0, how: 'throws' }],
    ['validate', { schema: 1, data: 0, how: 'tells' }],
  ]);

type Refusal = 'throws' | 'rejects' | 'tells' | 'either';

/** The parts of a request that are checked when it is checked as a whole. */
const PARTS = ['body', 'query', 'params', 'headers', 'cookies'] as const;

/** Parts of a result that are there when data is good, and when it is not. */
const GOOD = /^(?:success|valid|isValid|ok)$/;
const BAD = /^(?:error|errors|issues|0)$/;

/** A part of a parameter of a function; a key is a name, or a variable that holds it. */
interface Part {
  readonly fn: FunctionNode;
  readonly parameter: number;
  readonly keys: readonly (string | Binding)[];
}

/**
 * Finds functions that make middleware which checks a request by a schema that they are given: `validate(schema)`. Who
 * gives a schema wants what it lets through: that there may be none is not held against those calls.
 */
export function findSchemaMiddleware(graph: ValueFlowGraph, scopes: Scopes, constants: Constants): void {
  for (const call of graph.calls) {
    const { ast, method, owner } = call;
    if (ast.type !== 'CallExpression' || !owner.parent || !isFunction(owner.parent.ast)) continue;
    const name = method ?? nameOf(ast.callee) ?? '';
    if (!METHODS.has(name) && !FUNCTIONS.has(name)) continue;
    const reader = new Reader(ast, scopes, constants);
    for (const { maker, ...found } of reader.find(name)) {
      const fn = graph.functionOf.get(maker);
      if (fn) fn.middlewareSchemas = [...(fn.middlewareSchemas ?? []), found];
    }
  }
}

/** Tells of what such functions give to each call which parts of a request it lets through, and as what. */
export function settleSchemaMiddleware(calls: Calls, shapes: Shapes): void {
  const { facts } = calls;
  for (const call of [...facts.graph.calls]) {
    if (call.result === NOTHING || !facts.isKnown(call.callee)) continue;
    for (const { item, names } of facts.functionsAt(call.callee)) {
      const { middlewareSchemas = [] } = item.fn;
      if (middlewareSchemas.length === 0 || names.length > 0) continue;
      const checks = middlewareSchemas.flatMap((each): PartCheck[] => {
        const shape = isChosen(calls, call, each) ? givenShape(calls, shapes, call, each) : undefined;
        return shape ? [{ names: each.part, shape: each.isLookedAt ? asLookedAt(shape) : shape }] : [];
      });
      if (checks.length > 0) facts.add(call.result, 0, facts.item({ kind: 'checks', checks }, checks, false));
    }
  }
}

function isChosen({ constants }: Calls, { argumentNodes }: CallSite, { chosenBy }: MiddlewareSchema): boolean {
  if (!chosenBy) return true;
  const given = argumentNodes[chosenBy.parameter];
  return (given ? constants.constantOf(given) : chosenBy.fallback) === chosenBy.is;
}

/** What the schema lets through that a call gives for a part of the request. */
function givenShape(
  calls: Calls,
  shapes: Shapes,
  { argumentNodes }: CallSite,
  { field, names, parameter }: MiddlewareSchema,
): Shape | undefined {
  const given = argumentNodes[parameter];
  if (!given) return undefined;
  const whole = shapeIn(calls, shapes, given, names);
  if (field === undefined) return whole;
  // A schema of the whole request, or one for each of its parts.
  return whole?.kind === 'object' ? whole.fields.get(field) : shapeIn(calls, shapes, given, [...names, field]);
}

function shapeIn(
  { constants, facts }: Calls,
  shapes: Shapes,
  given: Node,
  names: readonly string[],
): Shape | undefined {
  let at: Node | undefined = given;
  for (const name of names) at = at && constants.property(at, name);
  const made = at && shapes.made(at);
  if (made) return made;
  const held = [...facts.heldAt(facts.graph.nodeOf.get(unwrap(given)) ?? NOTHING)].flatMap((each) =>
    each.item.kind === 'schema' && each.names.join('.') === names.join('.') ? [shapes.of(each.item.schema)] : [],
  );
  return held.length > 0 ? unionOf(held) : undefined;
}

class Reader {
  readonly #ast: TSESTree.CallExpression;
  readonly #scopes: Scopes;
  readonly #constants: Constants;

  constructor(ast: TSESTree.CallExpression, scopes: Scopes, constants: Constants) {
    this.#ast = ast;
    this.#scopes = scopes;
    this.#constants = constants;
  }

  find(name: string): readonly (MiddlewareSchema & { readonly maker: FunctionNode })[] {
    const callee = unwrap(this.#ast.callee);
    const { arguments: args } = this.#ast;
    const byMethod = METHODS.get(name);
    const asked = callee.type === 'MemberExpression' && byMethod ? this.#schema(callee.object) : undefined;
    const row = FUNCTIONS.get(name);
    const schema = asked ?? (row && args[row.schema] && this.#schema(args[row.schema]!));
    const data = asked ? args[0] : row && args[row.data];
    if (!schema || !data) return [];
    return this.#checked(data).flatMap(({ field, part }) => {
      // The middleware is made inside of what is given the schema, and is given the request.
      if (part.fn === schema.fn || !isInside(part.fn, schema.fn) || part.parameter !== 0) return [];
      const isWritten = this.#isWritten(part);
      if (!this.#isEnforced(part.fn, asked ? byMethod! : row!.how)) return [];
      return this.#named(schema, part).map((each) => ({
        maker: schema.fn,
        parameter: schema.parameter,
        isLookedAt: !isWritten,
        ...(field !== undefined && { field }),
        ...each,
      }));
    });
  }

  /** What is checked: a part of the request, several in one object, or the parts that the schema names. */
  #checked(data: Node): readonly { readonly part: Part; readonly field?: string }[] {
    const part = this.#part(data);
    if (part && part.keys.length > 0) return [{ part }];
    const at = this.#constants.resolve(data);
    if (at.type === 'ObjectExpression')
      return at.properties.flatMap((each) => {
        const field = each.type === 'Property' && !each.computed ? nameOf(each.key) : undefined;
        const inner = each.type === 'Property' ? this.#part(each.value) : undefined;
        return inner && field !== undefined && inner.keys.length > 0 ? [{ part: inner, field }] : [];
      });
    // `pick(req, ['body', 'query'])`
    const picked = at.type === 'CallExpression' && at.arguments[0] ? this.#part(at.arguments[0]) : undefined;
    const whole = part ?? (picked?.keys.length === 0 ? picked : undefined);
    return whole ? PARTS.map((field) => ({ part: { ...whole, keys: [field] }, field })) : [];
  }

  /** The names of the schema and of what it checks, for each name that a common key can be. */
  #named(schema: Part, part: Part): readonly Pick<MiddlewareSchema, 'names' | 'part' | 'chosenBy'>[] {
    const variables = [...schema.keys, ...part.keys].filter((key) => typeof key !== 'string');
    const [variable, ...others] = new Set(variables);
    if (others.length > 0) return [];
    const named = (name: string) => ({
      names: schema.keys.map((key) => (typeof key === 'string' ? key : name)),
      part: part.keys.map((key) => (typeof key === 'string' ? key : name)),
    });
    if (!variable) return [named('')];
    const choices = choicesOf(variable.identifier, this.#constants, this.#scopes);
    if (choices) return choices.map(named);
    const given = this.#part(variable.identifier);
    if (given?.fn === schema.fn && given.keys.length === 0) {
      const declared = given.fn.params[given.parameter];
      const fallback = declared?.type === 'AssignmentPattern' ? this.#constants.constantOf(declared.right) : undefined;
      const chosenBy = { parameter: given.parameter, ...(typeof fallback === 'string' && { fallback }) };
      return PARTS.map((name) => ({ ...named(name), chosenBy: { ...chosenBy, is: name } }));
    }
    // All that the schemas are given under: `for (const part of Object.keys(schemas))`.
    return schema.keys.includes(variable) ? PARTS.map(named) : [];
  }

  /** The part of a parameter that a schema is, or is made of: `schema.body`, `Joi.compile(schema).unknown()`. */
  #schema(node: Node, depth = 0): Part | undefined {
    const part = this.#part(node);
    if (part || depth > 4) return part;
    const at = this.#constants.resolve(node);
    if (at.type !== 'CallExpression') return undefined;
    const callee = unwrap(at.callee);
    const inner = callee.type === 'MemberExpression' ? this.#schema(callee.object, depth + 1) : undefined;
    return inner ?? (at.arguments[0] && this.#schema(at.arguments[0], depth + 1));
  }

  /** The part of a parameter that an expression is. */
  #part(node: Node, depth = 0): Part | undefined {
    const at = unwrap(node);
    if (at.type === 'MemberExpression') {
      const key = at.computed ? this.#key(at.property) : nameOf(at.property);
      const whole = key === undefined ? undefined : this.#part(at.object, depth);
      return whole && { ...whole, keys: [...whole.keys, key!] };
    }
    const binding = at.type === 'Identifier' ? this.#scopes.bindingOf.get(at) : undefined;
    if (!binding || depth > 4) return undefined;
    const { declaration, identifier, kind } = binding;
    if (kind === 'param' && isFunction(declaration)) {
      const parameter = declaration.params.findIndex((each) => namesTo(each, identifier) !== undefined);
      return parameter < 0
        ? undefined
        : { fn: declaration, parameter, keys: namesTo(declaration.params[parameter]!, identifier)! };
    }
    if (declaration.type !== 'VariableDeclarator' || !declaration.init || binding.writes.length > 1) return undefined;
    const names = namesTo(declaration.id, identifier);
    const whole = names && this.#part(declaration.init, depth + 1);
    return whole && { ...whole, keys: [...whole.keys, ...names] };
  }

  #key(node: Node): string | Binding | undefined {
    const constant = this.#constants.constantOf(node);
    if (typeof constant === 'string') return constant;
    return this.#scopes.bindingOf.get(unwrap(node));
  }

  /** True when what was checked is written to where it came from. */
  #isWritten(part: Part): boolean {
    const results = this.#results();
    const isResult = (node: Node): boolean => {
      const at = unwrap(node);
      if (at === this.#ast) return true;
      if (at.type === 'AwaitExpression') return isResult(at.argument);
      if (at.type === 'MemberExpression') return isResult(at.object);
      const binding = this.#scopes.bindingOf.get(at);
      return binding !== undefined && results.has(binding);
    };
    return someIn(part.fn.body, (node) => {
      if (node.type === 'AssignmentExpression') {
        const to = this.#part(node.left);
        return to?.fn === part.fn && isSamePart(to, part) && isResult(node.right);
      }
      if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'assign') return false;
      const [target, value] = node.arguments;
      const to = target && this.#part(target);
      return to?.fn === part.fn && to.keys.length === 0 && value !== undefined && isResult(value);
    });
  }

  /** The variables that hold what the check gives. */
  #results(): ReadonlySet<Binding> {
    const found = new Set<Binding>();
    const add = (pattern: Node) => {
      const binding = this.#scopes.bindingOf.get(pattern);
      if (binding) found.add(binding);
      else forEachChild(pattern, add);
    };
    const given = this.#given();
    if (given.parent?.type === 'VariableDeclarator') add(given.parent.id);
    if (given.parent?.type === 'AssignmentExpression' && given.parent.right === given) add(given.parent.left);
    const then = this.#thenCallback();
    if (then?.params[0]) add(then.params[0]);
    return found;
  }

  /** The expression of what the check gives, once it is waited for. */
  #given(): Node {
    let at: Node = this.#ast;
    while (at.parent && (at.parent.type === 'AwaitExpression' || (at.parent !== at && unwrap(at.parent) === at)))
      at = at.parent;
    return at;
  }

  /** `schema.validate(x).then((value) => …)` */
  #thenCallback(): FunctionNode | undefined {
    const member = this.#ast.parent;
    const call = member?.type === 'MemberExpression' && nameOf(member) === 'then' ? member.parent : undefined;
    const callback = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
    return isFunction(callback) ? callback : undefined;
  }

  /** True when a middleware goes on only after a check that found nothing bad. */
  #isEnforced(middleware: FunctionNode, how: Refusal): boolean {
    const passes = this.#passesOf(middleware);
    const isAwaited = this.#given() !== this.#ast && this.#ast.parent?.type === 'AwaitExpression';
    const then = this.#thenCallback();
    return (
      passes.length > 0 &&
      passes.every((pass) => {
        if (then && isInside(pass, then)) return how !== 'tells';
        if (pass.range[0] < this.#ast.range[0]) return false;
        const throws = how === 'throws' || (isAwaited && (how === 'rejects' || how === 'either'));
        if (throws && !this.#isCaught(pass)) return true;
        return how !== 'throws' && how !== 'rejects' && this.#isAsked(pass);
      })
    );
  }

  /** The calls by which a middleware goes on: `next()`. */
  #passesOf(middleware: FunctionNode): readonly TSESTree.CallExpression[] {
    const found: TSESTree.CallExpression[] = [];
    someIn(middleware.body, (node) => {
      if (node.type !== 'CallExpression' || node.arguments.length > 0) return false;
      const part = node.callee.type === 'Identifier' ? this.#part(node.callee) : undefined;
      if (part?.fn === middleware && part.parameter > 0 && part.keys.length === 0) found.push(node);
      return false;
    });
    return found;
  }

  /** True when the function may go on though the check has thrown. */
  #isCaught(pass: Node): boolean {
    for (let at: Node | undefined = this.#ast; at && !isFunction(at); at = at.parent) {
      const { parent } = at as Node;
      if (parent?.type !== 'TryStatement' || parent.block !== at || !parent.handler) continue;
      if (isInside(pass, parent.handler)) return true;
      if (!isInside(pass, parent.block) && !ends(parent.handler.body)) return true;
    }
    return false;
  }

  /** True when a test of what the check gives stands before a call, and lets through only what is good. */
  #isAsked(pass: Node): boolean {
    const { parent } = this.#given();
    const pattern = parent?.type === 'VariableDeclarator' ? parent.id : undefined;
    const isAsked = (test: Node): 'good' | 'bad' | undefined => {
      const at = unwrap(test);
      if (at.type === 'UnaryExpression' && at.operator === '!') {
        const inner = isAsked(at.argument);
        return inner && (inner === 'good' ? 'bad' : 'good');
      }
      const names = pattern && this.#resultNames(at, pattern);
      const name = names?.[0];
      if (name === undefined) return undefined;
      return GOOD.test(name) ? 'good' : BAD.test(name) ? 'bad' : undefined;
    };
    for (let at: Node | undefined = pass; at && !isFunction(at); at = at.parent) {
      const { parent: around } = at as Node;
      if (around?.type === 'IfStatement') {
        const says = isAsked(around.test);
        if ((says === 'good' && around.consequent === at) || (says === 'bad' && around.alternate === at)) return true;
      }
      for (const before of around?.type === 'BlockStatement' ? around.body : []) {
        if (before.range[0] >= at.range[0]) break;
        if (before.type !== 'IfStatement' || before.range[0] < this.#ast.range[0]) continue;
        const says = isAsked(before.test);
        if (says === 'bad' && ends(before.consequent)) return true;
      }
    }
    // A check in a branch of its own, for when there is a schema: `if (schema) { … if (error) return … }`
    const block = blockAround(this.#ast);
    return (block?.body ?? []).some(
      (each) => each.type === 'IfStatement' && isAsked(each.test) === 'bad' && ends(each.consequent),
    );
  }

  /** The names from what the check gives to a tested expression: `error` of `result.error`. */
  #resultNames(node: Node, pattern: Node): readonly string[] | undefined {
    if (node.type === 'MemberExpression') {
      const inner = this.#resultNames(unwrap(node.object), pattern);
      const name = nameOf(node);
      return inner && name !== undefined ? [...inner, name] : undefined;
    }
    const binding = this.#scopes.bindingOf.get(node);
    return binding && namesTo(pattern, binding.identifier);
  }
}

function isSamePart(one: Part, other: Part): boolean {
  return one.keys.length === other.keys.length && one.keys.every((key, at) => key === other.keys[at]);
}

function isInside(inner: Node, outer: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** True when no way leads out of a statement to the next. */
function ends(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') return true;
  // https://koajs.com/#ctx-throw-status-msg-properties-
  const call = last?.type === 'ExpressionStatement' ? unwrap(last.expression) : undefined;
  return call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && nameOf(call.callee) === 'throw';
}

function blockAround(node: Node): TSESTree.BlockStatement | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (at.type === 'BlockStatement') return at;
  return undefined;
}

function someIn(node: Node | null | undefined, test: (node: Node) => boolean): boolean {
  if (!node) return false;
  if (test(node)) return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= someIn(child, test);
  });
  return found;
}
