import {
  automatic,
  type Edit,
  type Fix,
  flowRule,
  insertAfter,
  isFunction,
  type Node,
  nameOf,
  type RuleContext,
  replace,
  type SinkMatch,
  suggestion,
  type TSESTree,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'sql-injection',
  title: 'Text from outside becomes part of an SQL query',
  severity: 'critical',
  confidence: 'high',
  cwe: [89],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value', 'sql-identifier'],
  secondOrder: true,
  message: ({ source }) =>
    `${source} becomes part of the query's text, so that whoever sends it can read and change other rows than meant. Put a placeholder there and hand the value over beside the text; choose names of tables and columns from a fixed list.`,
  fixes: (sink, context) => [...withPlaceholders(sink, context)],
  isSafe: (sink, context) => sink.flow.trust === 'stored' && !isPutIntoQuery(sink, context),
});

/**
 * A whole statement that is stored, as migrations and saved reports are, is stored in order to be run. Only what is put
 * into the text of a query on its way is meant as a value.
 */
function isPutIntoQuery({ flow, value }: SinkMatch, context: RuleContext): boolean {
  const spans = [...flow.steps.map(({ location }) => [location.start, location.end] as const), value.range];
  return spans.some(([start, end]) =>
    /\b(?:select|insert|update|delete|from|where|and|or|values|set|order by|limit|table|database)\b[^'"`]*['"`]?[^'"`]*(?:\$\{|\+)/i.test(
      context.text.slice(start, end),
    ),
  );
}

/**
 * How a driver writes its placeholders: https://node-postgres.com/features/queries#parameterized-query,
 * https://sidorares.github.io/node-mysql2/docs/documentation/prepared-statements,
 * https://www.sqlite.org/lang_expr.html#parameters
 */
function placeholderOf(entity: string): ((index: number) => string) | undefined {
  if (/^pg\./.test(entity)) return (index) => `$${index}`;
  return /^(?:mysql2|better-sqlite3|sqlite3|sqlite)\./.test(entity) ? () => '?' : undefined;
}

/** A hole with what stands around it: whether it is quoted, and the code that makes it. */
interface Value {
  readonly node: Node;
  readonly isQuoted: boolean;
}

/** Replaces holes by placeholders and hands their values over, when all of them stand where a value stands. */
function* withPlaceholders(sink: SinkMatch, context: RuleContext): Generator<Fix> {
  const { site, value, entity } = sink;
  const placeholder = placeholderOf(entity);
  if (!placeholder || site.type !== 'CallExpression' || site.arguments[0] !== value) return;
  const rewritten =
    value.type === 'TemplateLiteral' ? inTemplate(value, placeholder) : inConcatenation(value, context, placeholder);
  if (!rewritten) return;
  const list = `[${rewritten.values.map(({ node }) => context.textOf(node)).join(', ')}]`;
  const handedOver = valuesEdit(site, entity, list, rewritten.values, context);
  if (!handedOver) return;
  // A quoted hole was text before and is text now; a bare one can have been a number to the database.
  const kind = rewritten.values.every(({ isQuoted }) => isQuoted) ? automatic : suggestion;
  yield kind('Hand the value over beside the query', ...rewritten.edits, handedOver);
}

interface Rewritten {
  readonly edits: readonly Edit[];
  readonly values: readonly Value[];
}

function inTemplate(template: TSESTree.TemplateLiteral, placeholder: (index: number) => string): Rewritten | undefined {
  const edits: Edit[] = [];
  const values: Value[] = [];
  const texts = template.quasis.map((quasi) => quasi.value.raw);
  if (texts.some((text) => text.includes('\\'))) return undefined;
  for (const [index, node] of template.expressions.entries()) {
    const position = positionOf(texts.slice(0, index + 1).join('?'), texts[index + 1] ?? '');
    if (!position) return undefined;
    values.push({ node, isQuoted: position.isQuoted });
    const quote = position.isQuoted ? 1 : 0;
    const before = template.quasis[index]!;
    const after = template.quasis[index + 1]!;
    // The ranges of the constant pieces contain the marks around them: "`" or "}", and "${" or "`".
    edits.push({
      start: before.range[1] - 2 - quote,
      end: after.range[0] + 1 + quote,
      text: placeholder(values.length),
    });
  }
  return values.length > 0 ? { edits, values } : undefined;
}

function inConcatenation(
  node: Node,
  context: RuleContext,
  placeholder: (index: number) => string,
): Rewritten | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const pieces = context.stringOf(node) ?? [];
  // The text is written anew, so a constant with a name would lose it.
  const named = operandsOf(node).filter((operand) => operand.type !== 'Literal');
  if (named.length !== pieces.filter((piece) => typeof piece !== 'string').length) return undefined;
  const values: Value[] = [];
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      text += values.at(-1)?.isQuoted && typeof pieces[index - 1] !== 'string' ? piece.slice(1) : piece;
      continue;
    }
    const next = pieces[index + 1] ?? '';
    const position = typeof next === 'string' ? positionOf(text, next) : undefined;
    if (!position) return undefined;
    if (position.isQuoted) text = text.slice(0, -1);
    values.push({ node: piece.node, isQuoted: position.isQuoted });
    text += placeholder(values.length);
  }
  if (values.length === 0 || /[\\\n\r]/.test(text)) return undefined;
  return { edits: [replace(node, quoted(text))], values };
}

function operandsOf(node: Node): readonly Node[] {
  return node.type === 'BinaryExpression' ? [...operandsOf(node.left), ...operandsOf(node.right)] : [node];
}

function quoted(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? `\`${text.replaceAll('`', '\\`')}\`` : `"${text}"`;
}

/** Whether a value stands between these two texts: behind a comparison or in a list of values, quoted or bare. */
function positionOf(before: string, after: string): { readonly isQuoted: boolean } | undefined {
  const isQuoted = before.endsWith("'");
  if (isQuoted !== after.startsWith("'")) return undefined;
  const head = isQuoted ? before.slice(0, -1) : before;
  const tail = isQuoted ? after.slice(1) : after;
  if (!/^(?:[\s),;]|$)/.test(tail)) return undefined;
  // An open quote before the hole would swallow the placeholder.
  if ((head.split("'").length - 1) % 2 !== 0) return undefined;
  const isCompared = /(?:[=<>]|\bLIKE)\s*$/i.test(head);
  const isListed = /\bVALUES\s*\([^()]*$/i.test(head) && /[(,]\s*$/.test(head);
  return isCompared || isListed ? { isQuoted } : undefined;
}

/** The edit that hands the values over: in the call itself, or for `prepare` in the call on the statement. */
function valuesEdit(
  site: TSESTree.CallExpression,
  entity: string,
  list: string,
  values: readonly Value[],
  context: RuleContext,
): Edit | undefined {
  const [query, ...others] = site.arguments;
  if (!query) return undefined;
  if (nameOf(site.callee) === 'prepare') {
    const member = site.parent.type === 'MemberExpression' && site.parent.object === site ? site.parent : undefined;
    const call =
      member?.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
    if (!member || !call || call.arguments.length > 0 || !/^(?:get|all|run|iterate)$/.test(nameOf(member) ?? '')) {
      return undefined;
    }
    const text = values.map(({ node }) => context.textOf(node)).join(', ');
    return { start: call.range[1] - 1, end: call.range[1] - 1, text };
  }
  // `exec` and `pragma` take no values.
  if (/#(?:exec|pragma)$/.test(entity)) return undefined;
  if (others.length > 1 || (others[0] && !isFunction(others[0]))) return undefined;
  return insertAfter(query, `, ${list}`);
}
