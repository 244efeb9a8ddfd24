import type { ApiEntity } from '../../semantics/entities.ts';
import type { Calls } from './calls.ts';

/** Makes what a file exports the API values that a configuration speaks of. */
export function seedDeclared(calls: Calls, path: string): void {
  const { facts } = calls;
  const root = facts.trie.local(path);
  if (!root) return;
  for (const { names, item } of facts.heldAt(facts.graph.exports)) {
    const entity = names.reduce<ApiEntity | undefined>(
      (at, name) => (name === 'default' && at === root ? root : at?.members.get(name)),
      root,
    );
    if (!entity || (item.kind !== 'function' && item.kind !== 'class')) continue;
    if (item.kind === 'function') facts.addEntity(item.fn.value, entity, false);
    else {
      facts.addEntity(item.cls.value, entity, false);
      if (entity.instance) facts.addEntity(item.cls.instance, entity.instance, false);
    }
  }
  facts.propagate();
}
