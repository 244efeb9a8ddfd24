import type { ProgramFile, ProgramMemory } from '../engine/program.ts';
import { apiKnowledge } from '../engine/surface/apiKnowledge.ts';
import { programSurface, type SurfaceMemory } from '../engine/surface/programSurface.ts';
import type { ThreatModel } from '../threats/element.ts';
import { extract } from '../threats/extract.ts';
import type { Workspace } from './workspace.ts';

/** A program that was analysed, and where it lies. */
export interface AnalysedProgram {
  readonly files: ReadonlyMap<string, ProgramFile>;
  readonly memory: ProgramMemory;
  readonly workspace: Workspace;
  /** Called between two modules, so that others get their turn and can stop it. */
  readonly pause?: () => Promise<void>;
  /** Reads the text of a file when that has not been necessary yet. */
  readonly load?: (path: string) => Promise<void> | undefined;
  /** What was found out the last time: only what has changed since is looked at again. */
  readonly known?: SurfaceMemory;
}

/**
 * The threat model of a program that was analysed: `scan({ …, threats: true }).threats`, and `Project.threatModel()` in the
 * editor, are made by this.
 */
export async function threatModelOf(program: AnalysedProgram): Promise<ThreatModel> {
  const { files, memory, workspace, pause, load, known } = program;
  const run = programSurface(files, memory, known);
  let step = run.next();
  for (; !step.done; step = run.next()) {
    await pause?.();
    await load?.(step.value);
  }
  const { ruleset } = workspace.tools;
  return extract({ surfaces: step.value, api: apiKnowledge(ruleset.models, ruleset.knowledge().trie) });
}
