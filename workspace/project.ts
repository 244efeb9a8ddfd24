/** A workspace that is kept analysed while its files change: what the editor asks. */
import type { FileAnalysis } from '../engine/analyze.ts';
import type { Finding } from '../engine/finding.ts';
import { type ProgramAnalysis, type ProgramFile, type ProgramMemory, programMemory } from '../engine/program.ts';
import { isScript, languageOf, type SourceFile, sourceFile } from '../engine/source/sourceFile.ts';
import type { SurfaceMemory } from '../engine/surface/programSurface.ts';
import type { ThreatModel } from '../threats/element.ts';
import { ConfigurationError } from './configurationError.ts';
import { programReader, type ReadProgramFile } from './programFiles.ts';
import { threatModelOf } from './threatModel.ts';
import { UsageError } from './usageError.ts';
import type { KnownProgram } from './whyNot.ts';
import type { FileOutcome, Workspace } from './workspace.ts';

/** A workspace with more scripts is analysed file by file in the editor; a scan follows data through all of them. */
const MAX_FILES = 10_000;

export interface Project {
  /**
   * Does a part of the work of reading and analysing all files.
   * @param forMs about how long
   * @returns whether all is done, and then the files about which `analyze` would say something else than it has said
   */
  prepare(forMs: number): Promise<{ readonly isDone: boolean; readonly touched: readonly string[] }>;
  /**
   * Analyses a file by the snapshot's text: by itself, and as a part of the whole once all files have been read.
   * @throws ConfigurationError @throws UsageError for a broken baseline
   */
  analyze(path: string): Promise<FileOutcome & { readonly touched: readonly string[] }>;
  /** What would be found in a file if it had this text. Undefined when the file is not analysed. */
  asker(path: string): Promise<((text: string) => FileAnalysis) | undefined>;
  /** The files with this one, whether or not it is left out, and a copy of what is known of them. */
  programWith(path: string): Promise<KnownProgram>;
  /** What the whole is made of, and what is found in it but for what is hidden; undefined while that is not known. */
  whole(): Promise<{ readonly model: ThreatModel; readonly findings: readonly Finding[] } | undefined>;
  /** Reads again what has changed on the disk. */
  refresh(paths: readonly string[]): void;
}

/** Makes a project. Nothing is read before it is asked for. */
export function projectOf(workspace: Workspace): Project {
  const { analyzeProgram } = workspace.tools;
  const memory = programMemory();
  const files = new Map<string, ReadProgramFile>();
  const reader = programReader(workspace);
  /** Files to be read. */
  let waiting: string[] | undefined;
  /** Goes up with each file that is read and differs; what the answers are of, and what is being analysed. */
  let revision = 0;
  let answered = -1;
  let analysed = -1;
  /** What was last said of files, without what hides findings. */
  const said = new Map<string, FileAnalysis>();
  let running: Generator<string, ProgramAnalysis> | undefined;
  let answers: ProgramAnalysis | undefined;
  let isTooLarge = false;
  const surfaces: SurfaceMemory = new WeakMap();

  async function read(path: string, isListed: boolean) {
    const found = await reader.read(path, isListed);
    if (!('ready' in found)) {
      drop(path);
      return found;
    }
    const known = files.get(path);
    const isKnown = known !== undefined && isSame(known.file, found.file);
    const kept = isKnown ? { ready: found.ready, file: known.file } : found;
    if (!isKnown) revision++;
    files.set(path, kept);
    return kept;
  }

  /** What cannot be read or judged costs itself: whoever asks for it is told. */
  async function readQuietly(path: string): Promise<void> {
    try {
      await read(path, false);
    } catch (error) {
      if (!(error instanceof UsageError) && !(error instanceof ConfigurationError)) throw error;
      drop(path);
    }
  }

  function drop(path: string): void {
    if (files.delete(path)) revision++;
  }

  async function list(): Promise<string[]> {
    try {
      const listing = await workspace.list(['']);
      const scripts = listing.files.filter((path) => isScript(languageOf(path)));
      isTooLarge = scripts.length > MAX_FILES;
      return isTooLarge ? [] : scripts;
    } catch (error) {
      if (error instanceof UsageError || error instanceof ConfigurationError) return [];
      throw error;
    }
  }

  const program = () => new Map([...files].map(([path, { file }]) => [path, file]));

  function runAll(all: ReadonlyMap<string, ProgramFile>, from: ProgramMemory = memory): ProgramAnalysis {
    const run = analyzeProgram(all, from);
    for (let step = run.next(); ; step = run.next()) if (step.done) return step.value;
  }

  return {
    async prepare(forMs) {
      const until = performance.now() + forMs;
      waiting ??= await list();
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        await readQuietly(path);
        if (performance.now() > until) return UNDONE;
      }
      while (answered !== revision && !isTooLarge) {
        if (!running) analysed = revision;
        running ??= analyzeProgram(program(), memory);
        const step = running.next();
        if (step.done) {
          running = undefined;
          answered = analysed;
          answers = step.value;
        }
        if (performance.now() > until) return UNDONE;
      }
      const touched = [...said].filter(([path, last]) => {
        const answer = answers?.get(path);
        return answer !== undefined && answer !== last && JSON.stringify(answer) !== JSON.stringify(last);
      });
      return { isDone: true, touched: touched.map(([path]) => path) };
    },

    async analyze(path) {
      const found = await read(path, false);
      if (!('ready' in found)) return { ...found, touched: [] };
      // While the whole is analysed for the first time, a file is answered for by itself.
      const before = answers;
      if (before) {
        answers = answered === revision ? before : runAll(program());
        answered = revision;
        running = undefined;
      }
      const answer = before
        ? answers!.get(path)!
        : runAll(new Map([[path, { ...found.file, imports: NO_IMPORTS }]]), programMemory()).get(path)!;
      said.set(path, answer);
      const touched = before
        ? [...answers!].filter(([other, each]) => other !== path && before.get(other) !== each)
        : [];
      return { ...found.ready.judge(answer), touched: touched.map(([other]) => other) };
    },

    async asker(path) {
      const found = await read(path, false);
      if (!('ready' in found)) return undefined;
      const { file } = found;
      // Each answer is asked for beside what is kept, whose memory it leaves alone.
      return (text) => {
        const source: SourceFile = sourceFile(path, text);
        const others = answers ? program() : new Map<string, ProgramFile>();
        const imports = answers ? file.imports : NO_IMPORTS;
        const tried = analyzeProgram(others.set(path, { ...file, source, imports }), copyOf(memory));
        for (let step = tried.next(); ; step = tried.next()) if (step.done) return step.value.get(path)!;
      };
    },

    async programWith(path) {
      const found = await reader.read(path, true);
      const all = answers ? program() : new Map<string, ProgramFile>();
      if ('ready' in found) {
        const known = all.get(path);
        const file = answers ? found.file : { ...found.file, imports: NO_IMPORTS };
        all.set(path, known && isSame(known, file) ? known : file);
      }
      return { files: all, memory: copyOf(memory) };
    },

    async whole() {
      const known = answered === revision ? answers : undefined;
      if (!known) return undefined;
      const findings = [...files].flatMap(([path, { ready }]) => ready.judge(known.get(path)!).analysis.findings);
      const model = await threatModelOf({ files: program(), memory, workspace, known: surfaces });
      return { model, findings };
    },

    refresh(paths) {
      waiting?.push(...paths.filter((path) => isScript(languageOf(path))));
    },
  };
}

/** A memory that can be used and leaves this one alone. */
function copyOf(memory: ProgramMemory): ProgramMemory {
  return { ...memory, modules: new Map(memory.modules), answers: new Map(memory.answers) };
}

const UNDONE = { isDone: false, touched: [] };

const NO_IMPORTS: ReadonlyMap<string, string> = new Map();

/** True when two readings of a file ask the same of the engine. */
function isSame(a: ProgramFile, b: ProgramFile): boolean {
  return (
    a.source.text === b.source.text &&
    a.options.knowledge === b.options.knowledge &&
    a.options.inTest === b.options.inTest &&
    a.options.fingerprintKey === b.options.fingerprintKey &&
    JSON.stringify(a.options.settings) === JSON.stringify(b.options.settings) &&
    a.imports.size === b.imports.size &&
    [...a.imports].every(([specifier, path]) => b.imports.get(specifier) === path)
  );
}
