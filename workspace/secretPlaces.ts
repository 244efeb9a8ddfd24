import { partsOf, startGit } from './git.ts';

/** Where git holds a value at the tips of its branches. Paths from the root. */
export interface SecretPlaces {
  /** Files of the last commit of the branch that is checked out. */
  readonly inHead: readonly string[];
  /** Branches and tags, local and remote, whose last commit holds it. */
  readonly branches: readonly string[];
  /** There are more than were looked at. */
  readonly isCut: boolean;
}

/** So many branches are looked at, those with the newest commits first. */
const MAX_BRANCHES = 200;

/**
 * Asks git where a value stands. The value goes to git over its standard input: arguments can be seen by others.
 * Undefined outside of a repository, without git, and before the first commit.
 */
export async function secretPlaces(root: string, value: string): Promise<SecretPlaces | undefined> {
  // A pattern is one line; of a key it is the longest, which no other key has.
  const line = value.split(/\r?\n/).reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  const inHead = await search(root, ['HEAD'], line);
  if (!inHead) return undefined;
  const named = await output(root, [
    'for-each-ref',
    '--sort=-committerdate',
    '--format=%(refname:short)%00',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ]);
  const all = partsOf(named ?? Buffer.alloc(0)).map((name) => name.trim());
  const looked = all.slice(0, MAX_BRANCHES);
  const found = looked.length > 0 ? await search(root, looked, line) : [];
  const branches = looked.filter((name) => found?.some((each) => each.startsWith(`${name}:`)));
  return { inHead: inHead.map((each) => each.slice('HEAD:'.length)), branches, isCut: all.length > looked.length };
}

/** `<tree>:<path>` of the files with the line: https://git-scm.com/docs/git-grep */
async function search(root: string, trees: readonly string[], line: string): Promise<string[] | undefined> {
  const question = [
    'grep',
    '--files-with-matches',
    '-z',
    '--full-name',
    '--no-textconv',
    '-a',
    '-F',
    '-f',
    '-',
    ...trees,
  ];
  const found = await output(root, question, line);
  return found && partsOf(found);
}

/** What git prints; undefined when it fails. That grep finds nothing, which it says by 1, is no failure. */
function output(root: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const git = startGit(root, args);
    const chunks: Buffer[] = [];
    git.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    git.on('error', () => resolve(undefined));
    git.on('close', (code) => resolve(code === 0 || code === 1 ? Buffer.concat(chunks) : undefined));
    git.stdin?.on('error', () => {});
    git.stdin?.end(input === '' ? '' : `${input}\n`);
  });
}
