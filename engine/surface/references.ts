import type { Constants } from '../semantics/constants.ts';
import type { Binding, Scopes } from '../semantics/scopes.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { type Ref, UNKNOWN, type Written } from './surface.ts';

/** A variable that is written more often than this is a state, and no name of a value. */
const MAX_WRITES = 6;

/** Lists of more items are data. */
const MAX_WRITTEN = 24;

/** Expressions are followed so deep. */
const MAX_DEPTH = 60;

/** Numbers what expressions refer to. */
export interface Numbers {
  functionOf(node: Node): number;
  classOf(node: Node): number;
  callOf(node: Node): number;
  loopOf(node: Node): number;
  /** Registers an object expression; `fill` gives its parts later. */
  objectOf(node: TSESTree.ObjectExpression): number;
  listOf(node: Node): number;
  writtenOf(node: Node | null): Written;
  /** The function whose `this` and whose arguments a node sees. */
  selfOf(node: Node): number;
}

/** Says what expressions of a module stand for. */
export class References {
  readonly #scopes: Scopes;
  readonly #constants: Constants;
  readonly #numbers: Numbers;
  readonly #imports: ReadonlyMap<string, string>;
  readonly #known = new Map<Binding, Ref>();
  #depth = 0;

  constructor(scopes: Scopes, constants: Constants, numbers: Numbers, imports: ReadonlyMap<string, string>) {
    this.#scopes = scopes;
    this.#constants = constants;
    this.#numbers = numbers;
    this.#imports = imports;
  }

  of(node: Node | null | undefined): Ref {
    if (!node || this.#depth > MAX_DEPTH) return UNKNOWN;
    this.#depth++;
    try {
      return this.#of(unwrap(node));
    } finally {
      this.#depth--;
    }
  }

  /** The module or package that a specifier means. */
  moduleOf(specifier: string): Ref {
    const path = this.#imports.get(specifier);
    return path === undefined ? { kind: 'library', specifier } : { kind: 'module', path };
  }

  #of(node: Node): Ref {
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'string') return { kind: 'text', text: node.value };
        if (typeof node.value === 'number' || typeof node.value === 'boolean' || node.value === null)
          return 'regex' in node && node.regex
            ? { kind: 'text', text: `/${node.regex.pattern}/` }
            : { kind: 'constant', value: node.value };
        return UNKNOWN;
      case 'TemplateLiteral': {
        const parts: Ref[] = [];
        node.quasis.forEach((quasi, index) => {
          parts.push({ kind: 'text', text: quasi.value.cooked ?? '' });
          const hole = node.expressions[index];
          if (hole) parts.push(this.of(hole));
        });
        return parts.length === 1 ? parts[0]! : { kind: 'join', parts };
      }
      case 'BinaryExpression':
        return node.operator === '+' ? { kind: 'join', parts: [this.of(node.left), this.of(node.right)] } : UNKNOWN;
      case 'Identifier':
        return this.#identifier(node);
      case 'Super':
        return { kind: 'super', function: this.#numbers.selfOf(node) };
      case 'ThisExpression':
        return { kind: 'self', function: this.#numbers.selfOf(node) };
      case 'MemberExpression': {
        const known = this.#constants.constantOf(node);
        if (typeof known === 'string') return { kind: 'text', text: known };
        const name = nameOf(node);
        const of = this.of(node.object);
        if (name !== undefined) return { kind: 'member', of, name };
        const constant = node.computed ? this.#constants.constantOf(node.property) : undefined;
        if (typeof constant === 'string' || typeof constant === 'number')
          return { kind: 'member', of, name: String(constant) };
        return { kind: 'chosen', of, by: this.of(node.property) };
      }
      case 'CallExpression': {
        const specifier = requiredIn(node, this.#scopes);
        if (specifier !== undefined) return this.moduleOf(specifier);
        return { kind: 'made', call: this.#numbers.callOf(node) };
      }
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        return { kind: 'made', call: this.#numbers.callOf(node) };
      case 'ImportExpression': {
        const specifier = this.#constants.constantOf(node.source);
        return typeof specifier === 'string' ? this.moduleOf(specifier) : UNKNOWN;
      }
      case 'ArrayExpression':
        return {
          kind: 'list',
          id: this.#numbers.listOf(node),
          written: node.elements.length > MAX_WRITTEN ? [] : node.elements.map((each) => this.#numbers.writtenOf(each)),
          items: node.elements.map((element): Ref => {
            if (element?.type === 'SpreadElement') return { kind: 'spread', of: this.of(element.argument) };
            return this.of(element);
          }),
        };
      case 'ObjectExpression':
        return { kind: 'object', id: this.#numbers.objectOf(node) };
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'FunctionDeclaration':
        return { kind: 'function', id: this.#numbers.functionOf(node) };
      case 'ClassExpression':
      case 'ClassDeclaration':
        return { kind: 'class', id: this.#numbers.classOf(node) };
      case 'AwaitExpression':
        return this.of(node.argument);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1));
      case 'ConditionalExpression':
        return some([this.of(node.consequent), this.of(node.alternate)]);
      case 'LogicalExpression':
        // What `a && b` is when it is anything is `b`.
        return node.operator === '&&' ? this.of(node.right) : some([this.of(node.left), this.of(node.right)]);
      default:
        return UNKNOWN;
    }
  }

  #identifier(node: TSESTree.Identifier): Ref {
    const binding = this.#scopes.bindingOf.get(node);
    if (binding) return this.ofBinding(binding);
    if (node.name === 'module') return { kind: 'moduleObject' };
    if (node.name === 'exports') return { kind: 'exports' };
    return node.name === 'undefined' ? { kind: 'constant', value: null } : { kind: 'global', name: node.name };
  }

  ofBinding(binding: Binding): Ref {
    const known = this.#known.get(binding);
    if (known) return known;
    this.#known.set(binding, UNKNOWN);
    const ref = this.#binding(binding);
    this.#known.set(binding, ref);
    return ref;
  }

  #binding(binding: Binding): Ref {
    const { declaration } = binding;
    switch (binding.kind) {
      case 'import':
        return this.#imported(declaration);
      case 'type':
      case 'enum':
      case 'catch':
        return UNKNOWN;
      default:
    }
    const values: Ref[] = [];
    for (const write of binding.writes.slice(0, MAX_WRITES)) values.push(this.#written(write, declaration));
    return some(values);
  }

  #imported(declaration: Node): Ref {
    if (declaration.type === 'TSImportEqualsDeclaration') {
      const { moduleReference } = declaration;
      const source = moduleReference.type === 'TSExternalModuleReference' ? moduleReference.expression : undefined;
      return source?.type === 'Literal' && typeof source.value === 'string' ? this.moduleOf(source.value) : UNKNOWN;
    }
    const statement = declaration.parent;
    if (statement?.type !== 'ImportDeclaration') return UNKNOWN;
    const of = this.moduleOf(statement.source.value);
    if (declaration.type === 'ImportNamespaceSpecifier') return of;
    if (declaration.type === 'ImportDefaultSpecifier') return { kind: 'member', of, name: 'default' };
    const name = declaration.type === 'ImportSpecifier' ? nameOf(declaration.imported) : undefined;
    return name === undefined ? UNKNOWN : { kind: 'member', of, name };
  }

  /** What an identifier gets where it is written. */
  #written(write: Node, declaration: Node): Ref {
    if (declaration.type === 'FunctionDeclaration' && declaration.id === write) return this.of(declaration);
    if (isFunction(declaration) && declaration.id === write) return this.of(declaration);
    if ((declaration.type === 'ClassDeclaration' || declaration.type === 'ClassExpression') && declaration.id === write)
      return this.of(declaration);
    const path: (string | undefined)[] = [];
    let at: Node = write;
    for (let parent = at.parent; parent; at = parent, parent = at.parent) {
      switch (parent.type) {
        case 'Property':
          path.unshift(parent.computed ? undefined : nameOf(parent.key));
          break;
        case 'ObjectPattern':
          break;
        case 'ArrayPattern':
          path.unshift(String(parent.elements.indexOf(at as TSESTree.DestructuringPattern)));
          break;
        case 'AssignmentPattern': {
          const value = this.#under(parent, path, declaration);
          return path.length === 0 ? some([value, this.of(parent.right)]) : value;
        }
        default:
          return this.#under(at, path, declaration);
      }
    }
    return UNKNOWN;
  }

  /** The part of what is written into a pattern. */
  #under(pattern: Node, path: readonly (string | undefined)[], declaration: Node): Ref {
    const base = this.#given(pattern, declaration);
    return path.reduce<Ref>((of, name) => (name === undefined ? UNKNOWN : { kind: 'member', of, name }), base);
  }

  #given(pattern: Node, declaration: Node): Ref {
    const { parent } = pattern;
    if (!parent) return UNKNOWN;
    if (parent.type === 'VariableDeclarator' && parent.id === pattern) {
      const loop = parent.parent?.parent;
      if (loop && (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === parent.parent)
        return { kind: 'each', loop: this.#numbers.loopOf(loop) };
      return this.of(parent.init);
    }
    if (parent.type === 'AssignmentExpression' && parent.left === pattern)
      return parent.operator === '=' || parent.operator === '??=' || parent.operator === '||='
        ? this.of(parent.right)
        : UNKNOWN;
    const holder = parent.type === 'TSParameterProperty' || parent.type === 'RestElement' ? parent : pattern;
    const fn = holder.parent;
    if (isFunction(fn) && fn === declaration) {
      const index = fn.params.indexOf(holder as TSESTree.Parameter);
      if (index < 0) return UNKNOWN;
      if (holder.type === 'RestElement') return { kind: 'rest', function: this.#numbers.functionOf(fn), from: index };
      return { kind: 'parameter', function: this.#numbers.functionOf(fn), index };
    }
    return UNKNOWN;
  }
}

function some(of: readonly Ref[]): Ref {
  const known = of.filter(({ kind }) => kind !== 'unknown');
  if (known.length === 0) return UNKNOWN;
  return known.length === 1 ? known[0]! : { kind: 'some', of: known };
}

/** The specifier of `require('x')`. */
function requiredIn(call: TSESTree.CallExpression, scopes: Scopes): string | undefined {
  const [first] = call.arguments;
  if (call.callee.type !== 'Identifier' || call.callee.name !== 'require' || scopes.bindingOf.has(call.callee))
    return undefined;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
}
