import type { Constants } from '../semantics/constants.ts';
import type { Binding, Scopes } from '../semantics/scopes.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';

/** Methods that put a value into a collection. */
const FILLERS = new Set(['add', 'set', 'push', 'unshift']);

/** Globals that bring nothing in from outside by themselves. `process` is the program's own configuration. */
const PLAIN_GLOBALS =
  /^(?:Object|Array|Set|Map|JSON|Math|Number|String|Boolean|Symbol|Reflect|Promise|Intl|process|structuredClone|require|__dirname|__filename)$/;

/** Values are followed through so many expressions inside each other. */
const MAX_DEPTH = 12;

/**
 * Tells which values the program brings along: written down, imported, configured, looked up. Who sends a request has no
 * say in them, so that being among them proves something. What is computed from a parameter may hold anything.
 */
export class OwnValues {
  readonly #constants: Constants;
  readonly #scopes: Scopes;
  readonly #given = new Map<Binding, boolean>();

  constructor(constants: Constants, scopes: Scopes) {
    this.#constants = constants;
    this.#scopes = scopes;
  }

  /** True when the elements of a list or set, or the keys of an object or map, are the program's own. */
  isCollection(node: Node): boolean {
    return this.#isOwn(node, 0, true);
  }

  /** @param keysOnly the values of an object or map do not count, for a test of its keys */
  #isOwn(node: Node, depth: number, keysOnly = false): boolean {
    if (depth > MAX_DEPTH || this.#isFilledFromElsewhere(node, depth)) return false;
    const isOwn = (each: Node) => this.#isOwn(each, depth + 1);
    const at = this.#constants.resolve(node);
    if (isFunction(at) || this.#constants.constantOf(at) !== undefined) return true;
    switch (at.type) {
      case 'ArrayExpression':
        return at.elements.every((element) => element !== null && isOwn(element));
      case 'SpreadElement':
        return isOwn(at.argument);
      case 'ObjectExpression':
        return at.properties.every((property) =>
          property.type === 'SpreadElement'
            ? isOwn(property.argument)
            : (!property.computed || isOwn(property.key)) && (keysOnly || isOwn(property.value)),
        );
      case 'NewExpression':
        if (keysOnly && nameOf(at.callee) === 'Map') return at.arguments.every((each) => this.#hasOwnKeys(each, depth));
        return at.arguments.every(isOwn);
      case 'CallExpression': {
        const [argument] = at.arguments;
        if (keysOnly && /^(?:keys|freeze)$/.test(nameOf(at.callee) ?? '') && argument)
          return this.#isOwn(argument, depth + 1, true);
        return this.#isOwnCallee(at.callee, depth) && at.arguments.every(isOwn);
      }
      case 'AwaitExpression': {
        // What takes time comes from the program's own stores, whatever it was asked for.
        const call = unwrap(at.argument);
        return call.type === 'CallExpression' ? this.#isOwnCallee(call.callee, depth) : isOwn(call);
      }
      case 'MemberExpression':
        return isOwn(at.object);
      case 'LogicalExpression':
      case 'BinaryExpression':
        return at.left.type !== 'PrivateIdentifier' && isOwn(at.left) && isOwn(at.right);
      case 'ConditionalExpression':
        return isOwn(at.consequent) && isOwn(at.alternate);
      case 'TemplateLiteral':
        return at.expressions.every(isOwn);
      case 'ThisExpression':
      case 'MetaProperty':
        return true;
      case 'Identifier':
        return this.#isOwnVariable(at, depth);
      default:
        return false;
    }
  }

  #isOwnVariable(identifier: TSESTree.Identifier, depth: number): boolean {
    const binding = this.#scopes.bindingOf.get(identifier);
    switch (binding?.kind) {
      case undefined:
        return PLAIN_GLOBALS.test(identifier.name);
      case 'import':
      case 'enum':
      case 'function':
      case 'class':
        return true;
      case 'const': {
        if (binding.scope.parent === undefined) return true;
        const { declaration } = binding;
        const loop = declaration.type === 'VariableDeclarator' ? declaration.parent.parent : undefined;
        if (loop?.type === 'ForOfStatement' && loop.left === declaration.parent)
          return this.#isOwn(loop.right, depth + 1);
        return (
          declaration.type === 'VariableDeclarator' &&
          declaration.init !== null &&
          declaration.id.type !== 'Identifier' &&
          this.#isOwn(declaration.init, depth + 1)
        );
      }
      case 'param':
        return this.#isGivenOwn(binding);
      default:
        return false;
    }
  }

  /** True for a parameter of a function of this file alone that is given values of the program wherever it is called. */
  #isGivenOwn(parameter: Binding): boolean {
    const known = this.#given.get(parameter);
    if (known !== undefined) return known;
    // What leads back to itself is not known.
    this.#given.set(parameter, false);
    const isGiven = this.#isAlwaysOwn(parameter);
    this.#given.set(parameter, isGiven);
    return isGiven;
  }

  #isAlwaysOwn({ declaration: fn, identifier }: Binding): boolean {
    if (!isFunction(fn)) return false;
    const index = fn.params.indexOf(identifier);
    const kept = fn.parent?.type === 'VariableDeclarator' && fn.parent.init === fn ? fn.parent.id : fn.id;
    const name = kept?.type === 'Identifier' ? this.#scopes.bindingOf.get(kept) : undefined;
    if (index < 0 || name?.writes.length !== 1) return false;
    const uses = name.references.filter((reference) => reference !== kept);
    return (
      uses.length > 0 &&
      uses.every(({ parent }, at) => {
        const argument =
          parent?.type === 'CallExpression' && parent.callee === uses[at] ? parent.arguments[index] : undefined;
        return argument !== undefined && this.#isOwn(argument, 0);
      })
    );
  }

  /** A function of the program, or a method of one of its values. */
  #isOwnCallee(node: Node, depth: number): boolean {
    const callee = unwrap(node);
    return this.#isOwn(callee.type === 'MemberExpression' ? callee.object : callee, depth + 1);
  }

  /** True for the entries of a map whose keys are the program's own. */
  #hasOwnKeys(node: Node, depth: number): boolean {
    const entries = this.#constants.resolve(node);
    if (entries.type !== 'ArrayExpression') return this.#isOwn(entries, depth + 1, true);
    return entries.elements.every((entry) =>
      entry?.type === 'ArrayExpression' && entry.elements[0]
        ? this.#isOwn(entry.elements[0], depth + 1)
        : entry !== null && this.#isOwn(entry, depth + 1),
    );
  }

  /** True when a collection of a function is given values that the program did not write down: `seen.add(id)`. */
  #isFilledFromElsewhere(collection: Node, depth: number): boolean {
    const binding = collection.type === 'Identifier' ? this.#scopes.bindingOf.get(collection) : undefined;
    if (!binding || binding.scope.parent === undefined) return false;
    return binding.references.some(({ parent }) => {
      const isFiller = parent?.type === 'MemberExpression' && FILLERS.has(nameOf(parent) ?? '');
      const call = isFiller ? parent.parent : undefined;
      return (
        call?.type === 'CallExpression' &&
        call.callee === parent &&
        call.arguments.some((each) => !this.#isOwn(each, depth + 1))
      );
    });
  }
}
