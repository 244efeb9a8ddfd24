import { askGit, askGitWith, partsOf } from './git.ts';
import { commitStream, revisionsOf } from './history/commitStream.ts';
import { patternOf } from './history/placesInHead.ts';

/** Where git holds a value. Paths from the root. */
export interface SecretPlaces {
  /** Files of the last commit of the branch that is checked out. */
  readonly inHead: readonly string[];
  /** Branches and tags, local and remote, whose last commit holds it. */
  readonly branches: readonly string[];
  /** The first commits that added it, the oldest first. */
  readonly commits: readonly AddingCommit[];
  /** There is more than was looked at. */
  readonly isCut: boolean;
}

export interface AddingCommit {
  readonly id: string;
  /** ISO 8601. */
  readonly authoredAt: string;
  readonly author: string;
}

/** So many branches are looked at, those with the newest commits first. */
const MAX_BRANCHES = 200;
const MAX_COMMITS = 5;
/** Somebody waits for the answer. */
const PATIENCE_MS = 10_000;

/**
 * Asks git where a value stands. The value goes to git over its standard input: arguments can be seen by others.
 * Undefined outside of a repository, without git, and before the first commit.
 */
export async function secretPlaces(root: string, value: string): Promise<SecretPlaces | undefined> {
  const line = patternOf(value);
  const inHead = await search(root, ['HEAD'], line).catch(() => undefined);
  if (!inHead) return undefined;
  const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
  const named = await askGit(root, ['for-each-ref', '--sort=-committerdate', '--format=%(refname:short)%00', ...refs]);
  const all = partsOf(named.output).map((name) => name.trim());
  const looked = all.slice(0, MAX_BRANCHES);
  const found = looked.length > 0 ? ((await search(root, looked, line)) ?? []) : [];
  const { commits, isCut } = await commitsAdding(root, line);
  return {
    inHead: inHead.map((each) => each.slice('HEAD:'.length)),
    branches: looked.filter((name) => found.some((each) => each.startsWith(`${name}:`))),
    commits,
    isCut: isCut || all.length > looked.length,
  };
}

/** `<tree>:<path>` of the files with the line: https://git-scm.com/docs/git-grep. Undefined when git refuses. */
async function search(root: string, trees: readonly string[], line: string): Promise<string[] | undefined> {
  const question = [
    'grep',
    '--files-with-matches',
    '-z',
    '--full-name',
    '--no-textconv',
    '--no-recurse-submodules',
    '-a',
    '-F',
    '-f',
    '-',
  ];
  const { code, output } = await askGitWith(root, [...question, ...trees], [line]);
  // That it finds nothing, git says by 1.
  return code === 0 || code === 1 ? partsOf(output) : undefined;
}

async function commitsAdding(root: string, line: string): Promise<Pick<SecretPlaces, 'commits' | 'isCut'>> {
  const commits: AddingCommit[] = [];
  let isSeen = false;
  const watch = {
    see(text: string | undefined) {
      isSeen ||= text?.includes(line) === true;
    },
    ask() {
      const answer = isSeen;
      isSeen = false;
      return answer;
    },
  };
  try {
    const { wanted } = await revisionsOf(root, []);
    for await (const commit of commitStream(root, wanted, watch, AbortSignal.timeout(PATIENCE_MS))) {
      if (commit.files.length === 0) continue;
      commits.push({ id: commit.id, authoredAt: commit.authoredAt, author: commit.author });
      if (commits.length === MAX_COMMITS) return { commits, isCut: true };
    }
    return { commits, isCut: false };
  } catch {
    return { commits, isCut: true };
  }
}
