import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { askGit, type GitSettings, git, partsOf, withoutFilters } from './git.ts';
import { commitId } from './gitSnapshot.ts';
import { patchReader } from './patchReader.ts';
import { UsageError } from './usageError.ts';

/** Added or changed lines of a file, from 1, both ends included; `all` when every line counts (a new or a binary file). */
export type LineRanges = 'all' | readonly { readonly from: number; readonly to: number }[];

/** By path from the root, only files that have any. */
export type AddedLines = ReadonlyMap<string, LineRanges>;

/**
 * The lines that the index adds to HEAD; all of the index before the first commit. A renamed file adds only what
 * differs from its old text. A merge adds what none of its parents has: what the other branch brings was judged when it
 * was committed there.
 * @throws UsageError when git is missing or the root is in no repository.
 */
export async function stagedLines(root: string): Promise<AddedLines> {
  // Outside of a repository `git diff` compares any two files, and would take `--cached` for a mistake.
  const mergeHead = (await git(root, ['rev-parse', '--git-path', 'MERGE_HEAD'])).toString('utf8').replace(/\r?\n$/, '');
  let lines = await linesOf(root, ['--cached'], []);
  for (const parent of await mergedCommits(resolve(root, mergeHead))) {
    lines = inBoth(lines, await linesOf(root, ['--cached', parent], []));
  }
  return lines;
}

/**
 * The lines that the work tree adds to the point where HEAD left `ref` (their merge base): commits since, staged and
 * unstaged changes, and files that git does not know yet and does not ignore.
 * @throws UsageError when git is missing, the root is in no repository, or `ref` names no commit.
 */
export async function linesSince(root: string, ref: string): Promise<AddedLines> {
  const lines = new Map(await linesOf(root, [await mergeBase(root, ref)], await withoutFilters(root)));
  for (const path of partsOf(await git(root, ['ls-files', '-z', '--others', '--exclude-standard']))) {
    lines.set(path, 'all');
  }
  return lines;
}

/**
 * The commit at which HEAD left `ref`.
 * @throws UsageError when git is missing, the root is in no repository, or `ref` names no commit.
 */
export async function mergeBase(root: string, ref: string): Promise<string> {
  const base = await askGit(root, ['merge-base', await commitId(root, ref), 'HEAD']);
  if (base.code !== 0) throw new UsageError(`${root}: "${ref}" and HEAD have no commit in common (a shallow clone?)`);
  return base.output.toString('utf8').trim();
}

/**
 * The files that differ from a commit in the work tree, or in the index: those that only lost lines or are gone, too.
 * @throws UsageError when git is missing or the root is in no repository
 */
export async function changedFiles(root: string, commit: string, inIndex: boolean): Promise<ReadonlySet<string>> {
  const options = DIFF.filter((option) => option !== '--find-renames' && !option.startsWith('--diff-filter'));
  const what = [...(inIndex ? ['--cached'] : []), commit, '--'];
  const settings = await withoutFilters(root);
  const counts = partsOf(await git(root, [...options, '--no-renames', '--numstat', '-z', ...what], settings));
  // A file that was only written anew is listed with no line, since the index is not refreshed.
  const changed = counts.flatMap((entry) => /^(?!0\t0\t)\S+\t\S+\t(.*)$/s.exec(entry)?.[1] ?? []);
  const others = inIndex ? [] : partsOf(await git(root, ['ls-files', '-z', '--others', '--exclude-standard']));
  return new Set([...changed, ...others]);
}

/** The commits that a merge under way brings in, one a line: https://git-scm.com/docs/gitrepository-layout */
async function mergedCommits(mergeHead: string): Promise<readonly string[]> {
  const text = await readFile(mergeHead, 'latin1').catch(() => '');
  return text.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line));
}

function inBoth(a: AddedLines, b: AddedLines): AddedLines {
  const lines = new Map<string, LineRanges>();
  for (const [path, ranges] of a) {
    const others = b.get(path);
    const both = others && commonRanges(ranges, others);
    if (both && (both === 'all' || both.length > 0)) lines.set(path, both);
  }
  return lines;
}

/** Both in order, as patches have them. */
function commonRanges(a: LineRanges, b: LineRanges): LineRanges {
  if (a === 'all') return b;
  if (b === 'all') return a;
  const common: { from: number; to: number }[] = [];
  for (let inA = 0, inB = 0; inA < a.length && inB < b.length; ) {
    const [one, other] = [a[inA]!, b[inB]!];
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (from <= to) common.push({ from, to });
    if (one.to < other.to) inA++;
    else inB++;
  }
  return common;
}

/** Everything that a configuration could change of a diff is said here. Submodules are not looked into. */
const DIFF = [
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
  '--find-renames',
  '--inter-hunk-context=0',
  // No file that says in which order; a missing one would end git.
  '-O/dev/null',
  '--diff-filter=ACMRT',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

async function linesOf(root: string, what: readonly string[], settings: GitSettings): Promise<AddedLines> {
  const lines = new Map<string, LineRanges>();
  let hasBinaries = false;
  const reader = patchReader({
    file({ path, ranges, isBinary }) {
      hasBinaries ||= isBinary;
      if (path !== undefined && ranges.length > 0) lines.set(path, ranges);
    },
  });
  reader.take(await git(root, [...DIFF, '--unified=0', ...what, '--'], settings));
  reader.end();
  // What git takes for binary, by content or by an attribute, has no lines in a patch, but may be text to us.
  for (const path of hasBinaries ? await binariesOf(root, what, settings) : []) lines.set(path, 'all');
  return lines;
}

/** A patch names a binary file in words that its own name may hold; numbers do not. */
async function binariesOf(root: string, what: readonly string[], settings: GitSettings): Promise<readonly string[]> {
  const paths: string[] = [];
  const counts = partsOf(await git(root, [...DIFF, '--numstat', '-z', ...what, '--'], settings));
  while (counts.length > 0) {
    const [, added, path = ''] = /^(\S+)\t\S+\t(.*)$/s.exec(counts.shift() ?? '') ?? [];
    // `<added>\t<deleted>\t<path>`; for a rename without the path, but the old and the new one after it.
    const current = path === '' ? counts.splice(0, 2)[1] : path;
    if (added === '-' && current !== undefined) paths.push(current);
  }
  return paths;
}
