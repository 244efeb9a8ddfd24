import type { AnalysisOptions } from '../engine/analyze.ts';
import type { ProgramFile } from '../engine/program.ts';
import { isScript, type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import { moduleSpecifiers } from '../engine/syntax/specifiers.ts';
import type { ScanCache } from './cache/scanCache.ts';
import { type ModuleResolution, moduleResolution } from './moduleResolution.ts';
import type { Snapshot } from './snapshot.ts';
import type { PreparedFile, ReadyFile, TreatedFile, Workspace } from './workspace.ts';

/** A file of a program that was read, with what judges its answer. */
export interface ReadProgramFile {
  readonly ready: TreatedFile;
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
  /** The same at once for a listed file, when nothing at all needs to be read for it. */
  settled(path: string): ReadProgramFile | undefined;
}

/**
 * A reader of a workspace's files. It remembers what it has read of folders and manifests, as the workspace does.
 * @param cache what is known of texts from an earlier time: where it knows one, the text is not read
 */
export function programReader(workspace: Workspace, cache?: ScanCache): ProgramReader {
  const { snapshot } = workspace;
  const resolution = moduleResolution(snapshot);

  // A test calls the program as nobody else does: what it is told and what it tells is of no interest.
  const importsOf = async (path: string, { options }: TreatedFile, specifiersOf: () => readonly string[]) =>
    options.inTest ? NO_IMPORTS : resolved(path, specifiersOf(), resolution);

  const unread = (path: string, ready: TreatedFile, imports: ReadonlyMap<string, string>): ReadProgramFile => {
    const file = new UnreadFile(path, ready.options, imports);
    const load = () => file.read(snapshot);
    return { ready, file, load: cache ? () => cache.apart(path, load) : load };
  };

  /** Of each kind of files that the cache names, how the first one is treated. */
  const samples = new Map<string, TreatedFile>();

  async function readLater(path: string, specifiers: readonly string[]): Promise<ReadProgramFile> {
    const ready = await workspace.treated(path);
    return unread(path, ready, await importsOf(path, ready, () => specifiers));
  }

  return {
    async read(path, isListed) {
      const id = snapshot.idOf?.(path);
      if (cache && id !== undefined && isListed) {
        const settled = cache.settledBy(path, id);
        if (settled) {
          const ready = await workspace.treated(path);
          samples.set(settled.kind, ready);
          return unread(path, ready, settled.imports);
        }
        const known = cache.specifiersBy(path, id);
        if (known) return readLater(path, known);
      }
      const prepare = () => workspace.prepare(path, isListed);
      const ready = await (cache ? cache.apart(path, prepare) : prepare());
      if (ready.kind !== 'ready') return ready;
      const { source, options } = ready;
      const find = () => specifiersIn(source);
      const specifiers = cache?.specifiersOf(source, id, find);
      const imports = await importsOf(path, ready, specifiers ? () => specifiers : find);
      return { ready, file: { source, options, imports } };
    },

    settled(path) {
      const id = snapshot.idOf?.(path);
      const settled = id === undefined ? undefined : cache?.settledBy(path, id);
      const ready = settled && samples.get(settled.kind);
      return ready && unread(path, ready, settled.imports);
    },
  };
}

const NO_IMPORTS: ReadonlyMap<string, string> = new Map();

async function resolved(
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

/** A file is gone that was known by its content: the snapshot does not hold what it says. */
export class UnreadableError extends Error {}

/** A file whose text is read when somebody needs it, and not before. */
class UnreadFile implements ProgramFile {
  readonly options: AnalysisOptions;
  readonly imports: ReadonlyMap<string, string>;
  readonly #path: string;
  #source: SourceFile | undefined;

  constructor(path: string, options: AnalysisOptions, imports: ReadonlyMap<string, string>) {
    this.#path = path;
    this.options = options;
    this.imports = imports;
  }

  get source(): SourceFile {
    if (!this.#source) throw new Error(`${this.#path} has not been read`);
    return this.#source;
  }

  async read(snapshot: Snapshot): Promise<void> {
    if (this.#source) return;
    const content = await snapshot.read(this.#path);
    if (content.status !== 'text') throw new UnreadableError(`${this.#path} cannot be read any more`);
    this.#source = sourceFile(this.#path, content.text);
  }
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
    for (const target of imports.values()) {
      if (!files.has(target)) continue;
      join(path, target);
      join(target, path);
    }
  }
  const found = new Set(paths.filter((path) => files.has(path)));
  for (const path of found) for (const neighbour of neighbours.get(path) ?? []) found.add(neighbour);
  return found;
}
