import { analyze } from '../engine/analyze.ts';
import { analyzeProgram } from '../engine/program.ts';
import type { Parser } from '../engine/syntax/parse.ts';
import { loadRuleset, type Ruleset } from './knowledge.ts';
import { loadParser } from './parsers.ts';

/** What a scan works with. */
export interface Tools {
  readonly ruleset: Ruleset;
  readonly parser: Parser;
  readonly analyze: typeof analyze;
  readonly analyzeProgram: typeof analyzeProgram;
  /** Today as YYYY-MM-DD in UTC, for suppressions that expire: the same day in every time zone. */
  readonly today: string;
}

/** The engine with the shipped rules, which are loaded only now: they take a while. */
export async function loadTools(): Promise<Tools> {
  const ruleset = await loadRuleset();
  return { ruleset, parser: loadParser(), analyze, analyzeProgram, today: new Date().toISOString().slice(0, 10) };
}
