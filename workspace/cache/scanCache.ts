/** What scans have found out, for the next one: the memory of a program in files of its own. */
import { createHash } from 'node:crypto';
import { secretsIn } from '../../engine/analyze.ts';
import { type ProgramFile, type ProgramMemory, programMemory, type Remembered } from '../../engine/program.ts';
import type { SourceFile } from '../../engine/source/sourceFile.ts';
import { type ModuleOutline, revivedModule, showsAny, storedModule } from '../../engine/storedModule.ts';
import type { Overruling } from '../configuration.ts';
import type { Snapshot } from '../snapshot.ts';
import type { TreatedFile } from '../workspace.ts';
import { type CacheFiles, openCacheFiles, type Place } from './cacheFiles.ts';
import { projectFolder, trimCaches } from './cacheFolder.ts';
import { type KeptWorld, type ObservedWorld, observedWorld } from './knownWorld.ts';

export interface ScanCache {
  /**
   * Looks at a snapshot before anything is read of it.
   * @returns the same snapshot, of which is noted what decides how files are treated and what they import
   */
  observe(snapshot: Snapshot, overruling: Overruling | undefined): Snapshot;
  /** Reads a file for its own sake. */
  apart<T>(path: string, read: () => Promise<T>): Promise<T>;
  /** What a file names of other modules, by the id of its content; undefined when that has never been read. */
  specifiersBy(path: string, id: string): readonly string[] | undefined;
  /** The same for a file that was read, found out when nobody knows. */
  specifiersOf(source: SourceFile, id: string | undefined, find: () => readonly string[]): readonly string[];
  /** What a file by the id of its content is to others, when nothing has changed that decides it. */
  settledBy(path: string, id: string): SettledFile | undefined;
  /** Notes how files are treated and what they import, also those that turn out to be of another program. */
  settle(files: ReadonlyMap<string, CachedFile>): void;
  /** Notes of a file that was read and will not be analysed whether what it imports may be kept. */
  pass(path: string, file: ProgramFile): void;
  /** What is known of the files of a program. */
  memory(files: ReadonlyMap<string, Pick<CachedFile, 'file'>>): ProgramMemory;
  /** Something that was there could not be read: what was made with it does not count. */
  readonly isDamaged: boolean;
  /**
   * Keeps what was found out.
   * @param isWhole all files of the project were asked for: of others nothing needs to be known
   */
  save(memory: ProgramMemory, isWhole: boolean): void;
  close(): void;
}

/** How a file is treated, and what it imports. */
export interface SettledFile {
  /** Equal for files that are treated alike. */
  readonly kind: string;
  readonly imports: ReadonlyMap<string, string>;
}

/** A file whose specifiers the cache was asked for. */
interface CachedFile {
  readonly ready: Pick<TreatedFile, 'alike' | 'treatment'>;
  readonly file: ProgramFile;
}

/** A module as it stands in the index: what the passes ask of it, and where the rest is. */
interface KeptModule extends ModuleOutline {
  /** The hash of what it was given: its treatment and its imports. */
  readonly given: string;
  /** The summary comes first, and is so long. */
  readonly at: Place;
  readonly summary: number;
}

/** What was last decided about a text. */
interface Decision {
  /** The mark of the world in which it holds; none when that was not known. */
  readonly world?: string;
  /** The hash of how the file is treated. */
  readonly kind: string;
  /** What each specifier means; 0 for what is no file of the workspace. */
  readonly imports: readonly (string | 0)[];
  /** The hash of all that the analysis is given beside the text. */
  readonly given: string;
}

/** A text of a file, and what was found out about it. */
interface KeptText {
  /** Git's name of a file with this text. */
  readonly id: string;
  /** The hash of the text. */
  readonly hash: string;
  readonly specifiers: readonly string[];
  readonly decision?: Decision;
  readonly modules: readonly KeptModule[];
}

/** A file in this scan. */
interface Current {
  readonly text: KeptText;
  decision: Decision | undefined;
  /** No secret stands in what is kept of it: found out for what is not analysed. */
  isHarmless: boolean;
  /** What was read back of it for the program. */
  revived: readonly Revived[];
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
  const current = new Map<string, Current>();
  /** Hashes of kinds of files; there are few. */
  const kinds = new Map<string, string>();
  let world: ObservedWorld | undefined;
  let isDamaged = false;

  function kindHash(kind: string): string {
    const hash = kinds.get(kind) ?? hashOf(kind);
    kinds.set(kind, hash);
    return hash;
  }

  function know(path: string, text: KeptText, decision?: Decision): readonly string[] {
    current.set(path, { text, decision, isHarmless: false, revived: NONE });
    return text.specifiers;
  }

  function decide(text: KeptText, { file, ready }: CachedFile): Decision {
    const kind = kindHash(ready.alike);
    const imports = text.specifiers.map((specifier) => file.imports.get(specifier) ?? 0);
    const known = text.decision;
    const isSame = known && known.kind === kind && isSameList(known.imports, imports);
    if (isSame && (!world || known.world === world.mark)) return known;
    const given = isSame ? known.given : hashOf(JSON.stringify([ready.treatment, imports]));
    return { kind, imports, given, ...(world && { world: world.mark }) };
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
    const before = kept.get(path)?.texts ?? NONE;
    const now = current.get(path);
    if (!now?.decision) return before;
    const { decision, isHarmless, revived, text } = now;
    const remembered = memory.modules.get(path) ?? NONE;
    const secrets = remembered.flatMap(({ analysis }) => analysis.secrets);
    // Which secrets a text has that was neither analysed nor looked through, nobody knows.
    const isNew = !before.some(({ hash }) => hash === text.hash);
    const mayBeKept = remembered.length === 0 ? isHarmless : !showsAny(secrets, JSON.stringify(text.specifiers));
    if (isNew && !mayBeKept) return before;
    const used: KeptModule[] = [];
    for (const each of remembered) {
      const back = revived.find(({ remembered }) => remembered === each);
      const module = back ? back.module : freshModule(each, decision.given, fresh);
      if (module) used.push(module);
    }
    const isKnown = used.every((module) => text.modules.includes(module)) && !isDamaged;
    if (isKnown && before[0] === text && text.decision === decision) return before;
    const modules = isDamaged ? used : [...new Set([...used, ...text.modules])].slice(0, MOST_MODULES);
    return [{ ...text, decision, modules }, ...before.filter(({ hash }) => hash !== text.hash)].slice(0, MOST_TEXTS);
  }

  return {
    observe(snapshot, overruling) {
      world = observedWorld(snapshot, overruling, keptWorld(files.head));
      return world?.snapshot ?? snapshot;
    },

    apart: (path, read) => (world ? world.apart(path, read) : read()),

    specifiersBy(path, id) {
      const text = textWith(id, kept.get(path));
      return text && know(path, text);
    },

    specifiersOf({ path, text }, id, find) {
      const hash = hashOf(text);
      const known = kept.get(path)?.texts.find((each) => each.hash === hash);
      if (known) return know(path, id === undefined || id === known.id ? known : { ...known, id });
      return know(path, { id: id ?? blobIdOf(text), hash, specifiers: find(), modules: [] });
    },

    settledBy(path, id) {
      const text = textWith(id, kept.get(path));
      const decision = text?.decision;
      if (!text || !decision || !world || decision.world !== world.mark) return undefined;
      know(path, text, decision);
      const imports = new Map<string, string>();
      decision.imports.forEach((target, index) => {
        if (target !== 0) imports.set(text.specifiers[index]!, target);
      });
      return { kind: decision.kind, imports };
    },

    settle(read) {
      for (const [path, each] of read) {
        const now = current.get(path);
        if (now) now.decision ??= decide(now.text, each);
      }
    },

    pass(path, { options, source }) {
      const now = current.get(path);
      const secrets = now && secretsIn(source, options);
      if (now && secrets) now.isHarmless = !showsAny(secrets, JSON.stringify(now.text.specifiers));
    },

    memory(program) {
      const memory = programMemory();
      for (const [path, each] of program) {
        const now = current.get(path);
        const decision = now?.decision;
        if (!decision) continue;
        const modules = now.text.modules.filter(({ given, at }) => given === decision.given && files.has(at));
        if (modules.length === 0) continue;
        now.revived = modules.map((module) => revive(path, each.file, module));
        memory.modules.set(
          path,
          now.revived.map(({ remembered }) => remembered),
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
      const paths = new Set([...current.keys(), ...(isWhole ? NONE : kept.keys())]);
      const after = new Map([...paths].map((path) => [path, textsAfter(path, memory, fresh)]));
      const worldNow = world?.kept() ?? (world ? undefined : keptWorld(files.head));
      const head = worldNow ? JSON.stringify(worldNow) : '';
      const isSame = [...after].every(([path, texts]) => texts === kept.get(path)?.texts);
      if (isSame && after.size === kept.size && head === files.head) return;
      const all = [...after.values()].flatMap((texts) => texts.flatMap(({ modules }) => modules));
      const isAnew = isDamaged || files.isScattered(all.reduce((sum, { at }) => sum + at[2], 0));
      files.replace(head, isAnew, (add) => {
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

const NONE: readonly never[] = [];

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

function textWith(id: string, kept: Kept | undefined): KeptText | undefined {
  return kept?.texts.find((each) => each.id === id);
}

function keptWorld(head: string): KeptWorld | undefined {
  return head === '' ? undefined : (JSON.parse(head) as KeptWorld);
}

function freshModule(remembered: Remembered, given: string, fresh: Fresh): KeptModule | undefined {
  const stored = storedModule(remembered);
  if (!stored) return undefined;
  const summary = Buffer.from(stored.summary);
  const record = Buffer.concat([summary, Buffer.from(stored.details)]);
  const at: Place = [0, 0, record.length, ''];
  const module: KeptModule = { given, at, summary: summary.length, ...stored.outline };
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
