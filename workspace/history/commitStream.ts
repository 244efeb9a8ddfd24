import { askGit, startGit } from '../git.ts';
import { type PatchedFile, patchReader } from '../patchReader.ts';
import { UsageError } from '../usageError.ts';

/** A commit, and what it adds. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: string;
  /** ISO 8601. */
  readonly authoredAt: string;
  /** Those of its files that are worth a look. */
  readonly files: readonly AddingFile[];
}

export type AddingFile = PatchedFile & { readonly path: string; readonly blob: string };

/** What a reader of added lines says when the lines of a file end. */
export interface LineWatch {
  /**
   * Added lines of a file, in order, some at a time, and the same with the lines round them; undefined for a line that is
   * too long to be shown.
   */
  see(added: string | undefined, among: () => string, path: string): void;
  /** Whether the file is worth a look. Called once, at its end. */
  ask(file: AddingFile): boolean;
}

/** Lines are looked at so many bytes at a time. */
const PIECE = 64 * 1024;

/** How far from a value its name can stand on a line that the commit did not touch: in a list of settings, some lines. */
const LINES_AROUND = 5;

/** What git is asked for of each commit, so that nothing in a configuration changes the answer or runs a program. */
const LOG = [
  '-c',
  'log.showSignature=false',
  '-c',
  'log.follow=false',
  'log',
  '--stdin',
  '--reverse',
  '--topo-order',
  '--full-history',
  '--format=%x00%H%x00%P%x00%aI%x00%an',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-notes',
  '--ignore-submodules=all',
  // A file that moved as it was adds nothing; to find those that changed on the way costs more than to look at them.
  '--find-renames=100%',
  '--root',
  // Of a merge, what none of its parents has.
  '--cc',
  '--patch',
  `--unified=${LINES_AROUND}`,
  '--inter-hunk-context=0',
  '-O/dev/null',
  '--encoding=UTF-8',
  '--full-index',
  // Of a file that goes, only that it goes. A filter would leave out commits that add nothing.
  '--irreversible-delete',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/**
 * The commits of some revisions, parents before their children, as git prints them: one process, and nothing is kept of
 * what was read.
 * @param revisions lines for `git rev-list --stdin`
 * @throws Error with what git complains of when it ends before all was read; the signal's reason when aborted
 */
export async function* commitStream(
  root: string,
  revisions: readonly string[],
  watch: LineWatch,
  signal: AbortSignal | undefined,
): AsyncGenerator<Commit> {
  const git = startGit(root, LOG, 'complaints');
  const { stdin, stdout, stderr } = git;
  if (!stdin || !stdout || !stderr) throw new Error('git has no pipes');
  const stop = () => git.kill();
  signal?.addEventListener('abort', stop);
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 2000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    git.on('error', reject);
    git.on('close', resolve);
  });
  // Told again where it is awaited.
  ended.catch(() => {});
  stdin.on('error', () => {});
  stdin.end(revisions.map((revision) => `${revision}\n`).join(''));

  const done: Commit[] = [];
  let current: (Omit<Commit, 'files'> & { readonly files: AddingFile[] }) | undefined;
  const added = lineCollector();
  const all = lineCollector();
  const show = (path: string) => {
    if (added.size > 0) watch.see(added.text(), () => all.text(), path);
    added.clear();
    all.clear();
  };
  const keep = (line: Buffer, isAdded: boolean, path: string) => {
    if (isAdded) added.add(line);
    all.add(line);
    if (all.size > PIECE) show(path);
  };
  const reader = patchReader({
    heading(text) {
      if (current) done.push(current);
      const [, id = '', parents = '', authoredAt = '', author = ''] = text.split('\0');
      current = { id, parents: parents.split(' ').filter(Boolean), authoredAt, author, files: [] };
    },
    addedLine(line, path) {
      if (line === 'too-long') watch.see(undefined, () => '', path);
      else keep(line, true, path);
    },
    keptLine: (line, path) => keep(line, false, path),
    file(file) {
      const { path, blob } = file;
      show(path ?? '');
      if (path === undefined || blob === undefined) return;
      const adding = { ...file, path, blob };
      if (watch.ask(adding)) current?.files.push(adding);
    },
  });
  try {
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      reader.take(chunk);
      yield* done.splice(0);
    }
    const code = await ended;
    signal?.throwIfAborted();
    // What it did not print to its end is not believed.
    if (code !== 0) throw new Error(complaint.split('\n', 1)[0]?.replace(/^fatal: /, '') || `git ended with ${code}`);
    reader.end();
    if (current) yield current;
  } finally {
    signal?.removeEventListener('abort', stop);
    if (git.exitCode === null) git.kill();
  }
}

/** Lines in a buffer that is used again and again: a history has very many, and a view of each would be work to clear away. */
function lineCollector() {
  let buffer = Buffer.allocUnsafe(2 * PIECE);
  return {
    size: 0,
    add(line: Buffer): void {
      const size = this.size + line.length + 1;
      if (size > buffer.length) buffer = Buffer.concat([buffer.subarray(0, this.size)], 2 * size);
      buffer.set(line, this.size);
      buffer[size - 1] = LINE_FEED;
      this.size = size;
    },
    text(): string {
      return buffer.toString('utf8', 0, this.size);
    },
    clear(): void {
      this.size = 0;
      if (buffer.length > 2 * PIECE) buffer = Buffer.allocUnsafe(2 * PIECE);
    },
  };
}

const LINE_FEED = 10;

/** Which commits are meant, by their ids; those with `^` and what is before them are not. */
export interface Revisions {
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
}

/**
 * What a person means by some revisions; by none, all that branches, tags and HEAD can reach.
 * @throws UsageError when git does not know them, or the root is in no repository
 */
export async function revisionsOf(root: string, given: readonly string[]): Promise<Revisions> {
  // No name of a commit starts so, but every option does.
  const option = given.find((each) => each.startsWith('-'));
  if (option !== undefined) throw new UsageError(`"${option}" is no name of commits`);
  const asked = given.length === 0 ? ['--all', 'HEAD'] : given;
  const answer = await askGit(root, ['rev-parse', '--revs-only', ...asked]);
  if (/not a git repository/.test(answer.complaint)) throw new UsageError(`${root}: is in no git repository`);
  const ids = answer.output.toString('latin1').split('\n').filter(Boolean);
  if (given.length > 0) {
    // `--revs-only` leaves out what it does not know.
    const check = await askGit(root, ['rev-list', '--max-count=1', ...given, '--']);
    if (check.code !== 0 || ids.length === 0)
      throw new UsageError(`${root}: git knows no commits "${given.join(' ')}"`);
  }
  const isUnwanted = (id: string) => id.startsWith('^');
  return { wanted: ids.filter((id) => !isUnwanted(id)), unwanted: ids.filter(isUnwanted) };
}
