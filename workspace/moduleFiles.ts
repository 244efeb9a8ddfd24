/**
 * Which file stands at a path that a module names: endings, folders, and the sources of what is built. Facts: Node.js,
 * LOAD_AS_FILE and LOAD_AS_DIRECTORY (https://nodejs.org/api/modules.html#all-together); TypeScript, "File extension
 * substitution" (https://www.typescriptlang.org/docs/handbook/modules/reference.html#file-extension-substitution).
 */
import { posix } from 'node:path';
import { parentOf } from './glob.ts';
import type { KnownFolders } from './knownFolders.ts';
import { folderPolicy } from './namePolicies.ts';
import { exportedTargets, mainTargets } from './packageManifest.ts';
import type { TypescriptConfigurations } from './typescriptConfiguration.ts';
import type { Package } from './workspacePackages.ts';

/** Whose endings come first: a module's language decides what it means by `./x` and by `./x.js`. */
export type Preference = 'typescript' | 'javascript';

export interface ModuleFiles {
  /** The file that a path from the root means, with an ending or without, or a folder's main module. */
  at(path: string, preference: Preference): Promise<string | undefined>;
  /** What is at a path in a package, or what that is built of. */
  inFolder(folder: string, target: string, preference: Preference): Promise<string | undefined>;
  /** What a package gives out as `.` or `./x`. */
  inPackage(owner: Package, subpath: string, preference: Preference): Promise<string | undefined>;
}

const ENDINGS: Readonly<Record<Preference, readonly string[]>> = {
  typescript: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'],
  javascript: ['.js', '.jsx', '.mjs', '.cjs', '.json', '.ts', '.tsx', '.mts', '.cts'],
};

/** What a file may be compiled from that has this ending. */
const SOURCE_ENDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

/** Folders that packages are built into, also one in another: `dist/esm`. */
const BUILT: ReadonlySet<string> = new Set([
  ...[
    'dist',
    'build',
    'out',
    'output',
    'lib',
    'es',
    'esm',
    'cjs',
    'mjs',
    'umd',
    'module',
    'commonjs',
    'types',
    'typings',
  ],
]);

/** A folder's main module may be in another folder; further nobody goes. */
const MOST_FOLDERS = 3;

export function moduleFiles(folders: KnownFolders, configurations: TypescriptConfigurations): ModuleFiles {
  async function at(path: string, preference: Preference, depth = 0): Promise<string | undefined> {
    const clean = insideRoot(path);
    if (clean === undefined) return undefined;
    // `./`, `..` and the like can only be folders.
    const isFolder = clean === '' || /(?:^|\/)\.{0,2}$/.test(path);
    return (isFolder ? undefined : await fileAt(clean, preference)) ?? mainOf(clean, preference, depth);
  }

  async function fileAt(path: string, preference: Preference): Promise<string | undefined> {
    const folder = parentOf(path);
    const entries = await folders.entriesOf(folder);
    if (entries.size === 0) return undefined;
    const name = path.slice(folder === '' ? 0 : folder.length + 1);
    for (const candidate of candidatesFor(name, preference)) {
      if (entries.get(candidate) === 'file') return path.slice(0, path.length - name.length) + candidate;
    }
    return undefined;
  }

  async function mainOf(folder: string, preference: Preference, depth: number): Promise<string | undefined> {
    const entries = await folders.entriesOf(folder);
    if (entries.size === 0) return undefined;
    const manifest = entries.has('package.json')
      ? await folders.manifest(posix.join(folder, 'package.json'))
      : undefined;
    if (manifest && depth < MOST_FOLDERS) {
      for (const target of mainTargets(manifest)) {
        const main = await inFolder(folder, target, preference, depth + 1);
        if (main !== undefined) return main;
      }
    }
    return fileAt(posix.join(folder, 'index'), preference);
  }

  async function inFolder(
    folder: string,
    target: string,
    preference: Preference,
    depth = 0,
  ): Promise<string | undefined> {
    // Declarations stand beside what they declare, or are built of it.
    const path = posix.join(folder, target.replace(/\.d\.([cm]?)ts$/, '.$1js'));
    if (folder !== '' && path !== folder && !path.startsWith(`${folder}/`)) return undefined;
    const inside = folder === '' ? path : path.slice(folder.length + 1);
    const [built = ''] = inside.split('/');
    const { outDir = folder, rootDir } = (await configurations.in(folder)) ?? {};
    const compiled = outDir === folder ? undefined : below(outDir, path);
    const sourceFolders = rootDir === undefined ? [posix.join(folder, 'src'), folder] : [rootDir];
    const compiledFrom = compiled === undefined ? [] : sourceFolders.map((from) => posix.join(from, compiled));
    const guessed = sourcesOf(inside).map((source) => posix.join(folder, source));
    // Whether somebody has built it or not, the source is what is analysed.
    const isBuilt = compiled !== undefined || folderPolicy(built, true) === 'build-output';
    const sources = [...compiledFrom, ...guessed];
    if (isBuilt) return (await firstOf(sources)) ?? at(path, preference, depth);
    return (await at(path, preference, depth)) ?? firstOf(sources);
  }

  async function firstOf(paths: readonly string[]): Promise<string | undefined> {
    for (const path of paths) {
      if (insideRoot(path) === undefined) continue;
      const found = (await fileAt(path, 'typescript')) ?? (await fileAt(posix.join(path, 'index'), 'typescript'));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    at,
    inFolder,
    async inPackage({ folder, manifest }, subpath, preference) {
      const exported = exportedTargets(manifest, subpath);
      for (const target of exported ?? []) {
        const found = await inFolder(folder, target, preference);
        if (found !== undefined) return found;
      }
      if (subpath !== '.') return exported ? undefined : inFolder(folder, subpath, preference);
      // A package that is built into one file still starts somewhere.
      const starts = ['src/index', 'src/main'].map((start) => posix.join(folder, start));
      return (await mainOf(folder, preference, 0)) ?? firstOf(starts);
    },
  };
}

function* candidatesFor(name: string, preference: Preference): Generator<string> {
  const dot = name.lastIndexOf('.');
  const sources = (dot < 0 ? undefined : SOURCE_ENDINGS.get(name.slice(dot))) ?? [];
  if (preference === 'javascript') yield name;
  for (const ending of sources) yield name.slice(0, dot) + ending;
  if (preference === 'typescript') yield name;
  for (const ending of ENDINGS[preference]) yield name + ending;
}

/** Where the sources of a built file may be, from the package's folder: those of `dist/esm/x.js` in `src/x`. */
function sourcesOf(path: string): string[] {
  const sources: string[] = [];
  const segments = path.replace(/\/$/, '').split('/');
  for (let at = 0; at < segments.length && BUILT.has(segments[at] ?? ''); at++) {
    const rest = segments.slice(at + 1).join('/') || 'index';
    sources.push(...(rest.startsWith('src/') ? [rest] : [`src/${rest}`, rest]));
  }
  return sources;
}

/** A path below a folder, from there; undefined when it is not below. */
function below(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** A path from the root without `.` and `..`; undefined when it leads out. */
function insideRoot(path: string): string | undefined {
  const clean = posix.normalize(path).replace(/\/$/, '');
  if (clean === '.' || clean === '') return path.startsWith('/') ? undefined : '';
  return clean === '..' || clean.startsWith('../') || clean.startsWith('/') ? undefined : clean;
}
