import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { DocumentNode, Entry } from './keyValue.ts';

const DEEPEST = 100;

/** Reads all documents of a YAML text as far as they are whole. Aliases are not followed: what they name stands elsewhere. Never throws. */
export function parseYaml(text: string): DocumentNode {
  const items: DocumentNode[] = [];
  try {
    const documents = parseAllDocuments(text, {
      logLevel: 'silent',
      strict: false,
      uniqueKeys: false,
      stringKeys: false,
    });
    for (const document of 'empty' in documents ? [] : documents) {
      const node = convert(document.contents, text, 0);
      if (node) items.push(node);
    }
  } catch {
    // The parser promises errors as data; should it break on a text, the text has no settings.
  }
  return items.length === 1 && items[0] ? items[0] : { kind: 'list', items };
}

function convert(node: unknown, text: string, depth: number): DocumentNode | undefined {
  if (depth > DEEPEST || isAlias(node)) return undefined;
  if (isMap(node)) {
    const entries: Entry[] = [];
    for (const { key, value } of node.items) {
      const converted = convert(value, text, depth + 1);
      if (converted) entries.push({ key: isScalar(key) ? String(key.value) : '', value: converted });
    }
    return { kind: 'map', entries };
  }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.flatMap((item) => convert(item, text, depth + 1) ?? []) };
  }
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
    return blockScalar(String(node.value), text, start, end);
  return {
    kind: 'scalar',
    // A number is read as written: `0123` and `1e3` are passwords here.
    value: typeof node.value === 'string' ? node.value : text.slice(start, end),
    start: start + (quoted ? 1 : 0),
    end: end - (quoted ? 1 : 0),
  };
}

/** The span of a block scalar is that of its lines, without the sign before them and the white space round them. */
function blockScalar(value: string, text: string, start: number, end: number): DocumentNode {
  const newline = text.indexOf('\n', start);
  let from = newline === -1 || newline > end ? start : newline + 1;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { kind: 'scalar', value: value.trimEnd(), start: from, end: to };
}
