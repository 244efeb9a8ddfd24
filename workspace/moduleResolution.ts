/**
 * Which file of the workspace a module specifier means. Facts: Node.js, "Modules: Packages"
 * (https://nodejs.org/api/packages.html); TypeScript, "Modules - Reference"
 * (https://www.typescriptlang.org/docs/handbook/modules/reference.html).
 */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { parentOf } from './glob.ts';
import { isManifest, knownFolders } from './knownFolders.ts';
import { moduleFiles, type Preference } from './moduleFiles.ts';
import { bestMatch, importedTargets, linkedFolder } from './packageManifest.ts';
import type { Snapshot } from './snapshot.ts';
import { typescriptConfigurations } from './typescriptConfiguration.ts';
import { type Package, workspacePackages } from './workspacePackages.ts';

export interface ModuleResolution {
  /**
   * The file that a specifier means in a file, both from the root; undefined for what is built in, installed or nowhere.
   * A built file whose source is here means its source. Never fails, and never leaves the root.
   */
  resolve(specifier: string, from: string): Promise<string | undefined>;
}

/** Resolves specifiers in a snapshot. What was read is remembered: make a new one when files came, went or changed. */
export function moduleResolution(snapshot: Snapshot): ModuleResolution {
  const root = snapshot.root.replaceAll('\\', '/').replace(/\/$/, '');
  const folders = knownFolders(snapshot);
  const packages = workspacePackages(folders);
  const configurations = typescriptConfigurations(folders, configurationInPackage);
  const files = moduleFiles(folders, configurations);
  const resolved = new Map<string, Promise<string | undefined>>();

  /** The file that is meant in a folder, by the ways of Node.js, of TypeScript, and of those who bundle. */
  async function find(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return findRelative(posix.join(folder, specifier), specifier, prefer);
    const path = specifier.replaceAll('\\', '/');
    if (path.startsWith(`${root}/`)) return files.at(path.slice(root.length + 1), prefer);
    if (specifier.startsWith('/')) return findServed(specifier, folder, prefer);
    if (specifier === '' || isBuiltin(specifier) || /^[a-z][a-z\d+.-]*:/i.test(specifier)) return undefined;
    if (specifier.startsWith('#')) {
      return (await findImported(specifier, folder, prefer)) ?? findMapped(specifier, folder, prefer);
    }
    return (
      (await findMapped(specifier, folder, prefer)) ??
      (await findInPackage(specifier, folder, prefer)) ??
      findAlias(specifier, folder, prefer)
    );
  }

  async function findRelative(joined: string, specifier: string, prefer: Preference): Promise<string | undefined> {
    const path = /(?:^|\/)\.{1,2}$/.test(specifier) ? `${joined}/` : joined;
    const found = await files.at(path, prefer);
    if (found !== undefined || joined.startsWith('..')) return found;
    // A program's starter calls what is not built yet: `../dist/cli.js`.
    const owner = await packages.around(parentOf(joined));
    return owner && files.inFolder(owner.folder, pathIn(owner.folder, joined), prefer);
  }

  /** `/src/main.ts`, as a server of pages names it. */
  async function findServed(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    const around = await packagesAround(folder);
    for (const served of new Set([...around.map((owner) => owner.folder), ''])) {
      const found = await files.at(posix.join(served, specifier.slice(1)), prefer);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async function findImported(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    const owner = await packages.around(folder);
    for (const target of owner ? importedTargets(owner.manifest, specifier) : []) {
      const found = target.startsWith('./')
        ? await files.inFolder(owner!.folder, target, prefer)
        : target.startsWith('#') || isBuiltin(target)
          ? undefined
          : await findInPackage(target, folder, prefer);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** By `paths` and `baseUrl`. */
  async function findMapped(name: string, folder: string, prefer: Preference): Promise<string | undefined> {
    for (const { mapped, baseUrl } of await configurations.for(folder)) {
      const places = [...(mapped(name) ?? []), ...(baseUrl === undefined ? [] : [posix.join(baseUrl, name)])];
      for (const place of places) {
        const found = await files.at(place, prefer);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  async function findInPackage(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    const [, name = '', subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/s.exec(specifier) ?? [];
    const owner = await packageNamed(name, folder);
    return owner && files.inPackage(owner, subpath === '' || subpath === '/' ? '.' : `.${subpath}`, prefer);
  }

  /** A package by its name: the one that a folder is in, one that it is linked to, or one of the same monorepo. */
  async function packageNamed(name: string, folder: string): Promise<Package | undefined> {
    for (const owner of await packagesAround(folder)) {
      if (owner.manifest['name'] === name) return owner;
      const linked = linkedFolder(owner.manifest, name);
      const place = linked === undefined ? undefined : posix.join(owner.folder, linked).replace(/\/$/, '');
      const found = place === undefined ? undefined : await packages.around(place);
      if (found && found.folder === place) return found;
    }
    return packages.named(name, folder);
  }

  /**
   * By names that bundlers and loaders know: `_moduleAliases` (https://github.com/ilearnio/module-alias), and `@/x` and
   * `~/x`, which are no names of packages and start at the sources (https://cli.vuejs.org/guide/html-and-static-assets.html,
   * https://nuxt.com/docs/api/nuxt-config#alias).
   */
  async function findAlias(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    const [, path] = /^(?:@|~)\/(.+)$/s.exec(specifier) ?? [];
    for (const owner of await packagesAround(folder)) {
      const aliases = owner.manifest['_moduleAliases'];
      const places = path === undefined ? [] : ['src', 'app', ''].map((source) => posix.join(source, path));
      if (isManifest(aliases)) {
        const match = bestMatch(
          Object.keys(aliases).flatMap((name) => [name, `${name}/*`]),
          specifier,
        );
        const target = match && aliases[match.pattern.replace(/\/\*$/, '')];
        if (typeof target === 'string') places.push(posix.join(target, match?.star ?? ''));
      }
      for (const place of places) {
        const found = await files.at(posix.join(owner.folder, place), prefer);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** The packages that a folder is in, the innermost first. */
  async function packagesAround(folder: string): Promise<readonly Package[]> {
    const around: Package[] = [];
    for (let at = folder; ; ) {
      const owner = await packages.around(at);
      if (!owner) return around;
      around.push(owner);
      if (owner.folder === '') return around;
      at = parentOf(owner.folder);
    }
  }

  async function configurationInPackage(specifier: string, folder: string): Promise<string | undefined> {
    const [, name = '', subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/s.exec(specifier) ?? [];
    const owner = await packages.named(name, folder);
    if (!owner) return undefined;
    const path = posix.join(owner.folder, subpath || 'tsconfig.json');
    return (await folders.manifest(path)) ? path : `${path}.json`;
  }

  return {
    resolve(specifier, from) {
      const prefer: Preference = /\.[cm]?tsx?$/i.test(from) ? 'typescript' : 'javascript';
      const folder = parentOf(from);
      const key = `${prefer}\0${folder}\0${specifier}`;
      const known = resolved.get(key) ?? findPlain(specifier, folder, prefer);
      resolved.set(key, known);
      return known;
    },
  };

  /** Bundlers take questions at the end of a specifier: `./worker.ts?worker` (https://vite.dev/guide/assets). */
  async function findPlain(specifier: string, folder: string, prefer: Preference): Promise<string | undefined> {
    const found = await find(specifier, folder, prefer);
    const question = specifier.indexOf('?');
    return found === undefined && question > 0 ? find(specifier.slice(0, question), folder, prefer) : found;
  }
}

/** A path, from a folder above it. */
function pathIn(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}
