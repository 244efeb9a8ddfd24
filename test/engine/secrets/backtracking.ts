/**
 * How often a regular expression can come back to the same place, read from the expression alone. A repetition whose
 * body can start with what may follow it can end at several places; the product over all such repetitions bounds the
 * ways to match one start, so a small product means linear time whatever the text.
 */

/** A set of characters: one bit an ASCII code, bit 128 for all others. */
type Letters = bigint;

interface Part {
  readonly first: Letters;
  readonly isNullable: boolean;
  /** The number of ways, given what may follow. */
  ways(follow: Letters): number;
}

const ALL: Letters = (1n << 129n) - 1n;
const EMPTY: Part = { first: 0n, isNullable: true, ways: () => 1 };

/**
 * The bound on the ways in which the expression can match from one start.
 * @throws Error for syntax that it does not know (back references, Unicode properties).
 */
export function waysToMatch(pattern: RegExp): number {
  const reader = new Reader(pattern.source, pattern.flags.includes('i'));
  return reader.alternatives().ways(0n);
}

function letters(from: number, to: number): Letters {
  let set = 0n;
  for (let code = from; code <= Math.min(to, 127); code++) set |= 1n << BigInt(code);
  return to > 127 ? set | (1n << 128n) : set;
}

const DIGIT = letters(48, 57);
const WORD = DIGIT | letters(65, 90) | letters(97, 122) | letters(95, 95);
const SPACE = letters(9, 13) | letters(32, 32) | (1n << 128n);
const ESCAPES: Readonly<Record<string, Letters>> = {
  d: DIGIT,
  D: ALL & ~DIGIT,
  w: WORD,
  W: ALL & ~WORD,
  s: SPACE,
  S: ALL & ~SPACE,
  n: letters(10, 10),
  r: letters(13, 13),
  t: letters(9, 9),
};

class Reader {
  readonly #source: string;
  readonly #ignoresCase: boolean;
  #at = 0;

  constructor(source: string, ignoresCase: boolean) {
    this.#source = source;
    this.#ignoresCase = ignoresCase;
  }

  alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] ?? EMPTY) : choice(parts);
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at)))
      parts.push(this.#repeated());
    return sequence(parts);
  }

  #repeated(): Part {
    const part = this.#atom();
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at));
    if (!quantifier) return part;
    this.#at += quantifier[0].length;
    const sign = quantifier[0].charAt(0);
    if (sign === '*') return repeat(part, 0, Number.POSITIVE_INFINITY);
    if (sign === '+') return repeat(part, 1, Number.POSITIVE_INFINITY);
    if (sign === '?') return repeat(part, 0, 1);
    const least = Number(quantifier[1]);
    const most = quantifier[2] === '' ? least : quantifier[3] === '' ? Number.POSITIVE_INFINITY : Number(quantifier[3]);
    return repeat(part, least, most);
  }

  #atom(): Part {
    const sign = this.#source.charAt(this.#at++);
    if (sign === '(') return this.#group();
    if (sign === '[') return single(this.#fold(this.#class()));
    if (sign === '^' || sign === '$') return EMPTY;
    if (sign === '.') return single(ALL & ~letters(10, 10));
    if (sign === '\\') return this.#escape();
    return single(this.#fold(codeSet(sign)));
  }

  #group(): Part {
    const opening = /^\?(?::|<[A-Za-z]\w*>|<?[=!])/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const inner = this.alternatives();
    if (!this.#take(')')) throw new Error(`a group without its end in ${this.#source}`);
    // What is looked at is not taken, but a failed look sends the matcher back.
    return /[=!]$/.test(opening)
      ? { first: inner.first, isNullable: true, ways: (follow) => inner.ways(follow) }
      : inner;
  }

  #escape(): Part {
    const letter = this.#source.charAt(this.#at++);
    if (letter === 'b' || letter === 'B') return EMPTY;
    if (/[1-9pPk]/.test(letter)) throw new Error(`unknown escape \\${letter}`);
    return single(this.#fold(this.#escaped(letter)));
  }

  #escaped(letter: string): Letters {
    if (letter === 'x' || letter === 'u') {
      const digits = letter === 'x' ? 2 : 4;
      const code = Number.parseInt(this.#source.slice(this.#at, this.#at + digits), 16);
      this.#at += digits;
      return letters(code, code);
    }
    return ESCAPES[letter] ?? codeSet(letter);
  }

  #class(): Letters {
    const isNegated = this.#take('^');
    let set = 0n;
    while (this.#source.charAt(this.#at) !== ']') {
      const [from, fromCode] = this.#member();
      if (this.#source.charAt(this.#at) === '-' && this.#source.charAt(this.#at + 1) !== ']') {
        this.#at++;
        const [, toCode] = this.#member();
        set |= letters(fromCode, toCode);
      } else {
        set |= from;
      }
    }
    this.#at++;
    return isNegated ? ALL & ~set : set;
  }

  #member(): [Letters, number] {
    const sign = this.#source.charAt(this.#at++);
    if (sign !== '\\') return [codeSet(sign), sign.charCodeAt(0)];
    const start = this.#at++;
    const set = this.#escaped(this.#source.charAt(start));
    const hex = /^[xu]([0-9a-f]+)$/i.exec(this.#source.slice(start, this.#at));
    return [set, hex ? Number.parseInt(hex[1] ?? '', 16) : this.#source.charCodeAt(start)];
  }

  #fold(set: Letters): Letters {
    if (!this.#ignoresCase) return set;
    const upper = letters(65, 90);
    const lower = letters(97, 122);
    return set | ((set & upper) << 32n) | ((set & lower) >> 32n);
  }

  #take(sign: string): boolean {
    if (this.#source.charAt(this.#at) !== sign) return false;
    this.#at++;
    return true;
  }
}

function codeSet(sign: string): Letters {
  const code = sign.charCodeAt(0);
  return letters(code, code);
}

function single(set: Letters): Part {
  return { first: set, isNullable: false, ways: () => 1 };
}

function sequence(parts: readonly Part[]): Part {
  const followOf = (from: number, follow: Letters): Letters => {
    let set = 0n;
    for (const part of parts.slice(from)) {
      set |= part.first;
      if (!part.isNullable) return set;
    }
    return set | follow;
  };
  return {
    first: followOf(0, 0n),
    isNullable: parts.every(({ isNullable }) => isNullable),
    ways: (follow) => parts.reduce((product, part, at) => product * part.ways(followOf(at + 1, follow)), 1),
  };
}

function choice(parts: readonly Part[]): Part {
  return {
    first: parts.reduce((set, part) => set | part.first, 0n),
    isNullable: parts.some(({ isNullable }) => isNullable),
    ways(follow) {
      // Alternatives that start alike are tried one after the other; each costs at most its own length.
      let seen = 0n;
      let ways = 1;
      for (const part of parts) {
        const start = part.isNullable ? part.first | follow : part.first;
        if ((seen & start) !== 0n) ways++;
        seen |= start;
      }
      return ways * Math.max(...parts.map((part) => part.ways(follow)));
    },
  };
}

function repeat(part: Part, least: number, most: number): Part {
  return {
    first: part.first,
    isNullable: least === 0 || part.isNullable,
    ways(follow) {
      const inner = part.ways(most > 1 ? part.first | follow : follow);
      const ends = most > least && (part.first & follow) !== 0n ? most - least + 1 : 1;
      return ends * (inner === 1 ? 1 : inner ** Math.min(most, 1000));
    },
  };
}
