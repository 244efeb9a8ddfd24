import { posix } from 'node:path';
import { type Configuration, fromFolder } from './configuration.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import { foldersAbove, globs, parentOf } from './glob.ts';
import { extendIgnoreChain, type IgnoreChain, isIgnored } from './ignore.ts';
import { filePolicy, folderPolicy, VERSION_CONTROL } from './namePolicies.ts';
import type { Failure, Policy } from './receipt.ts';
import { comparePaths, type FolderEntry, type Snapshot } from './snapshot.ts';
import { trackedThoughIgnored } from './trackedFiles.ts';
import { UsageError } from './usageError.ts';

/** Why a file is left out. */
export interface Exclusion {
  readonly policy: Policy;
  /** What decided, for people: "`.gitignore` ignores it", "`exclude` of portside.config.json". */
  readonly reason: string;
}

/** Which files a scan looks at. Paths in order. */
export interface Listing {
  readonly files: readonly string[];
  readonly excluded: readonly { readonly path: string; readonly policy: Policy }[];
  readonly failed: readonly Failure[];
}

/** Decides which files of a snapshot are analysed: the same answer for one file as for a walk over all. */
export interface Files {
  /** Why a file is left out; undefined when it is analysed. @throws ConfigurationError */
  exclusionOf(path: string): Promise<Exclusion | undefined>;
  /** The configuration that holds for a file. @throws ConfigurationError */
  configurationOf(path: string): Promise<Configuration>;
  /**
   * The files at and below these paths. What a path names itself is entered even where its name or an ignore file would
   * leave it out: who names `dist` means it.
   * @throws ConfigurationError @throws UsageError when there is nothing at a path
   */
  list(paths: readonly string[], signal?: AbortSignal): Promise<Listing>;
}

/** What holds in a folder. */
interface FolderRules {
  readonly path: string;
  /** Why everything in it is left out. */
  readonly exclusion?: Exclusion;
  readonly configuration: Configuration;
  readonly ignored: IgnoreChain;
  /** It is the root, or has a package.json. */
  readonly hasManifest: boolean;
}

/** Files as the snapshot has them; it remembers what it has read of folders. */
export function filesOf(snapshot: Snapshot, configurations: ConfigurationFiles): Files {
  const known = new Map<string, Promise<FolderRules>>();
  let tracked: Promise<ReadonlySet<string>> | undefined;

  /** Git is asked once, and only when an ignore file names something. */
  async function isTracked(path: string): Promise<boolean> {
    tracked ??= trackedThoughIgnored(snapshot.root);
    return (await tracked).has(path);
  }

  function rulesOf(folder: string): Promise<FolderRules> {
    const find = async () => (folder === '' ? enter('', []) : descend(await rulesOf(parentOf(folder)), folder));
    const rules = known.get(folder) ?? find();
    known.set(folder, rules);
    return rules;
  }

  /** In a folder that is left out nothing is read: no configuration, no ignore file. */
  async function descend(above: FolderRules, folder: string): Promise<FolderRules> {
    const exclusion = above.exclusion ?? (await folderExclusion(above, folder));
    return exclusion ? { ...above, path: folder, exclusion, hasManifest: false } : enter(folder, above.ignored);
  }

  async function enter(folder: string, ignored: IgnoreChain): Promise<FolderRules> {
    return {
      path: folder,
      configuration: await configurations.for(folder),
      // What is in the index is not ignored, whatever an ignore file says.
      ignored: snapshot.kind === 'disk' ? await extendIgnoreChain(ignored, snapshot, folder) : ignored,
      hasManifest: folder === '' || (await snapshot.kindOf(`${folder}/package.json`)) !== undefined,
    };
  }

  async function folderExclusion(above: FolderRules, folder: string): Promise<Exclusion | undefined> {
    const { configuration, hasManifest, ignored } = above;
    const name = posix.basename(folder);
    return (
      excludedBy(configuration, folder) ??
      exclusionByName(configuration, folder, folderPolicy(name, hasManifest), `it is in a folder named ${name}`) ??
      (isIgnored(ignored, folder, true) && !(await isTracked(`${folder}/`)) ? IGNORED : undefined)
    );
  }

  async function fileExclusion(rules: FolderRules, path: string): Promise<Exclusion | undefined> {
    const { configuration, exclusion, ignored } = rules;
    const name = posix.basename(path);
    return (
      exclusion ??
      excludedBy(configuration, path) ??
      notIncludedBy(configuration, path) ??
      exclusionByName(configuration, path, filePolicy(name), `it is named ${name}`) ??
      (isIgnored(ignored, path, false) && !(await isTracked(path)) ? IGNORED : undefined)
    );
  }

  async function walk(rules: FolderRules, listing: Collected, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    let entries: readonly FolderEntry[];
    try {
      entries = await snapshot.entries(rules.path);
    } catch (error) {
      listing.failed.push({ path: rules.path === '' ? '.' : rules.path, cause: (error as Error).message });
      return;
    }
    for (const { name, kind } of entries) {
      const path = posix.join(rules.path, name);
      if (VERSION_CONTROL.has(name)) continue;
      if (kind === 'folder') await walkBelow(rules, path, listing, signal);
      else await add(rules, path, kind, listing);
    }
  }

  async function walkBelow(
    rules: FolderRules,
    path: string,
    listing: Collected,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const below = await descend(rules, path);
    const policy = below.exclusion?.policy;
    // What the configuration leaves out is counted file by file, so that it can be seen how much that is; but not what
    // would be left out there without it.
    const counted = policy === 'configured' ? policyWithin(rules, path) : policy;
    if (counted) listing.excluded.push({ path, policy: counted });
    else await walk(below, listing, signal);
  }

  async function add(rules: FolderRules, path: string, kind: FileKind, listing: Collected): Promise<void> {
    const policy = kind === 'file' ? (await fileExclusion(rules, path))?.policy : kind;
    if (policy === undefined) listing.files.push(path);
    else listing.excluded.push({ path, policy });
  }

  async function addNamed(path: string, listing: Collected, signal: AbortSignal | undefined): Promise<void> {
    const kind = await kindOfNamed(path, snapshot);
    const rules = await rulesOf(kind === 'folder' ? path : parentOf(path));
    const isEntered = !rules.exclusion || rules.exclusion.policy === 'configured';
    if (kind === 'folder') await walk(isEntered ? rules : await enter(path, []), listing, signal);
    else await add(isEntered ? { ...rules, ignored: [] } : await enter(rules.path, []), path, kind, listing);
  }

  return {
    async exclusionOf(path) {
      if (path.split('/').some((name) => VERSION_CONTROL.has(name))) return VERSION_CONTROLS;
      return fileExclusion(await rulesOf(parentOf(path)), path);
    },
    configurationOf: (path) => configurations.for(parentOf(path)),
    async list(paths, signal) {
      const listing: Collected = { files: [], excluded: [], failed: [] };
      for (const path of outermost(paths)) await addNamed(path, listing, signal);
      const byPath = (a: { path: string }, b: { path: string }) => comparePaths(a.path, b.path);
      listing.files.sort(comparePaths);
      listing.excluded.sort(byPath);
      listing.failed.sort(byPath);
      return listing;
    },
  };
}

type FileKind = Exclude<FolderEntry['kind'], 'folder'>;

interface Collected {
  readonly files: string[];
  readonly excluded: { readonly path: string; readonly policy: Policy }[];
  readonly failed: Failure[];
}

const IGNORED: Exclusion = { policy: 'ignored', reason: 'a .gitignore ignores it, and git does not track it' };
const VERSION_CONTROLS: Exclusion = { policy: 'ignored', reason: 'it belongs to a version control system' };

const WHERE = { disk: '', index: ' in the git index', commit: ' in the commit' } as const;

/** What stands at a path that somebody named. @throws UsageError when there is nothing */
export async function kindOfNamed(path: string, snapshot: Snapshot): Promise<FolderEntry['kind']> {
  const kind = path === '' ? 'folder' : await snapshot.kindOf(path);
  if (kind === undefined) throw new UsageError(`${path}: no such file or folder${WHERE[snapshot.kind]}`);
  return kind;
}

function excludedBy(configuration: Configuration, path: string): Exclusion | undefined {
  if (!globs(configuration.exclude).matches(fromFolder(configuration, path))) return undefined;
  return { policy: 'configured', reason: `\`exclude\` of ${configuration.files[0]} names it` };
}

function notIncludedBy(configuration: Configuration, path: string): Exclusion | undefined {
  const include = globs(configuration.include);
  if (include.isEmpty || include.matches(fromFolder(configuration, path))) return undefined;
  return { policy: 'configured', reason: `\`include\` of ${configuration.files[0]} does not name it` };
}

function exclusionByName(
  configuration: Configuration,
  path: string,
  policy: Policy | undefined,
  reason: string,
): Exclusion | undefined {
  if (!policy || globs(configuration.takeBack).matchesItself(fromFolder(configuration, path))) return undefined;
  return { policy, reason };
}

/** The policy for a folder inside one that the configuration leaves out, by what is known without reading anything in it. */
function policyWithin(rules: FolderRules, folder: string): Policy | undefined {
  return (
    folderPolicy(posix.basename(folder), rules.hasManifest) ??
    (isIgnored(rules.ignored, folder, true) ? 'ignored' : undefined)
  );
}

/** The paths without those that stand below another one. */
function outermost(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return [...all].filter(
    (path) => path === '' || (!all.has('') && !foldersAbove(path).some((folder) => all.has(folder))),
  );
}
