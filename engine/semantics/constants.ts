import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { ClassFields } from './classFields.ts';
import {
  type ConstantData,
  dataOf,
  expressionOf,
  type ImportedConstants,
  isConstantData,
  OTHER,
} from './constantData.ts';
import type { Binding, Scopes } from './scopes.ts';
import { hasPropertyWrite, initializerOf } from './writes.ts';

export { initializerOf };

/** The value of a constant expression. A regular expression is known by its source and flags. */
export type Constant = string | number | bigint | boolean | null | { readonly regex: string; readonly flags: string };

/** An expression inside a text that is put together at run time. */
export interface Hole {
  readonly node: Node;
}

/** The text that an expression makes: constant pieces and holes in order. Neighbouring constants are joined. */
export type StringWithHoles = readonly (string | Hole)[];

/** A variable's initialiser is followed through at most so many variables. */
const MAX_DEPTH = 12;

/** One question looks at so many expressions at most: names that stand for each other can unfold without end. */
const MAX_STEPS = 2_000;

/** Larger tables and lists are not told to other modules, nor what lies deeper in them. */
const MAX_DATA = 256;
const MAX_DATA_DEPTH = 4;

/** Longer texts are data and no constants of interest. */
const MAX_LENGTH = 1_000_000;

/** Answers what expressions are worth before the program runs. Sees only what is written once. */
export class Constants {
  readonly #scopes: Scopes;
  readonly #fields: ClassFields;
  readonly #mutated = new Map<Binding, boolean>();
  readonly #imported: ImportedConstants;
  /** The expressions that stand for what other modules export, by the place that speaks of it. */
  readonly #importedAt = new Map<Node, Map<string, Node | undefined>>();
  #steps = 0;

  /** @param imported what other modules export */
  constructor(scopes: Scopes, imported: ImportedConstants = () => undefined) {
    this.#scopes = scopes;
    this.#fields = new ClassFields(scopes);
    this.#imported = imported;
  }

  /** The expression that a reference stands for, through variables that are written once; else the node itself. */
  resolve(node: Node): Node {
    this.#steps = MAX_STEPS;
    return this.#resolve(node);
  }

  /** True for an object that inherits nothing: `Object.create(null)`, `{ __proto__: null }`. */
  hasNoPrototype(node: Node): boolean {
    const made = this.resolve(node);
    if (made.type === 'CallExpression')
      return nameOf(made.callee) === 'create' && this.constantOf(made.arguments[0]) === null;
    return (
      made.type === 'ObjectExpression' &&
      made.properties.some(
        (each) => each.type === 'Property' && nameOf(each.key) === '__proto__' && this.constantOf(each.value) === null,
      )
    );
  }

  #resolve(node: Node): Node {
    let at = unwrap(node);
    for (let depth = 0; depth < MAX_DEPTH && this.#steps > 0; depth++) {
      this.#steps--;
      const next = this.#step(at);
      if (!next) return at;
      at = unwrap(next);
    }
    return at;
  }

  #step(node: Node): Node | undefined {
    if (node.type === 'Identifier') {
      const binding = this.#scopes.bindingOf.get(node);
      return binding && (initializerOf(binding) ?? this.#importedName(binding) ?? this.#takenFromObject(binding));
    }
    if (node.type === 'CallExpression') return this.#frozen(node) ?? this.#requiredData(node);
    if (node.type !== 'MemberExpression') return undefined;
    const name = nameOf(node) ?? (node.computed ? this.#keyOf(node.property) : undefined);
    if (name === undefined) return undefined;
    const field = this.#fields.valueOf(node);
    if (field) return field;
    const object = this.#resolve(node.object);
    const imported = this.#memberOfModule(object, name);
    if (imported) return imported;
    const isTable = object.type === 'ArrayExpression' || object.type === 'ObjectExpression';
    if (!isTable || this.#isMutated(node.object)) return undefined;
    if (object.type === 'ArrayExpression') {
      const index = /^\d+$/.test(name) ? Number(name) : -1;
      const spread = object.elements.findIndex((element) => element?.type === 'SpreadElement');
      return spread < 0 || index < spread ? (object.elements[index] ?? undefined) : undefined;
    }
    return this.#sureProperty(object, name);
  }

  #sureProperty(object: TSESTree.ObjectExpression, name: string): Node | undefined {
    const found = this.#lastWritten(object, name);
    return found?.isSure ? found.value : undefined;
  }

  /** The value of `iv` in `const { iv } = settings`, where the settings are an object that is written here. */
  #takenFromObject(binding: Binding): Node | undefined {
    const declarator = binding.declaration;
    if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern') return undefined;
    if (!declarator.init || binding.writes.length !== 1) return undefined;
    const taken = declarator.id.properties.find(
      (property) => property.type === 'Property' && property.value === binding.identifier,
    );
    const name = taken?.type === 'Property' && !taken.computed ? nameOf(taken.key) : undefined;
    if (name === undefined) return undefined;
    const object = this.#resolve(declarator.init);
    const imported = this.#memberOfModule(object, name);
    if (imported) return imported;
    if (object.type !== 'ObjectExpression' || this.#isMutated(declarator.init)) return undefined;
    return this.#sureProperty(object, name);
  }

  /** What an import names: `import { LIMIT } from './limits'`, `import data from './data.json'`. */
  #importedName({ declaration }: Binding): Node | undefined {
    if (declaration.type !== 'ImportSpecifier' && declaration.type !== 'ImportDefaultSpecifier') return undefined;
    const { source } = declaration.parent as TSESTree.ImportDeclaration;
    const name = declaration.type === 'ImportSpecifier' ? nameOf(declaration.imported) : 'default';
    return this.#importedFrom(source, name, declaration.local);
  }

  /** `limits.MAX`, where the limits are a module: `import * as limits from './limits'`, `require('./limits')`. */
  #memberOfModule(module: Node, name: string): Node | undefined {
    if (module.type === 'CallExpression') return this.#importedFrom(this.#required(module), name, module);
    const declaration = module.type === 'Identifier' ? this.#scopes.bindingOf.get(module)?.declaration : undefined;
    return declaration?.type === 'ImportNamespaceSpecifier'
      ? this.#importedFrom((declaration.parent as TSESTree.ImportDeclaration).source, name, module)
      : undefined;
  }

  /** What `require` gives, where that is constant data: `require('./data.json')`. */
  #requiredData(call: TSESTree.CallExpression): Node | undefined {
    return this.#importedFrom(this.#required(call), 'default', call);
  }

  #required({ callee, arguments: [specifier] }: TSESTree.CallExpression): Node | undefined {
    const isRequire = callee.type === 'Identifier' && callee.name === 'require' && !this.#scopes.bindingOf.has(callee);
    return isRequire ? specifier : undefined;
  }

  /** The expression of what a module exports under a name: one object for each place that speaks of it. */
  #importedFrom(source: Node | undefined, name: string | undefined, at: Node): Node | undefined {
    if (source?.type !== 'Literal' || typeof source.value !== 'string' || name === undefined) return undefined;
    let known = this.#importedAt.get(at);
    if (!known) {
      known = new Map();
      this.#importedAt.set(at, known);
    }
    if (known.has(name)) return known.get(name);
    const data = this.#imported(source.value, name);
    const isKnown = data && (at.type !== 'CallExpression' || name !== 'default' || isConstantData(data));
    const expression = isKnown ? expressionOf(data, at) : undefined;
    known.set(name, expression);
    return expression;
  }

  /** What an expression is as data, for other modules; undefined when nothing is known of it. */
  dataOf(node: Node): ConstantData | undefined {
    this.#steps = MAX_STEPS;
    const data = this.#data(node, 0);
    return data.kind === 'other' ? undefined : data;
  }

  #data(node: Node, depth: number): ConstantData {
    const constant = this.#constant(node, 0);
    if (constant === null || (constant !== undefined && typeof constant !== 'object' && typeof constant !== 'bigint'))
      return dataOf(constant);
    const at = this.#resolve(node);
    const description = this.#symbol(at);
    if (description !== undefined) return { kind: 'symbol', description };
    if (depth > MAX_DATA_DEPTH || this.#isMutated(node)) return OTHER;
    if (at.type === 'ArrayExpression') {
      const isPlain = at.elements.length <= MAX_DATA && at.elements.every((each) => each?.type !== 'SpreadElement');
      return isPlain
        ? { kind: 'list', items: at.elements.map((each) => (each ? this.#data(each, depth + 1) : OTHER)) }
        : OTHER;
    }
    if (at.type !== 'ObjectExpression' || at.properties.length > MAX_DATA || !this.#isClosed(node)) return OTHER;
    const entries = new Map<string, ConstantData>();
    for (const property of at.properties) {
      if (property.type === 'SpreadElement') {
        const spread = this.#data(property.argument, depth + 1);
        if (spread.kind !== 'object') return OTHER;
        for (const [name, value] of spread.entries) entries.set(name, value);
      } else {
        const name = property.computed ? this.#keyOf(property.key) : nameOf(property.key);
        if (name === undefined) return OTHER;
        entries.set(name, property.kind === 'init' ? this.#data(property.value, depth + 1) : OTHER);
      }
    }
    return { kind: 'object', entries: [...entries] };
  }

  /** The description of the symbol that an expression is: of `Symbol('x')` and `Symbol.for('x')`. */
  symbolOf(node: Node): string | undefined {
    this.#steps = MAX_STEPS;
    return this.#symbol(this.#resolve(node));
  }

  #symbol(at: Node): string | undefined {
    if (at.type !== 'CallExpression' || at.arguments.length !== 1) return undefined;
    const { callee } = at;
    const maker = callee.type === 'MemberExpression' && nameOf(callee) === 'for' ? callee.object : callee;
    if (maker.type !== 'Identifier' || maker.name !== 'Symbol' || this.#scopes.bindingOf.has(maker)) return undefined;
    return this.#keyOf(at.arguments[0]!);
  }

  /** `Object.freeze(x)` is `x`. */
  #frozen({ callee, arguments: [argument] }: TSESTree.CallExpression): Node | undefined {
    if (callee.type !== 'MemberExpression' || nameOf(callee) !== 'freeze') return undefined;
    const isGlobal = nameOf(callee.object) === 'Object' && !this.#scopes.bindingOf.has(callee.object);
    return isGlobal && argument?.type !== 'SpreadElement' ? argument : undefined;
  }

  #keyOf(node: Node): string | undefined {
    const key = this.#constant(node, 0);
    return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
  }

  /** True when some reference to the object's variable writes one of its properties. */
  #isMutated(object: Node): boolean {
    let root = unwrap(object);
    while (root.type === 'MemberExpression') {
      if (this.#fields.isChanged(root)) return true;
      root = unwrap(root.object);
    }
    const binding = root.type === 'Identifier' ? this.#scopes.bindingOf.get(root) : undefined;
    if (!binding) return false;
    const known = this.#mutated.get(binding);
    if (known !== undefined) return known;
    const isMutated = hasPropertyWrite(binding, this.#scopes);
    this.#mutated.set(binding, isMutated);
    return isMutated;
  }

  /** The constant that an expression is, or undefined. */
  constantOf(node: Node | null | undefined): Constant | undefined {
    this.#steps = MAX_STEPS;
    return node ? this.#constant(node, 0) : undefined;
  }

  #constant(node: Node, depth: number): Constant | undefined {
    if (depth > MAX_DEPTH || this.#steps-- <= 0) return undefined;
    const at = this.#resolve(node);
    switch (at.type) {
      case 'Literal':
        if ('regex' in at && at.regex) return { regex: at.regex.pattern, flags: at.regex.flags };
        return at.value as Constant;
      case 'TemplateLiteral': {
        let text = '';
        for (let index = 0; index < at.quasis.length; index++) {
          text += at.quasis[index]!.value.cooked ?? '';
          const hole = at.expressions[index];
          if (!hole) continue;
          const value = this.#constant(hole, depth + 1);
          if (value === undefined || isObject(value)) return undefined;
          text += String(value);
          if (text.length > MAX_LENGTH) return undefined;
        }
        return text;
      }
      case 'UnaryExpression': {
        const value = this.#constant(at.argument, depth + 1);
        if (at.operator === '-' && typeof value === 'number') return -value;
        if (at.operator === '~' && typeof value === 'number') return ~value;
        if (at.operator === '+' && (typeof value === 'number' || typeof value === 'string')) return Number(value);
        if (at.operator === '!' && value !== undefined) return !value;
        return undefined;
      }
      case 'BinaryExpression':
        return this.#binary(at, depth);
      case 'LogicalExpression': {
        const left = this.#constant(at.left, depth + 1);
        if (left === undefined) return undefined;
        if (at.operator === '??') return left === null ? this.#constant(at.right, depth + 1) : left;
        return (at.operator === '&&') === Boolean(left) ? this.#constant(at.right, depth + 1) : left;
      }
      case 'MemberExpression':
        return this.#enumMember(at, depth);
      default:
        return undefined;
    }
  }

  /** `Kind.First` of an enum: its initialiser, or the number that TypeScript counts on to. */
  #enumMember(node: TSESTree.MemberExpression, depth: number): Constant | undefined {
    const binding = node.object.type === 'Identifier' ? this.#scopes.bindingOf.get(node.object) : undefined;
    const declaration = binding?.declaration;
    const name = nameOf(node);
    if (declaration?.type !== 'TSEnumDeclaration' || name === undefined) return undefined;
    let value: Constant | undefined = -1;
    for (const member of declaration.body.members) {
      if (member.initializer) value = this.#constant(member.initializer, depth + 1);
      else value = typeof value === 'number' ? value + 1 : undefined;
      if (nameOf(member.id) === name) return value;
    }
    return undefined;
  }

  #binary(node: TSESTree.BinaryExpression, depth: number): Constant | undefined {
    if (node.operator !== '+') {
      const left = this.#constant(node.left, depth + 1);
      const right = this.#constant(node.right, depth + 1);
      return typeof left === 'number' && typeof right === 'number' ? compute(node.operator, left, right) : undefined;
    }
    let sum: Constant | undefined;
    for (const operand of operandsOf(node)) {
      const value = this.#constant(operand, depth + 1);
      if (value === undefined) return undefined;
      sum = sum === undefined ? value : plus(sum, value);
      if (sum === undefined) return undefined;
    }
    return sum;
  }

  /**
   * The value of a property of an object expression, the last one written winning. Spreads of known objects are looked
   * into. What an unknown spread might overwrite is still given: the author wrote it.
   */
  property(object: Node | null | undefined, name: string): Node | undefined {
    if (!object) return undefined;
    const at = this.resolve(object);
    return at.type === 'ObjectExpression' ? this.#lastWritten(at, name)?.value : undefined;
  }

  /** A property's value in an object expression; it is sure when nothing unknown can overwrite or compute it. */
  #lastWritten(
    object: TSESTree.ObjectExpression,
    name: string,
  ): { readonly value: Node; readonly isSure: boolean } | undefined {
    let isSure = true;
    for (let index = object.properties.length - 1; index >= 0; index--) {
      const property = object.properties[index]!;
      if (property.type === 'SpreadElement') {
        const spread = this.#resolve(property.argument);
        const inner = spread.type === 'ObjectExpression' ? this.#lastWritten(spread, name) : undefined;
        if (inner) return { value: inner.value, isSure: isSure && inner.isSure && !this.#isMutated(property.argument) };
        isSure &&= this.#isClosed(property.argument);
        continue;
      }
      const key = property.computed ? this.#keyOf(property.key) : nameOf(property.key);
      if (key === name) return { value: property.value, isSure: isSure && property.kind === 'init' };
      isSure &&= key !== undefined;
    }
    return undefined;
  }

  /** True when the object is an expression whose properties are all known here. */
  isClosedObject(object: Node | null | undefined): boolean {
    this.#steps = MAX_STEPS;
    return object != null && this.#isClosed(object);
  }

  #isClosed(object: Node): boolean {
    const at = this.#resolve(object);
    if (at.type !== 'ObjectExpression' || this.#isMutated(object)) return false;
    return at.properties.every((property) =>
      property.type === 'SpreadElement'
        ? this.#isClosed(property.argument)
        : !property.computed || this.#keyOf(property.key) !== undefined,
    );
  }

  /**
   * The text that an expression makes. Follows variables that are written once, concatenation, templates, `concat`,
   * `join` of array expressions. Undefined when the expression puts no text together.
   */
  stringOf(node: Node | null | undefined): StringWithHoles | undefined {
    if (!node) return undefined;
    this.#steps = MAX_STEPS;
    const pieces: (string | Hole)[] = [];
    return this.#pieces(node, pieces, 0) ? pieces : undefined;
  }

  /** The operands of an expression as pieces, whether or not any of them is known to be text. */
  piecesOf(node: Node): StringWithHoles {
    this.#steps = MAX_STEPS;
    const pieces: (string | Hole)[] = [];
    this.#pieces(node, pieces, 0);
    return pieces;
  }

  #pieces(node: Node, pieces: (string | Hole)[], depth: number): boolean {
    const at = this.#resolve(node);
    const constant = this.#constant(at, 0);
    if (constant !== undefined && !isObject(constant)) {
      add(pieces, String(constant));
      return typeof constant === 'string';
    }
    if (depth > MAX_DEPTH || this.#steps <= 0) {
      pieces.push({ node });
      return false;
    }
    if (at.type === 'TemplateLiteral') {
      for (let index = 0; index < at.quasis.length; index++) {
        add(pieces, at.quasis[index]!.value.cooked ?? '');
        const hole = at.expressions[index];
        if (hole) this.#pieces(hole, pieces, depth + 1);
      }
      return true;
    }
    if (at.type === 'BinaryExpression' && at.operator === '+') {
      let isText = false;
      for (const operand of operandsOf(at)) isText = this.#pieces(operand, pieces, depth + 1) || isText;
      return isText;
    }
    if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
      const method = nameOf(at.callee);
      if (method === 'concat' && at.callee.object.type !== 'ArrayExpression') {
        const start = pieces.length;
        if (this.#pieces(at.callee.object, pieces, depth + 1)) {
          for (const argument of at.arguments) this.#pieces(argument, pieces, depth + 1);
          return true;
        }
        pieces.length = start;
      }
      const list = method === 'join' ? this.#resolve(at.callee.object) : undefined;
      if (
        list?.type === 'ArrayExpression' &&
        list.elements.every((element) => element && element.type !== 'SpreadElement')
      ) {
        const separator = at.arguments[0] ? this.#constant(at.arguments[0], 0) : ',';
        list.elements.forEach((element, index) => {
          if (index > 0) add(pieces, typeof separator === 'string' ? separator : ',');
          if (element) this.#pieces(element, pieces, depth + 1);
        });
        return true;
      }
    }
    pieces.push({ node });
    return false;
  }
}

/** What is added up, in order. A long chain leans to the left: it is unrolled, so that its length is no depth. */
function operandsOf(sum: TSESTree.BinaryExpression): Node[] {
  const operands: Node[] = [];
  let left: Node = sum;
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return operands.reverse();
}

function plus(left: Constant, right: Constant): Constant | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (isObject(left) || isObject(right)) return undefined;
  if (typeof left !== 'string' && typeof right !== 'string') return undefined;
  const text = String(left) + String(right);
  return text.length > MAX_LENGTH ? undefined : text;
}

function isObject(value: Constant): boolean {
  return typeof value === 'object' && value !== null;
}

function compute(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '**':
      return left ** right;
    case '|':
      return left | right;
    case '&':
      return left & right;
    case '^':
      return left ^ right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    case '>>>':
      return left >>> right;
    default:
      return undefined;
  }
}

function add(pieces: (string | Hole)[], text: string): void {
  if (text === '') return;
  const last = pieces.at(-1);
  if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
  else pieces.push(text);
}
