import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { Binding, Scopes } from './scopes.ts';

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

/** Answers what expressions are worth before the program runs. Sees only what is written once. */
export class Constants {
  readonly #scopes: Scopes;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The expression that a reference stands for, through variables that are written once; else the node itself. */
  resolve(node: Node): Node {
    let at = unwrap(node);
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const next = this.#step(at);
      if (!next) return at;
      at = unwrap(next);
    }
    return at;
  }

  #step(node: Node): Node | undefined {
    if (node.type === 'Identifier') {
      const binding = this.#scopes.bindingOf.get(node);
      return binding && initializerOf(binding);
    }
    if (node.type === 'MemberExpression') {
      const name = nameOf(node) ?? (node.computed ? this.#keyOf(node.property) : undefined);
      if (name === undefined) return undefined;
      const object = this.resolve(node.object);
      if (object.type === 'ArrayExpression') {
        const element = /^\d+$/.test(name) ? object.elements[Number(name)] : undefined;
        return element && element.type !== 'SpreadElement' ? element : undefined;
      }
      if (object.type !== 'ObjectExpression' || this.#isMutated(node.object)) return undefined;
      return this.property(object, name);
    }
    return undefined;
  }

  #keyOf(node: Node): string | undefined {
    const key = this.constantOf(node);
    return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
  }

  /** True when some reference to the object's variable writes one of its properties. */
  #isMutated(object: Node): boolean {
    const root = unwrap(object);
    if (root.type !== 'Identifier') return root.type === 'MemberExpression' && this.#isMutated(root.object);
    const binding = this.#scopes.bindingOf.get(root);
    return binding !== undefined && hasPropertyWrite(binding);
  }

  /** The constant that an expression is, or undefined. */
  constantOf(node: Node | null | undefined, depth = 0): Constant | undefined {
    if (!node || depth > MAX_DEPTH) return undefined;
    const at = this.resolve(node);
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
          const value = this.constantOf(hole, depth + 1);
          if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
          text += String(value);
        }
        return text;
      }
      case 'UnaryExpression': {
        const value = this.constantOf(at.argument, depth + 1);
        if (at.operator === '-' && typeof value === 'number') return -value;
        if (at.operator === '+' && (typeof value === 'number' || typeof value === 'string')) return Number(value);
        if (at.operator === '!' && value !== undefined) return !value;
        return undefined;
      }
      case 'BinaryExpression':
        return this.#binary(at, depth);
      case 'LogicalExpression': {
        const left = this.constantOf(at.left, depth + 1);
        if (left === undefined) return undefined;
        if (at.operator === '??') return left === null ? this.constantOf(at.right, depth + 1) : left;
        return (at.operator === '&&') === Boolean(left) ? this.constantOf(at.right, depth + 1) : left;
      }
      case 'Identifier':
        if (at.name === 'undefined' || at.name === 'NaN' || at.name === 'Infinity') return undefined;
        return undefined;
      default:
        return undefined;
    }
  }

  #binary(node: TSESTree.BinaryExpression, depth: number): Constant | undefined {
    const left = this.constantOf(node.left, depth + 1);
    const right = left === undefined ? undefined : this.constantOf(node.right, depth + 1);
    if (left === undefined || right === undefined) return undefined;
    if (typeof left === 'number' && typeof right === 'number') {
      switch (node.operator) {
        case '+':
          return left + right;
        case '-':
          return left - right;
        case '*':
          return left * right;
        case '/':
          return left / right;
        case '**':
          return left ** right;
        case '|':
          return left | right;
        case '&':
          return left & right;
        case '<<':
          return left << right;
        case '>>':
          return left >> right;
        default:
          return undefined;
      }
    }
    if (node.operator !== '+' || typeof left === 'object' || typeof right === 'object') return undefined;
    return typeof left === 'string' || typeof right === 'string' ? String(left) + String(right) : undefined;
  }

  /**
   * The value of a property of an object expression, the last one written winning. Spreads of known objects are looked
   * into; a spread of an unknown one hides what stands before it, but not what stands after.
   */
  property(object: Node | null | undefined, name: string): Node | undefined {
    if (!object) return undefined;
    const at = this.resolve(object);
    if (at.type !== 'ObjectExpression') return undefined;
    for (let index = at.properties.length - 1; index >= 0; index--) {
      const property = at.properties[index]!;
      if (property.type === 'SpreadElement') {
        const inner = this.property(property.argument, name);
        if (inner) return inner;
        continue;
      }
      const key = property.computed ? this.#keyOf(property.key) : nameOf(property.key);
      if (key === name) return property.value;
    }
    return undefined;
  }

  /** True when the object is an expression whose properties are all known here. */
  isClosedObject(object: Node | null | undefined): boolean {
    if (!object) return false;
    const at = this.resolve(object);
    if (at.type !== 'ObjectExpression' || this.#isMutated(object)) return false;
    return at.properties.every((property) =>
      property.type === 'SpreadElement'
        ? this.isClosedObject(property.argument)
        : !property.computed || this.#keyOf(property.key) !== undefined,
    );
  }

  /**
   * The text that an expression makes. Follows variables that are written once, concatenation, templates, `concat`,
   * `join` of array expressions. Undefined when the expression puts no text together.
   */
  stringOf(node: Node | null | undefined): StringWithHoles | undefined {
    if (!node) return undefined;
    const pieces: (string | Hole)[] = [];
    return this.#pieces(node, pieces, 0) ? pieces : undefined;
  }

  /** The operands of an expression as pieces, whether or not any of them is known to be text. */
  piecesOf(node: Node): StringWithHoles {
    const pieces: (string | Hole)[] = [];
    this.#pieces(node, pieces, 0);
    return pieces;
  }

  #pieces(node: Node, pieces: (string | Hole)[], depth: number): boolean {
    const at = this.resolve(node);
    const constant = this.constantOf(at);
    if (constant !== undefined && (typeof constant !== 'object' || constant === null)) {
      add(pieces, String(constant));
      return typeof constant === 'string';
    }
    if (depth > MAX_DEPTH) {
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
      // A long chain leans to the left: it is unrolled, so that its length is no depth.
      const operands: Node[] = [];
      let left: Node = at;
      while (left.type === 'BinaryExpression' && left.operator === '+') {
        operands.push(left.right);
        left = left.left;
      }
      operands.push(left);
      let isText = false;
      for (const operand of operands.reverse()) isText = this.#pieces(operand, pieces, depth + 1) || isText;
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
      const list = method === 'join' ? this.resolve(at.callee.object) : undefined;
      if (
        list?.type === 'ArrayExpression' &&
        list.elements.every((element) => element && element.type !== 'SpreadElement')
      ) {
        const separator = at.arguments[0] ? this.constantOf(at.arguments[0]) : ',';
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

function add(pieces: (string | Hole)[], text: string): void {
  if (text === '') return;
  const last = pieces.at(-1);
  if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
  else pieces.push(text);
}

/** The initialiser of a variable that is written once and by a plain declaration; undefined otherwise. */
export function initializerOf(binding: Binding): Node | undefined {
  if (binding.writes.length !== 1) return undefined;
  const declarator = binding.declaration;
  if (declarator.type !== 'VariableDeclarator') return undefined;
  if (declarator.id.type === 'Identifier') return declarator.init ?? undefined;
  return undefined;
}

const MUTATORS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'delete', 'clear', 'fill', 'copyWithin']);

/** True when a reference to the variable writes a property of its value, or calls a method that changes it. */
export function hasPropertyWrite(binding: Binding): boolean {
  return binding.references.some((reference) => {
    let at: Node = reference;
    while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
    if (at === reference)
      return reference.parent?.type === 'CallExpression' && isAssignTarget(reference, reference.parent);
    const parent = at.parent;
    if (parent?.type === 'AssignmentExpression') return parent.left === at;
    if (parent?.type === 'UpdateExpression') return true;
    if (parent?.type === 'UnaryExpression') return parent.operator === 'delete';
    return parent?.type === 'CallExpression' && parent.callee === at && MUTATORS.has(nameOf(at) ?? '');
  });
}

function isAssignTarget(argument: Node, call: TSESTree.CallExpression): boolean {
  return call.arguments[0] === argument && call.callee.type === 'MemberExpression' && nameOf(call.callee) === 'assign';
}
