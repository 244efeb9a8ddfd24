import type { Knowledge } from '../engine/analyze.ts';
import type { LibraryModel } from '../engine/model.ts';
import type { Rule } from '../engine/rule.ts';

/** What Portside knows: its rules, its models of libraries, its pages. */
export interface Ruleset {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly models: readonly LibraryModel[];
  /** The Markdown page of each rule, by id. */
  readonly pages: Readonly<Record<string, string>>;
  readonly version: string;
  /** Changes with all of these. */
  readonly hash: string;
  /** Rules and models compiled, those of the configuration added; compiled once for the same models. */
  knowledge(userModels?: readonly LibraryModel[]): Knowledge;
}

/** The shipped ruleset; loaded once. */
export async function loadRuleset(): Promise<Ruleset> {
  throw new Error('not yet');
}
