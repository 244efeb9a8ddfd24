import { askGit, partsOf } from './git.ts';
import { foldersAbove } from './glob.ts';

/**
 * Files that an ignore file names and git tracks all the same, because somebody added them by force: they are part of
 * the repository, and a committed `.env` is what a scan must not miss. Folders above them are in the set too, with a
 * slash at their end. Empty where there is no git to ask.
 * @param root absolute
 */
export async function trackedThoughIgnored(root: string): Promise<ReadonlySet<string>> {
  const answer = await askGit(root, ['ls-files', '-z', '--cached', '--ignored', '--exclude-standard']).catch(
    () => undefined,
  );
  if (answer?.code !== 0) return new Set();
  const files = partsOf(answer.output);
  return new Set(files.flatMap((file) => [file, ...foldersAbove(file).map((folder) => `${folder}/`)]));
}
