/** A random text that a pattern matches, made from the pattern alone: what nobody ever issued. Bounded repetitions only. */

/** Gives a whole number below the limit. */
export type Below = (limit: number) => number;

export interface PatternSample {
  /** What the whole pattern matches. */
  readonly text: string;
  /** What its group `secret` matches; the whole text when it has none. */
  readonly secret: string;
}

const ESCAPES: Readonly<Record<string, string>> = { d: '[0-9]', w: '[0-9A-Za-z_]', s: '[ ]', n: '\n' };

/**
 * Makes the sample. Of a choice and of what may be left out it takes what comes first; of a repetition the most, up to 90
 * more than the least.
 * @throws Error for syntax that it does not know
 */
export function sampleOfPattern(pattern: RegExp, below: Below): PatternSample {
  const source = pattern.source;
  let at = 0;
  let secret: string | undefined;

  function alternatives(): string {
    const first = sequence();
    while (source[at] === '|') {
      at++;
      sequence();
    }
    return first;
  }

  function sequence(): string {
    let text = '';
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const start = at;
      const once = atom();
      const quantifier = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(source.slice(at));
      if (!quantifier) {
        text += once;
        continue;
      }
      const afterAtom = at;
      const least = quantifier[0] === '?' ? 0 : Number(quantifier[1]);
      const most = quantifier[0] === '?' ? 1 : Number(quantifier[2] ?? quantifier[1]);
      const times = least === 0 ? 0 : Math.min(most, least + 90);
      for (let time = 0; time < times; time++) {
        at = start;
        text += atom();
      }
      at = afterAtom + quantifier[0].length;
    }
    return text;
  }

  function atom(): string {
    const sign = source[at++] ?? '';
    if (sign === '^' || sign === '$') return '';
    if (sign === '(') {
      const opening = /^\?(?::|<[a-z]+>|[=!])/.exec(source.slice(at))?.[0] ?? '';
      at += opening.length;
      const inner = alternatives();
      at++;
      if (opening === '?<secret>') secret = inner;
      return /^\?[=!]/.test(opening) ? '' : inner;
    }
    if (sign === '[') return fromClass();
    if (sign !== '\\') return sign;
    const escaped = source[at++] ?? '';
    return ESCAPES[escaped] === undefined ? escaped : pick(expand(ESCAPES[escaped].slice(1, -1)));
  }

  function fromClass(): string {
    let body = '';
    while (source[at] !== ']') body += source[at] === '\\' ? source[at++] + (source[at++] ?? '') : source[at++];
    at++;
    return pick(expand(body));
  }

  /** Letters and digits only when there are any: signs make the edges of a sample hard to tell. */
  function pick(letters: string): string {
    const plain = letters.replace(/[^0-9A-Za-z]/g, '');
    const from = plain === '' ? letters : plain;
    return from.charAt(below(from.length));
  }

  const text = alternatives();
  return { text, secret: secret ?? text };
}

/** The characters of a class's body. */
function expand(body: string): string {
  let letters = '';
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '\\') {
      const escaped = body[++at] ?? '';
      letters += ESCAPES[escaped] === undefined ? escaped : expand(ESCAPES[escaped].slice(1, -1));
    } else if (body[at + 1] === '-' && at + 2 < body.length) {
      for (let code = body.charCodeAt(at); code <= body.charCodeAt(at + 2); code++)
        letters += String.fromCharCode(code);
      at += 2;
    } else letters += body[at];
  }
  return letters;
}
