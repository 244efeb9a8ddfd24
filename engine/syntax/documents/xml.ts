import type { DocumentNode, Entry } from './keyValue.ts';

/** The name of the text of an element that has attributes, too. */
const XML_TEXT = '#text';

interface Open {
  readonly name: string;
  readonly entries: Entry[];
  /** The text of an element without elements inside. */
  text: { start: number; end: number } | undefined;
}

/**
 * Reads XML as settings: an element is a map of its attributes, its elements and its text. In property lists
 * (`<key>name</key><string>value</string>` in a `dict`) the value has the key's name. Mistakes of nesting are forgiven,
 * and nothing that an entity names is read. Never throws.
 */
export function parseXml(text: string): DocumentNode {
  const root: Open = { name: '', entries: [], text: undefined };
  const open: Open[] = [root];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start === -1) break;
    addText(open.at(-1) ?? root, text, at, start);
    if (text.startsWith('<!--', start)) at = after(text, '-->', start);
    else if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start);
      addText(open.at(-1) ?? root, text, start + 9, end === -1 ? text.length : end);
      at = end === -1 ? text.length : end + 3;
    } else if (text.startsWith('<?', start) || text.startsWith('<!', start)) at = after(text, '>', start);
    else if (text.charAt(start + 1) === '/') {
      at = after(text, '>', start);
      close(open, text.slice(start + 2, at - 1).trim(), text);
    } else at = openElement(open, text, start);
  }
  while (open.length > 1) close(open, open.at(-1)?.name ?? '', text);
  return { kind: 'map', entries: root.entries };
}

const NAME = /[\w.:-]{1,120}/y;
const ATTRIBUTE = /\s{1,400}([\w.:-]{1,120})\s{0,80}=\s{0,80}(?:"([^"<]{0,4000})"|'([^'<]{0,4000})')/y;

function openElement(open: Open[], text: string, start: number): number {
  NAME.lastIndex = start + 1;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return start + 1;
  const entries: Entry[] = [];
  let at = start + 1 + name.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(text);
    if (!match) break;
    at = ATTRIBUTE.lastIndex;
    const raw = match[2] ?? match[3] ?? '';
    entries.push({ key: match[1] ?? '', value: scalar(raw, at - 1 - raw.length, at - 1) });
  }
  const end = text.indexOf('>', at);
  if (end === -1) return text.length;
  // Nobody nests settings so deep; what is below is read as if it stood beside.
  open.push({ name, entries, text: undefined });
  if (text.charAt(end - 1) === '/' || open.length > 200) close(open, name, text);
  return end + 1;
}

function close(open: Open[], name: string, text: string): void {
  let at = open.length - 1;
  while (at > 0 && open[at]?.name !== name) at--;
  if (at === 0) return;
  while (open.length > at) {
    const { name: own, entries, text: span } = open.pop() ?? { name: '', entries: [], text: undefined };
    const content = span && scalar(text.slice(span.start, span.end), span.start, span.end);
    const value: DocumentNode | undefined =
      entries.length === 0
        ? content
        : { kind: 'map', entries: content ? [...entries, { key: XML_TEXT, value: content }] : entries };
    const parent = open.at(-1);
    if (!value || !parent) continue;
    const previous = parent.name === 'dict' ? parent.entries.at(-1) : undefined;
    if (previous?.key === 'key' && previous.value.kind === 'scalar' && own !== 'key') {
      parent.entries[parent.entries.length - 1] = { key: previous.value.value, value };
    } else parent.entries.push({ key: own, value });
  }
}

function addText(element: Open, text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  if (start < end) element.text ??= { start, end };
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function scalar(raw: string, start: number, end: number): DocumentNode {
  const value = raw.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
  return { kind: 'scalar', value, start, end };
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}
