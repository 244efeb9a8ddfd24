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
  const known = remembered((name) => trie.known(name));
  const members = remembered(() => new Map<string, readonly string[]>());
  const memberOf = (name: string, property: string): readonly string[] => {
    const entity = known(name);
    const found = entity ? trie.membersOf(entity, property).map((each) => each.name) : [];
    if (property === 'default' && !/[#(]/.test(name)) return [...new Set([...found, name])];
    // What only a threat model speaks of has no place in the trie.
    const types = entity ? [...trie.typesOf(entity)].map((each) => join(each.name, property)) : [];
    return [...new Set([...found, join(name, property), ...types])];
  };
  const keys = remembered((name) => keysOf(trie, name));
  return {
    library: remembered((specifier) => trie.module(specifier).name),
    global: (name) => trie.global(name)?.name ?? `global.${name}`,
    isKnown(name) {
      const entity = known(name);
      const isTyped = entity !== undefined && trie.typesOf(entity).size > 0;
      const hasRows = (entity?.sinks.length ?? 0) > 0 || (entity?.entryPoints.length ?? 0) > 0;
      return isTyped || hasRows || routing.has(name) || elements.has(name) || controls.has(name);
    },
    member(name, property) {
      const ofName = members(name);
      const found = ofName.get(property) ?? memberOf(name, property);
      ofName.set(property, found);
      return found;
    },
    types: (name) => entitiesOf(name).map((each) => each.name),
    routes: (name): readonly EntryPointModel[] => known(name)?.entryPoints ?? [],
    routing: (name) => routing.get(name) ?? [],
    elements: remembered((name) => keys(name).flatMap((key) => elements.get(key) ?? [])),
    controls: remembered((name) => keys(name).flatMap((key) => controls.get(key) ?? [])),
    sinks: remembered((name) => (known(name)?.sinks ?? []).map(({ model }) => model.rule)),
  };
}

/** So many names are remembered: what a program asks of the models is asked again after each edit. */
const MAX_REMEMBERED = 100_000;

function remembered<V>(find: (name: string) => V): (name: string) => V {
  const known = new Map<string, V>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined || known.has(name)) return before as V;
    if (known.size > MAX_REMEMBERED) known.clear();
    const found = find(name);
    known.set(name, found);
    return found;
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
