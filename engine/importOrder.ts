/** A module, as far as the order of modules asks. */
interface Importing {
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * The order in which modules are analysed: what a module imports before it, as far as cycles allow. The order of the paths
 * decides between equals, so that it is the same whatever the order of the map.
 * @returns the paths in order, and those that some module imports
 */
export function importOrder(modules: ReadonlyMap<string, Importing>): {
  readonly order: readonly string[];
  readonly imported: ReadonlySet<string>;
} {
  const order: string[] = [];
  const imported = new Set<string>();
  const entered = new Set<string>();
  const targetsOf = (path: string) =>
    [...new Set(modules.get(path)!.imports.values())].filter((target) => modules.has(target) && target !== path).sort();
  for (const root of [...modules.keys()].sort()) {
    if (entered.has(root)) continue;
    entered.add(root);
    const open = [{ path: root, targets: targetsOf(root), next: 0 }];
    for (let at = open.at(-1); at; at = open.at(-1)) {
      const target = at.targets[at.next++];
      if (target === undefined) {
        order.push(at.path);
        open.pop();
        continue;
      }
      imported.add(target);
      if (entered.has(target)) continue;
      entered.add(target);
      open.push({ path: target, targets: targetsOf(target), next: 0 });
    }
  }
  return { order, imported };
}
