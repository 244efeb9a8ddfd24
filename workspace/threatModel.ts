import type { ProgramFile, ProgramMemory } from '../engine/program.ts';
import { apiKnowledge } from '../engine/surface/apiKnowledge.ts';
import { documentSurface, isTellingDocument } from '../engine/surface/documents.ts';
import { programSurface, type SurfaceMemory } from '../engine/surface/programSurface.ts';
import type { ApiKnowledge, DocumentSurface } from '../engine/surface/surface.ts';
import type { ThreatModel } from '../threats/element.ts';
import { extract } from '../threats/extract.ts';
import { foldersAbove, parentOf } from './glob.ts';
import type { Ruleset } from './knowledge.ts';
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
  const api = knowledgeOf(workspace.tools.ruleset);
  return extract({ surfaces: step.value, documents: await documentsOf(workspace), api });
}

/** The same models mean the same for every program. */
const apis = new WeakMap<Ruleset, ApiKnowledge>();

function knowledgeOf(ruleset: Ruleset): ApiKnowledge {
  const api = apis.get(ruleset) ?? apiKnowledge(ruleset.models, ruleset.knowledge().trie);
  apis.set(ruleset, api);
  return api;
}

/** What the files say that are no modules. A file that cannot be read says nothing. */
async function documentsOf({ snapshot, list }: Workspace): Promise<DocumentSurface[]> {
  const { files } = await list(['']);
  const beside = new Map<string, ReadonlySet<string>>();
  const namesIn = async (folder: string): Promise<ReadonlySet<string>> => {
    const known = beside.get(folder);
    if (known) return known;
    const entries = await snapshot.entries(folder).catch(() => []);
    const names = new Set(entries.map(({ name }) => name));
    beside.set(folder, names);
    return names;
  };
  const documents: DocumentSurface[] = [];
  for (const path of files) {
    if (!isTellingDocument(path)) continue;
    const content = await snapshot.read(path);
    if (content.status !== 'text') continue;
    // A package of a monorepo is locked by the file at the root.
    const names = new Set<string>();
    for (const folder of [parentOf(path), ...foldersAbove(parentOf(path))])
      for (const name of await namesIn(folder)) names.add(name);
    documents.push(documentSurface(path, content.text, names));
  }
  return documents;
}
