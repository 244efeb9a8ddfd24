import type { DocumentNode, Entry } from './keyValue.ts';

/** A word of a command, with its quotes resolved. */
interface Word {
  readonly value: string;
  /** The span of the value: inside the quotes when the word, or what follows its `=`, is one quoted text. */
  readonly start: number;
  readonly end: number;
  /** `NAME=` or `--name=` before the value. */
  readonly name: string | undefined;
  /** Only the shell knows what it is: `$NAME`, `$(…)`, backquotes. */
  readonly isDynamic: boolean;
}

/**
 * Reads shell scripts as settings: assignments, options with values (`--password=…`, `--token …`), headers
 * (`-H 'Authorization: …'`) and logins of commands that take them (`curl -u`, `mysql -p`). What the shell computes is left
 * out. Never throws.
 */
export function parseShell(text: string): DocumentNode {
  return { kind: 'map', entries: shellEntries(text, 0, text.length) };
}

/** The same of a part of a text. */
export function shellEntries(text: string, from: number, to: number): Entry[] {
  const entries: Entry[] = [];
  for (const command of commandsIn(text, from, to)) readCommand(command, entries);
  return entries;
}

/** Whose `-u` is `user:password`: https://curl.se/docs/manpage.html#-u, https://httpie.io/docs/cli/authentication */
const TAKES_LOGIN = /^(?:curl|http|https|xh|wget)$/;
/** Whose `-p` is a password, joined: https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html */
const JOINS_PASSWORD = /^(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|sshpass)$/;
/** Whose `-p` is a password, as the next word: https://docs.docker.com/reference/cli/docker/login/ */
const TAKES_PASSWORD = /^(?:docker|podman|sshpass|redis-cli|az)$/;

function readCommand(words: readonly Word[], entries: Entry[]): void {
  const add = (key: string, { value, isDynamic, start, end }: Word): void => {
    if (!isDynamic && value !== '') entries.push({ key, value: { kind: 'scalar', value, start, end } });
  };
  const command = words.find(
    ({ name, value }) => name === undefined && !/^(?:sudo|env|time|exec|then|do|if)$/.test(value),
  );
  const program = command?.value.slice(command.value.lastIndexOf('/') + 1) ?? '';
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const option = /^--?[A-Za-z][\w-]{0,60}$/.test(word.value) && word.name === undefined ? word.value : undefined;
    if (word.name !== undefined) add(word.name.replace(/^-{1,2}/, ''), word);
    else if (/^(?:-H|--header)$/.test(option ?? '') && next) addHeader(next, add);
    else if (/^(?:-u|--user|--proxy-user|-a|--auth)$/.test(option ?? '') && next && TAKES_LOGIN.test(program)) {
      addPart(next, next.value.indexOf(':') + 1, 'password', add);
    } else if (option === '-p' && next && TAKES_PASSWORD.test(program)) add('password', next);
    else if (/^-p.{3,}/.test(word.value) && JOINS_PASSWORD.test(program)) addPart(word, 2, 'password', add);
    else if (option !== undefined && next && next.name === undefined && !next.value.startsWith('-')) {
      add(option.replace(/^-{1,2}/, ''), next);
    }
  }
}

type Add = (key: string, word: Word) => void;

function addHeader(word: Word, add: Add): void {
  const header = /^([\w-]{2,60}):[ ]{0,4}/.exec(word.value);
  if (header) addPart(word, header[0].length, header[1] ?? '', add);
}

/** The rest of a word; its span when the word stands in the text as it is. */
function addPart(word: Word, from: number, key: string, add: Add): void {
  if (from <= 0) return;
  const isExact = word.end - word.start === word.value.length;
  add(key, { ...word, value: word.value.slice(from), start: word.start + (isExact ? from : 0) });
}

/** The words of each command, comments left out; a backslash at a line's end joins lines. */
function commandsIn(text: string, from: number, to: number): Word[][] {
  const commands: Word[][] = [];
  let words: Word[] = [];
  let at = from;
  const end = (): void => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  while (at < to) {
    const sign = text.charAt(at);
    if (sign === '\\' && /[\r\n]/.test(text.charAt(at + 1))) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (sign === ' ' || sign === '\t') at++;
    else if (sign === '#') while (at < to && !/[\r\n]/.test(text.charAt(at))) at++;
    else if (/[\r\n;&|(){}<>]/.test(sign)) {
      end();
      at++;
    } else {
      const { word, next } = wordAt(text, at, to);
      words.push(word);
      at = Math.max(next, at + 1);
    }
  }
  end();
  return commands;
}

const NAMED = /(?:--?[A-Za-z][\w-]{0,60}|[A-Za-z_][\w.]{0,80})\+?=/y;

function wordAt(text: string, start: number, to: number): { word: Word; next: number } {
  NAMED.lastIndex = start;
  const name = NAMED.exec(text)?.[0];
  const from = start + (name?.length ?? 0);
  let value = '';
  let at = from;
  let isDynamic = false;
  let quoted: { start: number; end: number } | undefined;
  while (at < to) {
    const sign = text.charAt(at);
    if (/[\s;&|()<>]/.test(sign)) {
      // `$(…)` holds signs that end words; what it gives is not known anyway.
      if (!(sign === '(' && text.charAt(at - 1) === '$')) break;
      isDynamic = true;
      at++;
      continue;
    }
    if (sign === '"' || sign === "'") {
      const close = closing(text, at, sign, to);
      const inner = text.slice(at + 1, close);
      if (sign === '"' && /(?<!\\)[$`]/.test(inner)) isDynamic = true;
      value += sign === '"' ? inner.replace(/\\(["\\$`])/g, '$1') : inner;
      if (at === from) quoted = { start: at + 1, end: close };
      else quoted = undefined;
      at = Math.min(close + 1, to);
      continue;
    }
    if (sign === '$' || sign === '`') isDynamic = true;
    if (at > from) quoted = undefined;
    if (sign === '\\') at++;
    value += text.charAt(at);
    at++;
  }
  const span = quoted ?? { start: from, end: Math.min(at, to) };
  return { word: { value, ...span, name: name?.replace(/\+?=$/, ''), isDynamic }, next: at };
}

/** Nobody writes a longer quoted word by hand. */
const LONGEST_QUOTE = 20_000;

function closing(text: string, open: number, quote: string, to: number): number {
  const limit = Math.min(to, open + LONGEST_QUOTE);
  for (let at = open + 1; at < limit; at++) {
    if (quote === '"' && text.charAt(at) === '\\') at++;
    else if (text.charAt(at) === quote) return at;
  }
  // A quote that nobody closes ends with its line.
  for (let at = open + 1; at < limit; at++) if (/[\r\n]/.test(text.charAt(at))) return at;
  return limit;
}
