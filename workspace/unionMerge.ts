import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { atomicWrite } from './atomicWrite.ts';
import { askGit, partsOf } from './git.ts';
import { absolutePath } from './root.ts';

/**
 * Tells git to merge a file of lines by keeping those of both sides, so that two branches that add some do not conflict:
 * https://git-scm.com/docs/gitattributes#_built_in_merge_drivers. Somebody's own choice is left as it is.
 * @param path from the root
 * @returns the file of attributes that was written, from the root; undefined when there was nothing to do
 */
export async function mergeByUnion(root: string, path: string): Promise<string | undefined> {
  const answer = await askGit(root, ['check-attr', '-z', 'merge', '--', path]).catch(() => undefined);
  const [, , value] = answer?.code === 0 ? answer.output.toString('utf8').split('\0') : [];
  const name = posix.basename(path);
  // Names with characters that patterns know are left to their owners.
  if (value !== 'unspecified' || !/^[\w.-]+$/.test(name)) return undefined;
  const attributes = posix.join(posix.dirname(path), '.gitattributes');
  const file = absolutePath(root, attributes);
  const text = await readFile(file, 'latin1').catch(() => '');
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : text + lineEnd;
  await atomicWrite(file, Buffer.from(`${before}/${name} merge=union${lineEnd}`, 'latin1'));
  return attributes;
}

/** Those of some files that are not in the index as they are on the disk; none where there is no repository. */
export async function notStaged(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const known = await askGit(root, ['ls-files', '-z', '--', ...paths]).catch(() => undefined);
  if (known?.code !== 0) return [];
  const changed = await askGit(root, ['ls-files', '-z', '--modified', '--', ...paths]);
  const [staged, modified] = [known, changed].map(({ output }) => new Set(partsOf(output)));
  return paths.filter((path) => !staged?.has(path) || modified?.has(path));
}
