import type { Binding, Scopes } from '../../semantics/scopes.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import type { GivenSchema } from '../summary.ts';
import type { CallSite } from '../valueFlowGraph.ts';
import type { Calls } from '../values/calls.ts';
import { applyShape } from './applyShape.ts';
import { ANYTHING, mapObjects, objectShape, type Shape } from './shape.ts';
import type { Shapes } from './shapes.ts';

/**
 * Methods by which schemas check, and what they give: the data, or a result that holds it. `validate` gives data with
 * yup, where it is waited for, and a result with Joi. Facts: https://zod.dev/basics, https://joi.dev/api/,
 * https://github.com/jquense/yup#readme.
 */
const CHECKS: ReadonlyMap<string, 'data' | 'result' | 'either'> = new Map([
  ['parse', 'data'],
  ['parseAsync', 'data'],
  ['safeParse', 'result'],
  ['safeParseAsync', 'result'],
  ['validate', 'either'],
  ['validateAsync', 'data'],
  ['validateSync', 'data'],
  ['cast', 'data'],
]);

/** The part of a result that is the data. */
const DATA = /^(?:data|value|output)$/;

/** Variables that hold each other in turn are not followed further. */
const MAX_STEPS = 64;

/**
 * Finds functions that check data by a schema that they are given, and give it back. Who gives a schema wants what it
 * lets through: that the function gives the data as it came when there is no schema is not held against those calls.
 */
export function findGivenSchemas(calls: Calls, scopes: Scopes): void {
  for (const call of calls.facts.graph.calls) {
    const gives = call.method === undefined ? undefined : CHECKS.get(call.method);
    const parameter = gives && parameterOf(call, scopes);
    if (parameter === undefined || parameter < 0) continue;
    const found = new Returned(call, scopes).find(gives!);
    for (const { names, isExtended } of found)
      call.owner.givenSchemas = [...(call.owner.givenSchemas ?? []), { parameter, names, isExtended }];
  }
}

/** The parameter of its function that a method is called on; -1 when it is none. */
function parameterOf({ ast, owner }: CallSite, scopes: Scopes): number {
  const callee = ast.type === 'CallExpression' ? unwrap(ast.callee) : undefined;
  if (callee?.type !== 'MemberExpression' || !isFunction(owner.ast)) return -1;
  const binding = scopes.bindingOf.get(unwrap(callee.object));
  if (binding?.kind !== 'param') return -1;
  return owner.ast.params.findIndex(
    (each) => (each.type === 'AssignmentPattern' ? each.left : each) === binding.identifier,
  );
}

/** Where the data of a check is in what the function returns. */
class Returned {
  readonly #call: CallSite;
  readonly #scopes: Scopes;
  readonly #lookedAt = new Set<Binding>();
  readonly #seen = new Set<Node>();
  readonly #found: Omit<GivenSchema, 'parameter'>[] = [];

  constructor(call: CallSite, scopes: Scopes) {
    this.#call = call;
    this.#scopes = scopes;
    const [data] = call.argumentNodes;
    if (data) this.#lookAt(data);
  }

  find(gives: 'data' | 'result' | 'either'): readonly Omit<GivenSchema, 'parameter'>[] {
    const { ast } = this.#call;
    const isData = gives === 'data' || (gives === 'either' && ast.parent?.type === 'AwaitExpression');
    this.#follow(ast, isData, false);
    return this.#found;
  }

  #lookAt(node: Node): void {
    const at = unwrap(node);
    if (at.type === 'ConditionalExpression') {
      this.#lookAt(at.consequent);
      this.#lookAt(at.alternate);
    }
    const binding = this.#scopes.bindingOf.get(at);
    if (binding) this.#lookedAt.add(binding);
  }

  /** @param isData whether the expression is the data, not a result that holds it */
  #follow(node: Node, isData: boolean, isExtended: boolean): void {
    const { parent } = node;
    if (!parent || this.#seen.has(node) || this.#seen.size >= MAX_STEPS) return;
    this.#seen.add(node);
    const on = () => this.#follow(parent, isData, isExtended);
    switch (parent.type) {
      case 'AwaitExpression':
      case 'LogicalExpression':
        on();
        return;
      case 'ConditionalExpression':
        if (parent.test !== node) on();
        return;
      case 'MemberExpression':
        if (!isData && parent.object === node && DATA.test(nameOf(parent) ?? ''))
          this.#follow(parent, true, isExtended);
        return;
      case 'VariableDeclarator':
        if (parent.init === node) this.#into(parent.id, isData, isExtended);
        return;
      case 'AssignmentExpression':
        if (parent.right === node) this.#into(parent.left, isData, isExtended);
        return;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        if (isData && this.#isReturned(parent)) this.#found.push({ names: [], isExtended });
        return;
      case 'Property': {
        const name = nameOf(parent.key);
        const object = parent.parent;
        if (isData && !parent.computed && name !== undefined && object && this.#isReturned(object.parent))
          this.#found.push({ names: [name], isExtended });
        return;
      }
      default:
        if (unwrap(parent) === unwrap(node)) on();
    }
  }

  /** What is returned by this statement, or stands for a body, is what the function itself gives. */
  #isReturned(node: Node | undefined): boolean {
    const { ast } = this.#call.owner;
    if (node?.type !== 'ReturnStatement') return node === ast && node.type === 'ArrowFunctionExpression';
    let at: Node | undefined = node.parent;
    while (at && !isFunction(at)) at = at.parent;
    return at === ast;
  }

  #into(target: Node, isData: boolean, isExtended: boolean): void {
    if (target.type === 'ObjectPattern') {
      for (const each of isData ? [] : target.properties)
        if (each.type === 'Property' && DATA.test(nameOf(each.key) ?? '')) this.#into(each.value, true, isExtended);
      return;
    }
    const binding = this.#scopes.bindingOf.get(target);
    // A variable that can hold something else as well was not checked.
    if (!binding || !(this.#lookedAt.has(binding) || binding.writes.length <= 1)) return;
    const extended = isExtended || binding.references.some(isWrittenInto);
    for (const reference of binding.references) this.#follow(reference, isData, extended);
  }
}

function isWrittenInto(reference: TSESTree.Identifier): boolean {
  const { parent } = reference;
  return (
    parent.type === 'MemberExpression' &&
    parent.object === reference &&
    parent.parent.type === 'AssignmentExpression' &&
    parent.parent.left === parent
  );
}

/** Lets through, of what such functions give back to each call, what the schema does that the call gives. */
export function settleGivenSchemas(calls: Calls, shapes: Shapes): void {
  const { facts } = calls;
  for (const { call, fn, edge, invocation } of calls.checkedExits.splice(0)) {
    const known = (fn.givenSchemas ?? []).flatMap((given) => {
      const shape = shapes.made(call.argumentNodes[given.parameter]);
      return shape && isPlain(call, given.parameter) ? [{ ...given, shape: opened(shape, given) }] : [];
    });
    if (known.length === 0 || edge < 0 || facts.graph.edgeMask[edge] === 0) continue;
    const node = () => facts.graph.addNode(call.ast, call.owner, 'guard');
    facts.graph.edgeMask[edge] = 0;
    let whole = node();
    facts.edge(fn.returns, whole, 'exit', '', undefined, 0, invocation);
    for (const { names, shape } of known) {
      const next = node();
      const [name] = names;
      if (name === undefined) applyShape(calls, shape, whole, next, call, call.ast);
      else {
        const part = node();
        const checked = node();
        facts.edge(whole, part, 'load', name);
        applyShape(calls, shape, part, checked, call, call.ast);
        facts.edge(whole, next, 'keep', name);
        facts.edge(checked, next, 'store', name);
      }
      whole = next;
    }
    facts.edge(whole, call.result, 'copy');
  }
}

/** True when an argument stands where the parameter is: nothing is spread before it. */
function isPlain({ spread }: CallSite, index: number): boolean {
  return spread < 0 || index < spread;
}

function opened(shape: Shape, { isExtended }: GivenSchema): Shape {
  return isExtended ? mapObjects(shape, ({ fields }) => objectShape(fields, ANYTHING)) : shape;
}
