import { type CharacterSet, readCharacter, setOf } from './patternReader.ts';

/**
 * How a pattern can go wrong on text that does not match: `exponential`, when each further character doubles the ways to
 * read it, `polynomial`, when the ways grow with a power of the length.
 */
export type Backtracking = 'exponential' | 'polynomial';

/** Longer patterns are not looked into: what is asked grows with the square of their signs. */
const MAX_POSITIONS = 160;
const MAX_DEPTH = 40;

/** A repetition that is counted further than this is one without end. */
const MANY = 8;

/** How often a counted repetition is written out before what may follow without end. */
const COPIES = 3;

/** What an end of the text, and what else is no character, matches. */
const NONE: CharacterSet = 0n;

/** A part of a pattern, as the places of its characters (Glushkov's construction). */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

const EMPTY: Part = { first: [], last: [], isNullable: true };

/**
 * Tells whether a pattern can take time that no text is worth, by its places alone; the pattern is never run. Undefined
 * when it cannot, or is not understood.
 */
export function backtrackingOf(source: string, flags: string): Backtracking | undefined {
  const automaton = new Automaton(source, flags);
  if (!automaton.read()) return undefined;
  if (automaton.isExponential()) return 'exponential';
  return automaton.isPolynomial() ? 'polynomial' : undefined;
}

class Automaton {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;
  readonly #sets: CharacterSet[] = [];
  /** How often one place follows another: by more than one way, when repetitions stand inside each other. */
  readonly #follow: Map<number, number>[] = [];
  #whole: Part = EMPTY;
  /** The places at which a match may begin anywhere in the text. */
  readonly #free: number[] = [];

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  /** Gives whether the pattern is understood. */
  read(): boolean {
    const whole = this.#alternatives(0);
    if (!whole || this.#at < this.#source.length) return false;
    this.#whole = whole;
    return true;
  }

  // --- reading ---------------------------------------------------------------------------------------------------

  #alternatives(depth: number): Part | undefined {
    const parts: Part[] = [];
    do {
      const isFree = depth === 0 && this.#source[this.#at] !== '^';
      const next = this.#sequence(depth);
      if (!next) return undefined;
      if (isFree) this.#free.push(...next.first);
      parts.push(next);
    } while (this.#take('|'));
    return {
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
      isNullable: parts.some(({ isNullable }) => isNullable),
    };
  }

  #sequence(depth: number): Part | undefined {
    let all = EMPTY;
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) {
      const start = this.#at;
      const atom = this.#atom(depth);
      if (!atom) return undefined;
      const end = this.#at;
      const part = this.#quantified(atom, depth, start, end);
      if (!part || this.#sets.length > MAX_POSITIONS) return undefined;
      all = this.#followedBy(all, part);
    }
    return all;
  }

  /** An atom as often as its quantifier says; counted repetitions are written out. */
  #quantified(atom: Part, depth: number, start: number, end: number): Part | undefined {
    const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at, this.#at + 24));
    if (!quantifier) return atom;
    this.#at += quantifier[0].length;
    const after = this.#at;
    const [, sign, least, comma, most] = quantifier;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const limit =
      sign === '?' ? 1 : sign !== undefined || (comma !== '' && most === '') ? MANY : comma === '' ? min : Number(most);
    if (sign !== undefined) {
      if (sign !== '?') this.#join(atom.last, atom.first);
      return sign === '+' ? atom : { ...atom, isNullable: true };
    }
    if (limit === 0) return EMPTY;
    const again = (): Part | undefined => {
      this.#at = start;
      const copy = this.#atom(depth);
      return this.#at === end ? copy : undefined;
    };
    const copies = [atom];
    for (let count = 1; count < Math.min(limit, COPIES) + Number(limit >= MANY); count++) {
      const copy = again();
      if (!copy) return undefined;
      copies.push(copy);
    }
    // `a{1,3}` is `a(?:a(?:a)?)?`: each text is read in one way.
    let all = EMPTY;
    copies.reverse().forEach((copy, index) => {
      const isLast = index === 0 && limit >= MANY;
      if (isLast) this.#join(copy.last, copy.first);
      const part = this.#followedBy(copy, all);
      all = copies.length - index > min || isLast ? { ...part, isNullable: true } : part;
    });
    this.#at = after;
    return all;
  }

  #atom(depth: number): Part | undefined {
    const sign = this.#source[this.#at]!;
    if (sign === '(') return this.#group(depth);
    if (sign === '^' || /^\\[bB]/.test(this.#source.slice(this.#at, this.#at + 2))) {
      this.#at += sign === '^' ? 1 : 2;
      return EMPTY;
    }
    if (sign === '$') {
      this.#at++;
      return this.#place(NONE);
    }
    // What was matched before is not known here.
    if (/^\\(?:[1-9]|k<)/.test(this.#source.slice(this.#at, this.#at + 3))) return undefined;
    const read = readCharacter(this.#source, this.#at, this.#flags);
    if (!read) return undefined;
    this.#at = read.end;
    return this.#place(this.#flags.includes('i') ? withoutCase(read.characters) : read.characters);
  }

  #group(depth: number): Part | undefined {
    const opening = /^\((?:\?(?::|<[A-Za-z_$][\w$]*>|<?[=!]))?/.exec(this.#source.slice(this.#at, this.#at + 64))![0];
    this.#at += opening.length;
    const count = this.#sets.length;
    const inner = depth < MAX_DEPTH ? this.#alternatives(depth + 1) : undefined;
    if (!inner || !this.#take(')')) return undefined;
    if (!/[=!]$/.test(opening)) return inner;
    // What is looked at is not taken.
    this.#sets.length = count;
    this.#follow.length = count;
    return EMPTY;
  }

  #place(characters: CharacterSet): Part {
    const place = this.#sets.push(characters) - 1;
    this.#follow.push(new Map());
    return { first: [place], last: [place], isNullable: false };
  }

  #followedBy(a: Part, b: Part): Part {
    this.#join(a.last, b.first);
    return {
      first: a.isNullable ? [...a.first, ...b.first] : a.first,
      last: b.isNullable ? [...a.last, ...b.last] : b.last,
      isNullable: a.isNullable && b.isNullable,
    };
  }

  #join(from: readonly number[], to: readonly number[]): void {
    for (const place of from)
      for (const next of to) this.#follow[place]!.set(next, (this.#follow[place]!.get(next) ?? 0) + 1);
  }

  #take(sign: string): boolean {
    if (this.#source[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  // --- asking ----------------------------------------------------------------------------------------------------

  /** True when the match can still fail behind a place: else it ends there, and nothing is tried again. */
  #canFailBehind(place: number): boolean {
    return !this.#whole.last.includes(place);
  }

  /** True when some text can be read in two ways that come back to the same place. */
  isExponential(): boolean {
    const count = this.#sets.length;
    for (let place = 0; place < count; place++) {
      if (this.#canFailBehind(place) && this.#comesBackTwice(place, count)) return true;
    }
    return false;
  }

  /** Walks by two at once, from a place until both are back: they read the same, and must have parted on the way. */
  #comesBackTwice(start: number, count: number): boolean {
    const seen = new Set<number>();
    const queue: { readonly a: number; readonly b: number; readonly parted: boolean }[] = [
      { a: start, b: start, parted: false },
    ];
    for (let next = queue.pop(); next; next = queue.pop()) {
      for (const [a, ways] of this.#follow[next.a]!) {
        for (const b of this.#follow[next.b]!.keys()) {
          if ((this.#sets[a]! & this.#sets[b]!) === NONE) continue;
          const parted = next.parted || a !== b || (next.a === next.b && ways > 1);
          if (a === start && b === start && parted) return true;
          const key = (a * count + b) * 2 + Number(parted);
          if (seen.has(key)) continue;
          seen.add(key);
          queue.push({ a, b, parted });
        }
      }
    }
    return false;
  }

  /**
   * True when one text can be shared out among two repetitions: the second can begin anywhere in what the first one reads.
   * Where the pattern may begin anywhere, that is such a repetition itself.
   */
  isPolynomial(): boolean {
    const loops = this.#sets.flatMap((_, place) => (this.#follow[place]!.has(place) ? [place] : []));
    return loops.some((loop) => {
      const characters = this.#sets[loop]!;
      if (characters === NONE || !this.#canFailBehind(loop)) return false;
      const isBehind = (from: readonly number[], shared: CharacterSet) => this.#reaches(from, loop, shared);
      if (!this.#flags.includes('y') && isBehind(this.#free, characters)) return true;
      return loops.some((other) => {
        const shared = this.#sets[other]! & characters;
        return other !== loop && shared !== NONE && isBehind([...this.#follow[other]!.keys()], shared);
      });
    });
  }

  /** True when a place can be reached by one of these characters again and again. */
  #reaches(from: readonly number[], to: number, shared: CharacterSet): boolean {
    const seen = new Map<number, CharacterSet>();
    const queue = from.map((place) => [place, shared & this.#sets[place]!] as const);
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [place, characters] = next;
      const known = seen.get(place) ?? NONE;
      if (characters === NONE || (characters & ~known) === NONE) continue;
      if (place === to) return true;
      seen.set(place, known | characters);
      for (const follower of this.#follow[place]!.keys())
        queue.push([follower, characters & this.#sets[follower]!] as const);
    }
    return false;
  }
}

const UPPER = setOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const LOWER = setOf('abcdefghijklmnopqrstuvwxyz');

/** Lower case stands 32 codes behind upper case. */
function withoutCase(characters: CharacterSet): CharacterSet {
  return characters | ((characters & UPPER) << 32n) | ((characters & LOWER) >> 32n);
}
