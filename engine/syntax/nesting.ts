/**
 * A bound of how deep a parser has to go, read off the text alone: native parsers have no guard of their own, and one that
 * runs out of stack takes the whole process with it.
 */

const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;

/** Words after which something of the same kind can start again, without a bracket: `new new A`, `else if … else if …`. */
const CHAINING = /\b(?:else|if|for|while|do|with|new|await|yield|typeof|void|delete|keyof|infer|extends|async)\b/y;

/** What can end a statement at the end of a line, and start one at the start of the next. */
const ENDS = codesOf('$)]}\'"`');
const STARTS = codesOf('$@\'"`{([');

/** What is open: a bracket, and what leans to the right inside of it. */
interface Level {
  readonly bracket: number;
  /** Since the statement or element began: assignments, arrows, choices, keywords. */
  chain: number;
  /** Angles: type arguments and elements, as far as they were not closed. */
  angles: number;
  /** `else`, which goes on after statements that have ended. */
  elses: number;
}

/**
 * True when the text may be nested more deeply than `limit`: by brackets, or by what leans to the right without any. Reads
 * no literals: a closing bracket in a text that hides an open one is missed there and counted at the end.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  const levels: Level[] = [open(0)];
  let level = levels[0]!;
  /** What the open levels add up to. */
  let depth = 0;
  let deepest = 0;
  let unmatched = 0;
  /** The last sign that is no white space, and whether a line has ended since. */
  let last = 0;
  let isLineStart = false;
  const count = (weight: number): void => {
    depth += weight;
    if (depth > deepest) deepest = depth;
  };
  const endElement = (): void => {
    depth -= level.chain;
    level.chain = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      isLineStart ||= code === 10 || code === 13;
      continue;
    }
    // A line that ends a statement needs no semicolon.
    if (isLineStart && (isWord(last) || ENDS.has(last)) && (isWord(code) || STARTS.has(code))) endElement();
    isLineStart = false;
    last = code;
    switch (code) {
      case PAREN_OPEN:
      case 91: // [
      case 123: // {
        level = open(code);
        levels.push(level);
        count(1);
        break;
      case PAREN_CLOSE:
      case 93: // ]
      case 125: // }
        if (level.bracket !== (code === PAREN_CLOSE ? PAREN_OPEN : code - 2)) {
          unmatched++;
          break;
        }
        depth -= 1 + level.chain + level.angles + level.elses;
        levels.pop();
        level = levels.at(-1)!;
        break;
      case 44: // ,
        endElement();
        break;
      case 59: // ;
        endElement();
        depth -= level.angles;
        level.angles = 0;
        break;
      case 60: // <
        if (text.charCodeAt(at + 1) !== 47) {
          level.angles++;
          count(1);
        } else if (level.angles > 0) {
          level.angles--;
          depth--;
        }
        break;
      case 62: // >
        // The attributes of an element end here, and so do the arguments of a type.
        if (text.charCodeAt(at - 1) !== 61) endElement();
        if (text.charCodeAt(at - 1) === 47 && level.angles > 0) {
          level.angles--;
          depth--;
        }
        break;
      case 61: // =
      case 63: // ?
      case 58: // :
      case 42: // *
      case 46: // .
        level.chain++;
        count(1);
        break;
      default:
        if (code >= 97 && code <= 122 && !isWord(text.charCodeAt(at - 1))) {
          CHAINING.lastIndex = at;
          if (!CHAINING.test(text)) break;
          if (text.startsWith('else', at)) level.elses++;
          else level.chain++;
          count(1);
        }
    }
    if (deepest + unmatched > limit) return true;
  }
  return false;
}

function open(bracket: number): Level {
  return { bracket, chain: 0, angles: 0, elses: 0 };
}

function codesOf(signs: string): ReadonlySet<number> {
  return new Set([...signs].map((sign) => sign.charCodeAt(0)));
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}
