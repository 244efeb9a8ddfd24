/** How a command is written into the configuration of a manager of git hooks, and taken out again: text in, text out. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { isMap, isSeq, type Node, type ParsedNode, parseDocument } from 'yaml';
import { UsageError } from './usageError.ts';

export type HookManager = 'husky' | 'lefthook' | 'simple-git-hooks' | 'pre-commit';

const BEGIN = '# >>> portside hook: "portside hook uninstall" takes these lines away';
const MADE = ', and this file';
const END = '# <<< portside hook';

/**
 * The text with the command in it. All else stays as it is, so that `withoutCommand` gives the same bytes back.
 * @param file its path, for messages and for its ending
 * @param text undefined when there is no file yet
 * @throws UsageError when it is written in a form that is not changed; it says what to add by hand
 */
export function withCommand(manager: HookManager, file: string, text: string | undefined, command: string): string {
  switch (manager) {
    case 'husky':
      return text === undefined ? madeBy(shellLines(command)) : atEnd(text, shellLines(command));
    case 'lefthook':
      if (/\.jsonc?$/.test(file)) break;
      return file.endsWith('.toml')
        ? atEnd(text ?? '', tomlLines(text ?? '', command))
        : inLefthookYaml(file, text ?? '', command);
    case 'pre-commit':
      return inPreCommitYaml(file, text ?? '', command);
    case 'simple-git-hooks':
      if (!file.endsWith('.json')) break;
      return inJson(file, text ?? '', command);
  }
  throw byHand(file, command);
}

/** The text without what `withCommand` added; the same text when it added nothing, undefined when it made the file. */
export function withoutCommand(manager: HookManager, text: string, command: RegExp): string | undefined {
  return manager === 'simple-git-hooks' ? outOfJson(text, command) : withoutLines(text);
}

function byHand(file: string, command: string): UsageError {
  return new UsageError(
    `${file}: is written in a form that Portside does not change; add ${JSON.stringify(command)} to its pre-commit hook yourself`,
  );
}

/** The hook's own failure counts, whatever comes after it, as does that of the commands before. */
function shellLines(command: string): string[] {
  return ['earlier=$?', '[ "$earlier" -eq 0 ] || exit "$earlier"', `${command} || exit $?`];
}

function tomlLines(text: string, command: string): string[] {
  // A hook has commands or, newer, a list of jobs: https://lefthook.dev/configuration
  if (/^\s*\[\[\s*pre-commit\s*\.\s*jobs\s*\]\]/m.test(text)) {
    return ['[[pre-commit.jobs]]', 'name = "portside"', `run = "${command}"`];
  }
  return ['[pre-commit.commands.portside]', `run = "${command}"`];
}

function madeBy(lines: readonly string[]): string {
  return `${[BEGIN + MADE, ...lines, END].join('\n')}\n`;
}

const lineEndOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

function marked(lines: readonly string[], indentation: string, lineEnd: string): string {
  return [BEGIN, ...lines, END].map((line) => indentation + line).join(lineEnd);
}

function atEnd(text: string, lines: readonly string[]): string {
  const lineEnd = lineEndOf(text);
  const added = marked(lines, '', lineEnd);
  // A last line without an end keeps none, and so `withoutLines` knows that there was none.
  return text === '' || text.endsWith('\n') ? text + added + lineEnd : text + lineEnd + added;
}

function withoutLines(text: string): string | undefined {
  const at = text.indexOf(BEGIN);
  const end = at < 0 ? -1 : text.indexOf(END, at);
  if (end < 0) return text;
  const start = text.lastIndexOf('\n', at) + 1;
  const before = text.slice(0, start);
  const after = text.slice(end + END.length);
  if (text.startsWith(BEGIN + MADE, at) && before === '' && /^\s*$/.test(after)) return undefined;
  const lineEnd = /^\r?\n/.exec(after)?.[0];
  return lineEnd === undefined ? before.replace(/\r?\n$/, '') + after : before + after.slice(lineEnd.length);
}

/** What is inserted before the first of some items, in the form that these are written in. */
interface Insertion {
  readonly before: Node;
  readonly lines: readonly string[];
}

function inLefthookYaml(file: string, text: string, command: string): string {
  const { contents } = readYaml(file, text);
  if (contents !== null && !isMap(contents)) throw byHand(file, command);
  const run = `run: ${command}`;
  const hook = contents?.get('pre-commit', true);
  if (hook === undefined) return atEnd(text, ['pre-commit:', '  commands:', '    portside:', `      ${run}`]);
  if (!isMap(hook)) throw byHand(file, command);
  const jobs = hook.get('jobs', true);
  const commands = hook.get('commands', true);
  if (isSeq(jobs)) return inserted(file, text, command, firstOf(jobs, ['- name: portside', `  ${run}`]));
  if (isMap(commands)) return inserted(file, text, command, firstOf(commands, ['portside:', `  ${run}`]));
  if (jobs !== undefined || commands !== undefined) throw byHand(file, command);
  return inserted(file, text, command, firstOf(hook, ['commands:', '  portside:', `    ${run}`]));
}

function inPreCommitYaml(file: string, text: string, command: string): string {
  const { contents } = readYaml(file, text);
  const repos = isMap(contents) ? contents.get('repos', true) : undefined;
  if (!isSeq(repos)) throw byHand(file, command);
  // https://pre-commit.com/#repository-local-hooks
  const lines = [
    '- repo: local',
    '  hooks:',
    '    - id: portside',
    '      name: portside',
    `      entry: ${command}`,
    '      language: system',
    '      pass_filenames: false',
    '      always_run: true',
    '      stages: [pre-commit]',
  ];
  return inserted(file, text, command, firstOf(repos, lines));
}

function readYaml(file: string, text: string): { readonly contents: ParsedNode | null } {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new UsageError(`${file}: ${error.message.split('\n', 1)[0]}`);
  return document;
}

function firstOf(collection: Node, lines: readonly string[]): Insertion | undefined {
  const first = isMap(collection) ? collection.items[0]?.key : isSeq(collection) ? collection.items[0] : undefined;
  return first ? { before: first as Node, lines } : undefined;
}

function inserted(file: string, text: string, command: string, insertion: Insertion | undefined): string {
  const at = insertion?.before.range?.[0];
  if (!insertion || at === undefined) throw byHand(file, command);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  // Anything else is in braces or brackets, or has an anchor.
  const [, indentation] = /^( *)(?:- +)?$/.exec(text.slice(start, at)) ?? [];
  if (indentation === undefined) throw byHand(file, command);
  const lineEnd = lineEndOf(text);
  return text.slice(0, start) + marked(insertion.lines, indentation, lineEnd) + lineEnd + text.slice(start);
}

/** The hooks of simple-git-hooks: a file of its own, or a part of package.json. */
function hooksIn(text: string) {
  const root = parseTree(text);
  return root && (findNodeAtLocation(root, ['simple-git-hooks']) ?? (isPackage(root) ? undefined : root));
}

const isPackage = (root: NonNullable<ReturnType<typeof parseTree>>) =>
  findNodeAtLocation(root, ['name']) !== undefined || findNodeAtLocation(root, ['scripts']) !== undefined;

function inJson(file: string, text: string, command: string): string {
  const hooks = hooksIn(text);
  if (hooks?.type !== 'object') throw byHand(file, command);
  const there = findNodeAtLocation(hooks, ['pre-commit']);
  if (there) {
    if (there.type !== 'string') throw byHand(file, command);
    const quote = there.offset + there.length - 1;
    return `${text.slice(0, quote)} && ${command}${text.slice(quote)}`;
  }
  const at = hooks.offset + 1;
  const [space = ''] = /^\s*/.exec(text.slice(at)) ?? [];
  const property = `"pre-commit": "${command}"`;
  const isEmpty = (hooks.children ?? []).length === 0;
  return text.slice(0, at) + (isEmpty ? property : `${space}${property},`) + text.slice(at);
}

function outOfJson(text: string, command: RegExp): string {
  const hooks = hooksIn(text);
  const there = hooks?.type === 'object' ? findNodeAtLocation(hooks, ['pre-commit']) : undefined;
  if (!hooks || there?.type !== 'string') return text;
  const value = text.slice(there.offset + 1, there.offset + there.length - 1);
  const [added] = new RegExp(`(?: && )?${command.source}$`).exec(value) ?? [];
  if (added === undefined) return text;
  const end = there.offset + there.length;
  if (added !== value) return text.slice(0, end - 1 - added.length) + text.slice(end - 1);
  const start = hooks.offset + 1;
  const before = text.slice(start, there.parent?.offset);
  // Where it was put, or where somebody moved it.
  if (/^\s*$/.test(before)) return text.slice(0, start) + text.slice(end).replace(/^,/, '');
  return text.slice(0, start) + before.replace(/,\s*$/, '') + text.slice(end);
}
