import { type Confidence, type Trust, weakerConfidence } from '../finding.ts';
import type { ModuleModel } from '../moduleModel.ts';
import type { CallLike, Report, Reports, RuleContext } from '../rule.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { type Followed, followData } from './followData.ts';
import type { Knowledge, RuleHandler } from './knowledge.ts';
import type { RawFinding } from './rawFinding.ts';

export interface CheckResult extends Omit<Followed, 'isComplete'> {
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
  const patterns = matchPatterns(model, context, knowledge, isOn, guard);
  const followed = followData(source, model, context, knowledge, trust, isOn, guard);
  if (!followed.isComplete) incomplete.push('the budget for following data was reached');
  return { ...followed, findings: [...patterns, ...followed.findings], incomplete };
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
    if (call.isDerived || (call.ast.type !== 'CallExpression' && call.ast.type !== 'NewExpression')) continue;
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
