import type { Binding } from '../semantics/scopes.ts';

/**
 * Which definition each variable (and each guarded property) has at a point of the program. A branch is an overlay on
 * the environment that it left; joining compares overlays only, so that a branch costs what it changes.
 */
export class Environment {
  readonly parent: Environment | undefined;
  readonly definitions = new Map<Binding, number>();
  /** Guarded properties: root definition and property names to the node that stands for them after the guard. */
  readonly properties = new Map<string, { readonly node: number; readonly epoch: number }>();
  /** No way leads on from here: all paths returned, threw or jumped. */
  isDead = false;

  constructor(parent?: Environment) {
    this.parent = parent;
  }

  get(binding: Binding): number | undefined {
    for (let at: Environment | undefined = this; at; at = at.parent) {
      const node = at.definitions.get(binding);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  property(key: string): { readonly node: number; readonly epoch: number } | undefined {
    for (let at: Environment | undefined = this; at; at = at.parent) {
      const found = at.properties.get(key);
      if (found) return found;
    }
    return undefined;
  }
}

/**
 * Takes over into `base` what its branches made of it. A dead branch has no say.
 * @param merge makes one definition of several
 */
export function joinInto(
  base: Environment,
  branches: readonly Environment[],
  merge: (nodes: readonly number[], binding?: Binding) => number,
): void {
  const alive = branches.filter((branch) => !branch.isDead);
  if (alive.length === 0) {
    base.isDead = true;
    return;
  }
  const changed = new Set<Binding>();
  for (const branch of alive) for (const binding of branch.definitions.keys()) changed.add(binding);
  for (const binding of changed) {
    const nodes = new Set<number>();
    for (const branch of alive) nodes.add(branch.get(binding) ?? 0);
    base.definitions.set(binding, nodes.size === 1 ? [...nodes][0]! : merge([...nodes], binding));
  }
  const [first, ...others] = alive;
  for (const [key, found] of first!.properties) {
    const all = [found, ...others.map((branch) => branch.property(key))].filter((each) => each !== undefined);
    if (all.length < alive.length) continue;
    const nodes = new Set(all.map(({ node }) => node));
    const epoch = Math.min(...all.map((each) => each.epoch));
    base.properties.set(key, { node: nodes.size === 1 ? found.node : merge([...nodes]), epoch });
  }
}
