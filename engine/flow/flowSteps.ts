import type { FlowStep } from '../finding.ts';
import { locate, type SourceFile } from '../source/sourceFile.ts';
import { isFunction, type Node, nameOf, unwrap } from '../syntax/nodes.ts';
import type { SourceUse } from './resolveValues.ts';
import type { TracePart } from './summary.ts';
import type { ValueFlowGraph } from './valueFlowGraph.ts';

/** Where data arrives: the expression that carries it, and the call, assignment or attribute that takes it. */
export interface Arrival {
  readonly value: Node;
  readonly site: Node;
}

/** A path longer than this shows its ends. */
const MAX_STEPS = 14;

/** Steps of modules inside steps of modules are told so deep. */
const MAX_NESTING = 12;

/** The longest text of code that a step quotes. */
const MAX_QUOTE = 60;

/**
 * Tells the way of data in words: where it comes in, what happens to it, where it arrives.
 * @param nodes the nodes on the way
 * @param source the source that the first node is; undefined when code elsewhere gives it
 * @param sink where it arrives; undefined when it leaves the module
 * @returns the steps in this module, and where the way leads through others, the number of the steps there
 */
export function describeWay(
  file: SourceFile,
  graph: ValueFlowGraph,
  nodes: readonly number[],
  source: SourceUse | undefined,
  sink: Arrival | undefined,
): TracePart[] {
  const parts: TracePart[] = [];
  let used = 0;
  let last: Node | undefined;
  if (source?.foreign) {
    const { module, trace } = source.foreign;
    parts.push({ module, trace });
    used = 1;
  } else if (source) {
    const origin = sourceExpression(graph, nodes);
    parts.push(step(file, 'source', origin.node, `${quote(file, origin.node)} comes from ${source.model.label}`));
    used = origin.used;
    last = origin.node;
  }
  for (const node of nodes.slice(used)) {
    const passage = graph.passages.get(node);
    if (passage) parts.push({ module: passage.module, trace: passage.id });
    const ast = graph.ast[node]!;
    if (passage || ast === graph.ast[0] || (last && isInside(ast, last) && graph.role[node] !== 'variable')) continue;
    const words = wordsFor(file, graph, node);
    if (!words || (last && isSame(words.at, last))) continue;
    // The result of a call is told where it is returned; of properties inside each other the innermost is told.
    const callee = ast.type === 'CallExpression' ? nameOf(unwrap(ast.callee)) : undefined;
    if (callee !== undefined && last?.type === 'Identifier' && last.name === callee && isFunction(last.parent))
      continue;
    if (graph.role[node] === 'property' && ast.type === 'MemberExpression' && unwrap(ast.object) === last) parts.pop();
    if (!isSaidAgain(parts.at(-1), words.text)) parts.push(step(file, 'step', words.at, words.text));
    last = words.at;
  }
  if (sink) addArrival(parts, step(file, 'sink', sink.value, arrivalWords(file, sink)));
  return parts;
}

/** A text that becomes a part of a text, or what is kept in a class of that name twice: one step says it. */
function isSaidAgain(previous: TracePart | undefined, text: string): boolean {
  return previous !== undefined && 'kind' in previous && previous.message === text && /^it is (?:put|kept) /.test(text);
}

function addArrival(parts: TracePart[], arrives: FlowStep): void {
  const previous = parts.at(-1);
  const isSamePlace =
    previous &&
    'kind' in previous &&
    previous.kind === 'step' &&
    previous.location.start === arrives.location.start &&
    previous.location.end === arrives.location.end;
  if (isSamePlace) parts.pop();
  parts.push(arrives);
}

/** Gives the parts of a way through another module, by its number there. */
export type TraceOf = (module: string, trace: number) => readonly TracePart[];

/** Puts the steps of several modules together; of a long path, both ends. */
export function assembleSteps(parts: readonly TracePart[], traceOf: TraceOf): FlowStep[] {
  const steps: FlowStep[] = [];
  const add = (all: readonly TracePart[], depth: number): void => {
    for (const part of all) {
      if ('kind' in part) steps.push(part);
      else if (depth < MAX_NESTING) add(traceOf(part.module, part.trace), depth + 1);
    }
  };
  add(parts, 0);
  return steps.length <= MAX_STEPS ? steps : [...steps.slice(0, MAX_STEPS / 2), ...steps.slice(-MAX_STEPS / 2)];
}

/** The steps of a way that lie in one module. */
export function stepsHere(parts: readonly TracePart[]): FlowStep[] {
  return parts.filter((part): part is FlowStep => 'kind' in part);
}

/** The methods that data passes through and the properties that are read of it, in order, from the nodes on its way. */
export function namesOnTheWay(graph: ValueFlowGraph, nodes: readonly number[]): string[] {
  return nodes.slice(1).flatMap((node) => {
    const isName = graph.role[node] === 'call' || graph.role[node] === 'property';
    return isName && graph.label[node] !== undefined ? [graph.label[node]] : [];
  });
}

/** The expression that a reader takes for the source: `req.query.id`, not only `req.query`. */
export function sourceExpression(
  graph: ValueFlowGraph,
  nodes: readonly number[],
): { readonly node: Node; readonly used: number } {
  let node = graph.ast[nodes[0]!]!;
  let used = 1;
  while (used < nodes.length) {
    const next = graph.ast[nodes[used]!]!;
    const isRead = next.type === 'MemberExpression' && unwrap(next.object) === node;
    // `({ name }) => …`: the parameter's part that matters.
    const isTaken =
      /^(?:ObjectPattern|VariableDeclaration)$/.test(node.type) && next.type === 'Identifier' && isInside(next, node);
    if (graph.role[nodes[used]!] !== 'property' || !(isRead || isTaken)) break;
    node = next;
    used++;
  }
  return { node, used };
}

function step(file: SourceFile, kind: FlowStep['kind'], node: Node, message: string): FlowStep {
  return { kind, location: locate(file, node.range[0], node.range[1]), message };
}

/** What happens at a node, if a reader would want to know. */
function wordsFor(
  file: SourceFile,
  graph: ValueFlowGraph,
  node: number,
): { readonly at: Node; readonly text: string } | undefined {
  const ast = graph.ast[node]!;
  const label = graph.label[node];
  switch (graph.role[node]!) {
    case 'text':
      return { at: ast, text: `it is put into ${kindOfText(ast)}` };
    case 'call':
      return label ? { at: ast, text: `it passes through \`${label}\`` } : undefined;
    case 'parameter': {
      const fn = graph.parameterFunction.get(node)?.fn;
      const name = fn?.name ? `\`${fn.name}\`` : 'a function';
      return { at: ast, text: label ? `it is passed to ${name} as \`${label}\`` : `it is passed to ${name}` };
    }
    case 'return':
      return isFunction(ast) && label && ast.id ? { at: ast.id, text: `it is returned by \`${label}\`` } : undefined;
    case 'variable':
      return label && ast.type !== 'JSXOpeningElement' ? { at: ast, text: `it is kept in \`${label}\`` } : undefined;
    case 'shared':
      return label && label !== 'this' ? { at: ast, text: `it is kept in \`${label}\`` } : undefined;
    case 'property':
      return ast.type === 'Identifier'
        ? { at: ast, text: `it is read as \`${ast.name}\`` }
        : { at: ast, text: `${quote(file, ast)} is read` };
    case 'value':
      return ast.type === 'CatchClause' ? { at: ast.param ?? ast, text: 'it is caught' } : undefined;
    default:
      return undefined;
  }
}

/** Languages by the constant parts of a text. */
const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:select|insert\s+into|update|delete\s+from|with|create|alter|drop)\b/i, 'the text of a query'],
  [/^[a-z][a-z\d+.-]*:\/\//i, 'a URL'],
  [/<\/?[a-z][\w-]*(?:\s|>|\/)/i, 'HTML'],
];

function kindOfText(ast: Node): string {
  const text = constantParts(ast).join('');
  return LANGUAGES.find(([pattern]) => pattern.test(text))?.[1] ?? 'a text';
}

/** The constant parts that are written in a template or a sum. */
function constantParts(ast: Node): string[] {
  if (ast.type === 'TemplateLiteral') return ast.quasis.map(({ value }) => value.cooked ?? '');
  const parts: string[] = [];
  for (let at: Node = ast; ; at = at.left) {
    const operand: Node = at.type === 'BinaryExpression' ? at.right : at;
    if (operand.type === 'Literal' && typeof operand.value === 'string') parts.unshift(operand.value);
    else if (operand.type === 'TemplateLiteral') parts.unshift(...constantParts(operand));
    if (at.type !== 'BinaryExpression') return parts;
  }
}

/** What receives the data, as written: `db.query(…)`, `el.innerHTML`, an attribute. */
function arrivalWords(file: SourceFile, { value, site }: Arrival): string {
  switch (site.type) {
    case 'CallExpression':
      return `${quote(file, value)} is given to ${quote(file, site.callee)}`;
    case 'NewExpression':
      return `${quote(file, value)} is given to \`new ${written(file, site.callee)}\``;
    case 'TaggedTemplateExpression':
      return `${quote(file, value)} is given to ${quote(file, site.tag)}`;
    case 'AssignmentExpression':
      return `${quote(file, value)} is written to ${quote(file, site.left)}`;
    case 'JSXAttribute':
      return `${quote(file, value)} becomes ${quote(file, site.name)}`;
    default:
      return `${quote(file, value)} arrives here`;
  }
}

/** Code in the marks that Markdown gives it; code that has such marks of its own, in quotation marks. */
function quote(file: SourceFile, node: Node): string {
  const text = written(file, node);
  return text.includes('`') ? `“${text}”` : `\`${text}\``;
}

/** The code of a node on one line, cut where it is long. */
export function written(file: SourceFile, node: Node): string {
  if (node.type === 'VariableDeclaration' && node.declarations[0]) return written(file, node.declarations[0].id);
  const end = node.type === 'Identifier' && node.typeAnnotation ? node.typeAnnotation.range[0] : node.range[1];
  const text = file.text.slice(node.range[0], end).replace(/\s+/g, ' ');
  return text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE - 1)}…` : text;
}

function isSame(a: Node, b: Node): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1];
}

function isInside(inner: Node, outer: Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}
