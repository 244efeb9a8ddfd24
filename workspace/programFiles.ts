import type { ProgramFile } from '../engine/program.ts';
import { isScript } from '../engine/source/sourceFile.ts';
import { moduleSpecifiers } from '../engine/syntax/specifiers.ts';
import { type ModuleResolution, moduleResolution } from './moduleResolution.ts';
import type { PreparedFile, ReadyFile, Workspace } from './workspace.ts';

/** A file of a program that was read, with what judges its answer. */
export interface ReadProgramFile {
  readonly ready: ReadyFile;
  readonly file: ProgramFile;
}

/** Reads the files of a program, one after the other. */
export interface ProgramReader {
  /**
   * Reads a file and finds out what it imports. @see Workspace.prepare
   * @throws ConfigurationError @throws UsageError for a broken baseline
   */
  read(path: string, isListed: boolean): Promise<ReadProgramFile | Exclude<PreparedFile, ReadyFile>>;
}

/** A reader of a workspace's files. It remembers what it has read of folders and manifests, as the workspace does. */
export function programReader(workspace: Workspace): ProgramReader {
  const resolution = moduleResolution(workspace.snapshot);
  return {
    async read(path, isListed) {
      const ready = await workspace.prepare(path, isListed);
      if (ready.kind !== 'ready') return ready;
      const { source, options } = ready;
      // A test calls the program as nobody else does: what it is told and what it tells is of no interest.
      const imports = options.inTest ? NO_IMPORTS : await importsOf(ready, resolution);
      return { ready, file: { source, options, imports } };
    },
  };
}

const NO_IMPORTS: ReadonlyMap<string, string> = new Map();

async function importsOf({ source }: ReadyFile, resolution: ModuleResolution): Promise<ReadonlyMap<string, string>> {
  const imports = new Map<string, string>();
  if (!isScript(source.documents[0]?.language ?? 'text')) return imports;
  for (const specifier of moduleSpecifiers(source.text)) {
    const path = await resolution.resolve(specifier, source.path);
    if (path !== undefined) imports.set(specifier, path);
  }
  return imports;
}

/** The files that have to do with some of them: what these import, who imports these, and so on. */
export function connectedTo(paths: readonly string[], files: ReadonlyMap<string, ProgramFile>): Set<string> {
  const neighbours = new Map<string, string[]>();
  const join = (a: string, b: string) => {
    const known = neighbours.get(a);
    if (known) known.push(b);
    else neighbours.set(a, [b]);
  };
  for (const [path, { imports }] of files) {
    for (const target of new Set(imports.values())) {
      if (!files.has(target)) continue;
      join(path, target);
      join(target, path);
    }
  }
  const found = new Set(paths.filter((path) => files.has(path)));
  for (const path of found) for (const neighbour of neighbours.get(path) ?? []) found.add(neighbour);
  return found;
}
