import { posix } from 'node:path';
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Profile, Severity, Trust } from '../engine/finding.ts';
import type { LibraryModel, PropagatorModel, SanitizerModel, SinkModel, SourceModel } from '../engine/model.ts';
import schema from '../schema/portside.config.schema.json' with { type: 'json' };
import { BASELINE_FILE } from './baseline.ts';
import {
  CONFIGURATION_FILE,
  type Configuration,
  type Declaration,
  defaultConfiguration,
  type FailOn,
  type Override,
} from './configuration.ts';
import { ConfigurationError } from './configurationError.ts';
import { declaredName } from './declaredNames.ts';
import { parentOf } from './glob.ts';
import { checkSchema, type Schema } from './schemaCheck.ts';
import type { Snapshot } from './snapshot.ts';

/** Finds and reads the configuration of each folder. Remembers what it has read. */
export interface ConfigurationFiles {
  /** The configuration for files in this folder. @throws ConfigurationError */
  for(folder: string): Promise<Configuration>;
}

/**
 * @param isRule tells the ids that a configuration may name
 */
export function configurationFiles(snapshot: Snapshot, isRule: (id: string) => boolean): ConfigurationFiles {
  const found = new Map<string, Promise<Configuration>>();

  async function find(folder: string): Promise<Configuration> {
    const file = posix.join(folder, CONFIGURATION_FILE);
    if ((await snapshot.kindOf(file)) !== undefined) return load(snapshot, isRule, file);
    return folder === '' ? defaultConfiguration(BASELINE_FILE) : forFolder(parentOf(folder));
  }

  function forFolder(folder: string): Promise<Configuration> {
    const known = found.get(folder) ?? find(folder);
    found.set(folder, known);
    return known;
  }

  return { for: forFolder };
}

type RuleSetting = Severity | 'off' | readonly [Severity | 'off', Readonly<Record<string, unknown>>?];

interface WrittenOverride extends Omit<Override, 'rules'> {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

type InPackage<T> = T & { readonly package?: string };

/** A file as it is written, once the schema holds. */
interface Written {
  readonly extends?: string | readonly string[];
  readonly profile?: Profile;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly overrides?: readonly WrittenOverride[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly tests?: boolean | { readonly show?: boolean; readonly files?: readonly string[] };
  readonly trust?: Readonly<Partial<Record<Trust, boolean>>>;
  readonly sources?: readonly InPackage<Omit<SourceModel, 'label'> & { readonly label?: string }>[];
  readonly sinks?: readonly InPackage<SinkModel>[];
  readonly sanitizers?: readonly InPackage<SanitizerModel>[];
  readonly propagators?: readonly InPackage<PropagatorModel>[];
  readonly failOn?: FailOn;
  readonly baseline?: string;
}

async function load(snapshot: Snapshot, isRule: (id: string) => boolean, file: string): Promise<Configuration> {
  const start = { ...defaultConfiguration(BASELINE_FILE), folder: parentOf(file) };
  const read = await withExtended(snapshot, isRule, file, []);
  // The farthest file first, so that each is laid over those that it extends.
  return read.reduce(lay, start);
}

interface Layer {
  readonly file: string;
  readonly written: Written;
}

/** A file after all that it extends. A file that is extended twice counts twice, the way it is written. */
async function withExtended(
  snapshot: Snapshot,
  isRule: (id: string) => boolean,
  file: string,
  extending: readonly { readonly file: string; readonly fail: (problem: string) => ConfigurationError }[],
): Promise<readonly Layer[]> {
  const from = extending.at(-1);
  if (extending.some((above) => above.file === file)) {
    throw from?.fail(`goes in a circle: ${[...extending.map((above) => above.file), file].join(' extends ')}`);
  }
  const content = await snapshot.read(file);
  if (content.status !== 'text') {
    const cause = content.status === 'failed' ? content.cause : CAUSES[content.status];
    throw from?.fail(`${file} ${cause}`) ?? new ConfigurationError(file, '', cause);
  }
  const { written, errorAt } = parse(file, content.text, isRule);
  const layers: Layer[] = [];
  for (const [index, path] of [written.extends ?? []].flat().entries()) {
    const key = typeof written.extends === 'string' ? ['extends'] : ['extends', index];
    const fail = (problem: string) => errorAt(key, problem);
    const extended = posix.join(parentOf(file), path);
    if (leadsOut(extended)) throw fail(`${path} leads out of the workspace`);
    layers.push(...(await withExtended(snapshot, isRule, extended, [...extending, { file, fail }])));
  }
  if (written.baseline !== undefined && leadsOut(posix.join(parentOf(file), written.baseline))) {
    throw errorAt(['baseline'], `${written.baseline} leads out of the workspace`);
  }
  return [...layers, { file, written }];
}

const leadsOut = (path: string) => path === '..' || path.startsWith('../');

const CAUSES = {
  missing: 'is not there',
  binary: 'is no text: it has NUL bytes',
  'too-large': 'is too large',
} as const;

type Path = readonly (string | number)[];

/** Reads JSON with comments and trailing commas. @throws ConfigurationError */
function parse(
  file: string,
  text: string,
  isRule: (id: string) => boolean,
): { written: Written; errorAt: (path: Path, problem: string) => ConfigurationError } {
  const error = (key: string, problem: string, start: number, length: number) =>
    new ConfigurationError(file, key, problem, text, { start, end: start + length });
  const complaints: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, complaints, { allowTrailingComma: true });
  } catch {
    throw error('', 'is nested too deeply', 0, 0); // The parser calls itself for each level.
  }
  const [complaint] = complaints;
  if (complaint) {
    throw error(
      '',
      `is no valid JSON: ${inWords(printParseErrorCode(complaint.error))}`,
      complaint.offset,
      complaint.length,
    );
  }
  if (!tree) throw error('', 'is empty', 0, 0);
  const top = tree;
  const problem = checkSchema(schema as Schema, top);
  if (problem) throw error(problem.key, problem.problem, problem.node.offset, problem.node.length);

  // The parser's objects have no prototype; these are data like any other.
  const written: Written = structuredClone(getNodeValue(top));
  const errorAt = (path: Path, problem: string) => {
    const node = nodeAt(top, path) ?? top;
    return error(keyOf(path), problem, node.offset, node.length);
  };
  checkRules(written, isRule, errorAt);
  checkNames(written, parentOf(file), errorAt);
  return { written, errorAt };
}

/** Rules are not in the schema: which there are is known when the configuration is read. */
function checkRules(
  written: Written,
  isRule: (id: string) => boolean,
  errorAt: (path: Path, problem: string) => ConfigurationError,
): void {
  const check = (rules: WrittenOverride['rules'], path: Path) => {
    for (const [id, setting] of Object.entries(rules ?? {})) {
      if (!isRule(id)) throw errorAt([...path, id], `unknown rule "${id}"`);
      const options = typeof setting === 'string' ? [] : Object.keys(setting[1] ?? {});
      if (options.length > 0) throw errorAt([...path, id, 1], `the rule "${id}" has no option "${options[0]}"`);
    }
  };
  check(written.rules, ['rules']);
  written.overrides?.forEach((override, index) => {
    check(override.rules, ['overrides', index, 'rules']);
  });
  written.sinks?.forEach((sink, index) => {
    const path = ['sinks', index, 'rule'];
    if (!isRule(sink.rule)) throw errorAt(path, `unknown rule "${sink.rule}"`);
    if (!sink.call && !sink.tag && !sink.write)
      throw errorAt(['sinks', index], 'needs one of the keys "call", "tag", "write"');
  });
}

/** The value at a path; of a rule in `rules`, its key would be as good. */
function nodeAt(top: Node, path: Path): Node | undefined {
  let node: Node | undefined = top;
  for (const step of path) {
    if (typeof step === 'number') node = node?.children?.[step];
    else node = node?.children?.find((property) => property.children?.[0]?.value === step)?.children?.[1];
  }
  return node;
}

function keyOf(path: Path): string {
  return path.reduce<string>((key, step) => {
    if (typeof step === 'number') return `${key}[${step}]`;
    return key === '' ? step : `${key}.${step}`;
  }, '');
}

/** `CommaExpected` as `comma expected`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : ' '}${letter.toLowerCase()}`);
}

/** Lays a file over what it extends: settings replace, lists of exclusions and models grow, maps are merged by key. */
function lay(below: Configuration, { file, written }: Layer): Configuration {
  const exclude = written.exclude ?? [];
  const tests = typeof written.tests === 'boolean' ? { show: written.tests } : written.tests;
  return {
    files: [file, ...below.files],
    folder: below.folder,
    profile: written.profile ?? below.profile,
    rules: { ...below.rules, ...severitiesOf(written.rules) },
    overrides: [
      ...below.overrides,
      ...(written.overrides ?? []).map(({ rules, ...override }) => ({ ...override, rules: severitiesOf(rules) })),
    ],
    include: written.include ?? below.include,
    exclude: [...below.exclude, ...exclude.filter((pattern) => !pattern.startsWith('!'))],
    takeBack: [...below.takeBack, ...exclude.flatMap((pattern) => /^!(.+)/.exec(pattern)?.[1] ?? [])],
    tests: tests?.show ?? below.tests,
    testFiles: [...below.testFiles, ...(tests?.files ?? [])],
    trust: { ...below.trust, ...written.trust },
    models: [...below.models, ...modelsOf(file, written, below.folder)],
    declarations: [...below.declarations, ...rowsOf(written).map((row) => declarationOf(file, row))],
    failOn: written.failOn ?? below.failOn,
    baseline: written.baseline === undefined ? below.baseline : posix.join(parentOf(file), written.baseline),
  };
}

function severitiesOf(rules: WrittenOverride['rules'] = {}): Record<string, Severity | 'off'> {
  return Object.fromEntries(
    Object.entries(rules).map(([id, setting]) => [id, typeof setting === 'string' ? setting : setting[0]]),
  );
}

/** The lists of rows that models have, each with the keys that hold name paths. */
const ROWS = {
  sources: ['from'],
  sinks: ['call', 'tag', 'write'],
  sanitizers: ['call'],
  propagators: ['call'],
} as const;

type Part = keyof typeof ROWS;

/** A row as it is written, and where. */
interface WrittenRow {
  readonly part: Part;
  readonly index: number;
  readonly row: InPackage<Readonly<Record<string, unknown>>>;
  /** Its name paths, by key. */
  readonly names: readonly { readonly key: string; readonly name: string; readonly index: number }[];
}

function rowsOf(written: Written): WrittenRow[] {
  return (Object.keys(ROWS) as Part[]).flatMap((part) =>
    ((written[part] ?? []) as readonly InPackage<Readonly<Record<string, unknown>>>[]).map((row, index) => ({
      part,
      index,
      row,
      names: ROWS[part].flatMap((key) =>
        ((row[key] as readonly string[] | undefined) ?? []).map((name, at) => ({ key, name, index: at })),
      ),
    })),
  );
}

function declarationOf(file: string, { part, index, names }: WrittenRow): Declaration {
  const key = `${part}[${index}]`;
  return { id: `${file} ${key}`, file, key, names: names.map(({ name }) => name) };
}

function checkNames(
  written: Written,
  folder: string,
  errorAt: (path: Path, problem: string) => ConfigurationError,
): void {
  for (const { part, index, row, names } of rowsOf(written)) {
    for (const { key, name, index: at } of names) {
      if (declaredName(name, row.package, folder)) continue;
      const isPath = /^\.{1,2}\//.test(row.package ?? name) || (row.package ?? name).includes('../');
      const problem = isPath
        ? `${row.package ?? name} leads out of the workspace`
        : `"${name}" does not say whose it is: write the package in front, "package.${name}", or the file, "./path/file.ts#${name}"`;
      throw errorAt([part, index, key, at], problem);
    }
  }
}

/** One model a package, or a file of the workspace, as libraries have. */
function modelsOf(file: string, written: Written, folder: string): LibraryModel[] {
  const models = new Map<string, Record<Part, object[]>>();
  for (const each of rowsOf(written)) {
    const { package: packageName, ...row } = each.row;
    const { id } = declarationOf(file, each);
    const label = each.part === 'sources' && row['label'] === undefined ? { label: `\`${each.names[0]?.name}\`` } : {};
    const byPackage = new Map<string, Record<string, string[]>>();
    for (const { key, name } of each.names) {
      const declared = declaredName(name, packageName, folder);
      if (!declared) continue;
      const named = byPackage.get(declared.package) ?? {};
      byPackage.set(declared.package, named);
      named[key] = [...(named[key] ?? []), declared.name];
    }
    for (const [owner, named] of byPackage) {
      const model = models.get(owner) ?? { sources: [], sinks: [], sanitizers: [], propagators: [] };
      models.set(owner, model);
      const rest = Object.fromEntries(
        Object.entries(row).filter(([key]) => !(ROWS[each.part] as readonly string[]).includes(key)),
      );
      model[each.part].push({ ...rest, ...label, ...named, declaration: id });
    }
  }
  // The schema holds for what is written, which the table of rows does not tell the compiler.
  return [...models].map(([owner, model]) => ({ package: owner, ...model }) as unknown as LibraryModel);
}
