/**
 * The packages of a monorepo. Facts: https://docs.npmjs.com/cli/configuring-npm/package-json#workspaces,
 * https://pnpm.io/pnpm-workspace_yaml, https://yarnpkg.com/features/workspaces, https://lerna.js.org/docs/api-reference/configuration
 */
import { posix } from 'node:path';
import { braceExpand, Minimatch } from 'minimatch';
import type { DocumentNode } from '../engine/syntax/documents/keyValue.ts';
import { parseYaml } from '../engine/syntax/documents/yaml.ts';
import { parentOf } from './glob.ts';
import { isManifest, type KnownFolders, type Manifest, textsOf } from './knownFolders.ts';

/** A package whose sources are here. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface WorkspacePackages {
  /** The package that a folder belongs to: the nearest one with a package.json. */
  around(folder: string): Promise<Package | undefined>;
  /** The package of this name in the monorepos that a folder lies in, the innermost first. */
  named(name: string, folder: string): Promise<Package | undefined>;
}

/** No monorepo has more folders than these to look for packages in. */
const MOST_FOLDERS = 20_000;

export function workspacePackages(folders: KnownFolders): WorkspacePackages {
  const nearest = new Map<string, Promise<Package | undefined>>();
  const monorepos = new Map<string, Promise<ReadonlyMap<string, Package>>>();

  async function packageIn(folder: string): Promise<Package | undefined> {
    const manifest = await folders.manifest(posix.join(folder, 'package.json'));
    return manifest && { folder, manifest };
  }

  async function findAround(folder: string): Promise<Package | undefined> {
    return (await packageIn(folder)) ?? (folder === '' ? undefined : around(parentOf(folder)));
  }

  function around(folder: string): Promise<Package | undefined> {
    const known = nearest.get(folder) ?? findAround(folder);
    nearest.set(folder, known);
    return known;
  }

  function packagesOf(folder: string): Promise<ReadonlyMap<string, Package>> {
    const known = monorepos.get(folder) ?? findPackages(folder);
    monorepos.set(folder, known);
    return known;
  }

  async function findPackages(folder: string): Promise<ReadonlyMap<string, Package>> {
    const named = new Map<string, Package>();
    const patterns = await patternsIn(folder);
    if (patterns.length === 0) return named;
    const found = await expand(folder, patterns);
    for (const each of await Promise.all([folder, ...found].map(packageIn))) {
      const name = each?.manifest['name'];
      if (each && typeof name === 'string' && !named.has(name)) named.set(name, each);
    }
    return named;
  }

  async function patternsIn(folder: string): Promise<readonly string[]> {
    const entries = await folders.entriesOf(folder);
    const read = (name: string) => (entries.has(name) ? folders.manifest(posix.join(folder, name)) : undefined);
    const workspaces = (await read('package.json'))?.['workspaces'];
    const patterns = textsOf(isManifest(workspaces) ? workspaces['packages'] : workspaces);
    const pnpm = entries.has('pnpm-workspace.yaml') && (await folders.text(posix.join(folder, 'pnpm-workspace.yaml')));
    const lerna = textsOf((await read('lerna.json'))?.['packages']);
    return [...patterns, ...(pnpm ? packagesInYaml(pnpm) : []), ...lerna];
  }

  /** The folders that the patterns name, in order of path. */
  async function expand(folder: string, patterns: readonly string[]): Promise<readonly string[]> {
    const found = new Set<string>();
    const entered = new Set<string>();

    async function enter(at: string, segments: readonly string[]): Promise<void> {
      const [segment, ...rest] = segments;
      if (segment === undefined) {
        found.add(at);
        return;
      }
      const key = `${at}\0${segments.join('/')}`;
      if (entered.has(key) || entered.size > MOST_FOLDERS) return;
      entered.add(key);
      if (segment === '' || segment === '.') return enter(at, rest);
      if (segment === '..') return at === '' ? undefined : enter(parentOf(at), rest);
      if (segment === '**') await enter(at, rest);
      const glob = new Minimatch(segment === '**' ? '*' : segment, {
        nocomment: true,
        nonegate: true,
        platform: 'linux',
      });
      for (const [name, kind] of await folders.entriesOf(at)) {
        if (kind !== 'folder' || name === 'node_modules' || !glob.match(name)) continue;
        await enter(posix.join(at, name), segment === '**' ? segments : rest);
      }
    }

    const positive = patterns.filter((pattern) => !pattern.startsWith('!'));
    const negative = patterns
      .filter((pattern) => pattern.startsWith('!'))
      .map((pattern) => new Minimatch(pattern.slice(1).replace(/^\.?\//, ''), { dot: true, platform: 'linux' }));
    for (const pattern of positive) {
      for (const each of braceExpand(pattern, { braceExpandMax: 1_000 })) await enter(folder, each.split('/'));
    }
    return [...found].filter((path) => !negative.some((glob) => glob.match(posix.relative(folder, path)))).sort();
  }

  return {
    around,
    async named(name, folder) {
      for (let at = folder; ; at = parentOf(at)) {
        const found = (await packagesOf(at)).get(name);
        if (found || at === '') return found;
      }
    },
  };
}

function packagesInYaml(text: string): readonly string[] {
  const root = parseYaml(text);
  const list = root.kind === 'map' ? root.entries.find(({ key }) => key === 'packages')?.value : undefined;
  const items: readonly DocumentNode[] = list?.kind === 'list' ? list.items : [];
  return items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
}
