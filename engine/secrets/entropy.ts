/** Is a text made by a machine or by a person? Measured, never guessed from one number alone. */

/** Shannon entropy of the characters, in bits a character. */
export function shannonEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

export type Alphabet = 'decimal' | 'hex' | 'base36' | 'base62';

/** The smallest alphabet that has all letters and digits of the text; signs are not looked at. */
export function alphabetOf(text: string): Alphabet {
  const hasLower = /[a-z]/.test(text);
  const hasUpper = /[A-Z]/.test(text);
  if (!hasLower && !hasUpper) return 'decimal';
  if (hasLower && hasUpper) return 'base62';
  return /[g-z]/i.test(text) ? 'base36' : 'hex';
}

const LENGTHS = [16, 20, 24, 32, 40, 64] as const;

/** First percentile of the entropy of random strings, by alphabet and length: measured on 4,000 samples each. */
const FIRST_PERCENTILE: Readonly<Record<Alphabet, readonly number[]>> = {
  decimal: [2.31, 2.5, 2.65, 2.78, 2.9, 3.07],
  hex: [2.66, 2.87, 3.03, 3.27, 3.41, 3.64],
  base36: [3.15, 3.41, 3.61, 3.89, 4.13, 4.47],
  base62: [3.33, 3.62, 3.86, 4.2, 4.45, 4.91],
};

/** What 99 of 100 random strings of this alphabet and length reach. Between measured lengths it is interpolated. */
export function entropyThreshold(alphabet: Alphabet, length: number): number {
  const values = FIRST_PERCENTILE[alphabet];
  for (let at = 1; at < LENGTHS.length; at++) {
    const from = LENGTHS[at - 1] ?? 16;
    const to = LENGTHS[at] ?? 64;
    if (length > to) continue;
    const low = values[at - 1] ?? 0;
    return low + ((values[at] ?? low) - low) * Math.max(0, (length - from) / (to - from));
  }
  return values.at(-1) ?? 0;
}

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** By two ASCII codes, `first * 128 + second`: in which row and direction the second follows the first; 0 when in none. */
const DIRECTIONS = new Uint8Array(128 * 128);
for (const [index, row] of ROWS.entries()) {
  for (let at = 1; at < row.length; at++) {
    const [first, second] = [row.charCodeAt(at - 1), row.charCodeAt(at)];
    DIRECTIONS[first * 128 + second] ||= 2 * index + 2;
    DIRECTIONS[second * 128 + first] ||= 2 * index + 3;
  }
}
for (let code = 0; code < 128; code++) DIRECTIONS[code * 129] = 1;

/** The longest run of neighbours in the alphabet, the digits or a row of keys, forwards or backwards, or of one character. */
export function longestRun(text: string): number {
  const lower = text.toLowerCase();
  let longest = Math.min(1, text.length);
  let run = 1;
  let direction = 0;
  for (let at = 1; at < lower.length; at++) {
    const first = lower.charCodeAt(at - 1);
    const second = lower.charCodeAt(at);
    const next = first < 128 && second < 128 ? (DIRECTIONS[first * 128 + second] ?? 0) : first === second ? 1 : 0;
    run = next === 0 ? 1 : next === direction ? run + 1 : 2;
    direction = next;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** `a1B2c3D4`: two runs, one woven into the other. */
export function hasWovenRun(text: string): boolean {
  return longestRun(text.replace(/[^a-z]/gi, '')) >= 7 || longestRun(text.replace(/\D/g, '')) >= 7;
}

/** True when the text repeats itself with a period of at most four characters. */
export function isPeriodic(text: string): boolean {
  for (let period = 1; period <= 4 && period * 3 <= text.length; period++) {
    let at = period;
    while (at < text.length && text[at] === text[at - period]) at++;
    if (at === text.length) return true;
  }
  return false;
}

/** The share that the most frequent character has. */
function largestShare(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return Math.max(0, ...counts.values()) / text.length;
}

/**
 * The commonest pairs of letters in English prose and in the names of programs. They make about two thirds of all pairs
 * of such text, and a sixth of random letters.
 */
const COMMON_PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ' +
    'ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un ' +
    'lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ' +
    'ld ry mp ke ey ck ap pi up da ab bl ag ub ue cl ex xt ry op ht tp'
  ).split(' '),
);

/** True when the letters of the text make words. With few pairs of letters nearly all must be common ones. */
export function readsLikeWords(text: string): boolean {
  const letters = text.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
  let pairs = 0;
  let common = 0;
  for (let at = 1; at < letters.length; at++) {
    if (!isLetter(letters.charCodeAt(at - 1)) || !isLetter(letters.charCodeAt(at))) continue;
    pairs++;
    if (COMMON_PAIRS.has(letters.slice(at - 1, at + 1))) common++;
  }
  // Three standard deviations above the mean of random letters (0.22), but never above what short words have.
  return pairs >= 4 && common / pairs > Math.min(0.8, Math.max(0.45, 0.22 + 1.4 / Math.sqrt(pairs)));
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/**
 * True when a text of at least 16 characters without spaces can only be made by a machine: several classes of
 * characters, the entropy of a random string, no runs, no period, no words. `tolerance` lowers the threshold of entropy.
 */
export function isRandom(text: string, tolerance = 0): boolean {
  if (text.length < 16 || /\s/.test(text)) return false;
  const alphabet = alphabetOf(text);
  if (alphabet === 'decimal' || !/\d/.test(text)) return false;
  if (shannonEntropy(text) < entropyThreshold(alphabet, text.length) - tolerance) return false;
  if (longestRun(text) >= 5 || isPeriodic(text) || largestShare(text) > 0.4) return false;
  if (hasWovenRun(text)) return false;
  // The six letters of hexadecimal digits make few pairs, and most of those are common in words.
  return alphabet === 'hex' || !readsLikeWords(text);
}
