import type { Snapshot } from './snapshot.ts';

/** The unsaved documents: the text of a path, or undefined when it is not open. Paths start at the root. */
export type OpenDocuments = (path: string) => string | undefined;

/**
 * A snapshot under documents that are newer than it: an editor's, or a text from standard input. A document that is not
 * in the snapshot below can be read, but no folder lists it.
 */
export function overlaySnapshot(below: Snapshot, documents: OpenDocuments): Snapshot {
  const { names: _, ...rest } = below;
  return {
    ...rest,
    async kindOf(path) {
      return documents(path) === undefined ? below.kindOf(path) : 'file';
    },
    async read(path) {
      const text = documents(path);
      return text === undefined ? below.read(path) : { status: 'text', text };
    },
    idOf: (path) => (documents(path) === undefined ? below.idOf?.(path) : undefined),
  };
}
