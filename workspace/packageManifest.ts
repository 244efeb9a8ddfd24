/**
 * What a package.json says of the package's modules.
 * Facts: https://nodejs.org/api/packages.html (Node.js, "Modules: Packages") and, for `types` and `source`,
 * https://www.typescriptlang.org/docs/handbook/modules/reference.html#packagejson-exports
 */
import { isManifest, type Manifest } from './knownFolders.ts';

/** The conditions that are read first, in whichever order the manifest has them; others only when these lead nowhere. */
const CONDITIONS: ReadonlySet<string> = new Set([
  ...['source', 'development', 'types', 'node', 'import', 'module', 'require', 'default', 'node-addons', 'module-sync'],
]);

/** Deeper than this nobody writes conditions. */
const DEEPEST = 20;

/**
 * What `exports` says of a subpath (`.` or `./x`): paths from the package's folder, the most wanted first. Undefined when
 * the manifest has no `exports`, so that every file may be asked for.
 */
export function exportedTargets(manifest: Manifest, subpath: string): readonly string[] | undefined {
  const { exports } = manifest;
  if (exports === undefined || exports === null) return undefined;
  const isMap = isManifest(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const entries: Manifest = isMap ? exports : { '.': exports };
  return targetsIn(entries, subpath).filter((target) => target.startsWith('./'));
}

/** What `imports` says of a specifier that starts with `#`: paths from the package's folder, or names of packages. */
export function importedTargets({ imports }: Manifest, specifier: string): readonly string[] {
  return isManifest(imports) ? targetsIn(imports, specifier) : [];
}

/** The fields that name a package's main module, the one nearest to its source first. */
export function mainTargets(manifest: Manifest): readonly string[] {
  return ['source', 'module', 'main', 'types', 'typings'].flatMap((field) => {
    const value = manifest[field];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

/** The folders that a package's dependencies name: `"@acme/db": "file:../db"`. By name, from the package's folder. */
export function linkedFolder(manifest: Manifest, name: string): string | undefined {
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    const dependencies = manifest[field];
    const range = isManifest(dependencies) && Object.hasOwn(dependencies, name) ? dependencies[name] : undefined;
    const folder = typeof range === 'string' ? /^(?:file|link|portal):(.+)/.exec(range)?.[1] : undefined;
    if (folder !== undefined && !folder.startsWith('/')) return folder;
  }
  return undefined;
}

function targetsIn(entries: Manifest, name: string): readonly string[] {
  const match = bestMatch(Object.keys(entries), name);
  if (!match) return [];
  const wanted: string[] = [];
  const others: string[] = [];
  collect(entries[match.pattern], true, 0, wanted, others);
  return [...wanted, ...others].map((target) => target.replaceAll('*', () => match.star || '*'));
}

function collect(target: unknown, isWanted: boolean, depth: number, wanted: string[], others: string[]): void {
  if (typeof target === 'string') (isWanted ? wanted : others).push(target);
  else if (depth > DEEPEST) return;
  else if (Array.isArray(target)) for (const each of target) collect(each, isWanted, depth + 1, wanted, others);
  else if (isManifest(target)) {
    for (const [condition, below] of Object.entries(target)) {
      // Whoever has a condition of his own for the sources calls it after them: `@acme/source`.
      const isKnown = CONDITIONS.has(condition) || /\bsource$/.test(condition);
      collect(below, isWanted && isKnown, depth + 1, wanted, others);
    }
  }
}

/**
 * The key for a name: the same, else the pattern with most before its `*`. What stands for the `*` comes with it.
 * @param patterns of `exports`, `imports` or `paths`
 */
export function bestMatch(patterns: readonly string[], name: string): { pattern: string; star: string } | undefined {
  let best: { pattern: string; star: string; before: number } | undefined;
  for (const pattern of patterns) {
    if (pattern === name && !pattern.includes('*')) return { pattern, star: '' };
    const before = pattern.indexOf('*');
    if (before < 0 || !name.startsWith(pattern.slice(0, before))) continue;
    const after = pattern.slice(before + 1);
    if (name.length < before + after.length || !name.endsWith(after)) continue;
    if (best && (best.before > before || (best.before === before && best.pattern.length >= pattern.length))) continue;
    best = { pattern, star: name.slice(before, name.length - after.length), before };
  }
  return best;
}
