/** What is known of a module as text that outlives the process, and back again. */
import type { ModuleAnalysis } from './analyze.ts';
import type { Knowledge } from './check/knowledge.ts';
import type { ModuleSummary } from './flow/summary.ts';
import { NO_PASSAGES, type Passages } from './passages.ts';
import type { ProgramFile, Remembered, Telling } from './program.ts';
import { ApiEntity } from './semantics/entities.ts';
import type { TextLayout } from './source/sourceFile.ts';

/** What the passes over a program ask of every module: small, and plain data. What is empty is left out. */
export interface ModuleOutline {
  readonly isImported?: true;
  readonly isSurvey?: true;
  readonly isEntered?: true;
  readonly told?: string;
  readonly reads?: readonly (readonly [path: string, version: string])[];
  readonly version: string;
  readonly tellings?: readonly Telling[];
  readonly passages?: Passages;
  readonly disarmed?: readonly string[];
  /** Which lists of the analysis are not empty. */
  readonly has?: readonly ListName[];
}

/** A module in parts, which are asked for one by one. */
export interface StoredModule {
  readonly outline: ModuleOutline;
  /** What it tells the modules that import it. */
  readonly summary: string;
  /** All the rest. */
  readonly details: string;
}

const LISTS = [
  'traces',
  'waiting',
  'foreignHits',
  'seeds',
  'sent',
  'identified',
  'suppressions',
  'incomplete',
  'syntaxErrors',
  'hidden',
] as const satisfies readonly (keyof ModuleAnalysis)[];

type ListName = (typeof LISTS)[number];

type Details = Partial<Pick<ModuleAnalysis, ListName | 'declarations'>> & {
  readonly length: number;
  /** How long each line is but the last. */
  readonly lines: readonly number[];
};

/**
 * Writes what is known of a module. Undefined when that is not to be written: it is about things that no model names,
 * something went wrong that may go right the next time, or a part of a secret of the file stands in it. Fixes quote code
 * as it is.
 */
export function storedModule(remembered: Remembered): StoredModule | undefined {
  const { analysis, file, isImported, isSurvey, passages, reads, tellings, told, version } = remembered;
  if (analysis.incomplete.some((cause) => / (?:failed|crashed): /.test(cause))) return undefined;
  const has = LISTS.filter((name) => analysis[name].length > 0);
  const { lineStarts, text } = analysis.source;
  const details: Details = {
    ...Object.fromEntries(has.map((name) => [name, analysis[name]])),
    ...(Object.keys(analysis.declarations).length > 0 && { declarations: analysis.declarations }),
    length: text.length,
    lines: lineStarts.slice(1).map((start, index) => start - lineStarts[index]!),
  };
  const outline: ModuleOutline = {
    version,
    ...(isImported && { isImported }),
    ...(isSurvey && { isSurvey }),
    ...(analysis.isEntered && { isEntered: true }),
    ...(told !== '' && { told }),
    ...nonEmpty('reads', [...reads]),
    ...nonEmpty('tellings', tellings),
    ...(passages !== NO_PASSAGES && { passages }),
    ...nonEmpty('disarmed', analysis.disarmed),
    ...nonEmpty('has', has),
  };
  const write = writerWith(file.options.knowledge);
  try {
    const stored = { outline, summary: write(analysis.summary), details: write(details) };
    const all = [JSON.stringify(outline), stored.summary, stored.details];
    return all.some((each) => showsAny(analysis.secrets, each)) ? undefined : stored;
  } catch (error) {
    if (error instanceof Unstorable) return undefined;
    throw error;
  }
}

function nonEmpty<K extends string, T>(name: K, list: readonly T[]): { readonly [name in K]?: readonly T[] } {
  return list.length > 0 ? ({ [name]: list } as { readonly [name in K]?: readonly T[] }) : {};
}

/** Pieces of a secret of so many characters are looked for. */
const PIECE = 8;

/** True when a text shows a piece of a secret otherwise than as a mask; of each word its beginning is looked for: quotes are cut. */
export function showsAny(secrets: readonly string[], text: string): boolean {
  if (secrets.length === 0) return false;
  const shown = text.replace(/[^\s"'`]*•+/g, '');
  return secrets.some((secret) => {
    const words = secret.split(/[\s"'`\\]+/).filter((word) => word.length >= PIECE);
    if (words.length === 0) return secret.length > 0 && shown.includes(JSON.stringify(secret).slice(1, -1));
    return words.some((word) => shown.includes(word.slice(0, PIECE)));
  });
}

/** Something cannot be written by a name under which it is found again. */
class Unstorable extends Error {}

/** Writes JSON in which what belongs to the knowledge is named. */
function writerWith({ rules, trie }: Knowledge): (value: unknown) => string {
  const named = (key: string, value: unknown): unknown => {
    if (value instanceof ApiEntity) {
      const { members, name, package: packageName } = value;
      if (trie.find(packageName, name) === value) return { $entity: [packageName, name] };
      if (value.id >= 0 || members.size > 0) throw new Unstorable();
      return { $unknown: [packageName, name] };
    }
    if (value instanceof Map) return { $map: [...value] };
    if (key === 'rule') {
      const { id } = value as { readonly id: string };
      if (rules.get(id) !== value) throw new Unstorable();
      return { $rule: id };
    }
    if (key === 'library') {
      const number = trie.schemaLibraries.indexOf(value as never);
      return number < 0 ? value : { $library: number };
    }
    return value;
  };
  return (value) =>
    JSON.stringify(value, function (this: unknown, key, each: unknown) {
      const { entity } = this as { readonly entity?: unknown };
      if (key === 'model' && entity instanceof ApiEntity) {
        const number = trie.sourcesOf(entity).indexOf(each as never);
        return number < 0 ? each : { $source: [entity.package, entity.name, number] };
      }
      return named(key, each);
    });
}

/** Gives the parts of a module when they are asked for. */
export interface StoredParts {
  read(part: 'summary' | 'details'): string;
  /** A part is not what was written. Whatever asked for it goes wrong, and may hide that: the answers do not count. */
  damaged(): void;
}

/**
 * What is known of a module, from what was written of it.
 * @param file as it is now: its text and settings are the same
 */
export function revivedModule(file: ProgramFile, path: string, outline: ModuleOutline, parts: StoredParts): Remembered {
  const { disarmed = [], has = [], isImported = false, passages = NO_PASSAGES, reads = [], tellings = [] } = outline;
  const { isEntered = false, isSurvey = false } = outline;
  return {
    file,
    isImported,
    isSurvey,
    told: outline.told ?? '',
    reads,
    version: outline.version,
    tellings,
    passages,
    analysis: new StoredAnalysis(path, file.options.knowledge, isEntered, disarmed, new Set(has), parts),
  };
}

/** An analysis that is read when it is asked for. */
class StoredAnalysis implements ModuleAnalysis {
  readonly isEntered: boolean;
  readonly disarmed: readonly string[];
  /** What is stored shows none. */
  readonly secrets: readonly string[] = [];
  readonly #path: string;
  readonly #knowledge: Knowledge;
  readonly #has: ReadonlySet<ListName>;
  readonly #parts: StoredParts;
  #summary: ModuleSummary | undefined;
  #details: Details | undefined;
  #source: TextLayout | undefined;

  constructor(
    path: string,
    knowledge: Knowledge,
    isEntered: boolean,
    disarmed: readonly string[],
    has: ReadonlySet<ListName>,
    parts: StoredParts,
  ) {
    this.#path = path;
    this.#knowledge = knowledge;
    this.isEntered = isEntered;
    this.disarmed = disarmed;
    this.#has = has;
    this.#parts = parts;
  }

  get summary(): ModuleSummary {
    this.#summary ??= this.#read('summary') as ModuleSummary;
    return this.#summary;
  }

  get source(): TextLayout {
    if (!this.#source) {
      const { length, lines } = this.#known();
      const lineStarts = [0];
      for (const line of lines) lineStarts.push(lineStarts.at(-1)! + line);
      this.#source = { path: this.#path, lineStarts, text: { length } };
    }
    return this.#source;
  }

  get traces(): ModuleAnalysis['traces'] {
    return this.#list('traces');
  }
  get waiting(): ModuleAnalysis['waiting'] {
    return this.#list('waiting');
  }
  get foreignHits(): ModuleAnalysis['foreignHits'] {
    return this.#list('foreignHits');
  }
  get seeds(): ModuleAnalysis['seeds'] {
    return this.#list('seeds');
  }
  get sent(): ModuleAnalysis['sent'] {
    return this.#list('sent');
  }
  get identified(): ModuleAnalysis['identified'] {
    return this.#list('identified');
  }
  get suppressions(): ModuleAnalysis['suppressions'] {
    return this.#list('suppressions');
  }
  get incomplete(): readonly string[] {
    return this.#list('incomplete');
  }
  get syntaxErrors(): readonly string[] {
    return this.#list('syntaxErrors');
  }
  get hidden(): ModuleAnalysis['hidden'] {
    return this.#list('hidden');
  }
  get declarations(): ModuleAnalysis['declarations'] {
    return this.#known().declarations ?? {};
  }

  #known(): Details {
    this.#details ??= this.#read('details') as Details;
    return this.#details;
  }

  #read(part: 'summary' | 'details'): unknown {
    try {
      return revived(JSON.parse(this.#parts.read(part)), this.#knowledge);
    } catch (error) {
      this.#parts.damaged();
      throw error;
    }
  }

  #list<K extends ListName>(name: K): ModuleAnalysis[K] {
    return (this.#has.has(name) ? this.#known()[name] : NOTHING) as ModuleAnalysis[K];
  }
}

const NOTHING: readonly never[] = [];

/** The values of parsed JSON with what names stand for in their places. JSON knows no `undefined`; here nothing is `null`. */
function revived(value: unknown, knowledge: Knowledge): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => revived(each, knowledge));
  const written = value as Written;
  if (written.$map) return new Map(written.$map.map(([key, each]) => [key, revived(each, knowledge)]));
  if (written.$entity) return known(knowledge.trie.find(...written.$entity));
  if (written.$unknown) return new ApiEntity(-1, written.$unknown[1], written.$unknown[0]);
  if (written.$rule !== undefined) return known(knowledge.rules.get(written.$rule));
  if (written.$library !== undefined) return known(knowledge.trie.schemaLibraries[written.$library]);
  if (written.$source) {
    const [packageName, name, number] = written.$source;
    return known(knowledge.trie.sourcesOf(known(knowledge.trie.find(packageName, name)))[number]);
  }
  for (const key in written) (value as Record<string, unknown>)[key] = revived(written[key as never], knowledge);
  return value;
}

interface Written {
  readonly $map?: readonly (readonly [unknown, unknown])[];
  readonly $entity?: readonly [packageName: string, name: string];
  readonly $unknown?: readonly [packageName: string, name: string];
  readonly $rule?: string;
  readonly $library?: number;
  readonly $source?: readonly [packageName: string, name: string, number: number];
}

/** @throws Error when what was written is not of this knowledge */
function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('what was stored speaks of something that is not known');
  return found;
}
