/** A module, as far as the order of modules asks. */
interface Importing {
  readonly imports: ReadonlyMap<string, string>;
}

/** The modules that imports connect with each other, each group in the order that it is given in. */
export function connectedModules(
  order: readonly string[],
  modules: ReadonlyMap<string, Importing>,
): readonly (readonly string[])[] {
  const above = new Map<string, string>();
  const rootOf = (path: string): string => {
    let root = path;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    // Shortens the way for those who ask again.
    for (let at = path; at !== root; ) {
      const next = above.get(at)!;
      above.set(at, root);
      at = next;
    }
    return root;
  };
  for (const path of order) {
    for (const target of modules.get(path)!.imports.values()) {
      if (!modules.has(target)) continue;
      const [root, other] = [rootOf(path), rootOf(target)];
      if (root !== other) above.set(other, root);
    }
  }
  const groups = new Map<string, string[]>();
  for (const path of order) {
    const root = rootOf(path);
    const group = groups.get(root);
    if (group) group.push(path);
    else groups.set(root, [path]);
  }
  return [...groups.values()];
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
