/** What has become of a threat model between two states of the code, in words that name the cause. */
import type { Lock, LockedElement } from './lock.ts';

export type Drift =
  | { readonly kind: 'new'; readonly id: string }
  | { readonly kind: 'removed'; readonly id: string }
  /** Each change in a few words: `middleware removed: requireAuth`. */
  | { readonly kind: 'changed'; readonly id: string; readonly changes: readonly string[] }
  /** `from` is the id that it had. Only what says so in `aliases` is sure; else it is a proposal. */
  | {
      readonly kind: 'renamed';
      readonly id: string;
      readonly from: string;
      readonly isSure: boolean;
      readonly changes: readonly string[];
    };

/**
 * What is new, changed, removed or renamed, sorted by id.
 * @param aliases ids that elements had before, each with the id that it has now
 */
export function driftOf(before: Lock, after: Lock, aliases: ReadonlyMap<string, string> = new Map()): readonly Drift[] {
  const gone = [...before.elements].filter(([id]) => !after.elements.has(id));
  const come = [...after.elements].filter(([id]) => !before.elements.has(id));
  const renames = renamesOf(new Map(gone), new Map(come), aliases);
  const found: Drift[] = [];
  for (const [id, element] of after.elements) {
    const old = before.elements.get(id);
    if (old) {
      if (old.hash === element.hash && old.zone === element.zone && isSame(old.data, element.data)) continue;
      found.push({ kind: 'changed', id, changes: changesOf(old, element) });
      continue;
    }
    const rename = renames.get(id);
    if (!rename) found.push({ kind: 'new', id });
    else {
      const changes = changesOf(before.elements.get(rename.from)!, element, true);
      found.push({ kind: 'renamed', id, ...rename, changes });
    }
  }
  const renamed = new Set([...renames.values()].map(({ from }) => from));
  for (const [id] of gone) if (!renamed.has(id)) found.push({ kind: 'removed', id });
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** What changed, said by its parts; the code of the handler only when nothing else explains that the hash is another. */
function changesOf(before: LockedElement, after: LockedElement, isRenamed = false): readonly string[] {
  const changes: string[] = [];
  const say = (names: readonly string[], what: (name: string) => string) => changes.push(...names.map(what));
  say(without(before.middleware, after.middleware), (name) => `middleware removed: ${name}`);
  say(without(after.middleware, before.middleware), (name) => `middleware added: ${name}`);
  if (changes.length === 0 && !isSame(before.middleware, after.middleware)) {
    changes.push('middleware runs in another order');
  }
  say(without(after.reaches, before.reaches), reached);
  say(without(before.reaches, after.reaches), (id) => `no longer reaches ${nameOfId(id)}`);
  say(without(after.data, before.data), (name) => `handles a new class of data: ${name}`);
  say(without(before.data, after.data), (name) => `no longer handles data: ${name}`);
  say(without(after.crosses, before.crosses), (crossing) => `crosses a new boundary: ${crossing}`);
  if (before.zone !== after.zone) changes.push(`moved from ${before.zone} to ${after.zone}`);
  say(without(before.proved, after.proved), (question) => `no longer proved: ${question}`);
  say(without(after.proved, before.proved), (question) => `proved now: ${question}`);
  if (before.code !== after.code) changes.push(after.handler === '' ? 'its code changed' : 'handler changed');
  else if (changes.length === 0 && before.hash !== after.hash && !isRenamed)
    changes.push('code that it reaches changed');
  return changes;
}

function reached(id: string): string {
  const [kind] = id.split(':');
  if (kind === 'call') return `calls a new host: ${nameOfId(id)}`;
  return `reaches ${kind === 'store' ? 'a new store' : 'a new sink'}: ${nameOfId(id)}`;
}

/** What an id says after its kind and framework: `POST /api/orders`, `api.stripe.com`. */
export function nameOfId(id: string): string {
  const [kind, , ...name] = id.split(':');
  return kind === 'entry' && name.length > 1 ? `${name[0]} ${name.slice(1).join(':')}` : name.join(':');
}

interface Rename {
  readonly from: string;
  readonly isSure: boolean;
}

/**
 * Which of the elements that came was one of those that went: what its file says, or what has the same code behind
 * another path. Where two fit equally well nothing is proposed.
 */
function renamesOf(
  gone: ReadonlyMap<string, LockedElement>,
  come: ReadonlyMap<string, LockedElement>,
  aliases: ReadonlyMap<string, string>,
): ReadonlyMap<string, Rename> {
  const renames = new Map<string, Rename>();
  const taken = new Set<string>();
  for (const from of gone.keys()) {
    const id = aliases.get(from);
    if (id === undefined || !come.has(id) || renames.has(id)) continue;
    renames.set(id, { from, isSure: true });
    taken.add(from);
  }
  const pairs = [...come]
    .filter(([id]) => !renames.has(id))
    .flatMap(([id, element]) =>
      [...gone].map(([from, old]) => ({ id, from, likeness: likeness(from, old, id, element) })),
    )
    .filter(({ from, likeness }) => likeness > 0 && !taken.has(from));
  for (const { id, from, likeness } of pairs) {
    const rivals = pairs.filter((pair) => (pair.id === id) !== (pair.from === from) && pair.likeness >= likeness);
    if (rivals.length === 0) renames.set(id, { from, isSure: false });
  }
  return renames;
}

/** Of a handler that has one: `function` stands for all that are written in place. */
const NAME = /^(?!function$)[\w$][\w$.]*$/;

/** 0 when one cannot have become the other. */
function likeness(from: string, old: LockedElement, id: string, element: LockedElement): number {
  const [oldKind, oldFramework, oldMethod] = from.split(':');
  const [kind, framework, method] = id.split(':');
  if (kind !== 'entry' || kind !== oldKind || framework !== oldFramework) return 0;
  const isSameCode = old.code !== '' && old.code === element.code;
  const isSameHandler = NAME.test(old.handler) && old.handler === element.handler;
  if (!isSameCode && !isSameHandler) return 0;
  return (isSameCode ? 4 : 0) + (isSameHandler ? 2 : 0) + (method === oldMethod ? 1 : 0);
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return [...new Set(names)].filter((name) => !known.has(name));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
