/**
 * Where inside an object a value lies: the names of properties from the object inwards. Paths are numbers, so that a
 * fact is a few integers; 0 is the value itself. What lies deeper than the bound is lost: that it taints all around it
 * would be the worse mistake.
 */

/** The element or property whose name is not known. It matches every name. */
export const ANY = '*';

const MAX_DEPTH = 4;

/** In a pattern: a property of any name but that of an operator of a query, which starts with a dollar sign. */
const NAME = '<name>';

/** The names on the way to a dangerous property; none for the value itself. */
export type PathPattern = readonly string[];

/** The patterns of a model's path or paths; the one of the value itself where there is none. */
export function patternsOf(path: string | readonly string[] | undefined): readonly PathPattern[] {
  if (path === undefined) return [[]];
  return (typeof path === 'string' ? [path] : path).map((each) => each.split('.'));
}

/** True when a property of this name stands where a pattern has `wanted`. A name that the data chooses fits everywhere. */
export function fits(name: string, wanted: string): boolean {
  if (name === ANY || name === wanted) return true;
  if (wanted === ANY) return /^\d+$/.test(name);
  return wanted === NAME && !name.startsWith('$');
}

/**
 * Stands between names that an object has lost: `\0id\0` in front of a path is the object itself and all that it holds
 * but its `id`, which was overwritten.
 */
const LOST = '\0';

/** An object that loses more properties than this is told apart by the first ones. */
const MAX_LOST = 64;

/**
 * Names that start so are places in an object that no property is: the values of a map by their keys. A property of
 * unknown name is none of them; `@*` is a place of unknown name.
 */
const SLOT = '@';

/** Names that start so are places beside an object, which what comes from outside does not bring: a setter, an error. */
const BESIDE = '@@';

/** Where a promise holds what it was rejected with. */
export const REJECTED = `${BESIDE}rejected`;

/** Where a generator holds what it returns in the end. */
export const RETURNED = `${BESIDE}returned`;

/** The name under which an object holds the setter of a property, beside what the property holds. */
export function setterOf(property: string): string {
  return `${BESIDE}set ${property}`;
}

/** The name of the property that a symbol is: no text is it. */
export function symbolName(description: string): string {
  return `${BESIDE}symbol ${description}`;
}

/** True when one name can stand for the other: they are the same, or one is unknown. */
function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const isSlot = a.startsWith(SLOT);
  if (isSlot !== b.startsWith(SLOT) || a.startsWith(BESIDE) || b.startsWith(BESIDE)) return false;
  const unknown = isSlot ? `${SLOT}${ANY}` : ANY;
  return a === unknown || b === unknown;
}

export class AccessPaths {
  readonly #head: string[] = [''];
  readonly #tail: number[] = [0];
  readonly #depth: number[] = [0];
  /** The longer paths of each path, by the name in front. */
  readonly #longer: Map<string, number>[] = [new Map()];

  /** The path of a value at `path` after it was stored as property `name`; -1 when that is too deep to follow. */
  push(name: string, path: number): number {
    // An object inside one of its kind, as in a list or a tree: one level stands for all. Right below each other they are
    // told apart, where the field of an object has the name that the object itself is held under: `query.query`.
    for (let at = path; at !== 0; at = this.#tail[at]!)
      if (this.#head[at] === name && (at !== path || !/^\w/.test(name) || this.#head[this.#tail[at]!] === name))
        return at;
    if (this.#depth[path]! >= MAX_DEPTH) return -1;
    const longer = this.#longer[path]!;
    let id = longer.get(name);
    if (id === undefined) {
      id = this.#head.length;
      this.#head.push(name);
      this.#tail.push(path);
      this.#depth.push(this.#depth[path]! + 1);
      this.#longer.push(new Map());
      longer.set(name, id);
    }
    return id;
  }

  /** The path of a value that the names lead to from the object inwards; -1 when that is too deep to follow. */
  of(names: readonly string[]): number {
    return names.reduceRight((path, name) => (path < 0 ? path : this.push(name, path)), 0);
  }

  /** What remains of `path` after property `name` was read, or -1 when the path leads elsewhere. */
  pop(name: string, path: number): number {
    if (path === 0) return name.startsWith(BESIDE) ? -1 : 0;
    const head = this.#head[path]!;
    if (head[0] === LOST) return head.includes(LOST + name + LOST) ? -1 : this.pop(name, this.#tail[path]!);
    return isSameName(head, name) ? this.#tail[path]! : -1;
  }

  /** The path of a value at `path` after property `name` was overwritten; -1 when that was the value. */
  without(name: string, path: number): number {
    const head = this.#head[path]!;
    if (path === 0 || head === ANY) return this.push(LOST + name + LOST, path);
    if (head === name) return -1;
    if (head[0] !== LOST || head.includes(LOST + name + LOST)) return path;
    const lost = head.slice(1, -1).split(LOST);
    return lost.length >= MAX_LOST
      ? path
      : this.push(LOST + [...lost, name].sort().join(LOST) + LOST, this.#tail[path]!);
  }

  /** The path without what it says of properties that were overwritten. */
  bare(path: number): number {
    return path !== 0 && this.#head[path]![0] === LOST ? this.#tail[path]! : path;
  }

  /** True for the value itself, also when some of its properties were overwritten. */
  isWhole(path: number): boolean {
    return this.bare(path) === 0;
  }

  /**
   * True when a value at `path` lies where a pattern leads to, or holds what lies there.
   * @param isExact what holds it does not count, and neither does what may lie elsewhere
   */
  isOn(path: number, pattern: PathPattern, isExact: boolean): boolean {
    let index = 0;
    for (let at = path; at !== 0; at = this.#tail[at]!) {
      const head = this.#head[at]!;
      const wanted = pattern[index];
      if (head[0] === LOST) {
        if (wanted !== undefined && (isExact || head.includes(LOST + wanted + LOST))) return false;
        continue;
      }
      if (wanted === undefined || !fits(head, wanted)) return false;
      if (isExact && head === ANY && /^[^*<]/.test(wanted)) return false;
      index++;
    }
    return !isExact || index === pattern.length;
  }

  /** How many names there are. */
  depthOf(path: number): number {
    return this.#depth[path]!;
  }

  /** The names from the object inwards. */
  namesOf(path: number): string[] {
    const names: string[] = [];
    for (let at = path; at !== 0; at = this.#tail[at]!) names.push(this.#head[at]!);
    return names;
  }
}
