import { applyEdits, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser';

/** The lists of a configuration that say what functions mean. */
export type DeclarationPart = 'sources' | 'sinks' | 'sanitizers';

/**
 * The text of a configuration after a rule was turned off in it, comments and layout kept.
 * @param text of `portside.config.json`; empty when there is none yet
 */
export function turnRuleOff(text: string, ruleId: string): string {
  return edited(text, ['rules', ruleId], 'off');
}

/**
 * The text of a configuration after a row was added to one of its lists, comments and layout kept.
 * @returns also the place of the row: `sanitizers[0]`
 */
export function addDeclaration(
  text: string,
  part: DeclarationPart,
  row: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly key: string } {
  const withList = listOf(text, part) ? text : withEmptyList(text, part);
  const list = listOf(withList, part)!;
  return { text: withElement(withList, list, row), key: `${part}[${list.children?.length ?? 0}]` };
}

/** A new list behind all else; a comment behind the last value stays behind it. */
function withEmptyList(text: string, part: DeclarationPart): string {
  const object = parseTree(text);
  const last = object?.type === 'object' ? object.children?.at(-1) : undefined;
  const end = object ? object.offset + object.length - 1 : 0;
  const outer = indentBefore(text, end);
  if (!last || outer === undefined) return edited(text, [part], []);
  const { eol } = layoutOf(text);
  const lastEnd = last.offset + last.length;
  const between = text.slice(lastEnd, end);
  const comma = /^\s*,/.test(between) ? '' : ',';
  const indent = indentBefore(text, last.offset) ?? outer + layoutOf(text).unit;
  const behind = between.slice(0, between.length - outer.length);
  return `${text.slice(0, lastEnd)}${comma}${behind}${indent}"${part}": []${eol}${outer}${text.slice(end)}`;
}

function listOf(text: string, part: DeclarationPart): Node | undefined {
  const list = parseTree(text)?.children?.find((property) => property.children?.[0]?.value === part)?.children?.[1];
  return list?.type === 'array' ? list : undefined;
}

/** A list with one more element, on a line of its own where the last one, or the list's key, has one; all else stays. */
function withElement(text: string, list: Node, row: Readonly<Record<string, unknown>>): string {
  const { eol, unit } = layoutOf(text);
  const last = list.children?.at(-1);
  const indent = indentBefore(text, last ? last.offset : (list.parent?.offset ?? 0));
  const at = last ? last.offset + last.length : list.offset + 1;
  const written = inOneLine(row);
  if (last) return text.slice(0, at) + (indent === undefined ? ', ' : `,${eol}${indent}`) + written + text.slice(at);
  const inserted = indent === undefined ? written : `${eol}${indent}${unit}${written}${eol}${indent}`;
  return text.slice(0, at) + inserted + text.slice(list.offset + list.length - 1);
}

/** What stands before an offset in its line, when that is only white space. */
function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

function layoutOf(text: string): { readonly eol: string; readonly unit: string } {
  const spaces = /^( +)\S/m.exec(text)?.[1] ?? '  ';
  return { eol: text.includes('\r\n') ? '\r\n' : '\n', unit: /^\t/m.test(text) ? '\t' : spaces };
}

/** JSON as a person writes it in one line. */
function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${inOneLine(inner)}`)
    .join(', ')} }`;
}

function edited(text: string, path: JSONPath, value: unknown): string {
  const { eol, unit } = layoutOf(text);
  const formattingOptions = { insertSpaces: unit !== '\t', tabSize: unit === '\t' ? 2 : unit.length, eol };
  const after = applyEdits(text, modify(text, path, value, { formattingOptions }));
  return text.trim() === '' ? `${after.trim()}\n` : after;
}
