import { bitsOf, type TaintBits, type TaintKind } from './taintKind.ts';

/** Characters without which a kind of danger cannot be made. A kind is cleared when none of them can appear. */
const NEEDED: readonly (readonly [TaintKind, string])[] = [
  ['shell-command', ' ;|&$<>()`\\"\'\n\t*?{}[]!#~'],
  ['argument', '-'],
  ['program', './\\:'],
  ['code', '()[]{}.;=`\'"+*/,:<>&|? '],
  ['sql-value', '\'"`\\;()*/=<>, '],
  ['sql-identifier', '\'"`\\;()*/=<>, '],
  ['html-text', '<&'],
  ['html-attribute', '"\'<>& '],
  ['url-scheme', ':'],
  ['url-host', '/\\:@?#'],
  ['url-path', '/\\?#%'],
  ['header', '\r\n'],
  ['log', '\r\n'],
  ['regex', '()[]{}*+?.|^$\\'],
  ['template', '{}<%$#'],
];

/** A set of characters, as far as ASCII goes; `all` for a class that this reader does not know in detail. */
interface CharacterSet {
  readonly all: boolean;
  readonly characters: ReadonlySet<string>;
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WORD = `${LETTERS}${DIGITS}_`;

/**
 * What text that matches a pattern can no longer do. Only a pattern that is bound to both ends of the text says anything.
 * @param source the pattern's text
 * @param flags its flags; with `m` the ends are those of a line, with `g` or `y` a test has a memory: both say nothing
 */
export function kindsClearedByPattern(source: string, flags: string): TaintBits {
  if (/[mgy]/.test(flags)) return 0;
  if (!source.startsWith('^') || !source.endsWith('$') || source.endsWith('\\$')) return 0;
  const body = source.slice(1, -1);
  if (hasTopLevelAlternative(body)) return 0;
  const read = readCharacters(body);
  if (!read || read.set.all) return 0;
  const { characters } = read.set;
  const cleared: TaintKind[] = NEEDED.filter(
    ([, needed]) => ![...needed].some((character) => characters.has(character)),
  ).map(([kind]) => kind);
  // A path needs a separator to start at the root, or two dots in a row to go up.
  if (!characters.has('/') && !characters.has('\\') && !read.dotsCanMeet) cleared.push('path');
  return bitsOf(cleared);
}

function hasTopLevelAlternative(body: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < body.length; at++) {
    const character = body[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** All characters that can appear in a match, and whether two dots can stand side by side. */
function readCharacters(body: string): { set: CharacterSet; dotsCanMeet: boolean } | undefined {
  const characters = new Set<string>();
  let all = false;
  let dotsCanMeet = false;
  let at = 0;
  while (at < body.length) {
    const character = body[at]!;
    if (character === '(') {
      at += /^\((?:\?(?::|<[^>]*>)?)?/.exec(body.slice(at))![0].length;
      if (body.slice(at - 2, at + 1).match(/\?[=!]/)) return undefined;
      continue;
    }
    if (character === ')' || character === '|') {
      at++;
      continue;
    }
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(body.slice(at));
    if (quantifier) {
      at += quantifier[0].length;
      continue;
    }
    if (character === '[') {
      const end = classEnd(body, at);
      const set = readClass(body.slice(at + 1, end));
      if (set.all) all = true;
      for (const member of set.characters) characters.add(member);
      if (set.all || set.characters.has('.')) dotsCanMeet = true;
      at = end + 1;
      continue;
    }
    if (character === '.') {
      all = true;
      dotsCanMeet = true;
      at++;
      continue;
    }
    if (character === '\\') {
      const set = readEscape(body[at + 1] ?? '');
      if (set.all) all = true;
      for (const member of set.characters) characters.add(member);
      at += 2;
      if (set.characters.has('.') && set.characters.size === 1 && /^(?:[*+]|\{|\\\.|\()/.test(body.slice(at)))
        dotsCanMeet = true;
      continue;
    }
    characters.add(character);
    at++;
  }
  return { set: { all, characters }, dotsCanMeet };
}

function classEnd(body: string, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === '\\') at++;
    else if (body[at] === ']') return at;
  }
  return body.length;
}

function readEscape(letter: string): CharacterSet {
  switch (letter) {
    case 'd':
      return { all: false, characters: new Set(DIGITS) };
    case 'w':
      return { all: false, characters: new Set(WORD) };
    case 's':
      return { all: false, characters: new Set(' \t\r\n') };
    case 'n':
      return { all: false, characters: new Set('\n') };
    case 'r':
      return { all: false, characters: new Set('\r') };
    case 't':
      return { all: false, characters: new Set('\t') };
    case 'b':
      return { all: false, characters: new Set() };
    case 'D':
    case 'W':
    case 'S':
    case 'p':
    case 'P':
    case 'u':
    case 'x':
      return { all: true, characters: new Set() };
    default:
      return { all: false, characters: new Set(letter) };
  }
}

function readClass(content: string): CharacterSet {
  if (content.startsWith('^')) return { all: true, characters: new Set() };
  const characters = new Set<string>();
  let all = false;
  for (let at = 0; at < content.length; at++) {
    let first = content[at]!;
    if (first === '\\') {
      const escaped = content[at + 1] ?? '';
      const set = readEscape(escaped);
      all ||= set.all;
      at++;
      if (set.all || set.characters.size !== 1) {
        for (const member of set.characters) characters.add(member);
        continue;
      }
      first = [...set.characters][0]!;
    }
    if (content[at + 1] === '-' && at + 2 < content.length) {
      const last = content[at + 2] === '\\' ? content[at + 3]! : content[at + 2]!;
      for (let code = first.charCodeAt(0); code <= Math.min(last.charCodeAt(0), 127); code++)
        characters.add(String.fromCharCode(code));
      at += content[at + 2] === '\\' ? 3 : 2;
    } else {
      characters.add(first);
    }
  }
  return { all, characters };
}
