/**
 * What decides how files are treated and what they import, as it was when that was found out: the names of all files, and
 * all that was read but the files themselves (configurations, manifests, the baseline). Where it is the same, nobody needs
 * to find it out again.
 */
import { randomBytes } from 'node:crypto';
import type { Overruling } from '../configuration.ts';
import type { Snapshot } from '../snapshot.ts';

/** A world as it is kept. */
export interface KeptWorld {
  /** What is said of files under it has this mark. */
  readonly mark: string;
  readonly names: string;
  readonly overruling: string;
  /** What was read, with the ids of its content. */
  readonly reads: readonly (readonly [path: string, id: string])[];
}

export interface ObservedWorld {
  /** The snapshot, of which is noted what is read. */
  readonly snapshot: Snapshot;
  readonly mark: string;
  /** Reads a file for its own sake: it decides nothing. */
  apart<T>(path: string, read: () => Promise<T>): Promise<T>;
  /** What is to be kept; undefined when something was read that is known by no id. */
  kept(): KeptWorld | undefined;
}

/**
 * Notes what is read of a snapshot. Undefined for one that does not know names and contents without reading.
 * @param before the world that is kept: when it is still so, it goes on
 */
export function observedWorld(
  below: Snapshot,
  overruling: Overruling | undefined,
  before: KeptWorld | undefined,
): ObservedWorld | undefined {
  const { idOf, names: namesOf } = below;
  if (!idOf || !namesOf) return undefined;
  const names = namesOf();
  const said = JSON.stringify(overruling ?? {});
  const isSame =
    before?.names === names && before.overruling === said && before.reads.every(([path, id]) => idOf(path) === id);
  const reads = new Map<string, string | undefined>(isSame ? before.reads : []);
  const count = reads.size;
  const mark = isSame ? before.mark : randomBytes(6).toString('hex');
  return {
    mark,
    snapshot: {
      ...below,
      async read(path) {
        const content = await below.read(path);
        // What is missing is missing by its name.
        if (content.status !== 'missing' && !reads.has(path)) reads.set(path, idOf(path));
        return content;
      },
    },
    async apart(path, read) {
      const wasRead = reads.has(path);
      const result = await read();
      if (!wasRead) reads.delete(path);
      return result;
    },
    kept() {
      if (isSame && reads.size === count) return before;
      const known = [...reads].filter((read): read is [string, string] => read[1] !== undefined);
      return known.length === reads.size ? { mark, names, overruling: said, reads: known } : undefined;
    },
  };
}
