import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import type { Scopes } from './scopes.ts';
import { hasPropertyWrite, isAssignTarget, isTarget, MUTATORS } from './writes.ts';

/** What the module writes by property names, whatever the object: two classes with a field of one name are not told apart. */
interface Written {
  readonly targets: ReadonlyMap<string, readonly Node[]>;
  /** Names of the properties that hold an object or list that is changed: `options` of `this.options.mode = 1`. */
  readonly changed: ReadonlySet<string>;
  /** `this[name] = …` and `Object.assign(this, …)` can write any field. */
  readonly mayWriteAll: boolean;
}

/**
 * What the fields of the module's classes hold: `this.algorithm` and `Vault.algorithm`, where the class says it by an
 * initialiser or by one assignment in its constructor, and nothing else in the module writes a property of that name.
 */
export class ClassFields {
  readonly #scopes: Scopes;
  #written: Written | undefined;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The expression that a field holds, or undefined when it is no field, or may hold something else. */
  valueOf(member: TSESTree.MemberExpression): Node | undefined {
    const name = nameOf(member);
    const owner = name === undefined ? undefined : this.#ownerOf(member.object);
    if (!owner || name === undefined) return undefined;
    const { targets, mayWriteAll } = this.#writes();
    if (mayWriteAll) return undefined;
    const writes = targets.get(name) ?? [];
    const isOfClass = member.object.type !== 'ThisExpression';
    const field = owner.body.body.find(
      (element): element is TSESTree.PropertyDefinition =>
        element.type === 'PropertyDefinition' &&
        !element.computed &&
        nameOf(element.key) === name &&
        (element.static || !isOfClass),
    );
    if (field?.value) return writes.length === 0 && !this.#mayBeInherited(field, owner) ? field.value : undefined;
    const [only] = writes;
    return only && writes.length === 1 ? this.#givenAtConstruction(only, owner) : undefined;
  }

  /** True when a class that is not of this module may write the field, as `setState` of a component does. */
  #mayBeInherited(
    field: TSESTree.PropertyDefinition,
    owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  ): boolean {
    if (!owner.superClass || field.static || field.readonly || field.accessibility === 'private') return false;
    if (field.key.type === 'PrivateIdentifier') return false;
    const parent = unwrap(owner.superClass);
    const declaration = parent.type === 'Identifier' ? this.#scopes.bindingOf.get(parent)?.declaration : undefined;
    return declaration?.type !== 'ClassDeclaration';
  }

  /** True when something changes the object or list that a property of this name holds. */
  isChanged(member: TSESTree.MemberExpression): boolean {
    const name = nameOf(member);
    return this.#ownerOf(member.object) !== undefined && name !== undefined && this.#writes().changed.has(name);
  }

  /** The class whose field is read from an object: the one around `this`, or the one that is named. */
  #ownerOf(object: Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
    const at = unwrap(object);
    if (at.type === 'ThisExpression') return classAround(at);
    const named = at.type === 'Identifier' ? this.#scopes.bindingOf.get(at)?.declaration : undefined;
    return named?.type === 'ClassDeclaration' ? named : undefined;
  }

  /** The value of `this.name = value` that stands in the constructor itself; a parameter says nothing. */
  #givenAtConstruction(target: Node, owner: Node): Node | undefined {
    const assignment = target.parent;
    if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=' || assignment.left !== target)
      return undefined;
    if (target.type !== 'MemberExpression' || target.object.type !== 'ThisExpression') return undefined;
    const method = assignment.parent.parent?.parent?.parent;
    if (assignment.parent.type !== 'ExpressionStatement' || method?.type !== 'MethodDefinition') return undefined;
    if (method.kind !== 'constructor' || method.parent.parent !== owner) return undefined;
    const value = unwrap(assignment.right);
    const isParameter = value.type === 'Identifier' && this.#scopes.bindingOf.get(value)?.kind === 'param';
    return isParameter ? undefined : value;
  }

  #writes(): Written {
    this.#written ??= this.#findWrites();
    return this.#written;
  }

  #findWrites(): Written {
    const targets = new Map<string, Node[]>();
    const changed = new Set<string>();
    let mayWriteAll = false;
    const change = (object: Node) => {
      for (let at = unwrap(object); at.type === 'MemberExpression'; at = unwrap(at.object)) {
        const name = nameOf(at);
        if (name !== undefined) changed.add(name);
      }
    };
    const rest: Node[] = [this.#scopes.module.block];
    for (let node = rest.pop(); node; node = rest.pop()) {
      forEachChild(node, (child) => rest.push(child));
      if (node.type === 'MemberExpression' && isTarget(node)) {
        const name = nameOf(node);
        const known = name === undefined ? undefined : targets.get(name);
        if (known) known.push(node);
        else if (name !== undefined) targets.set(name, [node]);
        else if (node.object.type === 'ThisExpression') mayWriteAll = true;
        change(node.object);
      } else if (node.type === 'CallExpression') {
        if (node.callee.type === 'MemberExpression' && MUTATORS.has(nameOf(node.callee) ?? '')) {
          change(node.callee.object);
        }
        const [first] = node.arguments;
        if (first && isAssignTarget(first, node)) {
          if (first.type === 'ThisExpression') mayWriteAll = true;
          change(first);
        }
      } else if (node.type === 'VariableDeclarator' && node.init && node.id.type === 'Identifier') {
        const alias = node.init.type === 'MemberExpression' ? this.#scopes.bindingOf.get(node.id) : undefined;
        if (alias && hasPropertyWrite(alias, this.#scopes)) change(node.init);
      }
    }
    return { targets, changed, mayWriteAll };
  }
}

/** The class that `this` stands for an object of, or for itself in a static member; arrow functions have no `this` of their own. */
function classAround(node: Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression' && at.parent?.type !== 'MethodDefinition')
      return undefined;
    if (at.type === 'ClassBody') return at.parent;
  }
  return undefined;
}
