import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { Constant } from './constants.ts';
import { hasPhrase, wordsOf } from './names.ts';

/** What is asked of the module. */
interface Values {
  constantOf(node: Node | null | undefined): Constant | undefined;
  resolve(node: Node): Node;
}

/**
 * True when a node runs outside production only, as far as the tests around and before it tell:
 * `process.env.NODE_ENV !== 'production'`, `isDev && …`, `import.meta.env.DEV`, `if (isProduction) return;`.
 */
export function isDevelopmentOnly(node: Node, values: Values): boolean {
  for (let at: Node = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (parent.consequent === at && saysOf(parent.test, values) === 'development') return true;
        if (parent.alternate === at && saysOf(parent.test, values) === 'production') return true;
        break;
      case 'LogicalExpression': {
        if (parent.right !== at) break;
        const left = saysOf(parent.left, values);
        if (parent.operator === '&&' ? left === 'development' : parent.operator === '||' && left === 'production')
          return true;
        break;
      }
      case 'BlockStatement':
      case 'Program':
        if (leavesInProduction(parent.body, at, values)) return true;
        break;
      default:
        if (isFunction(parent) && parent.id && hasPhrase(wordsOf(parent.id.name), DEVELOPERS)) return true;
    }
  }
  return false;
}

/** A constant that an expression may be, and where it is written. */
export interface Choice {
  readonly node: Node;
  readonly value: Constant;
}

/**
 * The constants that an expression may be in production: both of `legacy ? 'md5' : 'sha256'`, the last of
 * `process.env.CIPHER || 'rc4'`, `false` of `NODE_ENV !== 'production'`. What is no constant is left out.
 */
export function constantsInProduction(node: Node | null | undefined, values: Values, depth = 0): readonly Choice[] {
  if (!node || depth > MAX_CHOICES) return [];
  const value = values.constantOf(node);
  if (value !== undefined) return [{ node, value }];
  const into = (inner: Node) => constantsInProduction(inner, values, depth + 1);
  const at = unwrap(values.resolve(node));
  switch (at.type) {
    case 'ConditionalExpression': {
      const said = saysOf(at.test, values);
      const choices = [
        ...(said === 'development' ? [] : into(at.consequent)),
        ...(said === 'production' ? [] : into(at.alternate)),
      ];
      // `x === 'yes' ? true : false` is the test itself.
      return said === undefined && choices.every(({ value }) => typeof value === 'boolean') ? [] : choices;
    }
    case 'LogicalExpression': {
      const [left] = at.operator === '??' ? [] : inProduction(at.left, values);
      if (left) return left.value === (at.operator === '&&') ? into(at.right) : [{ ...left, node }];
      if (at.operator === '&&') return into(at.right);
      // `x || false` makes a boolean of `x`.
      const right = at.operator === '||' ? into(at.right).filter((choice) => choice.value !== false) : into(at.right);
      return [...into(at.left).filter((choice) => choice.value), ...right];
    }
    default:
      return inProduction(at, values).map((choice) => ({ ...choice, node }));
  }
}

const MAX_CHOICES = 6;

/** What a test of the environment is in production; nothing when the expression is no such test. */
function inProduction(node: Node, values: Values): Choice[] {
  const at = unwrap(node);
  const isTest = at.type === 'BinaryExpression' || at.type === 'UnaryExpression' || isEnvironmentName(nameOf(at));
  const said = isTest ? saysOf(at, values) : undefined;
  return said ? [{ node, value: said === 'production' }] : [];
}

/** `isProd`, `DEV`, `inDevelopment`, not `localPath` or `liveToken`. */
function isEnvironmentName(name: string | undefined): boolean {
  const words = wordsOf(name ?? '');
  return words.length > 0 && words.every((word) => DEVELOPMENT.has(word) || PRODUCTION.has(word) || ABOUT.has(word));
}

const ABOUT = new Set(['is', 'in', 'not', 'non', 'env', 'environment', 'node', 'mode', 'running']);

const DEVELOPMENT = new Set(['dev', 'development', 'debug', 'local', 'localhost', 'test', 'testing', 'mock']);
/** In a function's name `test` and `debug` may well speak of production: `testConnection`. */
const DEVELOPERS = new Set(['dev', 'development', 'mock']);
const PRODUCTION = new Set(['prod', 'production', 'live']);

type Environment = 'development' | 'production';

const OPPOSITE = { development: 'production', production: 'development' } as const;

/** Where a test holds, if it tells; it must not tell where it does not hold as surely, and is taken to do so. */
function saysOf(test: Node, values: Values, depth = 0): Environment | undefined {
  if (depth > 8) return undefined;
  const at = unwrap(test);
  switch (at.type) {
    case 'UnaryExpression': {
      const inner = at.operator === '!' ? saysOf(at.argument, values, depth + 1) : undefined;
      return inner && OPPOSITE[inner];
    }
    case 'LogicalExpression': {
      const left = saysOf(at.left, values, depth + 1);
      const right = saysOf(at.right, values, depth + 1);
      // Of `a && b` one part is enough; of `a || b` both must say the same.
      return at.operator === '&&' ? (left ?? right) : left === right ? left : undefined;
    }
    case 'BinaryExpression':
      return ofComparison(at, values);
    case 'CallExpression': {
      const listed = at.callee.type === 'MemberExpression' && nameOf(at.callee) === 'includes';
      if (!listed) return ofName(nameOf(at.callee) ?? '');
      const list = values.resolve((at.callee as TSESTree.MemberExpression).object);
      if (list.type !== 'ArrayExpression' || list.elements.length === 0) return undefined;
      const said = list.elements.map((element) => ofText(values.constantOf(element)));
      return said.every((one) => one === said[0]) ? said[0] : undefined;
    }
    case 'Identifier': {
      const named = ofName(at.name);
      if (named) return named;
      const value = values.resolve(at);
      return value === at ? undefined : saysOf(value, values, depth + 1);
    }
    case 'MemberExpression':
      return ofName(nameOf(at) ?? '');
    default:
      return undefined;
  }
}

function ofComparison(test: TSESTree.BinaryExpression, values: Values): Environment | undefined {
  const equal = test.operator === '===' || test.operator === '==';
  if (!equal && test.operator !== '!==' && test.operator !== '!=') return undefined;
  const said = ofText(values.constantOf(test.right)) ?? ofText(values.constantOf(test.left));
  return said && (equal ? said : OPPOSITE[said]);
}

function ofText(value: Constant | undefined): Environment | undefined {
  return typeof value === 'string' ? ofName(value) : undefined;
}

function ofName(name: string): Environment | undefined {
  const words = wordsOf(name);
  const negated = words[0] === 'not' || words.includes('non');
  const said = hasPhrase(words, DEVELOPMENT) ? 'development' : hasPhrase(words, PRODUCTION) ? 'production' : undefined;
  return said && negated ? OPPOSITE[said] : said;
}

/** True when a statement before this one leaves the block in production. */
function leavesInProduction(statements: readonly Node[], before: Node, values: Values): boolean {
  for (const statement of statements) {
    if (statement === before) return false;
    if (statement.type === 'IfStatement' && leaves(statement.consequent)) {
      if (saysOf(statement.test, values) === 'production') return true;
    }
  }
  return false;
}

function leaves(node: Node): boolean {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'ContinueStatement';
}
