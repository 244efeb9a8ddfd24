/**
 * How an answer is put into the text of its file. A file is somebody's own: comments, order, quotes and every line that
 * is not of this answer stay as they are, byte for byte.
 */
import { Document, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, stringify, type YAMLMap } from 'yaml';
import type { WrittenElementAnswers, WrittenGroupAnswers } from './answers.ts';
import type { Header } from './header.ts';

type ElementAnswer = NonNullable<WrittenElementAnswers['answers']>[number];
type GroupAnswer = NonNullable<WrittenGroupAnswers['answers']>[number];

/**
 * The text of an element's file with this answer in it: in the place of the one that the question had, else at the end.
 * @param text what the file holds, checked by its schema; undefined when there is none
 */
export function withAnswer(text: string | undefined, elementId: string, answer: ElementAnswer): string {
  return edited(text ?? block({ element: elementId }), answer);
}

/** The same for a group's file; what is no answer of `group` is what a new file starts with. */
export function withGroupAnswer(
  text: string | undefined,
  { answers: _, ...group }: WrittenGroupAnswers,
  answer: GroupAnswer,
): string {
  return edited(text ?? block(group), answer);
}

/** The text of an element's file for the id that the element has now. The id that it had becomes an alias. */
export function withNewId(text: string, elementId: string): string {
  const document = parse(text);
  const [pair] = isMap(document.contents) ? pairsNamed(document.contents, 'element') : [];
  if (!pair || !isScalar(pair.value)) return text;
  const old = String(pair.value.value);
  const aliases = document.get('aliases');
  if (document.has('aliases')) {
    document.set('element', elementId);
    document.set('aliases', [old, ...(isSeq(aliases) ? aliases.items.map(plainOf) : [])]);
    return whole(document, text);
  }
  const [start, end] = rangeOf(pair.value);
  const lineEnd = endOfLine(text, end);
  return splice(text, [
    { start, end, text: scalar(elementId, pair.value) },
    { start: lineEnd, end: lineEnd, text: onLine(text, lineEnd, block({ aliases: [old] })) },
  ]);
}

/** The text of a header: a line for each thing that is said, with what it is for. */
export function headerText({ service, data, impact, exposure, owners, level }: Header): string {
  const document = new Document({ service, data, impact, exposure, owners, level });
  document.commentBefore =
    ' What the threat model starts from: it decides which questions are asked, and what weighs more.';
  for (const list of [document.get('data'), document.get('owners')]) if (isSeq(list)) list.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function edited(text: string, answer: ElementAnswer | GroupAnswer): string {
  const document = parse(text);
  const list = document.get('answers');
  const given = Object.entries(answer).filter(([, value]) => !isEmpty(value));
  if (!document.has('answers'))
    return text + onLine(text, text.length, block({ answers: [Object.fromEntries(given)] }));
  if (!isSeq(list) || list.flow || list.items.length === 0) return editedWhole(document, text, answer.q, given);
  const known = list.items.find((item): item is YAMLMap => isMap(item) && item.get('q') === answer.q);
  if (known) return known.flow ? editedWhole(document, text, answer.q, given) : editedAnswer(text, known, given);
  const last = list.items.at(-1);
  const [start, end] = rangeOf(last);
  // What stands before the dash of the item: the list may be indented or not.
  const margin = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/-\s*$/, '');
  const lines = block([Object.fromEntries(given)]);
  return splice(text, [{ start: end, end, text: onLine(text, end, indented(lines, margin)) }]);
}

/** What an answer consists of, beside its question. */
const KEYS = ['state', 'because', 'by', 'for', 'except', 'until', 'findings'];

function editedAnswer(text: string, answer: YAMLMap, given: readonly (readonly [string, unknown])[]): string {
  const edits: Edit[] = [];
  const added: [string, unknown][] = [];
  const [start, end] = rangeOf(answer);
  for (const key of KEYS) {
    const [pair] = pairsNamed(answer, key);
    const [, value] = given.find(([name]) => name === key) ?? [];
    if (pair && isScalar(pair.value) && typeof value === 'string') {
      if (pair.value.value === value) continue;
      const [from, to] = rangeOf(pair.value);
      const isBlock = /^[>|]/.test(text.slice(from, to));
      edits.push({ start: from, end: to, text: scalar(value, pair.value) + (isBlock ? '\n' : '') });
      continue;
    }
    if (pair) {
      const from = text.lastIndexOf('\n', rangeOf(pair.key)[0] - 1) + 1;
      edits.push({ start: from, end: endOfLine(text, rangeOf(pair.value)[1]), text: '' });
    }
    if (value !== undefined) added.push([key, value]);
  }
  const margin = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const lines = added.length === 0 ? '' : onLine(text, end, indented(block(Object.fromEntries(added)), margin));
  return splice(text, [...edits, { start: end, end, text: lines }]);
}

/** For lists and answers in brackets, which have no lines of their own. */
function editedWhole(
  document: Document,
  text: string,
  question: string,
  given: readonly (readonly [string, unknown])[],
): string {
  const list = document.get('answers');
  const items = isSeq(list) ? [...list.items] : [];
  const at = items.findIndex((item) => isMap(item) && item.get('q') === question);
  const node = document.createNode(Object.fromEntries(given));
  items.splice(at < 0 ? items.length : at, at < 0 ? 0 : 1, node);
  document.set('answers', document.createNode(items));
  return whole(document, text);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function splice(text: string, edits: readonly Edit[]): string {
  const isWindows = text.includes('\r\n');
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((before, edit) => {
      const inserted = isWindows ? edit.text.replace(/\r?\n/g, '\r\n') : edit.text;
      return before.slice(0, edit.start) + inserted + before.slice(edit.end);
    }, text);
}

/** Lines that start on a line of their own. */
function onLine(text: string, at: number, lines: string): string {
  return at === 0 || text[at - 1] === '\n' ? lines : `\n${lines}`;
}

function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function block(value: object): string {
  return stringify(value, { lineWidth: 0 });
}

function indented(lines: string, margin: string): string {
  return lines.replace(/^(?=.)/gm, margin);
}

/** On one line, in the quotes of what was there. */
function scalar(value: string, { type }: Scalar): string {
  const node = new Scalar(value);
  if (type === 'QUOTE_DOUBLE' || value.includes('\n')) node.type = 'QUOTE_DOUBLE';
  else if (type === 'QUOTE_SINGLE') node.type = 'QUOTE_SINGLE';
  return stringify(node, { lineWidth: 0 }).trimEnd();
}

function pairsNamed(map: YAMLMap, name: string): Pair[] {
  return map.items.filter(({ key }) => isScalar(key) && key.value === name);
}

function rangeOf(node: unknown): readonly [number, number] {
  const { range } = node as { readonly range?: readonly [number, number, number] | null };
  return range ? [range[0], range[1]] : [0, 0];
}

function plainOf(node: unknown): unknown {
  return isScalar(node) ? node.value : node;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function parse(text: string): Document {
  return parseDocument(text, { logLevel: 'silent' });
}

function whole(document: Document, before: string): string {
  const text = document.toString({ lineWidth: 0 });
  return before.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}
