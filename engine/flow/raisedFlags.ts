import type { Constants } from '../semantics/constants.ts';
import type { Binding, Scopes } from '../semantics/scopes.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';

/** A variable that says how tests before it came out: a flag, a message, a list or table of errors. */
export interface Verdict {
  readonly binding: Binding;
  /** What of it the test asks for: that it is set (or holds something), or that it is not. */
  readonly isSet: boolean;
}

/** A test that stands around a statement, and how it came out for the statement to run. */
export interface Circumstance {
  readonly test: Node;
  readonly holds: boolean;
}

/** Methods that put something into a list, set or map. */
const ADDS = new Set(['push', 'unshift', 'add', 'set', 'append']);

/** Methods that take something out again. */
const REMOVES = new Set(['pop', 'shift', 'splice', 'delete', 'clear', 'fill']);

/**
 * Reads how a verdict came about: `if (!allowed.has(x)) errors.push('x')` lets a later `if (errors.length) return` speak
 * of `x`. Knows only what is declared empty, or as a constant, and changed in sight by the function that declares it.
 */
export class RaisedFlags {
  readonly #constants: Constants;
  readonly #scopes: Scopes;

  constructor(constants: Constants, scopes: Scopes) {
    this.#constants = constants;
    this.#scopes = scopes;
  }

  /** The variable that a test asks: `errors`, `errors.length`, `Object.keys(errors).length`, `errors.size`. */
  asked(test: Node): Binding | undefined {
    const at = unwrap(test);
    if (at.type === 'Identifier') {
      const binding = this.#scopes.bindingOf.get(at);
      return binding?.kind === 'let' || binding?.kind === 'var' ? binding : undefined;
    }
    if (at.type !== 'MemberExpression' || !/^(?:length|size)$/.test(nameOf(at) ?? '')) return undefined;
    const holder = unwrap(at.object);
    const [keys] = holder.type === 'CallExpression' && nameOf(holder.callee) === 'keys' ? holder.arguments : [];
    const list = keys ?? holder;
    return list.type === 'Identifier' ? this.#scopes.bindingOf.get(list) : undefined;
  }

  /** The variable that a function returns as its list of errors. */
  returned(value: Node): Binding | undefined {
    const at = unwrap(value);
    return at.type === 'Identifier' ? this.#scopes.bindingOf.get(at) : undefined;
  }

  /**
   * What is known where a verdict is asked for at a place.
   * @returns tests that came out otherwise than named, each by itself (`none`); or, for each place of which one ran, all
   *   that held there (`some`)
   */
  explain(
    { binding, isSet }: Verdict,
    place: Node,
  ): { readonly none: readonly Circumstance[]; readonly some: readonly (readonly Circumstance[])[] } | undefined {
    const { declaration } = binding;
    if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier') return undefined;
    const block = declaration.parent.parent;
    if (!block || (block.type !== 'BlockStatement' && block.type !== 'Program')) return undefined;
    const starts = this.#startsSet(declaration.init);
    const changes = starts === undefined ? undefined : this.#changes(binding, starts);
    if (starts === undefined || !changes) return undefined;
    const before: { readonly circumstances: readonly Circumstance[]; readonly isRepeated: boolean }[] = [];
    for (const change of changes) {
      const around = this.#around(change, block, changes);
      if (!around) return undefined;
      if (change.range[0] < place.range[0]) before.push(around);
    }
    // It is as it was at first: nothing changed it.
    if (isSet === starts) {
      const sure = before.filter(({ circumstances, isRepeated }) => circumstances.length === 1 && !isRepeated);
      return { none: sure.map(({ circumstances }) => circumstances[0]!), some: [] };
    }
    return { none: [], some: before.map(({ circumstances }) => circumstances) };
  }

  /** Whether a variable is set by its declaration; undefined when that is not known. */
  #startsSet(init: Node | null): boolean | undefined {
    const at = init ? unwrap(init) : undefined;
    if (!at || (at.type === 'Identifier' && at.name === 'undefined')) return false;
    if (at.type === 'ArrayExpression') return at.elements.length === 0 ? false : undefined;
    if (at.type === 'ObjectExpression') return at.properties.length === 0 ? false : undefined;
    if (at.type === 'NewExpression')
      return at.arguments.length === 0 && /^(?:Map|Set)$/.test(nameOf(at.callee) ?? '') ? false : undefined;
    const constant =
      at.type === 'Literal' || at.type === 'UnaryExpression' ? this.#constants.constantOf(at) : undefined;
    return constant === undefined ? undefined : Boolean(constant);
  }

  /** All that changes the variable; undefined when something changes it back, or in a way that is not understood. */
  #changes(binding: Binding, starts: boolean): Node[] | undefined {
    const changes: Node[] = [];
    for (const write of binding.writes) {
      if (write === binding.identifier || write.parent === binding.declaration) continue;
      const assignment = write.parent;
      if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=' || assignment.left !== write)
        return undefined;
      const value = unwrap(assignment.right);
      const constant = this.#constants.constantOf(value);
      const isSet =
        constant !== undefined
          ? Boolean(constant)
          : /^(?:New|Object|Array|Template)/.test(value.type) && value.type !== 'TemplateLiteral';
      if (isSet === starts || (constant === undefined && !isSet)) return undefined;
      changes.push(assignment);
    }
    for (const reference of binding.references) {
      const member = reference.parent;
      if (member?.type !== 'MemberExpression' || member.object !== reference) continue;
      const name = nameOf(member);
      const { parent } = member;
      if (parent?.type === 'CallExpression' && parent.callee === member) {
        if (REMOVES.has(name ?? '')) return undefined;
        if (ADDS.has(name ?? '')) changes.push(parent);
      } else if (parent?.type === 'AssignmentExpression' && parent.left === member) {
        if (name === 'length') return undefined;
        changes.push(parent);
      } else if (parent?.type === 'UnaryExpression' && parent.operator === 'delete') return undefined;
    }
    return changes;
  }

  /** The tests around a change, up to the block that declares the variable; undefined when it stands elsewhere. */
  #around(
    change: Node,
    block: Node,
    changes: readonly Node[],
  ): { readonly circumstances: readonly Circumstance[]; readonly isRepeated: boolean } | undefined {
    const circumstances: Circumstance[] = [];
    let isRepeated = false;
    for (let at: Node = change; at.parent && at !== block; at = at.parent) {
      const { parent } = at;
      if (isFunction(parent)) return undefined;
      if (/^(?:For|While|DoWhile|Switch)/.test(parent.type)) isRepeated = true;
      if (parent.type === 'LogicalExpression' && parent.right === at && parent.operator !== '??')
        circumstances.push({ test: parent.left, holds: parent.operator === '&&' });
      if (parent.type !== 'IfStatement') continue;
      if (parent.consequent === at) circumstances.push({ test: parent.test, holds: true });
      // `if (!x) errors.push(…) else if (bad(x)) errors.push(…)`: where nothing was pushed, the second test was asked.
      else if (parent.alternate === at && !changes.some((each) => isDirectlyIn(each, parent.consequent)))
        circumstances.push({ test: parent.test, holds: false });
    }
    return { circumstances, isRepeated };
  }
}

/** True for what a branch does whenever it runs. */
function isDirectlyIn(change: Node, branch: Node): boolean {
  const statement = change.parent;
  return statement?.type === 'ExpressionStatement' && (statement === branch || statement.parent === branch);
}

/** True when a variable is written between two places. */
export function isWrittenBetween(root: TSESTree.Identifier, scopes: Scopes, from: Node, to: Node): boolean {
  const writes = scopes.bindingOf.get(root)?.writes ?? [];
  return writes.some((write) => write.range[0] > from.range[0] && write.range[0] < to.range[0]);
}
