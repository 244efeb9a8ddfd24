import { type ParseError, parse } from 'jsonc-parser';
import { parentOf } from './glob.ts';
import { VERSION_CONTROL } from './namePolicies.ts';
import type { FolderEntry, Snapshot } from './snapshot.ts';

type Entries = ReadonlyMap<string, FolderEntry['kind']>;

/**
 * A snapshot that is asked for the same names over and over: each folder and each manifest is read once. What is
 * installed is not looked into, and links are not entered.
 */
export interface KnownFolders {
  /** What stands in a folder, by name; nothing where there is no such folder. Never fails. */
  entriesOf(folder: string): Promise<Entries>;
  /** The object that a JSON file holds, comments and trailing commas allowed; undefined when it has none. Never fails. */
  manifest(path: string): Promise<Manifest | undefined>;
  /** A file's text; undefined when there is none to read. */
  text(path: string): Promise<string | undefined>;
}

/** A manifest as somebody wrote it: nothing in it needs to be what it should. */
export type Manifest = Readonly<Record<string, unknown>>;

const NOTHING: Entries = new Map();

/** Opens a snapshot so. Reads nothing yet. */
export function knownFolders(snapshot: Snapshot): KnownFolders {
  const folders = new Map<string, Promise<Entries>>();
  const manifests = new Map<string, Promise<Manifest | undefined>>();

  async function read(folder: string): Promise<Entries> {
    if (folder !== '') {
      const name = folder.slice(folder.lastIndexOf('/') + 1);
      if (name === 'node_modules' || VERSION_CONTROL.has(name)) return NOTHING;
      if ((await entriesOf(parentOf(folder))).get(name) !== 'folder') return NOTHING;
    }
    try {
      return new Map((await snapshot.entries(folder)).map(({ name, kind }) => [name, kind]));
    } catch {
      return NOTHING; // The listing of a scan says what is wrong with the folder.
    }
  }

  function entriesOf(folder: string): Promise<Entries> {
    const entries = folders.get(folder) ?? read(folder);
    folders.set(folder, entries);
    return entries;
  }

  async function text(path: string): Promise<string | undefined> {
    const kind = (await entriesOf(parentOf(path))).get(path.slice(path.lastIndexOf('/') + 1));
    // A manifest may be a link, as a configuration may.
    if (kind !== 'file' && kind !== 'link') return undefined;
    const content = await snapshot.read(path);
    return content.status === 'text' ? content.text : undefined;
  }

  async function readManifest(path: string): Promise<Manifest | undefined> {
    const content = await text(path);
    if (content === undefined) return undefined;
    try {
      const errors: ParseError[] = [];
      const value: unknown = parse(content, errors, { allowTrailingComma: true });
      return isManifest(value) ? value : undefined;
    } catch {
      return undefined; // The parser calls itself for each level.
    }
  }

  return {
    entriesOf,
    text,
    manifest(path) {
      const manifest = manifests.get(path) ?? readManifest(path);
      manifests.set(path, manifest);
      return manifest;
    },
  };
}

/** True for what JSON writes in braces. */
export function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a value that should be a list of them, or one. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}
