/** The one tree of all documents that hold settings: JSON, YAML, `.env` files and ini files. Offsets are those of the text. */

export interface ScalarNode {
  readonly kind: 'scalar';
  /** The value, quotes and escapes resolved. */
  readonly value: string;
  /** The span of the value as written, without quotes. */
  readonly start: number;
  readonly end: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly DocumentNode[];
}

export interface Entry {
  readonly key: string;
  readonly value: DocumentNode;
}

export type DocumentNode = ScalarNode | MapNode | ListNode;

/** A value with its keys from the root on; items of lists have the key of the list. */
export interface Setting {
  readonly path: readonly string[];
  readonly scalar: ScalarNode;
  /** The map that holds it. */
  readonly siblings: readonly Entry[];
  /** The list that holds it, instead. */
  readonly list: readonly DocumentNode[];
}

type Pending = Omit<Setting, 'scalar'> & { readonly node: DocumentNode };

/** All values of a document, in order of text. Written without recursion, since nesting is the author's. */
export function settingsOf(root: DocumentNode): Setting[] {
  const settings: Setting[] = [];
  const pending: Pending[] = [{ node: root, path: [], siblings: [], list: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, siblings, list } = next;
    if (node.kind === 'scalar') settings.push({ path, scalar: node, siblings, list });
    else if (node.kind === 'list') {
      // Backwards, so that the first is the next.
      for (const item of node.items.toReversed()) pending.push({ node: item, path, siblings: [], list: node.items });
    } else {
      for (const { key, value } of node.entries.toReversed()) {
        pending.push({ node: value, path: [...path, key], siblings: node.entries, list: [] });
      }
    }
  }
  return settings;
}
