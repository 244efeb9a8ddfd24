import {
  type Confidence,
  type Flow,
  lowerSeverity,
  type Severity,
  type Trust,
  trustRank,
  weakerConfidence,
} from '../finding.ts';
import { describeFlow, namesOnTheWay, sourceExpression } from '../flow/flowSteps.ts';
import { findSinks } from '../flow/sinks.ts';
import { propagateTaint, type SinkHit } from '../flow/taint.ts';
import type { ModuleModel } from '../moduleModel.ts';
import type { CallLike, FlowRule, Report, Reports, RuleContext, SinkMatch } from '../rule.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import type { Knowledge, RuleHandler } from './knowledge.ts';
import type { RawFinding } from './rawFinding.ts';

export interface CheckResult {
  readonly findings: readonly RawFinding[];
  /** What was not looked at in full, in words. */
  readonly incomplete: readonly string[];
}

/**
 * Asks all rules that are on. A rule that throws costs only itself.
 * @param source the file, with secrets hidden: steps and messages quote it
 * @param isOn tells whether a rule is on for this file
 */
export function check(
  source: SourceFile,
  model: ModuleModel,
  context: RuleContext,
  knowledge: Knowledge,
  trust: readonly Trust[],
  isOn: (ruleId: string) => boolean,
): CheckResult {
  const incomplete: string[] = [];
  if (!model.values.isComplete) incomplete.push('the budget for following values was reached');
  const crashed = new Set<string>();
  const guard = <T>(ruleId: string, run: () => T): T | undefined => {
    if (crashed.has(ruleId)) return undefined;
    try {
      return run();
    } catch (error) {
      crashed.add(ruleId);
      incomplete.push(`rule ${ruleId} failed: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const findings = [
    ...matchPatterns(model, context, knowledge, isOn, guard),
    ...followData(source, model, context, knowledge, trust, isOn, guard, incomplete),
  ];
  return { findings, incomplete };
}

type Guard = <T>(ruleId: string, run: () => T) => T | undefined;

function matchPatterns(
  model: ModuleModel,
  context: RuleContext,
  knowledge: Knowledge,
  isOn: (ruleId: string) => boolean,
  guard: Guard,
): RawFinding[] {
  const found: RawFinding[] = [];
  const report = (rule: RawFinding['rule'], reports: Reports, identity: string, ceiling: Confidence) => {
    for (const each of listOf(reports)) {
      found.push({
        rule,
        start: each.node.range[0],
        end: each.node.range[1],
        message: each.message,
        severity: each.severity ?? rule.severity,
        confidence: weakerConfidence(each.confidence ?? rule.confidence, ceiling),
        fixes: each.fixes ?? [],
        identity,
        node: each.node,
      });
    }
  };
  const handlers = new Map<string, readonly RuleHandler[]>();
  for (const [type, all] of knowledge.byNodeType) {
    const on = all.filter(({ rule }) => isOn(rule.id));
    if (on.length > 0) handlers.set(type, on);
  }
  for (const node of model.tree.nodes) {
    const interested = handlers.get(node.type);
    if (!interested) continue;
    for (const { rule, handler } of interested) {
      const reports = guard(rule.id, () => handler(node, context));
      if (reports) report(rule, reports, node.type, 'high');
    }
  }
  for (const call of model.graph.calls) {
    if (call.ast.type !== 'CallExpression' && call.ast.type !== 'NewExpression') continue;
    for (const { entity, isGuessed } of model.values.calleesOf.get(call.id) ?? []) {
      for (const { rule, handler } of knowledge.byCallee.get(entity.name) ?? []) {
        if (!isOn(rule.id)) continue;
        report(
          rule,
          guard(rule.id, () => handler(call.ast as CallLike, context)),
          entity.name,
          isGuessed ? 'medium' : 'high',
        );
      }
    }
  }
  return found;
}

function listOf(reports: Reports): readonly Report[] {
  if (!reports) return [];
  return Array.isArray(reports) ? (reports as readonly Report[]) : [reports as Report];
}

const CONFIDENCE_BY_DOUBT: readonly Confidence[] = ['high', 'medium', 'low'];

function followData(
  source: SourceFile,
  model: ModuleModel,
  context: RuleContext,
  knowledge: Knowledge,
  trust: readonly Trust[],
  isOn: (ruleId: string) => boolean,
  guard: Guard,
  incomplete: string[],
): RawFinding[] {
  const { graph, values, constants, paths } = model;
  const sources = values.sources.filter(({ model: { trust: whose } }) => trust.includes(whose));
  if (sources.length === 0) return [];
  const sinks = findSinks(graph, values, knowledge.trie, constants).filter(({ rule }) => isOn(rule));
  const { hits, isComplete } = propagateTaint(graph, paths, sources, values.invocations, sinks);
  if (!isComplete) incomplete.push('the budget for following data was reached');
  const found: RawFinding[] = [];
  for (const [index, candidates] of groupBySink(hits)) {
    const sink = sinks[index]!;
    const rule = knowledge.flowRules.get(sink.rule);
    const hit = rule && candidates.find((each) => !rule.from || rule.from.includes(each.source.model.trust));
    if (!rule || !hit) continue;
    const steps = describeFlow(source, graph, hit.source, hit.nodes, sink);
    const flow: Flow = { trust: hit.source.model.trust, steps };
    const [start, end] = sourceExpression(graph, hit.nodes).node.range;
    const match: SinkMatch = {
      value: sink.value,
      site: sink.site,
      entity: sink.entity,
      flow,
      sourceEntity: hit.source.entity.name,
      through: namesOnTheWay(graph, hit.nodes),
      source: `\`${source.text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60)}\` (${hit.source.model.label})`,
    };
    guard(rule.id, () => {
      if (rule.isSafe?.(match, context)) return;
      found.push({
        rule,
        start: sink.value.range[0],
        end: sink.value.range[1],
        message: rule.message(match, context),
        severity: severityFor(rule.severity, hit.source.model.trust, rule.cwe),
        confidence: weakerConfidence(
          weakerConfidence(rule.confidence, confidenceOf(hit, rule)),
          sink.isGuessed ? 'medium' : 'high',
        ),
        fixes: rule.fixes?.(match, context) ?? [],
        flow,
        identity: `${sink.entity} ${sink.argument}`,
        node: sink.site,
      });
    });
  }
  return found;
}

/** Hits by sink, the most trusted way of each first. */
function groupBySink(hits: readonly SinkHit[]): Map<number, SinkHit[]> {
  const groups = new Map<number, SinkHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.sink);
    if (group) group.push(hit);
    else groups.set(hit.sink, [hit]);
  }
  for (const group of groups.values()) group.sort((a, b) => rank(a) - rank(b));
  return groups;
}

function rank(hit: SinkHit): number {
  return hit.doubt * 10_000_000 + trustRank(hit.source.model.trust) * 100_000 + hit.nodes.length;
}

/**
 * How sure a way is. Whether a stranger can write what was stored, no module shows: such a way is never certain, and only
 * without any doubt on it, at rules for which it matters, it is more than a hint to reviewers.
 */
function confidenceOf({ doubt, source }: SinkHit, rule: FlowRule): Confidence {
  if (source.model.trust === 'stored') return rule.secondOrder && doubt === 0 ? 'medium' : 'low';
  return CONFIDENCE_BY_DOUBT[doubt] ?? 'low';
}

/** Data that others stored is one severity less grave, but for scripts in pages, which it hits just as well. */
function severityFor(severity: Severity, trust: Trust, cwe: readonly number[]): Severity {
  if (trust === 'stored' && cwe.includes(79)) return severity;
  if (trust === 'stored' || trust === 'library') return lowerSeverity(severity);
  return trust === 'local' ? lowerSeverity(severity, 2) : severity;
}
