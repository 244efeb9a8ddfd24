/** What scans have found out, for the next one: the memory of a program in files of its own. */
import { createHash } from 'node:crypto';
import { type ProgramFile, type ProgramMemory, programMemory, type Remembered } from '../../engine/program.ts';
import type { SourceFile } from '../../engine/source/sourceFile.ts';
import { type ModuleOutline, revivedModule, storedModule } from '../../engine/storedModule.ts';
import type { TreatedFile } from '../workspace.ts';
import { type CacheFiles, openCacheFiles, type Place } from './cacheFiles.ts';
import { projectFolder, trimCaches } from './cacheFolder.ts';

export interface ScanCache {
  /** What a file names of other modules, by the id of its content; undefined when that has never been read. */
  specifiersBy(path: string, id: string): readonly string[] | undefined;
  /** The same for a file that was read, found out when nobody knows. */
  specifiersOf(source: SourceFile, id: string | undefined, find: () => readonly string[]): readonly string[];
  /** What is known of the files of a program. */
  memory(files: ReadonlyMap<string, CachedFile>): ProgramMemory;
  /** Something that was there could not be read: what was made with it does not count. */
  readonly isDamaged: boolean;
  /**
   * Keeps what was found out.
   * @param isWhole all files of the project were asked for: of others nothing needs to be known
   */
  save(memory: ProgramMemory, isWhole: boolean): void;
  close(): void;
}

/** A file whose specifiers the cache was asked for. */
interface CachedFile {
  readonly ready: Pick<TreatedFile, 'treatment'>;
  readonly file: ProgramFile;
}

/** A module as it stands in the index: what the passes ask of it, and where the rest is. */
interface KeptModule extends ModuleOutline {
  /** The hash of its treatment. */
  readonly treatment: string;
  /** What each specifier means; 0 for what is no file of the workspace. */
  readonly imports: readonly (string | 0)[];
  /** The summary comes first, and is so long. */
  readonly at: Place;
  readonly summary: number;
}

/** A text of a file, and what was found out about it. */
interface KeptText {
  /** Git's name of a file with this text. */
  readonly id: string;
  /** The hash of the text. */
  readonly hash: string;
  readonly specifiers: readonly string[];
  readonly modules: readonly KeptModule[];
}

/** So many texts of each file are kept, the newest first: branches are changed, and files are staged in part. */
const MOST_TEXTS = 3;

/** So many analyses of a text are kept: of each pass one, and those of before. */
const MOST_MODULES = 8;

/** A project's cache may have so many bytes. */
const LIMIT = 256 * 1024 * 1024;

/**
 * Opens the cache of a project.
 * @param folder of all caches
 * @param root of the project
 * @param key of the program and its rules: with another one nothing is known
 * @returns undefined where there can be none
 */
export function openScanCache(folder: string, root: string, key: string): ScanCache | undefined {
  const place = projectFolder(folder, root);
  if (place === undefined) return undefined;
  const files = openCacheFiles(place, key);
  const kept = keptIn(files.lines);
  /** The texts of the files that were asked for, and the files. */
  const current = new Map<string, KeptText>();
  const asked = new Map<string, CachedFile>();
  /** What was read back of each file, and of what. */
  const revived = new Map<string, readonly Revived[]>();
  let isDamaged = false;

  /** Hashes of treatments; there are few. */
  const treatments = new Map<string, string>();

  function treatmentOf({ ready: { treatment } }: CachedFile): string {
    const hash = treatments.get(treatment) ?? hashOf(treatment);
    treatments.set(treatment, hash);
    return hash;
  }

  function know(path: string, text: KeptText): readonly string[] {
    current.set(path, text);
    return text.specifiers;
  }

  function revive(path: string, file: ProgramFile, module: KeptModule): Revived {
    let record: Buffer | undefined;
    const remembered = revivedModule(file, path, module, {
      read(part) {
        record ??= files.read(module.at);
        return part === 'summary'
          ? record.toString('utf8', 0, module.summary)
          : record.toString('utf8', module.summary);
      },
      damaged() {
        isDamaged = true;
      },
    });
    return { module, remembered };
  }

  /** The texts of a file after a scan. What was new in it waits in `fresh` for its place. */
  function textsAfter(path: string, memory: ProgramMemory, fresh: Fresh): readonly KeptText[] {
    const before = kept.get(path)?.texts ?? [];
    const text = current.get(path);
    const { file, ready } = asked.get(path) ?? {};
    if (!text || !file || !ready) return before;
    const back = revived.get(path) ?? [];
    const used = (memory.modules.get(path) ?? []).flatMap(
      (each) =>
        back.find(({ remembered }) => remembered === each)?.module ??
        freshModule(each, treatmentOf({ file, ready }), importsIn(text, file), fresh) ??
        [],
    );
    if (before[0] === text && used.every((module) => text.modules.includes(module))) return before;
    const modules = isDamaged ? used : [...new Set([...used, ...text.modules])].slice(0, MOST_MODULES);
    return [{ ...text, modules }, ...before.filter(({ hash }) => hash !== text.hash)].slice(0, MOST_TEXTS);
  }

  return {
    specifiersBy(path, id) {
      const text = kept.get(path)?.texts.find((each) => each.id === id);
      return text && know(path, text);
    },

    specifiersOf({ path, text }, id, find) {
      const hash = hashOf(text);
      const known = kept.get(path)?.texts.find((each) => each.hash === hash);
      if (known) return know(path, id === undefined || id === known.id ? known : { ...known, id });
      return know(path, { id: id ?? blobIdOf(text), hash, specifiers: find(), modules: [] });
    },

    memory(program) {
      const memory = programMemory();
      for (const [path, each] of program) {
        asked.set(path, each);
        const text = current.get(path);
        if (!text || text.modules.length === 0) continue;
        const treatment = treatmentOf(each);
        const imports = importsIn(text, each.file);
        const modules = text.modules.filter(
          (module) => module.treatment === treatment && isSameList(module.imports, imports) && files.has(module.at),
        );
        const back = modules.map((module) => revive(path, each.file, module));
        revived.set(path, back);
        memory.modules.set(
          path,
          back.map(({ remembered }) => remembered),
        );
      }
      return memory;
    },

    get isDamaged() {
      return isDamaged;
    },

    save(memory, isWhole) {
      const fresh: Fresh = new Map();
      // What was asked for first, for where there is no room for all.
      const paths = new Set([...asked.keys(), ...(isWhole ? [] : kept.keys())]);
      const after = new Map([...paths].map((path) => [path, textsAfter(path, memory, fresh)]));
      const isSame = [...after].every(([path, texts]) => texts === kept.get(path)?.texts);
      if (isSame && after.size === kept.size) return;
      const old = [...after.values()].flatMap((texts) => texts.flatMap(({ modules }) => modules));
      const isAnew = isDamaged || files.isScattered(old.reduce((sum, { at }) => sum + at[2], 0));
      files.replace(isAnew, (add) => {
        let left = LIMIT;
        const placed = (module: KeptModule): readonly KeptModule[] => {
          left -= module.at[2];
          if (left < 0) return [];
          const record = fresh.get(module) ?? (isAnew ? readable(files, module.at) : undefined);
          if (record) return [{ ...module, at: add(record) }];
          return isAnew ? [] : [module];
        };
        return [...after].map(([path, texts]) => {
          const known = kept.get(path);
          if (!isAnew && known && known.texts === texts) return known.line;
          return JSON.stringify([path, ...texts.map((text) => ({ ...text, modules: text.modules.flatMap(placed) }))]);
        });
      });
      if (isAnew || kept.size === 0) trimCaches(folder);
    },

    close: () => files.close(),
  };
}

interface Revived {
  readonly module: KeptModule;
  readonly remembered: Remembered;
}

/** Records that have no place yet. */
type Fresh = Map<KeptModule, Buffer>;

interface Kept {
  readonly line: string;
  readonly texts: readonly KeptText[];
}

function keptIn(lines: readonly string[]): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  for (const line of lines) {
    const [path, ...texts] = JSON.parse(line) as [string, ...KeptText[]];
    kept.set(path, { line, texts });
  }
  return kept;
}

function freshModule(
  remembered: Remembered,
  treatment: string,
  imports: readonly (string | 0)[],
  fresh: Fresh,
): KeptModule | undefined {
  const stored = storedModule(remembered);
  if (!stored) return undefined;
  const summary = Buffer.from(stored.summary);
  const record = Buffer.concat([summary, Buffer.from(stored.details)]);
  const at: Place = [0, 0, record.length, ''];
  const module: KeptModule = { treatment, imports, at, summary: summary.length, ...stored.outline };
  fresh.set(module, record);
  return module;
}

function readable(files: CacheFiles, place: Place): Buffer | undefined {
  try {
    return files.read(place);
  } catch {
    return undefined;
  }
}

function importsIn({ specifiers }: KeptText, { imports }: ProgramFile): (string | 0)[] {
  return specifiers.map((specifier) => imports.get(specifier) ?? 0);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Git's name of a file: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function blobIdOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
