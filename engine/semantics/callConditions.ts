import type { CallCondition } from '../model.ts';
import { isFunction, type Node, unwrap } from '../syntax/nodes.ts';
import type { Constant, Constants } from './constants.ts';

const SQL =
  /^\s*(?:select\b[\s\S]*\bfrom\b|select\s+(?:[*(\d]|(?:distinct|top)\b|[\w.]+\s*\()|insert\s+into\b|update\b[\s\S]*\bset\b|delete\s+from\b|(?:create|drop|alter|truncate)\s+(?:table|database|index|view|user|schema)\b|with\s+\w+\s+as\b|merge\s+into\b|replace\s+into\b|call\s+\w+|exec(?:ute)?\s+\w+|grant\s|pragma\s|attach\s)/i;
const HTML = /<[a-z!/][^>]*/i;
/** The first line of a message, or a line of its head: https://datatracker.ietf.org/doc/html/rfc9112#section-2.1 */
const HTTP = /^HTTP\/1\.[01] |^[A-Z]{3,7} \S+ HTTP\/1\.[01]\r?\n|\r\n[A-Z][\w-]+: /;
/** https://neo4j.com/docs/cypher-manual/current/clauses/ */
const CYPHER = /^\s*(?:(?:optional\s+)?match|merge|create|unwind|call)\b[^(]*[({]/i;
const LANGUAGES = { sql: SQL, html: HTML, http: HTTP, cypher: CYPHER, rooted: /^[/\\]+(?:\?|$)/ };

/**
 * True when all parts of a condition hold for a call.
 * @param value the expression that carries the data, for conditions on it
 */
export function conditionHolds(
  condition: CallCondition,
  args: readonly (Node | undefined)[],
  value: Node | undefined,
  constants: Constants,
): boolean {
  if (condition.has !== undefined && args[condition.has] === undefined) return false;
  if (condition.constant) {
    const constant = constants.constantOf(args[condition.constant.argument]);
    if (!condition.constant.in.some((each) => same(each, constant))) return false;
  }
  if (condition.says) {
    const node = args[condition.says.argument];
    const { text } = condition.says;
    if (!node || !constants.piecesOf(node).some((piece) => typeof piece === 'string' && piece.includes(text)))
      return false;
  }
  if (condition.option && !optionHolds(condition.option, args, constants)) return false;
  if (condition.textLooksLike) {
    const pieces = value ? constants.stringOf(value) : undefined;
    const text = pieces?.map((piece) => (typeof piece === 'string' ? piece : '?')).join('') ?? '';
    if (!LANGUAGES[condition.textLooksLike].test(text)) return false;
  }
  return (
    !condition.valueIs || (value !== undefined && condition.valueIs.some((kind) => kind === shapeOf(value, constants)))
  );
}

function same(expected: Constant, actual: Constant | undefined): boolean {
  return typeof expected === 'string' && typeof actual === 'string'
    ? expected.toLowerCase() === actual.toLowerCase()
    : expected === actual;
}

function optionHolds(
  option: NonNullable<CallCondition['option']>,
  args: readonly (Node | undefined)[],
  constants: Constants,
): boolean {
  const candidates = option.argument === 'any' ? args : [args[option.argument]];
  const names = option.name.split('.');
  const value = candidates
    .map((argument) =>
      names.reduce<Node | undefined>((holder, name) => constants.property(holder, name), argument ?? undefined),
    )
    .find((node) => node !== undefined);
  const constant = value && constants.constantOf(value);
  switch (option.is) {
    case 'set':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'truthy':
      return value !== undefined && (constant === undefined ? !isUndefined(value) : Boolean(constant));
    case 'falsy':
      return value === undefined || isUndefined(value) || (constant !== undefined && !constant);
    default:
      return option.is.some((each) => same(each, constant));
  }
}

const UNARY_SHAPES: ReadonlyMap<string, 'number' | 'boolean'> = new Map([
  ['!', 'boolean'],
  ['delete', 'boolean'],
  ['-', 'number'],
  ['+', 'number'],
  ['~', 'number'],
]);

function isUndefined(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined';
}

function shapeOf(node: Node, constants: Constants): 'object' | 'number' | 'boolean' | 'text' | undefined {
  const at = unwrap(constants.resolve(node));
  if (at.type === 'ObjectExpression' || at.type === 'ArrayExpression' || at.type === 'NewExpression' || isFunction(at))
    return 'object';
  const constant = constants.constantOf(at);
  if (typeof constant === 'number') return 'number';
  if (typeof constant === 'boolean') return 'boolean';
  if (at.type === 'UnaryExpression') return UNARY_SHAPES.get(at.operator);
  if (at.type === 'BinaryExpression' && /^(?:[-*/%&|^]|\*\*|<<|>>>?)$/.test(at.operator)) return 'number';
  if (at.type === 'BinaryExpression' && at.operator !== '+') return 'boolean';
  const pieces = constants.stringOf(at) ?? [];
  return at.type === 'TemplateLiteral' || pieces.some((piece) => typeof piece === 'string') ? 'text' : undefined;
}
