import type { Edit } from '../engine/finding.ts';
import { applyEdits } from '../engine/fix/edits.ts';
import { addToEnvironmentCheck } from '../engine/fix/environmentCheck.ts';
import { assignment, namesVariable, withLine } from '../engine/fix/environmentFile.ts';
import type { EnvironmentReading } from '../engine/fix/environmentReading.ts';
import { isScript, languageOf } from '../engine/source/sourceFile.ts';
import type { Parser } from '../engine/syntax/parse.ts';
import { askGit } from './git.ts';
import { parentOf } from './glob.ts';
import type { Snapshot } from './snapshot.ts';

/** A file's text before (null: there is none) and after. Paths start at the root. */
export interface FileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** A secret on its way from the code to the environment. It holds the secret itself: it goes to the user's files only. */
export interface SecretMove {
  readonly variable: string;
  /** What becomes of the files; that of the code comes first. */
  readonly changes: readonly FileChange[];
  /** What a person has to know of it, each a sentence. */
  readonly notes: readonly string[];
}

/** What example files are called, the most usual name first. */
const EXAMPLES = ['.env.example', '.env.sample', '.env.template', '.env.dist', 'env.example', '.env.defaults'];

/** Where programs check their environment at the start. */
const CHECK_FOLDERS = ['', 'src', 'config', 'src/config', 'lib', 'src/lib', 'app', 'server', 'src/server'];
const CHECK_NAMES = ['env', 'environment', 'config', 'index', 'server', 'app', 'main'];
const CHECK_ENDINGS = ['.ts', '.js', '.mjs', '.cjs', '.mts'];

/**
 * What files become when the code reads a secret from the environment: the code; `.env.example`, where the variable is
 * named without its value; `.env`, which gets the value when git ignores it, and git is made to ignore it when it does
 * not; and the check of the environment at the start, if the program has one. Writes nothing.
 * @param path the file of the code, with `text`
 * @param value the secret
 * @throws Error naming a file that is there and cannot be read
 */
export async function secretMove(
  snapshot: Snapshot,
  parser: Parser,
  path: string,
  text: string,
  reading: EnvironmentReading,
  value: string,
): Promise<SecretMove> {
  const folder = await packageFolder(snapshot, path);
  const at = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const environment = await textOf(snapshot, at('.env'));
  const { variable, edits } = freeVariable(reading, environment, value);
  const changes: FileChange[] = [{ path, before: text, after: applyEdits(text, edits) }];
  const notes: string[] = [];

  const example = (await firstThere(snapshot, EXAMPLES.map(at))) ?? at('.env.example');
  const named = await textOf(snapshot, example);
  if (!namesVariable(named ?? '', variable)) {
    changes.push({ path: example, before: named, after: withLine(named ?? '', `${variable}=`) });
  }

  const keeping = await howGitKeeps(snapshot.root, at('.env'));
  const line = assignment(variable, value);
  if (keeping === 'tracked') {
    notes.push(`${at('.env')} is in the repository, so the value was not written there: set ${variable} yourself.`);
  } else if (line === undefined) {
    notes.push(`The value fits into no line of ${at('.env')}: set ${variable} yourself.`);
  } else {
    if (keeping === 'seen') {
      const ignore = (await firstThere(snapshot, [at('.gitignore'), '.gitignore'])) ?? '.gitignore';
      const rules = await textOf(snapshot, ignore);
      changes.push({ path: ignore, before: rules, after: withLine(rules ?? '', '.env') });
    }
    if (!namesVariable(environment ?? '', variable)) {
      changes.push({ path: at('.env'), before: environment, after: withLine(environment ?? '', line) });
    }
  }

  const check = await checkOf(snapshot, parser, at, path, variable);
  if (check) changes.push(check);
  return { variable, changes, notes };
}

/** A variable of that name may be there with another value; then the next free number makes a new one. */
function freeVariable(
  { variable, isRead, edits }: EnvironmentReading,
  environment: string | null,
  value: string,
): { variable: string; edits: readonly Edit[] } {
  if (isRead || !namesVariable(environment ?? '', variable)) return { variable, edits };
  const line = assignment(variable, value);
  if (line !== undefined && environment?.split(/\r?\n/).includes(line)) return { variable, edits };
  let count = 2;
  while (namesVariable(environment ?? '', `${variable}_${count}`)) count++;
  const name = `${variable}_${count}`;
  const renamed = edits.map((edit) => ({ ...edit, text: edit.text.replace(new RegExp(`\\b${variable}\\b`), name) }));
  return { variable: name, edits: renamed };
}

/** The folder of the package that a file is part of, the innermost one; the root when there is none. */
async function packageFolder(snapshot: Snapshot, path: string): Promise<string> {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
    if ((await snapshot.kindOf(`${folder}/package.json`)) === 'file') return folder;
  }
  return '';
}

async function firstThere(snapshot: Snapshot, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await snapshot.kindOf(path)) === 'file') return path;
  return undefined;
}

/** Null: there is no such file. @throws Error when it is there and cannot be read: it must not be written over */
async function textOf(snapshot: Snapshot, path: string): Promise<string | null> {
  if ((await snapshot.kindOf(path)) === undefined) return null;
  const read = await snapshot.read(path);
  if (read.status === 'text') return read.text;
  throw new Error(`${path} cannot be read, so it is not changed`);
}

/** What git makes of a file: https://git-scm.com/docs/git-check-ignore#_exit_status */
async function howGitKeeps(root: string, path: string): Promise<'ignored' | 'tracked' | 'seen'> {
  const tracked = await askGit(root, ['ls-files', '--error-unmatch', '--', path]).catch(() => undefined);
  if (tracked?.code === 0) return 'tracked';
  // This command takes no literal paths; a path that starts with a colon counts as not ignored.
  const question = ['--no-literal-pathspecs', 'check-ignore', '--quiet', '--', path];
  const ignored = await askGit(root, question).catch(() => undefined);
  return ignored?.code === 0 ? 'ignored' : 'seen';
}

/** The file that checks the environment, with the variable. */
async function checkOf(
  snapshot: Snapshot,
  parser: Parser,
  at: (name: string) => string,
  path: string,
  variable: string,
): Promise<FileChange | undefined> {
  for (const folder of CHECK_FOLDERS) {
    if (folder !== '' && (await snapshot.kindOf(at(folder))) !== 'folder') continue;
    for (const name of CHECK_NAMES) {
      for (const ending of CHECK_ENDINGS) {
        const file = at(folder === '' ? name + ending : `${folder}/${name}${ending}`);
        if (file === path || (await snapshot.kindOf(file)) !== 'file') continue;
        const read = await snapshot.read(file);
        const language = languageOf(file);
        if (read.status !== 'text' || !isScript(language) || !read.text.includes('process.env')) continue;
        const tree = parser(read.text, language);
        const edits = tree.errors.length === 0 ? addToEnvironmentCheck(tree, read.text, variable) : undefined;
        if (edits) return { path: file, before: read.text, after: applyEdits(read.text, edits) };
      }
    }
  }
  return undefined;
}
