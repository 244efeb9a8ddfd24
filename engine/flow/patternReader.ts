/** A set of ASCII characters, one bit a character. Others make no danger of their own. */
export type CharacterSet = bigint;

const EVERY: CharacterSet = (1n << 128n) - 1n;
const LINE_ENDS = setOf('\n\r');
const DIGITS = setOf('0123456789');
const LETTERS = setOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
const WORD = LETTERS | DIGITS | setOf('_');
const SPACE = setOf(' \t\n\v\f\r');
const DOT = setOf('.');
const DASH = setOf('-');

/** Deeper groups nobody writes; such a pattern says nothing. */
const MAX_DEPTH = 40;

/** What a part of a pattern can match. */
export interface Part {
  readonly characters: CharacterSet;
  /** Characters that a match can start and end with. */
  readonly first: CharacterSet;
  readonly last: CharacterSet;
  readonly canBeEmpty: boolean;
  /** Two dots can stand side by side. */
  readonly dotsCanMeet: boolean;
  /** Every match starts at the start of the text, ends at its end. */
  readonly isBoundAtStart: boolean;
  readonly isBoundAtEnd: boolean;
  /** Matches are words that the author wrote down. */
  readonly isListed: boolean;
  /** Every match is one character. */
  readonly isOneCharacter: boolean;
  /** How matches start. */
  readonly starts: readonly Start[];
}

/** A beginning of a match that the author wrote down. */
export interface Start {
  readonly text: string;
  /** The characters of ASCII that can follow it. */
  readonly next: CharacterSet;
  /** It is the whole match, so that what follows in the pattern follows it. */
  readonly isWhole: boolean;
  /** The text ends behind it. */
  readonly isEnd: boolean;
}

const NOTHING: Part = {
  characters: 0n,
  first: 0n,
  last: 0n,
  canBeEmpty: true,
  dotsCanMeet: false,
  isBoundAtStart: false,
  isBoundAtEnd: false,
  isListed: true,
  isOneCharacter: false,
  starts: [{ text: '', next: EVERY, isWhole: true, isEnd: false }],
};

/** More beginnings, or longer ones, are not told apart. */
const MAX_STARTS = 12;
const MAX_START_LENGTH = 500;

const ANY_START: readonly Start[] = [{ text: '', next: EVERY, isWhole: false, isEnd: false }];

/**
 * Reads a pattern by the grammar of ECMAScript (https://tc39.es/ecma262/#sec-patterns), without running it.
 * Undefined when it is not understood, or when its flags change what its signs mean (`m`, `v`).
 */
export function readPattern(source: string, flags: string): Part | undefined {
  return /[mv]/.test(flags) ? undefined : new PatternReader(source, flags).read();
}

/**
 * The characters that stand for one character at a place of a pattern: a letter, a class, an escape, a dot. Undefined for
 * what is none, or is not understood.
 */
export function readCharacter(
  source: string,
  at: number,
  flags: string,
): { readonly characters: CharacterSet; readonly end: number } | undefined {
  return /[()|*+?^$]/.test(source[at] ?? '(') ? undefined : new PatternReader(source, flags, at).readCharacter();
}

class PatternReader {
  readonly #source: string;
  readonly #flags: string;
  #at: number;

  constructor(source: string, flags: string, at = 0) {
    this.#source = source;
    this.#flags = flags;
    this.#at = at;
  }

  readCharacter(): { readonly characters: CharacterSet; readonly end: number } | undefined {
    const part = this.#atom(0);
    return part?.isOneCharacter ? { characters: part.characters, end: this.#at } : undefined;
  }

  /** The whole pattern, or undefined when it is not understood. */
  read(): Part | undefined {
    const part = this.#alternatives(0);
    return this.#at === this.#source.length ? part : undefined;
  }

  #alternatives(depth: number): Part | undefined {
    let all = this.#sequence(depth);
    while (all && this.#source[this.#at] === '|') {
      this.#at++;
      const next = this.#sequence(depth);
      all = next && either(all, next);
    }
    return all;
  }

  #sequence(depth: number): Part | undefined {
    let all: Part = NOTHING;
    while (this.#at < this.#source.length && this.#source[this.#at] !== '|' && this.#source[this.#at] !== ')') {
      const atom = this.#atom(depth);
      if (!atom) return undefined;
      all = followedBy(all, this.#quantified(atom));
    }
    return all;
  }

  #quantified(atom: Part): Part {
    const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at, this.#at + 24));
    if (!quantifier) return atom;
    this.#at += quantifier[0].length;
    const [, sign, least, comma, most] = quantifier;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const max = sign === '?' ? 1 : sign !== undefined ? 2 : comma === '' ? min : most === '' ? 2 : Number(most);
    return repeated(atom, min, max);
  }

  #atom(depth: number): Part | undefined {
    const character = this.#source[this.#at]!;
    switch (character) {
      case '^':
        this.#at++;
        return { ...NOTHING, isBoundAtStart: true };
      case '$':
        this.#at++;
        return { ...NOTHING, isBoundAtEnd: true, starts: [{ text: '', next: EVERY, isWhole: true, isEnd: true }] };
      case '(':
        return depth < MAX_DEPTH ? this.#group(depth) : undefined;
      case '[':
        return this.#class();
      case '.':
        this.#at++;
        return oneOf(this.#flags.includes('s') ? EVERY : EVERY & ~LINE_ENDS);
      case '\\':
        return this.#escape();
      default:
        this.#at++;
        return oneOf(setOf(character), character);
    }
  }

  #group(depth: number): Part | undefined {
    const opening = /^\((?:\?(?::|<?[=!]|<[^>=!][^>]*>))?/.exec(this.#source.slice(this.#at))![0];
    // Flags for a part of the pattern could change what `.` and `$` mean.
    if (opening === '(' && this.#source[this.#at + 1] === '?') return undefined;
    this.#at += opening.length;
    const inner = this.#alternatives(depth + 1);
    if (!inner || this.#source[this.#at] !== ')') return undefined;
    this.#at++;
    if (opening === '(?!' && inner.isOneCharacter)
      return { ...NOTHING, starts: [{ text: '', next: EVERY & ~inner.characters, isWhole: true, isEnd: false }] };
    // What is only looked at forbids more and allows nothing.
    return /[=!]$/.test(opening) ? NOTHING : inner;
  }

  #escape(): Part | undefined {
    const letter = this.#source[this.#at + 1];
    if (letter === undefined) return undefined;
    if (letter === 'b' || letter === 'B') {
      this.#at += 2;
      return NOTHING;
    }
    if (/[1-9k]/.test(letter)) {
      // A reference repeats what stands elsewhere in the pattern, maybe next to a dot.
      this.#at += /^\\(?:\d+|k(?:<[^>]*>)?)/.exec(this.#source.slice(this.#at))![0].length;
      return { ...oneOf(EVERY), characters: 0n, canBeEmpty: true, dotsCanMeet: true, isOneCharacter: false };
    }
    return oneOf(this.#escaped(), /\w/.test(letter) ? undefined : letter);
  }

  /** The characters of an escape, of the same meaning in a class and outside. */
  #escaped(): CharacterSet {
    const rest = this.#source.slice(this.#at + 1, this.#at + 40);
    const code = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]+)\})/i.exec(rest);
    if (code) {
      this.#at += 1 + code[0].length;
      return setOfCode(Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16));
    }
    const property = /^[pP]\{(?:[\w]+=)?(\w+)\}/.exec(rest);
    if (property) {
      this.#at += 1 + property[0].length;
      return rest[0] === 'p' ? propertySet(property[1]!) : EVERY;
    }
    const control = /^c[a-z]/i.test(rest) ? rest[1]! : undefined;
    if (control) {
      this.#at += 3;
      return setOfCode(control.charCodeAt(0) % 32);
    }
    this.#at += 2;
    const letter = rest[0]!;
    return ESCAPES.get(letter) ?? setOf(letter);
  }

  #class(): Part | undefined {
    this.#at++;
    const isNegated = this.#source[this.#at] === '^';
    if (isNegated) this.#at++;
    let characters: CharacterSet = 0n;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']') {
      const from = this.#member();
      if (this.#source[this.#at] !== '-' || this.#source[this.#at + 1] === ']') {
        characters |= from;
        continue;
      }
      this.#at++;
      if (this.#at >= this.#source.length) return undefined;
      const to = this.#member();
      const [low, high] = [codeOf(from), codeOf(to)];
      // `[\w-x]` is no range: all three stand for themselves.
      characters |= low === undefined || high === undefined ? from | to | DASH : between(low, high);
    }
    if (this.#source[this.#at] !== ']') return undefined;
    this.#at++;
    return oneOf(isNegated ? EVERY & ~characters : characters);
  }

  #member(): CharacterSet {
    if (this.#source[this.#at] === '\\' && this.#at + 1 < this.#source.length) {
      if (this.#source[this.#at + 1] !== 'b') return this.#escaped();
      this.#at += 2;
      return setOf('\b');
    }
    return setOf(this.#source[this.#at++]!);
  }
}

const ESCAPES: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', DIGITS],
  ['D', EVERY & ~DIGITS],
  ['w', WORD],
  ['W', EVERY & ~WORD],
  ['s', SPACE],
  ['S', EVERY & ~SPACE],
  ['n', setOf('\n')],
  ['r', setOf('\r')],
  ['t', setOf('\t')],
  ['v', setOf('\v')],
  ['f', setOf('\f')],
  ['0', setOf('\0')],
]);

/** Letters, marks and numbers of Unicode are letters and digits in ASCII; other properties may be anything. */
function propertySet(name: string): CharacterSet {
  if (/^(?:L|L[ulmot]|LC|Letter|Alphabetic|Alpha|Lowercase|Uppercase|M|M[cen]|Mark)$/.test(name)) return LETTERS;
  return /^(?:N|N[dlo]|Number)$/.test(name) ? DIGITS : EVERY;
}

export function setOf(characters: string): CharacterSet {
  let set: CharacterSet = 0n;
  for (const character of characters) set |= setOfCode(character.codePointAt(0)!);
  return set;
}

/** A character beyond ASCII stands in no set. */
function setOfCode(code: number): CharacterSet {
  return code < 128 ? 1n << BigInt(code) : 0n;
}

/** The code of the only character of a set; 128 for one beyond ASCII; undefined for several. */
function codeOf(set: CharacterSet): number | undefined {
  if (set === 0n) return 128;
  return (set & (set - 1n)) === 0n ? set.toString(2).length - 1 : undefined;
}

function between(low: number, high: number): CharacterSet {
  let set: CharacterSet = 0n;
  for (let code = low; code <= Math.min(high, 127); code++) set |= setOfCode(code);
  return set;
}

/** @param literal the character, where the pattern names it */
function oneOf(characters: CharacterSet, literal?: string): Part {
  return {
    ...NOTHING,
    characters,
    first: characters,
    last: characters,
    canBeEmpty: false,
    isListed: codeOf(characters) !== undefined,
    isOneCharacter: true,
    starts: [
      literal === undefined
        ? { text: '', next: characters, isWhole: false, isEnd: false }
        : { text: literal, next: EVERY, isWhole: true, isEnd: false },
    ],
  };
}

function followedBy(left: Part, right: Part): Part {
  const isZeroWidth = left.canBeEmpty && left.first === 0n;
  return {
    characters: left.characters | right.characters,
    first: left.canBeEmpty ? left.first | right.first : left.first,
    last: right.canBeEmpty ? left.last | right.last : right.last,
    canBeEmpty: left.canBeEmpty && right.canBeEmpty,
    dotsCanMeet: left.dotsCanMeet || right.dotsCanMeet || (left.last & DOT & right.first) !== 0n,
    isBoundAtStart: left.isBoundAtStart || (isZeroWidth && right.isBoundAtStart),
    isBoundAtEnd: right.isBoundAtEnd,
    isListed: left.isListed && right.isListed,
    isOneCharacter: isZeroWidth && right.isOneCharacter,
    starts: few(
      left.starts.flatMap((start) => (start.isWhole ? right.starts.flatMap((each) => join(start, each)) : start)),
    ),
  };
}

/** One beginning after another; none where the first forbids the second. */
function join(start: Start, { text, next, isWhole, isEnd }: Start): Start[] {
  if (text === '') return [{ text: start.text, next: start.next & next, isWhole, isEnd: start.isEnd || isEnd }];
  const code = text.charCodeAt(0);
  const isForbidden = start.isEnd || (code < 128 && (start.next & setOfCode(code)) === 0n);
  return isForbidden ? [] : [{ text: start.text + text, next, isWhole, isEnd }];
}

function few(starts: readonly Start[]): readonly Start[] {
  return starts.length > MAX_STARTS || starts.some(({ text }) => text.length > MAX_START_LENGTH) ? ANY_START : starts;
}

function either(left: Part, right: Part): Part {
  return {
    characters: left.characters | right.characters,
    first: left.first | right.first,
    last: left.last | right.last,
    canBeEmpty: left.canBeEmpty || right.canBeEmpty,
    dotsCanMeet: left.dotsCanMeet || right.dotsCanMeet,
    isBoundAtStart: left.isBoundAtStart && right.isBoundAtStart,
    isBoundAtEnd: left.isBoundAtEnd && right.isBoundAtEnd,
    isListed: left.isListed && right.isListed,
    isOneCharacter: left.isOneCharacter && right.isOneCharacter,
    starts: few([...left.starts, ...right.starts]),
  };
}

function repeated(part: Part, min: number, max: number): Part {
  if (max === 0) return NOTHING;
  const again = part.starts.map((start) =>
    start.isWhole ? { ...start, next: EVERY, isWhole: false, isEnd: false } : start,
  );
  return {
    ...part,
    canBeEmpty: part.canBeEmpty || min === 0,
    dotsCanMeet: part.dotsCanMeet || (max > 1 && (part.last & DOT & part.first) !== 0n),
    isBoundAtStart: part.isBoundAtStart && min > 0,
    isBoundAtEnd: part.isBoundAtEnd && min > 0,
    isListed: part.isListed && max === 1,
    isOneCharacter: part.isOneCharacter && min === 1 && max === 1,
    starts: few([...(max === 1 ? part.starts : again), ...(min === 0 ? NOTHING.starts : [])]),
  };
}
