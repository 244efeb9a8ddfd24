import type { Snapshot } from './snapshot.ts';

/**
 * What will be committed: the index, as it is when this is called. Neither work tree nor index is touched.
 * @throws UsageError when git is missing or the root is in no repository.
 */
export async function indexSnapshot(root: string): Promise<Snapshot> {
  throw new Error(`not yet: ${root}`);
}

/**
 * The files of a commit.
 * @throws UsageError when git is missing, the root is in no repository, or it has no such commit.
 */
export async function commitSnapshot(root: string, commit: string): Promise<Snapshot> {
  throw new Error(`not yet: ${root} ${commit}`);
}
