/** How a command is written into the configuration of a manager of git hooks, and taken out again: text in, text out. */
import { findNodeAtLocation, type ParseError, parseTree } from 'jsonc-parser';
import { isMap, isSeq, type Node, type ParsedNode, parseDocument } from 'yaml';
import { nameOf, type Node as SyntaxNode, type TSESTree, unwrap } from '../engine/syntax/nodes.ts';
import { loadParser } from './parsers.ts';
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
      if (/\.jsonc?$/.test(file)) return inLefthookJson(file, text ?? '', command);
      return file.endsWith('.toml')
        ? inLefthookToml(file, text ?? '', command)
        : inLefthookYaml(file, text ?? '', command);
    case 'pre-commit':
      return inPreCommitYaml(file, text ?? '', command);
    case 'simple-git-hooks':
      return file.endsWith('.json') ? inJson(file, text ?? '', command) : inModule(file, text ?? '', command);
  }
}

/** The text without what `withCommand` added; the same text when it added nothing, undefined when it made the file. */
export function withoutCommand(manager: HookManager, file: string, text: string, command: RegExp): string | undefined {
  if (manager === 'simple-git-hooks')
    return file.endsWith('.json') ? outOfJson(text, command) : outOfModule(text, command);
  const rest = withoutLines(text);
  return rest === text ? withoutItem(text, command) : rest;
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

/** A hook has commands or, newer, a list of jobs; in TOML both may be written in one line: https://lefthook.dev/configuration */
function inLefthookToml(file: string, text: string, command: string): string {
  if (/^[ \t]*\[\[\s*pre-commit\s*\.\s*jobs\s*\]\]/m.test(text)) {
    return atEnd(text, ['[[pre-commit.jobs]]', 'name = "portside"', `run = "${command}"`]);
  }
  const section = /^[ \t]*\[\s*pre-commit\s*\][^\n]*\n(?:(?![ \t]*\[)[^\n]*\n?)*/m.exec(text);
  const opening = section && /^[ \t]*(?:commands[ \t]*=[ \t]*\{|jobs[ \t]*=[ \t]*\[)/m.exec(section[0]);
  if (section && opening) {
    const item = itemOf(opening[0].endsWith('[') ? 'tomlJob' : 'tomlCommand', command);
    return withItem(text, section.index + opening.index + opening[0].length, item);
  }
  if (/^[ \t]*(?:pre-commit[ \t]*[.=]|commands\.)/m.test(text)) throw byHand(file, command);
  return atEnd(text, ['[pre-commit.commands.portside]', `run = "${command}"`]);
}

/** The command as a part of what stands in braces and brackets. YAML reads JSON there. */
const ITEMS = {
  hook: '"pre-commit": { "commands": { "portside": { "run": "§" } } }',
  commands: '"commands": { "portside": { "run": "§" } }',
  command: '"portside": { "run": "§" }',
  job: '{ "name": "portside", "run": "§" }',
  repo: '{ "repo": "local", "hooks": [{ "id": "portside", "name": "portside", "entry": "§", "language": "system", "pass_filenames": false, "always_run": true, "stages": ["pre-commit"] }] }',
  tomlCommand: 'portside = { run = "§" }',
  tomlJob: '{ name = "portside", run = "§" }',
} as const;

const itemOf = (kind: keyof typeof ITEMS, command: string) => ITEMS[kind].replace('§', command);

/** The text with one more item behind the brace or bracket that ends at a place. */
function withItem(text: string, at: number, item: string): string {
  const [space = ''] = /^\s*/.exec(text.slice(at)) ?? [];
  const isEmpty = /[\]}]/.test(text.charAt(at + space.length));
  return text.slice(0, at) + (isEmpty ? item : `${space}${item},`) + text.slice(at);
}

/** The text without the item that `withItem` added, also when somebody has laid the file out anew since. */
function withoutItem(text: string, command: RegExp): string {
  const patterns = Object.values(ITEMS).map((item) => escaped(item).replace('§', command.source));
  const asWritten = patterns.map((pattern) => new RegExp(pattern));
  const laidOut = patterns.map((pattern) => new RegExp(pattern.replaceAll(' ', '\\s*').replaceAll('"', '["\']?')));
  for (const pattern of [...asWritten, ...laidOut]) {
    const match = pattern.exec(text);
    if (match) return withoutSpan(text, match.index, match.index + match[0].length);
  }
  return text;
}

/** An element of a list goes with the comma that divides it from the others. */
function withoutSpan(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/^\s*,/.test(after)) return before.trimEnd() + after.replace(/^\s*,/, '');
  return before.replace(/,\s*$/, '') + after;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function inLefthookJson(file: string, text: string, command: string): string {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') throw byHand(file, command);
  const hook = findNodeAtLocation(root, ['pre-commit']);
  if (!hook) return withItem(text, root.offset + 1, itemOf('hook', command));
  if (hook.type !== 'object') throw byHand(file, command);
  const jobs = findNodeAtLocation(hook, ['jobs']);
  const commands = findNodeAtLocation(hook, ['commands']);
  if (jobs?.type === 'array') return withItem(text, jobs.offset + 1, itemOf('job', command));
  if (commands?.type === 'object') return withItem(text, commands.offset + 1, itemOf('command', command));
  if (jobs ?? commands) throw byHand(file, command);
  return withItem(text, hook.offset + 1, itemOf('commands', command));
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

function inLefthookYaml(file: string, text: string, command: string): string {
  const { contents } = readYaml(file, text);
  if (contents !== null && !isMap(contents)) throw byHand(file, command);
  const run = `run: ${command}`;
  const hook = contents?.get('pre-commit', true);
  if (hook === undefined && !contents?.flow) {
    return atEnd(text, ['pre-commit:', '  commands:', '    portside:', `      ${run}`]);
  }
  const put = (collection: Node, lines: readonly string[], item: keyof typeof ITEMS) =>
    inserted(file, text, command, collection, lines, itemOf(item, command));
  if (contents && hook === undefined) return put(contents, [], 'hook');
  if (!isMap(hook)) throw byHand(file, command);
  const jobs = hook.get('jobs', true);
  const commands = hook.get('commands', true);
  if (isSeq(jobs)) return put(jobs, ['- name: portside', `  ${run}`], 'job');
  if (isMap(commands)) return put(commands, ['portside:', `  ${run}`], 'command');
  if (jobs !== undefined || commands !== undefined) throw byHand(file, command);
  return put(hook, ['commands:', '  portside:', `    ${run}`], 'commands');
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
  return inserted(file, text, command, repos, lines, itemOf('repo', command));
}

function readYaml(file: string, text: string): { readonly contents: ParsedNode | null } {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new UsageError(`${file}: ${error.message.split('\n', 1)[0]}`);
  return document;
}

/** The text with lines before the first element of a collection, or with an item in it when it is written in braces. */
function inserted(
  file: string,
  text: string,
  command: string,
  collection: Node,
  lines: readonly string[],
  item: string,
): string {
  const [from] = collection.range ?? [];
  if ((isMap(collection) || isSeq(collection)) && collection.flow && from !== undefined) {
    return withItem(text, from + 1, item);
  }
  const first = isMap(collection) ? collection.items[0]?.key : isSeq(collection) ? collection.items[0] : undefined;
  const at = (first as Node | undefined)?.range?.[0];
  if (at === undefined) throw byHand(file, command);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  // Anything else has an anchor.
  const [, indentation] = /^( *)(?:- +)?$/.exec(text.slice(start, at)) ?? [];
  if (indentation === undefined) throw byHand(file, command);
  const lineEnd = lineEndOf(text);
  return text.slice(0, start) + marked(lines, indentation, lineEnd) + lineEnd + text.slice(start);
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
    if (there.type !== 'string' || there.value === '') throw byHand(file, command);
    const quote = there.offset + there.length - 1;
    return `${text.slice(0, quote)} && ${command}${text.slice(quote)}`;
  }
  return withItem(text, hooks.offset + 1, `"pre-commit": "${command}"`);
}

/** A configuration that is a program is read and not run. */
function inModule(file: string, text: string, command: string): string {
  const hooks = exportedObject(loadParser()(text, 'javascript').program.body);
  if (!hooks) throw byHand(file, command);
  const there = hooks.properties.find((each) => each.type === 'Property' && nameOf(each.key) === 'pre-commit');
  const quote = text.includes("'") ? "'" : '"';
  if (there?.type !== 'Property') {
    return withItem(text, hooks.range[0] + 1, `${quote}pre-commit${quote}: ${quote}${command}${quote}`);
  }
  const { value } = there;
  const isText = (value.type === 'Literal' && typeof value.value === 'string') || value.type === 'TemplateLiteral';
  const end = value.range[1] - 1;
  if (!isText || end - value.range[0] < 2) throw byHand(file, command);
  return `${text.slice(0, end)} && ${command}${text.slice(end)}`;
}

/** What a module exports by `module.exports = …` or `export default …`, by its name or as it is. */
function exportedObject(body: readonly SyntaxNode[]): TSESTree.ObjectExpression | undefined {
  let exported: SyntaxNode | undefined;
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') exported = statement.declaration;
    const assigned = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (assigned?.type !== 'AssignmentExpression') continue;
    const { left } = assigned;
    const isExports =
      left.type === 'MemberExpression' && nameOf(left.object) === 'module' && nameOf(left) === 'exports';
    if (isExports) exported = assigned.right;
  }
  const value = exported && unwrap(exported);
  if (value?.type !== 'Identifier') return value?.type === 'ObjectExpression' ? value : undefined;
  const declared = body
    .flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations : []))
    .find(({ id }) => nameOf(id) === value.name)?.init;
  return declared?.type === 'ObjectExpression' ? declared : undefined;
}

function outOfModule(text: string, command: RegExp): string {
  const appended = new RegExp(` && ${command.source}(?=["'\`])`).exec(text);
  if (appended) return text.slice(0, appended.index) + text.slice(appended.index + appended[0].length);
  const property = new RegExp(`["']pre-commit["']:\\s*["']${command.source}["']`).exec(text);
  return property ? withoutSpan(text, property.index, property.index + property[0].length) : text;
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
