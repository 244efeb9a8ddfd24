/**
 * What a tsconfig.json or jsconfig.json says of modules. Facts: https://www.typescriptlang.org/tsconfig/ (`baseUrl`,
 * `paths`, `rootDir`, `outDir`, `extends`, `references`), https://code.visualstudio.com/docs/languages/jsconfig
 */
import { posix } from 'node:path';
import { parentOf } from './glob.ts';
import { isManifest, type KnownFolders, type Manifest, textsOf } from './knownFolders.ts';
import { bestMatch } from './packageManifest.ts';

export interface TypescriptConfiguration {
  readonly folder: string;
  /** Where names are looked for that are neither relative nor in `paths`. Paths here start at the root. */
  readonly baseUrl: string | undefined;
  /** Where the files are that a name means by `paths`, in order; undefined when no pattern matches. */
  mapped(name: string): readonly string[] | undefined;
  /** The folders that are compiled from and to. */
  readonly rootDir: string | undefined;
  readonly outDir: string | undefined;
  /** The configuration files of the projects that it refers to. */
  readonly references: readonly string[];
}

export interface TypescriptConfigurations {
  /** The configuration that is nearest to a folder, with the projects it is made of. Never fails. */
  for(folder: string): Promise<readonly TypescriptConfiguration[]>;
  /** The one in this very folder. */
  in(folder: string): Promise<TypescriptConfiguration | undefined>;
}

/** A path as somebody wrote it, and the folder of the file that he wrote it in. */
interface Written<T> {
  readonly value: T;
  readonly folder: string;
}

type Options = Readonly<Record<string, Written<unknown>>>;

/**
 * @param packageFile finds the file that `extends` means by a package's name
 */
export function typescriptConfigurations(
  folders: KnownFolders,
  packageFile: (specifier: string, folder: string) => Promise<string | undefined>,
): TypescriptConfigurations {
  const nearest = new Map<string, Promise<readonly TypescriptConfiguration[]>>();
  const read = new Map<string, Promise<TypescriptConfiguration | undefined>>();

  function load(path: string): Promise<TypescriptConfiguration | undefined> {
    const known = read.get(path) ?? readConfiguration(path);
    read.set(path, known);
    return known;
  }

  async function readConfiguration(path: string): Promise<TypescriptConfiguration | undefined> {
    const manifest = await folders.manifest(path);
    if (!manifest) return undefined;
    const folder = parentOf(path);
    const options = await optionsOf(path, manifest, []);
    const place = (name: string) => placeOf(options[name], folder);
    const { paths } = options;
    const patterns: Manifest = isManifest(paths?.value) ? paths.value : {};
    const baseUrl = place('baseUrl');
    return {
      folder,
      baseUrl,
      rootDir: place('rootDir'),
      outDir: place('outDir') ?? place('declarationDir'),
      references: referencesOf(manifest, folder),
      mapped(name) {
        const match = bestMatch(Object.keys(patterns), name);
        if (!match) return undefined;
        return textsOf(patterns[match.pattern]).map((target) =>
          pathFrom(
            baseUrl ?? paths?.folder ?? folder,
            target.replace('*', () => match.star),
            folder,
          ),
        );
      },
    };
  }

  /** The compiler options with those of all that a file extends, the nearest one winning. */
  async function optionsOf(path: string, manifest: Manifest, extending: readonly string[]): Promise<Options> {
    const folder = parentOf(path);
    let options: Options = {};
    if (!extending.includes(path)) {
      for (const specifier of textsOf(manifest['extends'])) {
        const base = await extended(specifier, folder);
        const below = base && (await folders.manifest(base));
        if (below) options = { ...options, ...(await optionsOf(base, below, [...extending, path])) };
      }
    }
    const own = isManifest(manifest['compilerOptions']) ? manifest['compilerOptions'] : {};
    return {
      ...options,
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value, folder }])),
    };
  }

  async function extended(specifier: string, folder: string): Promise<string | undefined> {
    if (!/^\.{0,2}\//.test(specifier) && specifier !== '.' && specifier !== '..') return packageFile(specifier, folder);
    const path = pathFrom(folder, specifier, folder);
    if (path.endsWith('.json') && (await folders.manifest(path))) return path;
    return `${path}.json`;
  }

  async function find(folder: string): Promise<readonly TypescriptConfiguration[]> {
    const own = await configurationIn(folder);
    if (!own) return folder === '' ? [] : forFolder(parentOf(folder));
    // Projects below are parts of this one; projects elsewhere are what it depends on, and are found by their names.
    const parts = own.references.filter(
      (path) => own.folder === '' || `${parentOf(path)}/`.startsWith(`${own.folder}/`),
    );
    const loaded = await Promise.all(parts.map(load));
    return [own, ...loaded.filter((part) => part !== undefined)];
  }

  async function configurationIn(folder: string): Promise<TypescriptConfiguration | undefined> {
    const entries = await folders.entriesOf(folder);
    const name = ['tsconfig.json', 'jsconfig.json'].find((each) => entries.has(each));
    return name === undefined ? undefined : load(posix.join(folder, name));
  }

  function forFolder(folder: string): Promise<readonly TypescriptConfiguration[]> {
    const known = nearest.get(folder) ?? find(folder);
    nearest.set(folder, known);
    return known;
  }

  return { for: forFolder, in: configurationIn };
}

function referencesOf({ references }: Manifest, folder: string): readonly string[] {
  return (Array.isArray(references) ? references : []).flatMap((reference: unknown) => {
    const path = isManifest(reference) ? reference['path'] : undefined;
    if (typeof path !== 'string') return [];
    const at = pathFrom(folder, path, folder);
    return [at.endsWith('.json') ? at : posix.join(at, 'tsconfig.json')];
  });
}

function placeOf(written: Written<unknown> | undefined, leaf: string): string | undefined {
  return typeof written?.value === 'string' ? pathFrom(written.folder, written.value, leaf) : undefined;
}

/** Where a path leads that is written in a file of `folder`; `${configDir}` is the folder of the file that extends all. */
function pathFrom(folder: string, path: string, leaf: string): string {
  const [, inLeaf] = /^\$\{configDir\}(.*)/s.exec(path) ?? [];
  const joined = inLeaf === undefined ? posix.join(folder, path) : posix.join(leaf, inLeaf);
  return joined === '.' || joined === './' ? '' : joined.replace(/\/$/, '');
}
