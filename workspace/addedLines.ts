import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { askGit, type GitSettings, git, partsOf, withoutFilters } from './git.ts';
import { commitId } from './gitSnapshot.ts';
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
  const commit = await commitId(root, ref);
  const base = await askGit(root, ['merge-base', commit, 'HEAD']);
  if (base.code !== 0) throw new UsageError(`${root}: "${ref}" and HEAD have no commit in common (a shallow clone?)`);
  const lines = new Map(await linesOf(root, [base.output.toString('utf8').trim()], await withoutFilters(root)));
  for (const path of partsOf(await git(root, ['ls-files', '-z', '--others', '--exclude-standard']))) {
    lines.set(path, 'all');
  }
  return lines;
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
  '--diff-filter=ACMRT',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

async function linesOf(root: string, what: readonly string[], settings: GitSettings): Promise<AddedLines> {
  const lines = new Map<string, LineRanges>();
  // What git takes for binary, by content or by an attribute, has no lines in a patch, but may be text to us.
  const counts = partsOf(await git(root, [...DIFF, '--numstat', '-z', ...what, '--'], settings));
  while (counts.length > 0) {
    const [, added, path = ''] = /^(\S+)\t\S+\t(.*)$/s.exec(counts.shift() ?? '') ?? [];
    // `<added>\t<deleted>\t<path>`; for a rename without the path, but the old and the new one after it.
    const current = path === '' ? counts.splice(0, 2)[1] : path;
    if (added === '-' && current !== undefined) lines.set(current, 'all');
  }
  const patch = await git(root, [...DIFF, '--unified=0', ...what, '--'], settings);
  for (const [path, ranges] of parsePatch(patch)) lines.set(path, ranges);
  return lines;
}

/**
 * The added lines of a patch without context. It is read by its counts: text of a file can look like a header.
 * Facts: https://git-scm.com/docs/diff-format#generate_patch_text_with_p
 */
function parsePatch(patch: Buffer): Map<string, { from: number; to: number }[]> {
  const lines = new Map<string, { from: number; to: number }[]>();
  let ranges: { from: number; to: number }[] | undefined;
  let at = 0;
  const nextLine = () => {
    const end = patch.indexOf(10, at);
    const line = patch.subarray(at, end < 0 ? patch.length : end);
    at = end < 0 ? patch.length : end + 1;
    return line;
  };
  while (at < patch.length) {
    const line = nextLine();
    if (startsWith(line, '+++ b/') || startsWith(line, '+++ "b/')) {
      ranges = [];
      lines.set(unquote(line.subarray(4)).slice(2), ranges);
    } else if (startsWith(line, '@@ ')) {
      const [, deleted = '1', from = '0', added = '1'] =
        /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line.toString('latin1')) ?? [];
      // `\ No newline at end of file` is no line of the file.
      for (let left = Number(deleted) + Number(added); left > 0 && at < patch.length; ) {
        if (nextLine()[0] !== BACKSLASH) left--;
      }
      if (Number(added) > 0) ranges?.push({ from: Number(from), to: Number(from) + Number(added) - 1 });
    }
  }
  for (const [path, found] of lines) if (found.length === 0) lines.delete(path);
  return lines;
}

const BACKSLASH = 92;
const QUOTE = 34;

const startsWith = (line: Buffer, text: string) => line.toString('latin1', 0, text.length) === text;

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A name of a patch: in quotes with C's escapes when it is unusual, followed by a tab when it has spaces. */
function unquote(name: Buffer): string {
  if (name[0] !== QUOTE) return name.toString('utf8').replace(/\t$/, '');
  const quoted = name.toString('latin1');
  const bytes: number[] = [];
  for (let at = 1; at < quoted.length && quoted[at] !== '"'; at++) {
    if (quoted[at] !== '\\') {
      bytes.push(quoted.charCodeAt(at));
      continue;
    }
    at++;
    const octal = /^[0-7]{3}/.exec(quoted.slice(at, at + 3));
    if (octal) at += 2;
    bytes.push(octal ? Number.parseInt(octal[0], 8) : (ESCAPES[quoted[at] ?? ''] ?? quoted.charCodeAt(at)));
  }
  return Buffer.from(bytes).toString('utf8');
}
