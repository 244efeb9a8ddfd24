import type { ApiEntity, ApiTrie } from '../../semantics/entities.ts';
import type { AccessPaths } from '../accessPath.ts';
import type { SchemaValue } from '../schemas/schemaValue.ts';
import type { Place } from '../summary.ts';
import {
  ALL_BITS,
  type CallSite,
  type ClassInfo,
  type EdgeKind,
  type FunctionInfo,
  NOTHING,
  type ValueFlowGraph,
} from '../valueFlowGraph.ts';
import type { EntityItem, FunctionItem, Invocation, Item, ResolvedEntity, SourceUse } from './resolvedValues.ts';

/** Facts beyond this number are not followed: a module that needs more is generated or hostile. */
const MAX_FACTS = 200_000;

/** A node that can be more different values than this is a bus: which one it is at a use, nobody can say. */
const MAX_VALUES_AT_NODE = 16;

/** An object that holds more different values than this is a table; the rest of them is not told apart. */
const MAX_PARTS_AT_NODE = 64;

/** Functions of one text that were made by more different calls than this are not told apart at a node. */
const MAX_MAKERS_AT_NODE = 6;

/** Parts of what code elsewhere gives are followed so deep: `services.user.find`. */
const MAX_GIVEN_DEPTH = 3;

/** More different values than this in one module are not told apart. */
const ITEM_LIMIT = 1 << 16;

/** With which functions one has a shared object in common. */
export interface Sharing {
  /** None after it is given the object. */
  readonly isLast: boolean;
  /** Only those of this route come after it. */
  readonly route: string | undefined;
}

const WITH_ALL: Sharing = { isLast: false, route: undefined };

/** What each value can be (functions, classes, API values), and their way through the graph. */
export class ValueFacts {
  readonly graph: ValueFlowGraph;
  readonly trie: ApiTrie;
  readonly paths: AccessPaths;
  readonly sources: SourceUse[] = [];
  /** False when a budget was reached. */
  isComplete = true;
  /** What to do when the member of another module is read. */
  onImport: (path: string, name: string, node: number) => void = () => {};
  /** The edges by which what other functions put into a shared object comes to a node. */
  readonly sharedInto = new Map<number, readonly { readonly edge: number; readonly hub: number }[]>();
  /** Nodes at which nothing becomes a source. */
  readonly silent = new Set<number>();
  /** What to do when a value has arrived at a node. */
  onArrival: (node: number, path: number, item: Item, isLifted: boolean) => void = () => {};
  /** What a value is after an `enter` or `exit` edge: the item that arrives there. */
  onCrossing: (edge: number, to: number, path: number, index: number, item: Item) => number = (_e, _t, _p, index) =>
    index;
  /** Nodes that are a parameter or a part of it, and are called. */
  readonly liftNodes = new Set<number>();
  readonly #items: Item[] = [];
  readonly #itemIndex = new Map<object | string, Map<boolean, number>>();
  readonly #madeItems = new Map<string, number>();
  readonly #makerCount = new Map<string, number>();
  /** The lifted variant of an item, and the way back. */
  readonly #liftedOf = new Map<number, number>();
  readonly #plainOf = new Map<number, number>();
  /** Facts of each node: path and item in one number. */
  readonly #facts: (Set<number> | undefined)[] = [];
  readonly #valueCount: number[] = [];
  #factCount = 0;
  readonly #work: number[] = [];
  readonly #later: (() => void)[] = [];
  readonly #sourceNodes = new Set<number>();
  readonly #hubs = new Map<string, number>();
  readonly #done = new Set<string>();

  constructor(graph: ValueFlowGraph, trie: ApiTrie, paths: AccessPaths) {
    this.graph = graph;
    this.trie = trie;
    this.paths = paths;
  }

  /** Does something at most once. */
  once(key: string): boolean {
    if (this.#done.has(key)) return false;
    this.#done.add(key);
    return true;
  }

  /** True when something is known of what a node can be. */
  isKnown(node: number): boolean {
    return this.#facts[node] !== undefined;
  }

  /** Tells `found` of each value of a node, with its path, as `onArrival` is told. */
  eachAt(node: number, found: (path: number, item: Item, isLifted: boolean) => void): void {
    for (const fact of [...(this.#facts[node] ?? [])]) {
      const index = fact % ITEM_LIMIT;
      found(Math.floor(fact / ITEM_LIMIT), this.#items[index]!, this.#plainOf.has(index));
    }
  }

  /** The functions among the values of a node, each with the property that holds it. */
  functionsAt(node: number): { readonly item: FunctionItem; readonly names: readonly string[] }[] {
    const found: { item: FunctionItem; names: readonly string[] }[] = [];
    this.eachAt(node, (path, item) => {
      if (item.kind === 'function') found.push({ item, names: this.paths.namesOf(path) });
    });
    return found;
  }

  entitiesAt(node: number): readonly ResolvedEntity[] {
    const found: ResolvedEntity[] = [];
    const facts = this.#facts[node];
    for (const fact of facts ?? []) {
      const item = this.#items[fact % ITEM_LIMIT]!;
      if (fact < ITEM_LIMIT && item.kind === 'entity' && !facts!.has(this.#plainOf.get(fact) ?? -1)) found.push(item);
    }
    return found;
  }

  /** The schemas that a node can be. */
  schemasAt(node: number): readonly SchemaValue[] {
    const found: SchemaValue[] = [];
    for (const fact of this.#facts[node] ?? []) {
      const item = this.#items[fact % ITEM_LIMIT]!;
      if (fact < ITEM_LIMIT && item.kind === 'schema') found.push(item.schema);
    }
    return found;
  }

  /** All that a node is or holds. */
  *heldAt(node: number): Generator<{ readonly names: readonly string[]; readonly item: Item }> {
    for (const fact of this.#facts[node] ?? [])
      yield { names: this.paths.namesOf(Math.floor(fact / ITEM_LIMIT)), item: this.#items[fact % ITEM_LIMIT]! };
  }

  /** The item of a function as these invocations made it. */
  functionItem(fn: FunctionInfo, madeBy: readonly Invocation[]): number {
    if (madeBy.length === 0) return this.item({ kind: 'function', fn, madeBy }, fn, false);
    const key = `${fn.id} ${madeBy.map(({ id }) => id).join(' ')}`;
    return this.madeItem(key, { kind: 'function', fn, madeBy });
  }

  /** The item of a function that is bound by a call of `bind`. */
  boundItem(target: EntityItem | FunctionItem, by: CallSite, isAtEnd = false): number {
    const key = `bound ${by.id} ${target.kind === 'function' ? target.fn.id : target.entity.name}`;
    return this.madeItem(key, { kind: 'bound', target, by, isAtEnd });
  }

  /** The item that was made under a key, or this one. */
  madeItem(key: string, item: Item): number {
    let index = this.#madeItems.get(key);
    if (index === undefined) {
      index = this.#items.length;
      this.#items.push(item);
      this.#madeItems.set(key, index);
    }
    return index;
  }

  /** The variant of an item that came in by a parameter through which it is called where the parameter was given. */
  liftedItem(index: number): number {
    if (this.#plainOf.has(index)) return index;
    let lifted = this.#liftedOf.get(index);
    if (lifted === undefined) {
      lifted = this.#items.length;
      this.#items.push(this.#items[index]!);
      this.#liftedOf.set(index, lifted);
      this.#plainOf.set(lifted, index);
    }
    return lifted;
  }

  item(item: Item, key: object | string, isGuessed: boolean): number {
    let byGuess = this.#itemIndex.get(key);
    if (!byGuess) {
      byGuess = new Map();
      this.#itemIndex.set(key, byGuess);
    }
    let index = byGuess.get(isGuessed);
    if (index === undefined) {
      index = this.#items.length;
      this.#items.push(item);
      byGuess.set(isGuessed, index);
    }
    return index;
  }

  addEntity(
    node: number,
    entity: ApiEntity,
    isGuessed: boolean,
    isStep = false,
    path = 0,
    sharing: Sharing = WITH_ALL,
  ): void {
    this.add(node, path, this.item({ kind: 'entity', entity, isGuessed }, entity, isGuessed));
    if (path === 0 && entity.isShared) this.#share(node, entity, sharing);
    if (!isStep || path !== 0 || this.silent.has(node)) return;
    const sources = this.trie.sourcesOf(entity);
    if (sources.length > 0 && !this.#sourceNodes.has(node)) {
      this.#sourceNodes.add(node);
      for (const model of sources) this.sources.push({ node, model, entity, isGuessed });
    }
  }

  /** A node is no source after all: what it holds comes from elsewhere in sight. */
  dropSources(node: number): void {
    for (let at = this.sources.length - 1; at >= 0; at--)
      if (this.sources[at]!.node === node && !this.sources[at]!.foreign) this.sources.splice(at, 1);
  }

  /** What was a source at a node is one at another: something stands between. */
  moveSources(from: number, to: number): void {
    for (const [at, source] of this.sources.entries())
      if (source.node === from && !source.foreign) this.sources[at] = { ...source, node: to };
  }

  /** A value of a shared type is the object that the functions before had, and is that of those after it. */
  #share(node: number, entity: ApiEntity, { isLast, route }: Sharing): void {
    if (!this.once(`share ${node} ${entity.id} ${isLast} ${route}`)) return;
    for (const name of route === undefined ? [''] : ['', route]) {
      const hub = this.#hub(entity, name);
      const edge = this.edge(hub, node, 'copy');
      this.sharedInto.set(node, [...(this.sharedInto.get(node) ?? []), { edge, hub }]);
    }
    if (!isLast) this.edge(node, this.#hub(entity, route ?? ''), 'copy');
  }

  #hub(entity: ApiEntity, route: string): number {
    const key = `${entity.id} ${route}`;
    let hub = this.#hubs.get(key);
    if (hub === undefined) {
      hub = this.graph.addNode(this.graph.ast[0]!, this.graph.functions[0]!, 'value');
      this.#hubs.set(key, hub);
    }
    return hub;
  }

  add(node: number, path: number, item: number): void {
    if (node === NOTHING || path < 0 || item >= ITEM_LIMIT) return;
    item = this.#asToldApart(node, path, item);
    let facts = this.#facts[node];
    if (!facts) {
      facts = new Set();
      this.#facts[node] = facts;
    }
    const fact = path * ITEM_LIMIT + item;
    if (facts.has(fact)) return;
    if (path === 0) {
      const count = this.#valueCount[node] ?? 0;
      if (count >= MAX_VALUES_AT_NODE) return;
      this.#valueCount[node] = count + 1;
    } else if (facts.size >= MAX_PARTS_AT_NODE && node !== this.graph.exports) return;
    if (this.#factCount >= MAX_FACTS) {
      this.isComplete = false;
      return;
    }
    facts.add(fact);
    this.#factCount++;
    this.#work.push(node, fact);
  }

  /** Where very many calls made the same function, it counts as one. */
  #asToldApart(node: number, path: number, index: number): number {
    const item = this.#items[index]!;
    if (item.kind !== 'function' || item.madeBy.length === 0) return index;
    if (this.#facts[node]?.has(path * ITEM_LIMIT + index)) return index;
    const key = `${node} ${path} ${item.fn.id}`;
    const count = this.#makerCount.get(key) ?? 0;
    this.#makerCount.set(key, count + 1);
    if (count < MAX_MAKERS_AT_NODE) return index;
    const one = this.functionItem(item.fn, []);
    return this.#plainOf.has(index) ? this.liftedItem(one) : one;
  }

  /** Does something when what has been added is worked off: what follows of it never waits inside of it. */
  later(todo: () => void): void {
    this.#later.push(todo);
  }

  /** Works off all that has been added. */
  propagate(): void {
    while (this.#work.length > 0 || this.#later.length > 0) {
      if (this.#work.length === 0) {
        this.#later.pop()!();
        continue;
      }
      const fact = this.#work.pop()!;
      const node = this.#work.pop()!;
      const item = this.#items[fact % ITEM_LIMIT]!;
      const path = Math.floor(fact / ITEM_LIMIT);
      for (let edge = this.graph.firstEdge(node); edge >= 0; edge = this.graph.nextEdge(edge)) {
        this.#follow(edge, path, fact % ITEM_LIMIT, item);
      }
      this.onArrival(node, path, item, this.#plainOf.has(fact % ITEM_LIMIT));
    }
  }

  #follow(edge: number, path: number, index: number, item: Item): void {
    const to = this.graph.edgeTo[edge]!;
    const name = this.graph.edgeName[edge]!;
    const kind = this.graph.edgeKind[edge]!;
    if (!this.liftNodes.has(to) || kind === 'enter' || kind === 'exit') index = this.#plainOf.get(index) ?? index;
    switch (kind) {
      case 'copy':
      case 'members':
        this.add(to, name === '' ? path : this.paths.push(name, path), index);
        return;
      case 'enter':
      case 'exit': {
        const next = name === '' ? path : this.paths.push(name, path);
        this.add(to, next, this.onCrossing(edge, to, next, index, item));
        return;
      }
      case 'store':
        this.add(to, this.paths.push(name, path), index);
        return;
      case 'keep':
        if (path === 0) this.add(to, path, index);
        else this.add(to, this.paths.without(name, path), index);
        return;
      case 'load':
        if (path !== 0) {
          const rest = this.paths.pop(name, path);
          if (rest >= 0) this.add(to, rest, index);
        } else if (item.kind === 'entity') {
          for (const member of this.trie.membersOf(item.entity, name)) {
            this.addEntity(to, member, item.isGuessed, true);
            this.graph.edgeMask[edge]! &= ~member.readClears;
          }
        } else if (item.kind === 'module') this.onImport(item.path, name, to);
        else if (item.kind === 'given') this.#addPart(to, item, name);
        return;
      default:
    }
  }

  /** A part of what code elsewhere gives. */
  #addPart(to: number, { owner, place }: Extract<Item, { kind: 'given' }>, name: string): void {
    if (place.names.length < MAX_GIVEN_DEPTH) this.addGiven(to, owner, { ...place, names: [...place.names, name] });
  }

  /** A node is what code elsewhere gives to a function, or an instance that it has. */
  addGiven(node: number, owner: FunctionInfo | ClassInfo, place: Place): void {
    const index = place.at === 'parameter' ? place.index : '';
    const key = `${'id' in owner ? owner.id : `class ${owner.instance}`} ${place.at} ${index} ${place.names.join('.')}`;
    this.add(node, 0, this.item({ kind: 'given', owner, place }, key, false));
  }

  edge(from: number, to: number, kind: EdgeKind, name = '', mask = ALL_BITS, doubt = 0, invocation = -1): number {
    const edge = this.graph.addEdge(from, to, kind, name, mask, doubt, invocation);
    if (edge < 0) return edge;
    for (const fact of this.#facts[from] ?? [])
      this.#follow(edge, Math.floor(fact / ITEM_LIMIT), fact % ITEM_LIMIT, this.#items[fact % ITEM_LIMIT]!);
    return edge;
  }
}
