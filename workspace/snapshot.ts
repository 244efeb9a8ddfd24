import type { FileText } from './decode.ts';

/** What stands in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
}

/**
 * One state of the world: the disk, the disk under the editor's unsaved documents, the git index, a commit. All that a
 * scan reads (modules, configuration, manifests, the baseline) comes from the same snapshot, so that what is reported
 * is what is there: the staged scan judges staged code by staged configuration.
 *
 * Paths start at the root and have `/`; the root itself is ''.
 */
export interface Snapshot {
  readonly kind: 'disk' | 'index' | 'commit';
  /** The root's absolute path, in the platform's own form. */
  readonly root: string;
  /**
   * The entries of a folder, sorted by name; sockets and other things that are no files are left out.
   * @throws Error with a cause for people when the folder cannot be read.
   */
  entries(folder: string): Promise<readonly FolderEntry[]>;
  /** What a path is; undefined when there is nothing. A link is not followed. */
  kindOf(path: string): Promise<FolderEntry['kind'] | undefined>;
  /** The text of a file. Never throws: what is wrong is in the answer. */
  read(path: string): Promise<FileText>;
  /**
   * What the content of a file is known by, where that is known without reading it: the name of git's object. The same
   * name, the same text.
   */
  idOf?(path: string): string | undefined;
  /** A hash of the names and kinds of all files, where these are known without looking: the same hash, the same folders. */
  names?(): string;
  /** Ends what the snapshot holds open. A closed snapshot reads nothing any more. */
  close(): Promise<void>;
}

/** The order of names and paths everywhere: by code unit, which is the same on every machine. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return comparePaths(a.name, b.name);
}

/** The same order, of paths and names by themselves. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
