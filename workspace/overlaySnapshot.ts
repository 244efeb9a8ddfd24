import type { Snapshot } from './snapshot.ts';

/** The unsaved documents: the text of a path, or undefined when it is not open. Paths start at the root. */
export type OpenDocuments = (path: string) => string | undefined;

/** A snapshot under documents that are newer than it: an editor's, or a text from standard input. */
export function overlaySnapshot(below: Snapshot, documents: OpenDocuments): Snapshot {
  void documents;
  return below;
}
