/**
 * The constants that code can give to a name, by its text alone: tokens are read from the name to the end of the expression
 * that follows it. This decides which names are worth a syntax tree, so it may take too much for a constant of the name, and
 * leaves out nothing that a tree shows. Where the text does not tell, it says yes.
 */

/** What is asked of a constant: can it be the secret? */
export type Accepts = (value: string) => boolean;

/** A longer expression is for a tree to tell. */
const LONGEST_EXPRESSION = 1000;

/** How many characters may be read for the expressions of a text, as a multiple of its length: they may overlap. */
const MOST_READ = 3;

/** What may still be read of a text for its expressions. When nothing is left, a tree has to tell. */
export interface Allowance {
  left: number;
}

export function allowanceFor(text: string): Allowance {
  return { left: MOST_READ * text.length + LONGEST_EXPRESSION };
}

/** Where an expression ends, beside at the end of what it stands in. */
export interface Extent {
  /** So many commas belong to it. */
  readonly commas?: number;
  /** It is one side of a comparison. */
  readonly isCompared?: boolean;
  /** It is this argument of the call whose parenthesis opens at its start. */
  readonly argument?: number;
}

/** True when a constant of the expression that starts at `from` is accepted, by itself or as a sum. */
export function hasConstant(
  text: string,
  from: number,
  { commas = 0, isCompared = false, argument }: Extent,
  accepts: Accepts,
  allowance: Allowance,
): boolean {
  if (allowance.left <= 0) return true;
  const to = Math.min(text.length, from + LONGEST_EXPRESSION);
  const brackets = bracketsOf(argument);
  let commasLeft = commas;
  let angles = 0;
  let sum = '';
  let isAdded = false;
  let last: Token | undefined;
  for (let token = tokenAt(text, from, to, last); token; token = tokenAt(text, token.end, to, last)) {
    allowance.left -= token.end - (last?.end ?? from);
    if (brackets.depth === 0 && last && endsBefore(last, token, angles > 0)) return false;
    if (token.kind === 'constant') {
      if (brackets.counts() && !isOfUnion(text, token, last)) {
        const value = text.slice(token.start + 1, token.end - 1);
        if (isAccepted(value, accepts)) return true;
        const before = isAdded ? sum : '';
        sum = before + unescaped(value);
        if (before !== '' && accepts(sum)) return true;
        isAdded = false;
      }
    } else if (token.sign === '+') isAdded = true;
    else if (token.sign !== '(' && token.sign !== ')') {
      sum = '';
      isAdded = false;
    }
    if (token.kind === 'sign') {
      if (brackets.pass(token, last)) return false;
      if (brackets.depth === 0) {
        if (token.sign === '<') angles++;
        else if (token.sign === '>' && angles > 0) angles--;
        else if (token.sign === ',' && angles === 0 && commasLeft-- === 0) return false;
        if (isCompared && /^(?:&&|\|\||\?\??|:)$/.test(token.sign)) return false;
      }
    }
    last = token;
  }
  return to < text.length;
}

/** True when a constant of the expression that ends at `to` is accepted: the other side of a comparison. */
export function hasConstantBefore(text: string, to: number, accepts: Accepts, allowance: Allowance): boolean {
  if (allowance.left <= 0) return true;
  const near = text.slice(Math.max(0, to - LONGEST_EXPRESSION), to);
  allowance.left -= near.length;
  const sign = near.at(-1) ?? '';
  // A list, a sum, a choice or a call: any two quotes in it may be the start and the end of a text.
  const from = /["'`]/.test(sign) ? near.lastIndexOf(sign, near.length - 2) : openingBefore(near);
  const within = near.slice(Math.max(0, from));
  const isAdded = /\+\s{0,80}$/.test(near.slice(0, Math.max(0, from)));
  return isAdded || ['"', "'", '`'].some((quote) => within.split(quote).some((value) => isAccepted(value, accepts)));
}

/** Where the bracket opens that ends a text; 0 when that is further away. */
function openingBefore(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at > 0; at--) {
    const letter = text.charAt(at);
    if (letter === ')' || letter === ']') depth++;
    else if ((letter === '(' || letter === '[') && --depth === 0) return at;
  }
  return 0;
}

interface Token {
  /** `constant`: a text without holes. `word`: a name, a number, a pattern, a text with holes. */
  readonly kind: 'constant' | 'word' | 'sign';
  readonly start: number;
  readonly end: number;
  /** The sign, or the word. */
  readonly sign: string;
  readonly isOnNewLine: boolean;
}

/** Words that stand in front of others in an expression or a type. */
const PREFIX =
  /^(?:await|typeof|void|delete|new|async|function|class|readonly|keyof|unique|infer|asserts|yield|return|case|const|let|var|abstract)$/;
/** Words that are followed by an expression, or by a parenthesis that passes on what stands in it: see `constantsIn`. */
const TRANSPARENT =
  /^(?:from|encode|raw|trim|String|atob|await|as|satisfies|return|typeof|void|yield|case|default|in|of|new)$/;
const TYPE_FOLLOWS = /^(?:as|satisfies|in|instanceof|is|extends)$/;

/** True when an expression ends between two tokens, as far as no sign says so. */
function endsBefore(last: Token, token: Token, isInTypeArguments: boolean): boolean {
  if (token.kind !== 'sign') {
    if (last.kind === 'constant') return !TYPE_FOLLOWS.test(token.sign);
    // https://tc39.es/ecma262/#sec-automatic-semicolon-insertion
    const isComplete = last.kind === 'word' ? !PREFIX.test(last.sign) : /[)\]}]/.test(last.sign);
    const goesOn =
      !token.isOnNewLine && (last.kind === 'sign' || TYPE_FOLLOWS.test(last.sign) || TYPE_FOLLOWS.test(token.sign));
    return isComplete && !goesOn;
  }
  if (token.sign === ';' || token.sign === '=>' || token.sign === '*/') return true;
  // The body of a function, or a block.
  if (token.sign === '{' && last.sign === ')') return true;
  // The end of an element, or the next line of a comment.
  const isNoOperator = token.sign === '>' || token.sign === '/>' || (token.sign === '*' && token.isOnNewLine);
  return last.kind === 'constant' && isNoOperator && !isInTypeArguments;
}

/** Follows the brackets of an expression, and knows whose contents it can have as its value. */
function bracketsOf(argument: number | undefined) {
  /** From this depth on what stands there is something else: arguments, members, an object. */
  let opaque = Number.POSITIVE_INFINITY;
  let commas = 0;
  return {
    depth: 0,
    counts(): boolean {
      return this.depth < opaque && (argument === undefined || commas === argument);
    },
    /** True when the sign ends what the expression stands in. */
    pass({ sign, start }: Token, last: Token | undefined): boolean {
      if (sign === '(' || sign === '[' || sign === '{') {
        this.depth++;
        const isFirst = argument !== undefined && this.depth === 1;
        if (this.depth < opaque && !isFirst && !isTransparent(sign, last, start)) opaque = this.depth;
      } else if (sign === ')' || sign === ']' || sign === '}') {
        this.depth--;
        if (this.depth < opaque) opaque = Number.POSITIVE_INFINITY;
        return this.depth < 0 || (argument !== undefined && this.depth === 0);
      } else if (sign === ',' && this.depth === 1) {
        commas++;
        return argument !== undefined && commas > argument;
      }
      return false;
    },
  };
}

/** A text in a type, `'a' | 'b'`, is no value. */
function isOfUnion(text: string, { end }: Token, last: Token | undefined): boolean {
  return last?.sign === '|' || /^\s{0,80}\|(?!\|)/.test(text.slice(end, end + 82));
}

function isTransparent(sign: string, last: Token | undefined, start: number): boolean {
  // `token={'…'}` of an element.
  if (sign === '{') return last?.sign === '=' && last.end === start;
  if (!last) return true;
  if (last.kind === 'word') return TRANSPARENT.test(last.sign);
  return last.kind === 'sign' && !/^[)\].]$/.test(last.sign);
}

const PAIRS: ReadonlySet<string> = new Set(['=>', '*/', '&&', '||', '??']);

function tokenAt(text: string, from: number, to: number, last: Token | undefined): Token | undefined {
  let isOnNewLine = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) isOnNewLine = true;
    if (code <= 32) continue;
    const token = (kind: Token['kind'], end: number, sign = ''): Token => ({ kind, start: at, end, sign, isOnNewLine });
    if (code === 34 || code === 39) {
      const end = stringEnd(text, at, to);
      // An apostrophe.
      if (end === -1) continue;
      return end > to ? undefined : token('constant', end);
    }
    if (code === 96) {
      const end = templateEnd(text, at, to);
      // The end of one, a sign in prose, or a longer text than any secret.
      if (end === -1) continue;
      return token(text.slice(at, end).includes('${') ? 'word' : 'constant', end);
    }
    if (code === 47) {
      const next = text.charCodeAt(at + 1);
      const end = next === 47 ? lineEnd(text, at) : next === 42 ? text.indexOf('*/', at + 2) : -1;
      if (end !== -1) {
        at = next === 47 ? end - 1 : end + 1;
        continue;
      }
      if (next === 62) return token('sign', at + 2, '/>');
      const pattern = mayStartPattern(last) ? patternEnd(text, at, to) : -1;
      return pattern === -1 ? token('sign', at + 1, '/') : token('word', pattern);
    }
    if (isWordPart(code)) {
      let end = at + 1;
      while (end < to && isWordPart(text.charCodeAt(end))) end++;
      return token('word', end, text.slice(at, end));
    }
    const pair = text.slice(at, at + 2);
    return PAIRS.has(pair) ? token('sign', at + 2, pair) : token('sign', at + 1, pair.charAt(0));
  }
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Where a string ends: behind `to` when that is not seen, -1 when its line ends before. */
function stringEnd(text: string, at: number, to: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === 92) end++;
    else if (code === 10) return -1;
  }
  return to + 1;
}

/** Where a template ends, with the templates in its holes; -1 when it is too long. */
function templateEnd(text: string, at: number, to: number): number {
  const open: ('`' | '{')[] = ['`'];
  for (let end = at + 1; end < to; end++) {
    const letter = text.charAt(end);
    const isText = open.at(-1) === '`';
    if (letter === '\\') end++;
    else if (letter === '`') {
      if (!isText) open.push('`');
      else if (open.pop() && open.length === 0) return end + 1;
    } else if (isText) {
      if (letter !== '$' || text.charAt(end + 1) !== '{') continue;
      open.push('{');
      end++;
    } else if (letter === '{') open.push('{');
    else if (letter === '}') open.pop();
  }
  return -1;
}

function mayStartPattern(last: Token | undefined): boolean {
  if (!last || last.kind === 'constant') return !last;
  return last.kind === 'word'
    ? TRANSPARENT.test(last.sign)
    : /^(?:[(,=:[!&|?{;+%~^-]|=>|&&|\|\||\?\?)$/.test(last.sign);
}

function patternEnd(text: string, at: number, to: number): number {
  let isInClass = false;
  for (let end = at + 1; end < to; end++) {
    const letter = text.charAt(end);
    if (letter === '\n') return -1;
    if (letter === '\\') end++;
    else if (letter === '[') isInClass = true;
    else if (letter === ']') isInClass = false;
    else if (letter === '/' && !isInClass) return end + 1;
  }
  return -1;
}

/** Letters, digits, `_`, `$`, `#`, `@` and all outside ASCII. */
function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 64 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code === 35 ||
    code > 127
  );
}

/** What stands between quotes, as it may be read: by the rules of scripts, as it is (in elements), or up to the next quote (in comments). */
function isAccepted(written: string, accepts: Accepts): boolean {
  if (!written.includes('\\')) return accepts(written);
  return [unescaped(written), written, written.split(/["'`]/, 1)[0] ?? ''].some(accepts);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

function unescaped(written: string): string {
  return written.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,5})\}|(\r\n|[\s\S]))/gi,
    (_, byte?: string, unit?: string, point?: string, letter = '') => {
      const hex = byte ?? unit ?? point;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return /\s/.test(letter) ? '' : (ESCAPES[letter] ?? letter);
    },
  );
}
