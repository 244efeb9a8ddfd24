/**
 * The specifiers that a module's text names, without a parser: to know which files belong together before any of them is
 * read in full. Words are found wherever they are followed by a specifier, also in the text of templates and JSX, so that
 * what is misread around them loses none; only what is surely a comment or a string is passed over.
 * Forms: https://tc39.es/ecma262/#sec-modules and https://www.typescriptlang.org/docs/handbook/modules/reference.html
 */

/** `import` and `export … from`, bare imports, `import()`, `require()`, also of types; each once, in order of text. */
export function moduleSpecifiers(text: string): readonly string[] {
  const found = new Set<string>();
  /** The braces that are open in each substitution of a template that we are in. */
  const substitutions: number[] = [];
  let isTemplateText = false;
  /** The last sign of code before `at`, and where it stands: tells a regular expression from a division. */
  let last = -1;
  /** Offsets up to which no literal of a kind ends, so that nobody looks twice: of `"`, `'`, `/` and comments. */
  const endless: Record<number, number> = { [DOUBLE]: -1, [SINGLE]: -1, [SLASH]: -1, [STAR]: -1 };
  const length = text.length;
  let at = 0;

  /** Jumps over a literal, or over its first sign when it has no end. */
  const skipLiteral = (kind: number, end: number): void => {
    if (end < 0) endless[kind] = ~end;
    at = end < 0 ? at + 1 : end;
    last = at - 1;
  };

  while (at < length) {
    const code = text.charCodeAt(at);
    if (isWordStart(code)) {
      const start = at;
      do at++;
      while (at < length && isWordPart(text.charCodeAt(at)));
      last = at - 1;
      const size = at - start;
      if (size !== 4 && size !== 6 && size !== 7) continue;
      const specifier = specifierAfter(text, start, at);
      if (specifier === undefined) continue;
      found.add(specifier.text);
      if (!isTemplateText) {
        at = specifier.end;
        last = at - 1;
      }
      continue;
    }
    if (code <= SPACE) {
      at++;
      continue;
    }
    if (isTemplateText) {
      if (code === BACKSLASH) at++;
      else if (code === BACKTICK) isTemplateText = false;
      else if (code === DOLLAR && text.charCodeAt(at + 1) === OPEN_BRACE) {
        substitutions.push(0);
        isTemplateText = false;
        at++;
      }
      last = at++;
      continue;
    }
    switch (code) {
      case DOUBLE:
      case SINGLE:
        if (at < endless[code]! || isApostrophe(text, at)) last = at++;
        else skipLiteral(code, endOfString(text, at));
        break;
      case SLASH: {
        const next = text.charCodeAt(at + 1);
        if (next === SLASH) at = lineEnd(text, at);
        else if (next === STAR && at >= endless[STAR]!) {
          const end = text.indexOf('*/', at + 2);
          if (end < 0) endless[STAR] = length;
          else at = end + 2;
        } else if (at < endless[SLASH]! || next === GREATER || !startsExpression(text, last)) last = at++;
        else skipLiteral(SLASH, endOfPattern(text, at));
        break;
      }
      case BACKTICK:
        isTemplateText = true;
        last = at++;
        break;
      case OPEN_BRACE:
        if (substitutions.length > 0) substitutions.push(substitutions.pop()! + 1);
        last = at++;
        break;
      case CLOSE_BRACE:
        if (substitutions.length > 0) {
          const open = substitutions.pop()!;
          if (open === 0) isTemplateText = true;
          else substitutions.push(open - 1);
        }
        last = at++;
        break;
      default:
        last = at++;
    }
  }
  return [...found];
}

const SPACE = 32;
const DOUBLE = 34;
const DOLLAR = 36;
const SINGLE = 39;
const OPEN_PAREN = 40;
const STAR = 42;
const SLASH = 47;
const GREATER = 62;
const BACKSLASH = 92;
const BACKTICK = 96;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || (code >= 48 && code <= 57) || code === DOLLAR;
}

/** The specifier that follows a word: of `from "x"`, `import "x"`, `import("x")`, `require("x")`. */
function specifierAfter(text: string, start: number, end: number): { text: string; end: number } | undefined {
  if (start > 0 && text.charCodeAt(start - 1) === DOLLAR) return undefined;
  const isImport = end - start === 6 && text.startsWith('import', start);
  const isFrom = end - start === 4 && text.startsWith('from', start);
  if (!isImport && !isFrom && !(end - start === 7 && text.startsWith('require', start))) return undefined;
  let at = afterSpace(text, end);
  const isCall = !isFrom && text.charCodeAt(at) === OPEN_PAREN;
  if (isCall) at = afterSpace(text, at + 1);
  else if (!isFrom && !isImport) return undefined;
  const quote = text.charCodeAt(at);
  if (quote !== DOUBLE && quote !== SINGLE && !(isCall && quote === BACKTICK)) return undefined;
  const stop = endOfString(text, at);
  if (stop < 0) return undefined;
  const written = text.slice(at + 1, stop - 1);
  if (quote === BACKTICK && written.includes('${')) return undefined;
  // The start of a text that is put together at run time is the name of no module.
  if (isCall && text[afterSpace(text, stop)] === '+') return undefined;
  return { text: written.includes('\\') ? written.replace(/\\(.)/gs, '$1') : written, end: stop };
}

/** More white space and comments than this stand between no word and its specifier. */
const MOST_SPACE = 1_000;

/** Where the next sign stands that is neither white space nor in a comment. */
function afterSpace(text: string, from: number): number {
  const limit = Math.min(text.length, from + MOST_SPACE);
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === 0xa0 || code === 0xfeff) at++;
    else if (code !== SLASH) return at;
    else if (text.charCodeAt(at + 1) === SLASH) while (at < limit && !isLineEnd(text.charCodeAt(at))) at++;
    else if (text.charCodeAt(at + 1) === STAR) {
      at += 2;
      while (at < limit && !(text.charCodeAt(at) === STAR && text.charCodeAt(at + 1) === SLASH)) at++;
      at += 2;
    } else return at;
  }
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after a string's last quote; when its line ends before it, the complement of where that is. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === BACKSLASH) at += text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10 ? 2 : 1;
    else if (isLineEnd(code)) return ~at;
  }
  return ~text.length;
}

/** The same for a regular expression and its last slash. */
function endOfPattern(text: string, start: number): number {
  let isClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (isLineEnd(code)) return ~at;
    else if (code === 91) isClass = true;
    else if (code === 93) isClass = false;
    else if (code === SLASH && !isClass) return at + 1;
  }
  return ~text.length;
}

/** The words after which an expression, or a specifier, follows. No other word stands right before a quote in code. */
const BEFORE_AN_EXPRESSION: ReadonlySet<string> = new Set([
  ...['as', 'await', 'case', 'default', 'delete', 'do', 'else', 'extends', 'from', 'import', 'in', 'instanceof', 'new'],
  ...['of', 'return', 'throw', 'typeof', 'void', 'yield', 'satisfies', 'export', 'get', 'set', 'static', 'async'],
]);

/** The word that ends at an offset, as far as one of the words above can be long. */
function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < 12 && isWordPart(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

/** True for the quote in "don't": prose, between tags or in a comment that was not seen as one. */
function isApostrophe(text: string, at: number): boolean {
  if (at === 0 || !isWordPart(text.charCodeAt(at - 1))) return false;
  return !BEFORE_AN_EXPRESSION.has(wordBefore(text, at));
}

/** True when a slash after the sign at `last` starts a regular expression: after an operator or a keyword. */
function startsExpression(text: string, last: number): boolean {
  if (last < 0) return true;
  const code = text.charCodeAt(last);
  if (isWordPart(code)) return BEFORE_AN_EXPRESSION.has(wordBefore(text, last + 1));
  // `)`, `]`, quotes and `.` end an expression, `<` starts the end of an element.
  return code !== 41 && code !== 93 && code !== DOUBLE && code !== SINGLE && code !== BACKTICK && code !== 60;
}
