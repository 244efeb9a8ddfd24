import { blobReader } from '../blobReader.ts';
import { decodeOld } from '../decode.ts';
import { askGit, askGitWith, partsOf } from '../git.ts';
import { keyStoreText } from '../keyStore.ts';
import type { AddedSecret } from './historyState.ts';

/** Everything that a configuration could change of the answer is said here. */
const SEARCH = [
  'grep',
  '-a',
  '-F',
  '-n',
  '-z',
  '--only-matching',
  '--full-name',
  '--no-column',
  '--no-color',
  '--no-textconv',
  '--no-recurse-submodules',
  ...['-f', '-', 'HEAD'],
];

const LIMIT = 16 * 1024 * 1024;

/**
 * Which secrets still stand in the last commit of the branch that is checked out, and where: `path:line`. Their values
 * are read where they were added, go to git over its standard input, since arguments can be seen by others, and are
 * forgotten.
 */
export async function placesInHead(
  root: string,
  secrets: readonly AddedSecret[],
): Promise<ReadonlyMap<AddedSecret, string>> {
  const places = new Map<AddedSecret, string>();
  const { lines: bySecret, stores } = await patternsOf(root, secrets);
  if (stores.length > 0) {
    const { output } = await askGit(root, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
    const paths = new Map(
      partsOf(output).map((entry) => [entry.split(/[ \t]/, 3)[2], entry.slice(entry.indexOf('\t') + 1)]),
    );
    for (const secret of stores) {
      const path = paths.get(secret.blob);
      if (path !== undefined) places.set(secret, `${path}:1`);
    }
  }
  if (bySecret.size === 0) return places;
  const patterns = [...new Set(bySecret.values())];
  // `HEAD:<path>` NUL `<line>` NUL `<match>`: https://git-scm.com/docs/git-grep
  const { output } = await askGitWith(root, SEARCH, patterns);
  const found = new Map<string, string>();
  for (const line of output.toString('utf8').split('\n')) {
    const [file = '', number = '', match = ''] = line.split('\0');
    if (match !== '' && !found.has(match)) found.set(match, `${file.slice('HEAD:'.length)}:${number}`);
  }
  for (const [secret, line] of bySecret) {
    // Where one value is a part of another, git shows the longer one.
    const match = found.has(line) ? line : [...found.keys()].find((each) => each.includes(line));
    const place = match === undefined ? undefined : found.get(match);
    if (place !== undefined) places.set(secret, place);
  }
  return places;
}

/** What git is asked for: a pattern is one line, and of a key it is the longest, which no other key has. */
export function patternOf(value: string): string {
  return value.split(/\r?\n/).reduce((longest, each) => (each.length > longest.length ? each : longest), '');
}

/** The lines to look for, and the secrets that are a file as a whole. */
async function patternsOf(
  root: string,
  secrets: readonly AddedSecret[],
): Promise<{ lines: Map<AddedSecret, string>; stores: AddedSecret[] }> {
  const lines = new Map<AddedSecret, string>();
  const stores: AddedSecret[] = [];
  const blobs = blobReader(root, LIMIT);
  try {
    for (const secret of secrets) {
      const { start, end } = secret.finding.location;
      const blob = await blobs.read(secret.blob);
      const content = blob.status === 'bytes' ? decodeOld(blob.bytes) : undefined;
      if (blob.status === 'bytes' && keyStoreText(blob.bytes) !== undefined) stores.push(secret);
      else if (content?.status === 'text') {
        const line = patternOf(content.text.slice(start, end));
        if (line !== '') lines.set(secret, line);
      }
    }
  } finally {
    await blobs.close();
  }
  return { lines, stores };
}
