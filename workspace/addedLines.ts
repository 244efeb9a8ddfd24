/** Added or changed lines of a file, from 1, both ends included; `all` when every line counts (a new or a binary file). */
export type LineRanges = 'all' | readonly { readonly from: number; readonly to: number }[];

/** By path from the root, only files that have any. */
export type AddedLines = ReadonlyMap<string, LineRanges>;

/**
 * The lines that the index adds to HEAD; all of the index before the first commit. A renamed file adds only what
 * differs from its old text.
 * @throws UsageError when git is missing or the root is in no repository.
 */
export async function stagedLines(root: string): Promise<AddedLines> {
  throw new Error(`not yet: ${root}`);
}

/**
 * The lines that the work tree adds to the point where HEAD left `ref` (their merge base): commits since, staged and
 * unstaged changes, and files that git does not know yet and does not ignore.
 * @throws UsageError when git is missing, the root is in no repository, or `ref` names no commit.
 */
export async function linesSince(root: string, ref: string): Promise<AddedLines> {
  throw new Error(`not yet: ${root} ${ref}`);
}
