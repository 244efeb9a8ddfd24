/** Many files as one program: what each tells the others, in passes over the graph of imports. */
import {
  type AnalysisOptions,
  analyzeModule,
  type FileAnalysis,
  type ModuleAnalysis,
  type ModuleReading,
  readModule,
  settleModule,
  unanalyzed,
} from './analyze.ts';
import { foundElsewhere } from './check/followData.ts';
import { disarmedIn } from './disarmed.ts';
import type { Surroundings } from './flow/resolveValues.ts';
import type { Linker, ModuleSummary, ReceivedData, Seed } from './flow/summary.ts';
import { summaryText } from './flow/summaryText.ts';
import { connectedModules, importOrder } from './importOrder.ts';
import { concernedBy, type Passages, passagesOf } from './passages.ts';
import { hash64 } from './settle/hash.ts';
import type { IdentifiedFinding } from './settle/settle.ts';
import type { SourceFile } from './source/sourceFile.ts';

/** A file of a program. The same object stands for the same text, settings and imports. */
export interface ProgramFile {
  readonly source: SourceFile;
  readonly options: AnalysisOptions;
  /** Paths of the files that its specifiers mean, for those that are files of the program or may become some. */
  readonly imports: ReadonlyMap<string, string>;
}

/** What was found out, to be used again where nothing that it depends on has changed. */
export interface ProgramMemory {
  readonly modules: Map<string, Remembered[]>;
  readonly answers: Map<string, Answer>;
}

/** An analysis of a module with all that it depends on. */
export interface Remembered {
  readonly file: ProgramFile;
  readonly isImported: boolean;
  /** Nothing was asked but whether data comes in. */
  readonly isSurvey: boolean;
  /** What it had been told, as a hash. */
  readonly told: string;
  /** The summaries that were read, by path, with their versions. */
  readonly reads: Iterable<readonly [path: string, version: string]>;
  readonly analysis: ModuleAnalysis;
  /** A hash of its summary: equal summaries have equal versions. */
  readonly version: string;
  /** What it tells others, in the order of the analysis' seeds and then of what it sends. */
  readonly tellings: readonly Telling[];
  readonly passages: Passages;
}

/** That a module tells another one something, without what that is. */
export interface Telling {
  readonly module: string;
  readonly kind: 'seed' | 'data';
  /** All of it that matters, as text. */
  readonly key: string;
}

interface Answer {
  readonly analysis: ModuleAnalysis;
  /** The rules whose danger the program took out, as text. */
  readonly disarmed: string;
  /** No other file had a part in it. */
  readonly isByItself: boolean;
  readonly answer: FileAnalysis;
}

/** The answers for all files. Files whose answer is the same as before have the same object. */
export type ProgramAnalysis = ReadonlyMap<string, FileAnalysis>;

/** Seeds and cycles of imports are followed so many times; what needs more is answered by what was known then. */
const MAX_PASSES = 4;

/** So much is told of one place: a parameter, a part of an exported object. */
const MAX_TOLD_OF_PLACE = 16;

/** The version of a summary that is not there yet. */
const UNKNOWN = '';

export function programMemory(): ProgramMemory {
  return { modules: new Map(), answers: new Map() };
}

/**
 * Analyses a program. Modules are analysed alone, against the summaries of what they import, in the order of imports; what
 * they give to the functions of others is told to these in the next pass, until nobody learns anything new.
 *
 * With a memory of an earlier time, the same passes are made, and what depends on nothing that has changed is taken from
 * it: the answer is the one from scratch by construction.
 * @param asked the answers that are wanted; of the others only those with findings that may have steps in these are given
 * @returns yields the path of each module before it is analysed, so that the caller can pause, show progress or stop
 */
export function* analyzeProgram(
  files: ReadonlyMap<string, ProgramFile>,
  memory?: ProgramMemory,
  asked?: ReadonlySet<string>,
): Generator<string, ProgramAnalysis> {
  const { order, imported } = importOrder(files);
  const current = new Map<string, Remembered>();
  const used = new Map<string, Remembered[]>();
  const run: Run = { files, imported, memory, used };
  for (const group of connectedModules(order, files)) {
    const readings = new Readings();
    // Where no data comes in, none has to be followed: to know that costs less.
    const surveyed = isSurveyed(group, files) ? yield* inPasses(group, true, run, readings) : undefined;
    const known = surveyed ?? (yield* inPasses(group, false, run, readings));
    for (const [path, each] of known ?? []) current.set(path, each);
  }
  if (memory) {
    memory.modules.clear();
    for (const [path, remembered] of used) memory.modules.set(path, remembered);
  }
  return answersOf(current, files, memory?.answers ?? new Map(), asked);
}

/** Data of a program's own user, and of whoever calls it, comes in nearly everywhere; and a single module has nobody to ask. */
function isSurveyed(group: readonly string[], files: ReadonlyMap<string, ProgramFile>): boolean {
  const isOpen = ({ options: { settings } }: ProgramFile) =>
    settings.trust.includes('local') || settings.trust.includes('library');
  return group.length > 1 && !group.some((path) => isOpen(files.get(path)!));
}

/** What the groups of modules of a program have in common. */
interface Run {
  readonly files: ReadonlyMap<string, ProgramFile>;
  readonly imported: ReadonlySet<string>;
  readonly memory: ProgramMemory | undefined;
  /** The analyses that were made or taken from the memory. */
  readonly used: Map<string, Remembered[]>;
}

/**
 * Analyses modules that imports connect, until nobody learns anything new.
 * @param isSurvey nothing is asked but whether data comes in
 * @returns undefined for a survey that has met data
 */
function* inPasses(
  order: readonly string[],
  isSurvey: boolean,
  { files, imported, memory, used }: Run,
  readings: Readings,
): Generator<string, ReadonlyMap<string, Remembered> | undefined> {
  const current = new Map<string, Remembered>();
  let toldBefore = new Map<string, ToldToModule>();
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let hasChanged = false;
    for (const path of order) {
      const now: Circumstances = {
        file: files.get(path)!,
        isImported: imported.has(path),
        isSurvey,
        told: toldBefore.get(path) ?? NOTHING_TOLD,
      };
      const known = current.get(path);
      if (known && isValid(known, now, current)) continue;
      hasChanged = true;
      let found = memory?.modules.get(path)?.find((each) => isValid(each, now, current));
      if (!found) {
        yield path;
        found = analyzeOne(now, current, readings);
      }
      current.set(path, found);
      if (memory) used.set(path, [...(used.get(path) ?? []), found]);
      if (found.analysis.isEntered) return undefined;
    }
    if (!hasChanged) break;
    toldBefore = gatherTold(current, files);
  }
  return current;
}

/** In which a module is analysed, but for what it reads of others. */
interface Circumstances {
  readonly file: ProgramFile;
  readonly isImported: boolean;
  readonly isSurvey: boolean;
  readonly told: ToldToModule;
}

function isValid(
  { file, isImported, isSurvey, told, reads }: Remembered,
  now: Circumstances,
  current: ReadonlyMap<string, Remembered>,
): boolean {
  if (file !== now.file || isImported !== now.isImported || isSurvey !== now.isSurvey || told !== now.told.hash)
    return false;
  for (const [path, version] of reads) if ((current.get(path)?.version ?? UNKNOWN) !== version) return false;
  return true;
}

function analyzeOne(
  { file, isImported, isSurvey, told }: Circumstances,
  current: ReadonlyMap<string, Remembered>,
  readings: Readings,
): Remembered {
  const reads = new Map<string, string>();
  const linker: Linker = {
    resolve: (specifier) => file.imports.get(specifier),
    summaryOf(path): ModuleSummary | undefined {
      const known = current.get(path);
      reads.set(path, known?.version ?? UNKNOWN);
      return known?.analysis.summary;
    },
  };
  const { seeds, received } = told;
  const surroundings = { path: file.source.path, linker, isImported, isSurvey, seeds, received };
  const analysis = analyzeSafely(file, surroundings, readings);
  return {
    file,
    isImported,
    isSurvey,
    told: told.hash,
    reads,
    analysis,
    version: hash64(summaryText(analysis.summary)),
    tellings: tellingsOf(file.source.path, analysis),
    passages: passagesOf(analysis),
  };
}

/** Trees of so many characters of text are kept from one pass to the next; of the others the text is read again. */
const MAX_KEPT = 4_000_000;

/** What files are by their text alone, kept for the passes of one run. */
class Readings {
  readonly #known = new Map<ProgramFile, ModuleReading>();
  #size = 0;

  /** @param isKept false for a file that is read once: nobody tells it anything */
  of(file: ProgramFile, isKept: boolean): ModuleReading {
    const known = this.#known.get(file);
    if (known) return known;
    const reading = readModule(file.source, file.options);
    const { length } = file.source.text;
    if (isKept && this.#size + length <= MAX_KEPT) {
      this.#size += length;
      this.#known.set(file, reading);
    }
    return reading;
  }
}

/** What breaks on one file costs that file. */
function analyzeSafely(file: ProgramFile, surroundings: Surroundings, readings: Readings): ModuleAnalysis {
  const { source, options } = file;
  try {
    return analyzeModule(
      source,
      options,
      surroundings,
      readings.of(file, surroundings.isImported || file.imports.size > 0),
    );
  } catch (error) {
    return unanalyzed(source, `its analysis crashed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What other modules tell one of what they do with it. */
interface ToldToModule {
  readonly seeds: readonly Seed[];
  readonly received: readonly ReceivedData[];
  readonly hash: string;
}

const NOTHING_TOLD: ToldToModule = { seeds: [], received: [], hash: '' };

function tellingsOf(from: string, { seeds, sent }: ModuleAnalysis): Telling[] {
  return [
    ...seeds.map(({ module, function: fn, parameter, names, entity, isGuessed, passed = [] }): Telling => {
      const parts = passed.map((part) => part.join('.'));
      const key = [fn, parameter, names.join('.'), entity.name, isGuessed, ...parts].join(' ');
      return { module, kind: 'seed', key };
    }),
    ...sent.map(({ module, names, entity, bits, doubt, trace }): Telling => {
      return { module, kind: 'data', key: [names.join('.'), entity.name, bits, doubt, from, trace].join(' ') };
    }),
  ];
}

/** Who tells something, and the number of it among what he tells. */
interface Told {
  readonly by: Remembered;
  readonly number: number;
}

/** What all modules tell each. Tests tell nothing to what they test: they call it as nobody else does. */
function gatherTold(
  current: ReadonlyMap<string, Remembered>,
  files: ReadonlyMap<string, ProgramFile>,
): Map<string, ToldToModule> {
  const byModule = new Map<string, Record<Telling['kind'], Map<string, Told>>>();
  for (const by of current.values()) {
    by.tellings.forEach(({ module, kind, key }, number) => {
      const target = files.get(module);
      if (!target || (by.file.options.inTest && !target.options.inTest)) return;
      const draft = byModule.get(module) ?? { seed: new Map(), data: new Map() };
      byModule.set(module, draft);
      draft[kind].set(key, { by, number });
    });
  }
  const told = new Map<string, ToldToModule>();
  for (const [module, { seed, data }] of byModule) {
    const seeds = firstOfEach(seed, (key) => key.split(' ', 3).join(' '));
    const received = firstOfEach(data, (key) => key.split(' ', 1)[0]!);
    told.set(module, {
      // Only who is analysed anew asks what it is.
      get seeds() {
        return seeds.map((key) => seedOf(seed.get(key)!));
      },
      get received() {
        return received.map((key) => dataOf(data.get(key)!));
      },
      hash: hash64([...seeds, '', ...received].join('\n')),
    });
  }
  return told;
}

function seedOf({ by, number }: Told): Seed {
  return by.analysis.seeds[number]!;
}

function dataOf({ by: { analysis, file, tellings }, number }: Told): ReceivedData {
  return { ...analysis.sent[number - (tellings.length - analysis.sent.length)]!, from: file.source.path };
}

/** The keys in order, so many of each place. */
function firstOfEach(byKey: ReadonlyMap<string, unknown>, placeOf: (key: string) => string): string[] {
  const count = new Map<string, number>();
  return [...byKey.keys()].sort().filter((key) => {
    const place = placeOf(key);
    const number = count.get(place) ?? 0;
    count.set(place, number + 1);
    return number < MAX_TOLD_OF_PLACE;
  });
}

/** What a module of a program knows of the others, when the program was analysed with this memory. */
export function surroundingsIn(
  files: ReadonlyMap<string, ProgramFile>,
  memory: ProgramMemory,
  path: string,
): Surroundings {
  return surroundingsOf(files, memory)(path).surroundings;
}

/** The same for any of its modules, each with its analysis: as long as that is the same object, so is all of this. */
export function surroundingsOf(
  files: ReadonlyMap<string, ProgramFile>,
  { modules }: ProgramMemory,
): (path: string) => { readonly surroundings: Surroundings; readonly analysis: ModuleAnalysis | undefined } {
  const current = new Map([...modules].flatMap(([each, known]) => (known.length > 0 ? [[each, known.at(-1)!]] : [])));
  const told = gatherTold(current, files);
  return (path) => {
    const linker: Linker = {
      resolve: (specifier) => files.get(path)?.imports.get(specifier),
      summaryOf: (each) => current.get(each)?.analysis.summary,
    };
    const { seeds, received } = told.get(path) ?? NOTHING_TOLD;
    const isImported = current.get(path)?.isImported ?? false;
    return {
      surroundings: { path, linker, isImported, seeds, received },
      analysis: current.get(path)?.analysis,
    };
  };
}

/** Brings findings to the files that their sinks are in, and settles each file. */
function answersOf(
  current: ReadonlyMap<string, Remembered>,
  files: ReadonlyMap<string, ProgramFile>,
  known: Map<string, Answer>,
  asked: ReadonlySet<string> | undefined,
): ProgramAnalysis {
  const elsewhere = new Map<string, IdentifiedFinding[]>();
  const concerned = asked && concernedBy(asked, current);
  for (const { analysis, file, passages } of current.values()) {
    if (concerned && !passages.sinks.some((module) => concerned.has(module))) continue;
    for (const hit of analysis.foreignHits) {
      if (concerned && !concerned.has(hit.sink.module)) continue;
      const target = current.get(hit.sink.module);
      const waiting = target?.analysis.waiting[hit.sink.id];
      if (!waiting || !target.file.options.settings.trust.includes(hit.trust)) continue;
      if (file.options.inTest && !target.file.options.inTest) continue;
      const finding = foundElsewhere(waiting, hit);
      if (!finding) continue;
      const there = elsewhere.get(hit.sink.module) ?? [];
      elsewhere.set(hit.sink.module, there);
      there.push(finding);
    }
  }
  const traceOf = (module: string, trace: number) => current.get(module)?.analysis.traces[trace] ?? [];
  const disarmed = disarmedIn(current, files);
  const answers = new Map<string, FileAnalysis>();
  for (const [path, { analysis, file, passages }] of current) {
    if (concerned && !concerned.has(path)) continue;
    const found = elsewhere.get(path) ?? [];
    // A finding with steps in other files may read differently though nothing here has changed.
    const isByItself = found.length === 0 && passages.findings.length === 0;
    const before = known.get(path);
    const disarmedHere = disarmed.get(path) ?? NOTHING_DISARMED;
    const disarmedText = [...disarmedHere].sort().join(' ');
    const answer =
      isByItself && before?.isByItself && before.analysis === analysis && before.disarmed === disarmedText
        ? before.answer
        : sameOr(before?.answer, settleModule(analysis, found, traceOf, file.options, disarmedHere));
    known.set(path, { analysis, disarmed: disarmedText, isByItself, answer });
    answers.set(path, answer);
  }
  for (const path of known.keys()) if (!files.has(path)) known.delete(path);
  return answers;
}

const NOTHING_DISARMED: ReadonlySet<string> = new Set();

/** The answer from before when it says the same. */
function sameOr(before: FileAnalysis | undefined, answer: FileAnalysis): FileAnalysis {
  return before && JSON.stringify(before) === JSON.stringify(answer) ? before : answer;
}
