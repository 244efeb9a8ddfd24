import type { Snapshot } from './snapshot.ts';

/** The files as they are on the disk. */
export function diskSnapshot(root: string): Snapshot {
  throw new Error(`not yet: ${root}`);
}
