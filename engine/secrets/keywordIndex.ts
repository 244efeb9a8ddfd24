/**
 * Many words in one pass (Aho and Corasick, "Efficient string matching", CACM 18(6), 1975), as a complete automaton over
 * typed arrays: one table look-up a character, whatever the number of words.
 */

/** A word that was found: its number in the list that the index was made of, and where it starts. */
export interface KeywordHit {
  readonly keyword: number;
  readonly start: number;
}

export interface KeywordIndex {
  /** Next state by `state * width + class`. */
  readonly transitions: Uint16Array;
  /** The class of an ASCII code; 0 for all characters that no word has. */
  readonly classes: Uint8Array;
  readonly width: number;
  /** States from here on end a word. */
  readonly firstFinal: number;
  /** The words that end in a state, by `state - firstFinal`. */
  readonly endings: readonly (readonly number[])[];
  readonly lengths: Uint16Array;
}

/**
 * Builds the index of words. Case is folded for ASCII letters; the position of a word in the list is its number.
 * @throws RangeError for an empty word, a character outside ASCII, or more than 65,535 states.
 */
export function keywordIndex(keywords: readonly string[]): KeywordIndex {
  const classes = new Uint8Array(128);
  let width = 1;
  for (const keyword of keywords) {
    if (keyword === '') throw new RangeError('an empty keyword');
    for (let at = 0; at < keyword.length; at++) {
      const code = keyword.charCodeAt(at);
      if (code > 127) throw new RangeError(`keyword outside ASCII: ${keyword}`);
      const folded = fold(code);
      if (classes[folded] === 0) classes[folded] = width++;
    }
  }
  for (let upper = 65; upper <= 90; upper++) classes[upper] = classes[upper + 32] ?? 0;

  const most = 1 + keywords.reduce((sum, { length }) => sum + length, 0);
  const table = new Uint16Array(Math.min(most, 65535) * width);
  /** Where each state is reached from, by which input, and the one made before it that is reached from there, too. */
  const input = new Uint16Array(most);
  const firstChild = new Uint32Array(most);
  const nextChild = new Uint32Array(most);
  const ends: (readonly number[])[] = [NONE];
  keywords.forEach((keyword, number) => {
    let state = 0;
    for (let at = 0; at < keyword.length; at++) {
      const symbol = classes[keyword.charCodeAt(at)] ?? 0;
      let next = table[state * width + symbol] ?? 0;
      if (next === 0) {
        next = ends.length;
        if (next >= 65535) throw new RangeError('too many keywords');
        table[state * width + symbol] = next;
        input[next] = symbol;
        nextChild[next] = firstChild[state] ?? 0;
        firstChild[state] = next;
        ends.push(NONE);
      }
      state = next;
    }
    ends[state] = [...(ends[state] ?? NONE), number];
  });
  return complete({ table, input, firstChild, nextChild, ends, width }, classes, keywords);
}

const NONE: readonly number[] = [];

/** The words as a tree: what is not a child is 0, the root. */
interface Tree {
  readonly table: Uint16Array;
  readonly input: Uint16Array;
  readonly firstChild: Uint32Array;
  readonly nextChild: Uint32Array;
  readonly ends: (readonly number[])[];
  readonly width: number;
}

function complete(
  { table, input, firstChild, nextChild, ends, width }: Tree,
  classes: Uint8Array,
  keywords: readonly string[],
): KeywordIndex {
  const count = ends.length;
  const failure = new Uint16Array(count);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const fallback = failure[state] ?? 0;
    const row = state * width;
    if (state !== 0) {
      // What ends in the longest proper suffix ends here too; breadth first, so its list is complete.
      const also = ends[fallback] ?? NONE;
      if (also.length > 0) ends[state] = [...(ends[state] ?? NONE), ...also];
      // Where no word goes on, the suffix does: a row is that of the suffix but for its children.
      table.copyWithin(row, fallback * width, (fallback + 1) * width);
    }
    for (let child = firstChild[state] ?? 0; child !== 0; child = nextChild[child] ?? 0) {
      const symbol = input[child] ?? 0;
      if (state !== 0) {
        failure[child] = table[row + symbol] ?? 0;
        table[row + symbol] = child;
      }
      queue.push(child);
    }
  }
  // Numbered so that the final states come last: the scan asks one comparison a character.
  const isFinal = (state: number): boolean => (ends[state]?.length ?? 0) > 0;
  const states = Array.from({ length: count }, (_, state) => state);
  const ordered = [...states.filter((state) => !isFinal(state)), ...states.filter(isFinal)];
  const renumbered = new Uint16Array(count);
  ordered.forEach((state, number) => {
    renumbered[state] = number;
  });
  const transitions = new Uint16Array(count * width);
  for (const state of states) {
    const row = (renumbered[state] ?? 0) * width;
    for (let at = 0; at < width; at++) transitions[row + at] = renumbered[table[state * width + at] ?? 0] ?? 0;
  }
  return {
    transitions,
    classes,
    width,
    firstFinal: states.filter((state) => !isFinal(state)).length,
    endings: ordered.filter(isFinal).map((state) => ends[state] ?? NONE),
    lengths: Uint16Array.from(keywords, (keyword) => keyword.length),
  };
}

/** All words in the text from `from` to `to`, in the order in which they end. Linear in the length of the text. */
export function findKeywords(index: KeywordIndex, text: string, from = 0, to = text.length): KeywordHit[] {
  const { transitions, classes, width, firstFinal, endings, lengths } = index;
  const hits: KeywordHit[] = [];
  let state = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    state = code < 128 ? (transitions[state * width + (classes[code] as number)] as number) : 0;
    if (state < firstFinal) continue;
    for (const keyword of endings[state - firstFinal] ?? []) {
      hits.push({ keyword, start: at + 1 - (lengths[keyword] ?? 0) });
    }
  }
  return hits;
}

function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
