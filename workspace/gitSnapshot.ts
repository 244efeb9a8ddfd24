import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { blobReader } from './blobReader.ts';
import { decode, type FileText, READ_LIMIT } from './decode.ts';
import { askGit, git, isShallow, partsOf } from './git.ts';
import { byName, type FolderEntry, type Snapshot } from './snapshot.ts';
import { UsageError } from './usageError.ts';

/** One file as git stores it. */
interface StoredFile {
  readonly kind: FolderEntry['kind'];
  readonly id: string;
  /** Both sides of a merge are there and nobody has decided yet. */
  readonly isUnmerged: boolean;
}

/**
 * What will be committed: the index, as it is when this is called. Neither work tree nor index is touched.
 * @throws UsageError when git is missing or the root is in no repository.
 */
export async function indexSnapshot(root: string): Promise<Snapshot> {
  const files = new Map<string, StoredFile>();
  // Each entry is `<mode> <id> <stage>\t<path>`: https://git-scm.com/docs/git-ls-files#_output
  for (const entry of partsOf(await git(root, ['ls-files', '-s', '-z']))) {
    const tab = entry.indexOf('\t');
    const [mode = '', id = '', stage] = entry.slice(0, tab).split(' ');
    files.set(entry.slice(tab + 1), { kind: kindOfMode(mode), id, isUnmerged: stage !== '0' });
  }
  return gitSnapshot('index', root, files);
}

/**
 * The files of a commit.
 * @throws UsageError when git is missing, the root is in no repository, or it has no such commit.
 */
export async function commitSnapshot(root: string, commit: string): Promise<Snapshot> {
  const files = new Map<string, StoredFile>();
  // Each entry is `<mode> <type> <id>\t<path>`, the path from the current folder: https://git-scm.com/docs/git-ls-tree
  for (const entry of partsOf(await git(root, ['ls-tree', '-r', '-z', await commitId(root, commit)]))) {
    const tab = entry.indexOf('\t');
    const [mode = '', , id = ''] = entry.slice(0, tab).split(' ');
    files.set(entry.slice(tab + 1), { kind: kindOfMode(mode), id, isUnmerged: false });
  }
  return gitSnapshot('commit', root, files);
}

/**
 * The id of the commit that a name stands for.
 * @throws UsageError when there is no such commit
 */
export async function commitId(root: string, name: string): Promise<string> {
  // No reference starts so (https://git-scm.com/docs/git-check-ref-format), but every option does.
  if (name.startsWith('-')) throw new UsageError(`"${name}" is no name of a commit`);
  const answer = await askGit(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  // `--quiet` says nothing of an unknown name, but complains of a missing repository.
  if (/not a git repository/.test(answer.complaint)) throw new UsageError(`${root}: is in no git repository`);
  if (answer.code !== 0) {
    const reason = (await isShallow(root)) ? ', which may lie before what this shallow clone has' : '';
    throw new UsageError(`${root}: git knows no commit "${name}"${reason}`);
  }
  return answer.output.toString('utf8').trim();
}

/** The modes that git stores: https://git-scm.com/docs/index-format */
function kindOfMode(mode: string): FolderEntry['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}

function gitSnapshot(kind: 'index' | 'commit', root: string, files: ReadonlyMap<string, StoredFile>): Snapshot {
  const blobs = blobReader(root, READ_LIMIT);
  const folders = foldersOf(files);

  async function read(path: string, links: number): Promise<FileText> {
    const file = files.get(path);
    if (!file) return { status: 'missing' };
    if (file.kind === 'submodule') return { status: 'failed', cause: 'is a submodule' };
    if (file.isUnmerged) return { status: 'failed', cause: 'has conflicts that are not resolved' };
    try {
      const blob = await blobs.read(file.id);
      if (blob.status === 'missing') return { status: 'failed', cause: 'git has lost its content' };
      if (blob.status === 'too-large') return blob;
      if (file.kind === 'file') return decode(blob.bytes);
      if (links === 0) return { status: 'failed', cause: 'its symbolic links go in a circle' };
      // The disk follows links by itself; here a link's content is the path it points to.
      return read(posix.join(posix.dirname(path), blob.bytes.toString('utf8')), links - 1);
    } catch (error) {
      return { status: 'failed', cause: (error as Error).message };
    }
  }

  return {
    kind,
    root,
    entries: async (folder) => folders.get(folder) ?? [],
    kindOf: async (path) => files.get(path)?.kind ?? (folders.has(path) ? 'folder' : undefined),
    read: (path) => read(path, 8),
    idOf(path) {
      const file = files.get(path);
      return file?.kind === 'file' && !file.isUnmerged ? file.id : undefined;
    },
    names() {
      const entries = [...files].map(([path, { kind, isUnmerged }]) => `${kind} ${isUnmerged} ${path}`);
      return createHash('sha256').update(entries.join('\0')).digest('hex').slice(0, 32);
    },
    close: () => blobs.close(),
  };
}

/** Git stores no folders: they are made of the paths of files. */
function foldersOf(files: ReadonlyMap<string, StoredFile>): ReadonlyMap<string, readonly FolderEntry[]> {
  const folders = new Map<string, FolderEntry[]>([['', []]]);
  function add(path: string, kind: FolderEntry['kind']): void {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const known = folders.get(folder);
    const entry = { name: path.slice(path.lastIndexOf('/') + 1), kind };
    if (known) known.push(entry);
    else {
      folders.set(folder, [entry]);
      add(folder, 'folder');
    }
  }
  for (const [path, file] of files) add(path, file.kind);
  for (const entries of folders.values()) entries.sort(byName);
  return folders;
}
