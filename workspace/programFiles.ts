import type { ProgramFile } from '../engine/program.ts';
import { isScript, type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import { moduleSpecifiers } from '../engine/syntax/specifiers.ts';
import type { ScanCache } from './cache/scanCache.ts';
import { type ModuleResolution, moduleResolution } from './moduleResolution.ts';
import { UnreadSource } from './unreadSource.ts';
import type { PreparedFile, ReadyFile, Workspace } from './workspace.ts';

/** A file of a program that was read, with what judges its answer. */
export interface ReadProgramFile {
  readonly ready: ReadyFile;
  readonly file: ProgramFile;
  /** Reads its text when that has not been necessary yet. @throws Error when it cannot be read any more */
  readonly load?: () => Promise<void>;
}

/** Reads the files of a program, one after the other. */
export interface ProgramReader {
  /**
   * Reads a file and finds out what it imports. @see Workspace.prepare
   * @throws ConfigurationError @throws UsageError for a broken baseline
   */
  read(path: string, isListed: boolean): Promise<ReadProgramFile | Exclude<PreparedFile, ReadyFile>>;
}

/**
 * A reader of a workspace's files. It remembers what it has read of folders and manifests, as the workspace does.
 * @param cache what is known of texts from an earlier time: where it knows one, the text is not read
 */
export function programReader(workspace: Workspace, cache?: ScanCache): ProgramReader {
  const { snapshot } = workspace;
  const resolution = moduleResolution(snapshot);

  async function programFile(
    ready: ReadyFile,
    specifiersOf: () => readonly string[],
  ): Promise<Pick<ReadProgramFile, 'ready' | 'file'>> {
    const { source, options } = ready;
    // A test calls the program as nobody else does: what it is told and what it tells is of no interest.
    const imports = options.inTest ? NO_IMPORTS : await importsOf(source.path, specifiersOf(), resolution);
    return { ready, file: { source, options, imports } };
  }

  async function readUnread(path: string, specifiers: readonly string[]): Promise<ReadProgramFile> {
    const source = new UnreadSource(path);
    return {
      ...(await programFile(await workspace.ready(source), () => specifiers)),
      async load() {
        if (source.isRead) return;
        const content = await snapshot.read(path);
        if (content.status !== 'text') throw new Error(`${path} cannot be read any more`);
        source.fill(sourceFile(path, content.text));
      },
    };
  }

  return {
    async read(path, isListed) {
      const id = snapshot.idOf?.(path);
      const known = id === undefined || !isListed ? undefined : cache?.specifiersBy(path, id);
      if (known) return readUnread(path, known);
      const ready = await workspace.prepare(path, isListed);
      if (ready.kind !== 'ready') return ready;
      const specifiersOf = () => specifiersIn(ready.source);
      if (!cache) return programFile(ready, specifiersOf);
      const specifiers = cache.specifiersOf(ready.source, id, specifiersOf);
      return programFile(ready, () => specifiers);
    },
  };
}

const NO_IMPORTS: ReadonlyMap<string, string> = new Map();

async function importsOf(
  path: string,
  specifiers: readonly string[],
  resolution: ModuleResolution,
): Promise<ReadonlyMap<string, string>> {
  const imports = new Map<string, string>();
  for (const specifier of specifiers) {
    const target = await resolution.resolve(specifier, path);
    if (target !== undefined) imports.set(specifier, target);
  }
  return imports;
}

/** What a file names of other modules. */
function specifiersIn({ documents, text }: SourceFile): readonly string[] {
  return isScript(documents[0]?.language ?? 'text') ? moduleSpecifiers(text) : [];
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
