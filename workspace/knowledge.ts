import { createHash } from 'node:crypto';
import { compileKnowledge, type Knowledge } from '../engine/analyze.ts';
import type { LibraryModel } from '../engine/model.ts';
import type { Rule } from '../engine/rule.ts';
import manifest from '../package.json' with { type: 'json' };

/** What Portside knows: its rules, its models of libraries, its pages. */
export interface Ruleset {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly models: readonly LibraryModel[];
  /** The Markdown page of each rule, by id. */
  readonly pages: Readonly<Record<string, string>>;
  readonly version: string;
  /** Changes with all of these. */
  readonly hash: string;
  /**
   * Rules and models compiled, those of a configuration added; compiled once for the same models.
   * @throws Error naming rule or package when a model names an unknown rule or type
   */
  knowledge(userModels?: readonly LibraryModel[]): Knowledge;
}

/** A ruleset of these parts. Compiles nothing yet. */
export function rulesetOf(
  rules: readonly Rule[],
  models: readonly LibraryModel[],
  pages: Readonly<Record<string, string>> = {},
): Ruleset {
  const compiled = new Map<string, Knowledge>();
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    models,
    pages,
    version: manifest.version,
    // What a rule does is code, and the version stands for it.
    hash: createHash('sha256')
      .update(JSON.stringify([manifest.version, rules, models]))
      .digest('hex')
      .slice(0, 16),
    knowledge(userModels = []) {
      const key = JSON.stringify(userModels);
      const known = compiled.get(key) ?? compileKnowledge(rules, [...models, ...userModels]);
      compiled.set(key, known);
      return known;
    },
  };
}

let shipped: Promise<Ruleset> | undefined;

/** The shipped ruleset; loaded once, and only when it is needed. */
export function loadRuleset(): Promise<Ruleset> {
  shipped ??= import('../rules/registry.ts').then(({ rules, models, pages }) => rulesetOf(rules, models, pages));
  return shipped;
}
