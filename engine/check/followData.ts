import { type Confidence, lowerSeverity, type Severity, type Trust, trustRank, weakerConfidence } from '../finding.ts';
import { exportedParameters } from '../flow/exportedParameters.ts';
import { describeWay, namesOnTheWay, sourceExpression, stepsHere, written } from '../flow/flowSteps.ts';
import type { SourceUse } from '../flow/resolveValues.ts';
import { findSinks, type SinkUse } from '../flow/sinks.ts';
import { bordersOf, summarize } from '../flow/summarize.ts';
import type { ModuleSummary, SentData, SymbolRef, TracePart } from '../flow/summary.ts';
import { propagateTaint, type SinkHit } from '../flow/taint.ts';
import type { ModuleModel } from '../moduleModel.ts';
import type { FlowRule, RuleContext, SinkMatch, SourceFacts } from '../rule.ts';
import type { IdentifiedFinding } from '../settle/settle.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import type { Knowledge } from './knowledge.ts';
import type { RawFinding } from './rawFinding.ts';

/**
 * A finding that waits for its source: data that other modules give arrives at a sink of this one. Of each rule that may
 * speak there, the general one last, it is what the rule says if the data is of a stranger and certain.
 */
export interface WaitingSaying<Finding = RawFinding> {
  readonly rule: FlowRule;
  readonly finding: Finding;
  /** Whose data is safe here. */
  readonly safeOf: readonly Trust[];
  /** The methods and properties on the way to the sink. */
  readonly through: readonly string[];
}

/** Data of a known source that arrives at a sink of another module. */
export interface ForeignHit {
  readonly sink: SymbolRef;
  readonly trust: Trust;
  readonly doubt: number;
  /** The source in words, and its name path. */
  readonly source: string;
  readonly entity: string;
  /** A part of the way is code that nobody has seen. */
  readonly isThroughUnseen: boolean;
  /** The methods and properties on the way out of the module. */
  readonly through: readonly string[];
  readonly parts: readonly TracePart[];
}

export interface Followed {
  readonly findings: readonly RawFinding[];
  readonly foreignHits: readonly ForeignHit[];
  readonly waiting: readonly (readonly WaitingSaying[])[];
  readonly summary: ModuleSummary;
  readonly sent: readonly SentData[];
  readonly traces: readonly (readonly TracePart[])[];
  readonly isComplete: boolean;
}

const CONFIDENCE_BY_DOUBT: readonly Confidence[] = ['high', 'medium', 'low'];

/** Whose data a rule may judge otherwise than what came in from outside. */
const JUDGED_APART: readonly Trust[] = ['browser', 'stored', 'model'];

/** Stands in a message for the source, until that is known. */
const SOURCE = '\u0000source\u0000';

/**
 * Follows data of the module's sources, and what other modules give it, to sinks and out again.
 * @param isOn tells whether a rule is on for this file
 * @param guard runs what a rule does, so that one that throws costs only itself
 */
export function followData(
  source: SourceFile,
  model: ModuleModel,
  context: RuleContext,
  knowledge: Knowledge,
  trust: readonly Trust[],
  isOn: (ruleId: string) => boolean,
  guard: <T>(ruleId: string, run: () => T) => T | undefined,
): Followed {
  const { graph, values, constants, paths } = model;
  const { outside } = values;
  const sources = sourcesIn(model, trust);
  const borders = bordersOf(graph, outside);
  const isIdle = sources.length + borders.symbols.length === 0;
  // Whoever may speak at a sink, the general rule last.
  const speakersAt = ({ rule }: SinkUse): FlowRule[] => {
    const general = knowledge.flowRules.get(rule);
    return general ? [...(knowledge.speakersFor.get(rule) ?? []), general] : [];
  };
  const own = isIdle
    ? []
    : findSinks(graph, values, knowledge.trie, constants).filter((sink) => speakersAt(sink).some(({ id }) => isOn(id)));
  const foreign = isIdle ? [] : outside.sinks.map((sink) => ({ ...sink, paths: [[]], isExact: false }));
  const { hits, exits, isComplete } = propagateTaint(graph, paths, {
    sources,
    symbols: borders.symbols,
    invocations: values.invocations,
    sinks: [...own, ...foreign],
    exits: borders.exits,
  });
  const matchOf = (
    sink: SinkUse,
    { nodes, origin }: SinkHit,
    parts: readonly TracePart[],
    text: string,
  ): SinkMatch => ({
    value: sink.value,
    site: sink.site,
    entity: sink.entity,
    flow: { trust: origin.kind === 'source' ? origin.source.model.trust : 'remote', steps: stepsHere(parts) },
    sourceEntity: origin.kind === 'source' ? origin.source.entity.name : '',
    through: namesOnTheWay(graph, nodes),
    source: text,
  });
  const isSafe = (rule: FlowRule, sink: SinkUse, match: SinkMatch): boolean =>
    (rule.isSafe?.(match, context) || knowledge.flowRules.get(sink.rule)?.isSafe?.(match, context)) ?? false;
  const say = (
    rule: FlowRule,
    sink: SinkUse,
    hit: SinkHit,
    parts: readonly TracePart[],
    match: SinkMatch,
  ): RawFinding | undefined => {
    const general = knowledge.flowRules.get(sink.rule);
    const trusted = match.flow.trust;
    return guard(rule.id, () => {
      if (isSafe(rule, sink, match)) return undefined;
      return {
        rule,
        start: sink.value.range[0],
        end: sink.value.range[1],
        message: rule.message(match, context),
        severity: severityFor(rule.severityAt?.(match, context) ?? rule.severity, trusted, rule.cwe),
        confidence: weakerConfidence(
          confidenceOf(rule, trusted, hit.doubt),
          weakerConfidence(
            rule.confidenceAt?.(match, context) ?? 'high',
            weakerConfidence(sink.confidence, sink.isGuessed ? 'medium' : 'high'),
          ),
        ),
        fixes: (rule.fixes ?? general?.fixes)?.(match, context) ?? [],
        way: { trust: trusted, parts },
        identity: `${sink.entity} ${sink.argument}`,
        node: sink.site,
      };
    });
  };

  const findings: RawFinding[] = [];
  const foreignHits: ForeignHit[] = [];
  for (const [index, candidates] of groupBySink(hits)) {
    if (index >= own.length) {
      const sink = outside.sinks[index - own.length]!;
      for (const { doubt, nodes, origin } of candidates) {
        const { module, id } = sink.trace;
        const parts = [...describeWay(source, graph, nodes, origin.source, undefined), { module, trace: id }];
        foreignHits.push({
          sink: sink.sink,
          trust: origin.source.model.trust,
          doubt: Math.max(doubt, sink.doubt),
          source: sourceText(source, model, { nodes, origin }),
          entity: origin.source.entity.name,
          // The doubt of a source that was guessed is its own.
          isThroughUnseen: Math.max(doubt, sink.doubt) > (origin.source.isGuessed ? 1 : 0),
          through: namesOnTheWay(graph, nodes),
          parts,
        });
      }
      continue;
    }
    const sink = own[index]!;
    const speakers = speakersAt(sink);
    const spoken = candidates
      .map((hit) => ({ hit, rule: speakerFor(speakers, factsOf(hit.origin)) }))
      .find(({ rule }) => rule && isOn(rule.id));
    if (!spoken?.rule) continue;
    const { hit, rule } = spoken;
    const parts = describeWay(source, graph, hit.nodes, hit.origin.source, sink);
    const finding = say(rule, sink, hit, parts, matchOf(sink, hit, parts, sourceText(source, model, hit)));
    if (finding) findings.push(finding);
  }

  const traces: TracePart[][] = [];
  const keep = (parts: TracePart[]): number => traces.push(parts) - 1;
  const waiting: WaitingSaying[][] = [];
  const waitingAt = new Map<number, SymbolRef | undefined>();
  const refOfSink = (hit: SinkHit): SymbolRef | undefined => {
    if (hit.sink >= own.length) return outside.sinks[hit.sink - own.length]!.sink;
    if (waitingAt.has(hit.sink)) return waitingAt.get(hit.sink);
    const sink = own[hit.sink]!;
    const parts = describeWay(source, graph, hit.nodes, undefined, sink);
    const match = matchOf(sink, hit, parts, SOURCE);
    const sayings = speakersAt(sink).flatMap((rule): WaitingSaying[] => {
      const finding = isOn(rule.id) ? say(rule, sink, { ...hit, doubt: 0 }, parts, match) : undefined;
      if (!finding) return [];
      const isSafeOf = (whose: Trust) =>
        guard(rule.id, () => isSafe(rule, sink, { ...match, flow: { ...match.flow, trust: whose } })) ?? false;
      return [{ rule, finding, safeOf: JUDGED_APART.filter(isSafeOf), through: match.through }];
    });
    const ref = sayings.length > 0 ? { module: source.path, id: waiting.push(sayings) - 1 } : undefined;
    waitingAt.set(hit.sink, ref);
    return ref;
  };
  const { summary, sent } = summarize(source.path, model.exported, graph, outside, borders, exits, hits, refOfSink, {
    toExit: ({ nodes, origin }) =>
      keep(describeWay(source, graph, nodes, origin.kind === 'source' ? origin.source : undefined, undefined)),
    toSink: ({ nodes, sink }) => {
      if (sink < own.length) return keep(describeWay(source, graph, nodes, undefined, own[sink]));
      const { module, id } = outside.sinks[sink - own.length]!.trace;
      return keep([...describeWay(source, graph, nodes, undefined, undefined), { module, trace: id }]);
    },
  });
  return { findings, foreignHits, waiting, summary, sent, traces, isComplete: isComplete && values.isComplete };
}

/** Where data comes into a module, of those whose data counts. */
function sourcesIn({ constants, graph, scopes, tree, values }: ModuleModel, trust: readonly Trust[]): SourceUse[] {
  return [
    ...values.sources.filter(({ model: { trust: whose } }) => trust.includes(whose)),
    ...(trust.includes('library') ? exportedParameters(tree.program, scopes, constants, graph) : []),
  ];
}

/** True when data comes into a module, or what gives data to others. */
export function isEntered(model: ModuleModel, trust: readonly Trust[]): boolean {
  return model.values.outside.givesAway || sourcesIn(model, trust).length > 0;
}

/** The finding of a waiting sink, now that data has come to it. Undefined when its rule does not mind such data. */
export function foundElsewhere(
  waiting: readonly WaitingSaying<IdentifiedFinding>[],
  hit: ForeignHit,
): IdentifiedFinding | undefined {
  const rules = waiting.map(({ rule }) => rule);
  const rule = speakerFor(rules, hit);
  const saying = waiting.find((each) => each.rule === rule);
  if (!rule || !saying || saying.safeOf.includes(hit.trust)) return undefined;
  const { entity, isThroughUnseen, trust } = hit;
  const module = moduleOf(hit.parts[0]);
  if (rule.isSafeFrom?.({ entity, trust, isThroughUnseen, module, through: [...hit.through, ...saying.through] }))
    return undefined;
  const { raw, fingerprint } = saying.finding;
  return {
    raw: {
      ...raw,
      message: raw.message.replaceAll(SOURCE, hit.source),
      // Until data came it was as grave as remote data makes it.
      severity: severityFor(raw.severity, hit.trust, rule.cwe),
      confidence: weakerConfidence(raw.confidence, confidenceOf(rule, hit.trust, hit.doubt)),
      way: { trust: hit.trust, parts: hit.parts },
    },
    fingerprint,
  };
}

/** The module that a part of a path is in. */
function moduleOf(part: TracePart | undefined): string {
  if (!part) return '';
  return 'module' in part ? part.module : part.location.path;
}

/** Which rule minds data of a source: the first of its kind, else the general one. */
function speakerFor(speakers: readonly FlowRule[], source: SourceFacts): FlowRule | undefined {
  const rule = speakers.find(({ speaksFor }) => !speaksFor || speaksFor.of(source));
  return !rule?.from || rule.from.includes(source.trust) ? rule : undefined;
}

function factsOf({ source: { model, entity } }: KnownHit['origin']): SourceFacts {
  return { trust: model.trust, entity: entity.name };
}

/**
 * How sure a way is. Whether a stranger can write what was stored, no module shows: such a way is never certain, and only
 * without any doubt on it, at rules for which it matters, it is more than a hint to reviewers.
 */
function confidenceOf(rule: FlowRule, trust: Trust, doubt: number): Confidence {
  if (trust === 'stored') return rule.secondOrder && doubt === 0 ? 'medium' : 'low';
  return weakerConfidence(rule.confidence, CONFIDENCE_BY_DOUBT[doubt] ?? 'low');
}

function sourceText(
  file: SourceFile,
  { graph }: ModuleModel,
  { nodes, origin }: Pick<KnownHit, 'nodes' | 'origin'>,
): string {
  const { foreign, model, entity } = origin.source;
  // What stands elsewhere is named by what it is.
  if (foreign) return `\`${entity.name.replace(/^.*?[.#]/, '')}\` (${model.label})`;
  return `\`${written(file, sourceExpression(graph, nodes).node)}\` (${model.label})`;
}

type KnownHit = SinkHit & { readonly origin: Extract<SinkHit['origin'], { kind: 'source' }> };

/** Hits of known sources by sink, the most trusted way of each first. */
function groupBySink(hits: readonly SinkHit[]): Map<number, KnownHit[]> {
  const groups = new Map<number, KnownHit[]>();
  for (const hit of hits) {
    if (hit.origin.kind !== 'source') continue;
    const known = hit as KnownHit;
    const group = groups.get(hit.sink);
    if (group) group.push(known);
    else groups.set(hit.sink, [known]);
  }
  for (const group of groups.values()) group.sort((a, b) => rank(a) - rank(b));
  return groups;
}

function rank({ doubt, nodes, origin }: KnownHit): number {
  return doubt * 10_000_000 + trustRank(origin.source.model.trust) * 100_000 + nodes.length;
}

/** Data that others stored is one severity less grave, but for scripts in pages, which it hits just as well. */
function severityFor(severity: Severity, trust: Trust, cwe: readonly number[]): Severity {
  if (trust === 'stored' && cwe.includes(79)) return severity;
  if (trust === 'stored' || trust === 'library') return lowerSeverity(severity);
  return trust === 'local' ? lowerSeverity(severity, 2) : severity;
}
