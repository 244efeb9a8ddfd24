import { type ParseErrorCode, visit } from 'jsonc-parser';
import type { DocumentNode, Entry } from './keyValue.ts';

/** Deeper than this nobody writes settings; what is below is not looked at. */
const DEEPEST = 200;

/** Reads JSON, with comments and trailing commas, as far as it is whole. Never throws. */
export function parseJson(text: string): DocumentNode {
  const root: DocumentNode[] = [];
  const open: { entries?: Entry[]; items: DocumentNode[]; key: string }[] = [];
  let depth = 0;
  const add = (node: DocumentNode): void => {
    const holder = open.at(-1);
    if (!holder) root.push(node);
    else if (holder.entries) holder.entries.push({ key: holder.key, value: node });
    else holder.items.push(node);
  };
  const begin = (isMap: boolean): void => {
    if (++depth > DEEPEST) return;
    const entries: Entry[] = [];
    const items: DocumentNode[] = [];
    add(isMap ? { kind: 'map', entries } : { kind: 'list', items });
    open.push(isMap ? { entries, items, key: '' } : { items, key: '' });
  };
  const end = (): void => {
    if (depth-- <= DEEPEST) open.pop();
  };
  visit(
    text,
    {
      onObjectBegin: () => begin(true),
      onObjectEnd: end,
      onArrayBegin: () => begin(false),
      onArrayEnd: end,
      onObjectProperty: (key) => {
        const holder = open.at(-1);
        if (holder && depth <= DEEPEST) holder.key = key;
      },
      onLiteralValue: (value: unknown, offset, length) => {
        if (depth > DEEPEST) return;
        const quoted = typeof value === 'string';
        add({
          kind: 'scalar',
          value: String(value),
          start: offset + (quoted ? 1 : 0),
          end: offset + length - (quoted ? 1 : 0),
        });
      },
      onError: (_code: ParseErrorCode) => {},
    },
    { allowTrailingComma: true, disallowComments: false },
  );
  return root.length === 1 && root[0] ? root[0] : { kind: 'list', items: root };
}
