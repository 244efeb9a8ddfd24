/** Why nothing is reported on a line, as far as the code tells. What else hides findings, the workspace knows. */
import type { AnalysisOptions } from './analyze.ts';
import type { Knowledge } from './check/knowledge.ts';
import type {
  CallExplanation,
  LineExplanation,
  Origin,
  OutsideData,
  Quoted,
  SinkExplanation,
  Stop,
  WayBack,
} from './explanation.ts';
import { written } from './flow/flowSteps.ts';
import type { SourceUse, Surroundings } from './flow/resolveValues.ts';
import { type SinkUse, sinksIn } from './flow/sinks.ts';
import { sourceBits } from './flow/taint.ts';
import { type CallSite, NOTHING, type ValueFlowGraph } from './flow/valueFlowGraph.ts';
import { type Cut, type WayEnd, WaysBack } from './flow/wayBack.ts';
import { GroundworkOf } from './groundwork.ts';
import { alone, type ModuleModel, moduleModel } from './moduleModel.ts';
import { findSecrets } from './secrets/detect.ts';
import { hideSecrets } from './secrets/mask.ts';
import type { Scopes } from './semantics/scopes.ts';
import { isScript, locate, positionAt, type SourceFile } from './source/sourceFile.ts';
import { type Node, nameOf, unwrap } from './syntax/nodes.ts';
import type { SyntaxTree } from './syntax/parse.ts';

/** More ways back from one sink, and more calls of a line, nobody reads. */
const MOST_WAYS = 4;
const MOST_CALLS = 6;

/** So many lines around a syntax error may be misread. */
const NEAR = 3;

/**
 * Says of each sink on a line what is known to lead there, and of the other calls what is known of them.
 * @param line from 1
 * @param surroundings what is known of the modules around it
 */
export function explainLine(
  source: SourceFile,
  line: number,
  { knowledge, parser, inTest }: Pick<AnalysisOptions, 'knowledge' | 'parser' | 'inTest'>,
  surroundings: Surroundings = alone(source.path),
): LineExplanation {
  const language = source.documents[0]?.language ?? 'text';
  const tree = isScript(language) ? parser(source.text, language) : undefined;
  const syntaxErrors = tree ? errorsNear(source, tree, line) : [];
  if (!tree || tree.isUnread) return { sinks: [], calls: [], syntaxErrors };
  const model = moduleModel(new GroundworkOf(source.text, tree), knowledge.trie, surroundings);
  // Quoted code shows no secret.
  const file = { ...source, text: hideSecrets(source.text, findSecrets(source, tree, knowledge.secrets, { inTest })) };
  const about: About = { file, model, knowledge };
  const { graph, values, constants } = model;
  const sinks = sinksIn(graph, values, knowledge.trie, constants).filter(
    (sink) => isOnLine(source, sink, line) && !isNamed(sink),
  );
  const ways = new WaysBack(graph, model.paths, values);
  const sites = new Set(sinks.map(({ site }) => site));
  const calls = graph.calls
    .filter(({ ast }) => !sites.has(ast) && positionAt(source, headOf(ast)).line === line)
    .sort((a, b) => headOf(a.ast) - headOf(b.ast));
  return {
    sinks: withoutTwins(sinks).map((sink) => aboutSink(about, ways, sink)),
    calls: calls.flatMap((call) => aboutCall(about, call) ?? []).slice(0, MOST_CALLS),
    syntaxErrors,
  };
}

interface About {
  /** With its secrets hidden. */
  readonly file: SourceFile;
  readonly model: ModuleModel;
  readonly knowledge: Knowledge;
}

function errorsNear(source: SourceFile, { errors }: SyntaxTree, line: number): LineExplanation['syntaxErrors'] {
  return errors
    .map(({ offset, message }) => ({ line: positionAt(source, offset).line, message }))
    .filter((error) => Math.abs(error.line - line) <= NEAR);
}

/** True when the value stands on the line, in part, or what takes it. */
function isOnLine(source: SourceFile, { value, site }: SinkUse, line: number): boolean {
  const first = positionAt(source, value.range[0]).line;
  const last = positionAt(source, value.range[1]).line;
  return (first <= line && line <= last) || positionAt(source, headOf(site)).line === line;
}

/** True for what is called by a name that stands there: no data chooses it. */
function isNamed({ value, site }: SinkUse): boolean {
  const callee = site.type === 'CallExpression' || site.type === 'NewExpression' ? unwrap(site.callee) : undefined;
  return callee !== undefined && unwrap(value) === callee && !(callee.type === 'MemberExpression' && callee.computed);
}

/** One sink a rule and value: a model may say it in several ways. */
function withoutTwins(sinks: readonly SinkUse[]): SinkUse[] {
  return [...new Map(sinks.map((sink) => [`${sink.rule} ${sink.value.range}`, sink])).values()];
}

/** Where people see a call: at the name of what is called, in a chain over many lines. */
function headOf(node: Node): number {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return node.range[0];
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? callee.property.range[0] : callee.range[0];
}

function quoted({ file }: About, node: Node): Quoted {
  return { code: written(file, node), location: locate(file, node.range[0], node.range[1]) };
}

function aboutSink(about: About, ways: WaysBack, sink: SinkUse): SinkExplanation {
  const explained = { ruleId: sink.rule, value: quoted(about, sink.value), taker: takerOf(about.file, sink.site) };
  if (sink.node === NOTHING) return { ...explained, ways: [] };
  const found = ways.from(sink.node, sink.paths, sink.bits).flatMap((end) => wayBack(about, sink, end) ?? []);
  return { ...explained, ways: mostTelling(found) };
}

function takerOf(file: SourceFile, site: Node): string {
  switch (site.type) {
    case 'CallExpression':
      return written(file, site.callee);
    case 'NewExpression':
      return `new ${written(file, site.callee)}`;
    case 'TaggedTemplateExpression':
      return written(file, site.tag);
    case 'AssignmentExpression':
      return written(file, site.left);
    case 'JSXAttribute':
      return written(file, site.name);
    default:
      return written(file, site);
  }
}

/** Those that start with data from outside first, each said once. What stops data needs no second word. */
function mostTelling(ways: readonly WayBack[]): readonly WayBack[] {
  const order: readonly WayBack['kind'][] = ['arrives', 'stopped', 'unreached'];
  const stops = new Set(ways.flatMap((way) => (way.kind === 'stopped' ? [way.at.location.start] : [])));
  const told = new Map(ways.toReversed().map((way) => [keyOf(way), way]));
  return [...told.values()]
    .filter((way) => way.kind !== 'unreached' || !stops.has(way.at.location.start))
    .reverse()
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, MOST_WAYS);
}

function keyOf(way: WayBack): string {
  if (way.kind === 'unreached') return JSON.stringify([way.at.code, way.at.location.start]);
  return JSON.stringify([way.source.code, way.kind === 'stopped' ? [way.by, way.at] : '']);
}

/** A way in terms of the code; undefined for one that tells nothing. */
function wayBack(about: About, sink: SinkUse, { nodes, source, cut, doubts }: WayEnd): WayBack | undefined {
  const { graph } = about.model;
  if (!source) {
    const { node, isPart } = expressionAt(graph, nodes);
    const origin = originOf(about, nodes[0]!, isPart);
    return origin && { kind: 'unreached', at: quoted(about, node), origin };
  }
  const data = outsideData(about, source, nodes);
  if (cut)
    return { kind: 'stopped', source: data, by: stopBy(about, cut), at: quoted(about, stoppedAt(about, nodes, cut)) };
  if (((source.foreign?.bits ?? sourceBits(source)) & sink.bits) === 0)
    return { kind: 'stopped', source: data, by: 'shaped', at: data };
  const asked = about.knowledge.flowRules.get(sink.rule)?.from;
  if (asked && !asked.includes(source.model.trust)) return { kind: 'stopped', source: data, by: 'unasked', at: data };
  const unsure = doubts.map((node) => quoted(about, placeOf(graph, nodes, node)));
  return { kind: 'arrives', source: data, unsure };
}

/** The expression that a reader takes for the start of a way: `config.db`, not the import of `config`. */
function expressionAt(graph: ValueFlowGraph, nodes: readonly number[]): { node: Node; isPart: boolean } {
  const isElsewhere = (node: number) => /^(?:Import(?!Expression)|Program$)/.test(graph.ast[node]!.type);
  const here = nodes.slice(
    Math.max(
      0,
      nodes.findIndex((node) => !isElsewhere(node)),
    ),
  );
  let node = graph.ast[here[0]!]!;
  let isPart = false;
  for (const each of here) {
    const ast = graph.ast[each]!;
    if (ast.type === 'MemberExpression' && graph.role[each] === 'property') {
      node = ast;
      isPart = true;
    } else if (each !== here[0] && !STILL_THE_SAME.test(ast.type)) break;
  }
  return { node, isPart };
}

/** What a value is after another property of it was written. */
const STILL_THE_SAME = /^(?:AssignmentExpression|Program)$/;

function outsideData(about: About, { model, foreign }: SourceUse, nodes: readonly number[]): OutsideData {
  const { node } = expressionAt(about.model.graph, nodes);
  return { ...quoted(about, node), label: model.label, trust: model.trust, module: foreign?.module };
}

/** The code at a node; for what stands for code of another file, that where the data comes back. */
function placeOf(graph: ValueFlowGraph, nodes: readonly number[], node: number): Node {
  const rest = nodes.slice(Math.max(0, nodes.indexOf(node)));
  return graph.ast[rest.find((each) => graph.ast[each]!.type !== 'Program') ?? node]!;
}

function stopBy({ model: { graph, values } }: About, { node, isAnswer }: Cut): Stop {
  const ast = graph.ast[node]!;
  if (isAnswer) {
    const call = graph.calls.find(({ result }) => result === node);
    const callees = (call && values.calleesOf.get(call.id)) ?? [];
    return callees.some(({ entity }) => entity.sanitizers.length > 0) ? 'cleared' : 'answered';
  }
  switch (graph.role[node]!) {
    case 'guard':
      return 'guarded';
    case 'text':
      return 'placed';
    case 'property':
      return 'counted';
    case 'value':
      return /^(?:Binary|Unary|Update|Assignment)Expression$/.test(ast.type) ? 'counted' : 'cleared';
    default:
      return 'cleared';
  }
}

/** What a reader looks at to see why: the test around the name that it speaks of, else the step itself. */
function stoppedAt({ model: { graph } }: About, nodes: readonly number[], { node }: Cut): Node {
  const ast = placeOf(graph, nodes, node);
  if (graph.role[node] !== 'guard') return ast;
  let test: Node = ast;
  for (let at = ast.parent; at && !/Statement$|^SwitchCase$/.test(at.type) && !isBranch(at, test); at = at.parent)
    test = at;
  return test;
}

function isBranch(node: Node, test: Node): boolean {
  return (node.type === 'ConditionalExpression' && node.test === test) || /Function|^Program$/.test(node.type);
}

/** Where a value is made that nobody outside is known to choose; undefined for what is code and no data. */
function originOf({ model: { graph, values } }: About, node: number, isPart: boolean): Origin | undefined {
  const module = graph.modules.find((each) => each.node === node);
  if (module) return { kind: 'module', specifier: module.specifier };
  const parameter = graph.parameterFunction.get(node);
  const [known] = values.entitiesAt(node);
  if (known && isPart) return { kind: 'known', name: known.entity.name };
  if (parameter) {
    const isCalled = values.invocations.some(({ fn }) => fn === parameter.fn);
    const isExported = values.outside.exposed.functions.includes(parameter.fn);
    return { kind: 'parameter', function: parameter.fn.name, isCalled, isExported };
  }
  if ([...graph.globals.values()].includes(node)) return { kind: 'global' };
  const call = graph.calls.find(({ result }) => result === node);
  if (call) {
    const [callee] = values.calleesOf.get(call.id) ?? [];
    return { kind: 'call', isKnown: callee?.entity.isModelled ?? false };
  }
  const role = graph.role[node]!;
  return role === 'function' ? undefined : { kind: 'value' };
}

/** What is known of a call that is no sink; undefined for what needs no word. */
function aboutCall(about: About, call: CallSite): CallExplanation | undefined {
  const { values, scopes } = about.model;
  if (call.ast.type !== 'CallExpression' && call.ast.type !== 'NewExpression') return undefined;
  const { callee } = call.ast;
  const at = quoted(about, callee);
  // A library that calls a function back gives it no arguments of this call.
  const followed = values.invocations.find(
    (use) => use.call.id === call.id && (use.arguments.length > 0 || call.arguments.length === 0),
  );
  if (followed) {
    const { foreign, ast } = followed.fn;
    return { ...at, kind: 'followed', of: foreign?.module ?? String(quoted(about, ast).location.startLine) };
  }
  const known = values.calleesOf.get(call.id)?.find(({ entity }) => entity.isModelled || entity.sources.length > 0);
  if (known) return { ...at, kind: 'known', of: known.entity.name };
  const { propagators, sanitizers } = about.knowledge.trie.methodsByName;
  if (call.method !== undefined && (propagators.has(call.method) || sanitizers.has(call.method))) return undefined;
  const [receiver] = values.entitiesAt(call.receiver);
  return { ...at, kind: 'unknown', of: moduleOf(callee, scopes) ?? receiver?.entity.package };
}

/** The module that a callee comes from, by the names alone: of `client.rooms.join` in `const client = new Client()`. */
function moduleOf(callee: Node, scopes: Scopes, depth = 0): string | undefined {
  let at = unwrap(callee);
  for (;;) {
    if (at.type === 'MemberExpression') at = unwrap(at.object);
    else if (at.type === 'AwaitExpression') at = unwrap(at.argument);
    else if (at.type === 'CallExpression' || at.type === 'NewExpression') {
      const [specifier] = at.arguments;
      if (nameOf(at.callee) === 'require' && at.callee.type === 'Identifier') return nameOf(specifier);
      at = unwrap(at.callee);
    } else break;
  }
  const declaration = at.type === 'Identifier' ? scopes.bindingOf.get(at)?.declaration : undefined;
  if (declaration?.parent?.type === 'ImportDeclaration') return declaration.parent.source.value;
  const isMade = declaration?.type === 'VariableDeclarator' && declaration.init && depth < MOST_CALLS;
  return isMade ? moduleOf(declaration.init!, scopes, depth + 1) : undefined;
}
