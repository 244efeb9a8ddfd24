import type { ControlModel, EntryPointModel, LibraryModel, RoutingModel } from '../model.ts';
import type { ApiEntity, ApiTrie } from '../semantics/entities.ts';
import type { ApiKnowledge, NamedElement } from './surface.ts';

/** What the models say of API values beyond what an analysis needs. It leaves the trie as it is. */
export function apiKnowledge(models: readonly LibraryModel[], trie: ApiTrie): ApiKnowledge {
  const routing = new Map<string, RoutingModel[]>();
  const elements = new Map<string, NamedElement[]>();
  const controls = new Map<string, ControlModel[]>();
  for (const model of models) {
    const name = typeof model.package === 'string' ? model.package : model.package[0]!;
    for (const row of model.routing ?? []) for (const path of row.call) add(routing, trie.fullName(name, path), row);
    for (const row of model.elements ?? [])
      for (const owner of row.of ?? [name])
        for (const path of row.call) add(elements, keyOf(trie, owner, path), { model: row, package: owner });
    for (const row of model.controls ?? [])
      for (const owner of row.of ?? [name]) for (const path of row.call) add(controls, keyOf(trie, owner, path), row);
  }
  const entitiesOf = (name: string): readonly ApiEntity[] => {
    const entity = trie.known(name);
    return entity ? [entity, ...trie.typesOf(entity)] : [];
  };
  return {
    library: (specifier) => trie.module(specifier).name,
    global: (name) => trie.global(name)?.name ?? `global.${name}`,
    isKnown: (name) => trie.known(name) !== undefined,
    member(name, property) {
      const entity = trie.known(name);
      const found = entity ? trie.membersOf(entity, property).map((each) => each.name) : [];
      if (property === 'default' && !/[#(]/.test(name)) return [...new Set([...found, name])];
      // What only a threat model speaks of has no place in the trie.
      const types = entity ? [...trie.typesOf(entity)].map((each) => join(each.name, property)) : [];
      return [...new Set([...found, join(name, property), ...types])];
    },
    types: (name) => entitiesOf(name).map((each) => each.name),
    routes: (name): readonly EntryPointModel[] => trie.known(name)?.entryPoints ?? [],
    routing: (name) => routing.get(name) ?? [],
    elements: (name) => keysOf(trie, name).flatMap((key) => elements.get(key) ?? []),
    controls: (name) => keysOf(trie, name).flatMap((key) => controls.get(key) ?? []),
    sinks: (name) => (trie.known(name)?.sinks ?? []).map(({ model }) => model.rule),
  };
}

/** Rows of `**.parse` are kept under the package and the method, those of `**` under the package. */
function keyOf(trie: ApiTrie, owner: string, path: string): string {
  if (!path.startsWith('**')) return trie.fullName(owner, path);
  return `${trie.module(owner).name} ${path}`;
}

/** Where rows of a name path are found. */
function keysOf(trie: ApiTrie, name: string): readonly string[] {
  const owner = trie.packageOf(name);
  const last = /[^.#()]+(?:\(\))?$/.exec(name.slice(owner.length))?.[0];
  return [name, `${owner} **`, ...(last === undefined ? [] : [`${owner} **.${last}`])];
}

function join(name: string, property: string): string {
  return name.endsWith('#') ? name + property : `${name}.${property}`;
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
