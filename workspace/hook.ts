import { createHash } from 'node:crypto';
import { lstat, readFile, realpath, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { atomicWrite } from './atomicWrite.ts';
import { git, hooksFolder } from './git.ts';
import { causeOf, pathFromRoot } from './root.ts';
import { UsageError } from './usageError.ts';

/** What became of the hook. */
export interface HookChange {
  /** Absolute path of the hook's file. */
  readonly file: string;
  readonly change: 'installed' | 'updated' | 'removed' | 'none';
  /** A hook that was there before and is run first (installed) or is back in its place (removed). */
  readonly earlier?: string;
}

/**
 * Makes git run Portside before each commit, in the folder that git uses for hooks. A hook that is there is kept and run
 * first.
 * @param command program and arguments that start Portside's CLI: `[process.execPath, '/…/cli.cjs']`
 * @throws UsageError when git is missing, the root is in no repository, or hooks belong to another tool
 */
export async function installHook(root: string, command: readonly string[]): Promise<HookChange> {
  const { file, earlier } = await placeOf(root);
  const there = await readHook(file);
  const text = hookText(command);
  if (there === text) return { file, change: 'none' };
  const isUpdate = there !== undefined && ownership(there) !== 'foreign';
  if (isUpdate) checkUnedited(file, there);
  if (there !== undefined && !isUpdate) {
    if (await exists(earlier)) {
      throw new UsageError(`${earlier} is there already; the hook in ${file} cannot be kept under that name`);
    }
    await rename(file, earlier);
  }
  await atomicWrite(file, Buffer.from(text, 'latin1'), 0o755);
  return { file, change: isUpdate ? 'updated' : 'installed', ...((await exists(earlier)) && { earlier }) };
}

/**
 * Takes the hook away and puts the earlier one back.
 * @throws UsageError when git is missing, the root is in no repository, or the hook was edited by hand
 */
export async function uninstallHook(root: string): Promise<HookChange> {
  const { file, earlier } = await placeOf(root);
  const there = await readHook(file);
  if (there === undefined || ownership(there) === 'foreign') return { file, change: 'none' };
  checkUnedited(file, there);
  if (!(await exists(earlier))) {
    await rm(file);
    return { file, change: 'removed' };
  }
  await rename(earlier, file);
  return { file, change: 'removed', earlier: file };
}

/** The hook's file and the name under which an earlier hook is kept. */
async function placeOf(root: string): Promise<{ file: string; earlier: string }> {
  const folder = await hooksFolder(root);
  const answer = await git(root, ['rev-parse', '--show-toplevel', '--git-common-dir']);
  const own = answer
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((path) => resolve(root, path));
  // A folder that is not there yet has no real path, so it may still be reached through a link, as the root may.
  const real = await realpath(folder).catch(() => folder);
  const owners = [...own, ...(await Promise.all(own.map((path) => realpath(path))))];
  if (!owners.some((owner) => pathFromRoot(owner, real) !== undefined)) {
    throw new UsageError(
      `${folder}: core.hooksPath leads out of the repository, and a hook there would run for others too; ` +
        'add `portside scan --staged` to its pre-commit hook yourself',
    );
  }
  if (real.split(sep).includes('.husky')) {
    throw new UsageError(`${folder}: hooks belong to husky here; add \`portside scan --staged\` to .husky/pre-commit`);
  }
  return { file: join(folder, 'pre-commit'), earlier: join(folder, 'pre-commit.before-portside') };
}

async function readHook(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'latin1'); // A foreign hook may be any program; ours is ASCII but for paths.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return (await exists(file)) ? '' : undefined;
    throw new UsageError(`${file}: ${causeOf(error)}`);
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

const MARK = /^# portside hook v1 ([0-9a-f]{16}): .*\n/m;

function ownership(text: string): 'own' | 'edited' | 'foreign' {
  const [mark, sum] = MARK.exec(text) ?? [];
  if (mark === undefined) return 'foreign';
  return sum === sumOf(text.replace(mark, '')) ? 'own' : 'edited';
}

function checkUnedited(file: string, text: string): void {
  if (ownership(text) === 'edited') {
    throw new UsageError(`${file} was edited after Portside wrote it; save your lines and remove it first`);
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
}

/**
 * A script for the shell that git brings along on Windows too. It names program and CLI by their full paths, since a
 * hook that an editor starts may not have the PATH of a terminal.
 */
function hookText(command: readonly string[]): string {
  const words = command.map((word) => quoted(sep === '\\' ? word.replaceAll('\\', '/') : word));
  const files = words.filter((_, index) => isAbsolute(command[index] ?? ''));
  const isThere = files.map((file) => `[ -f ${file} ]`).join(' && ') || 'true';
  const lines = [
    `earlier="$(dirname "$0")/pre-commit.before-portside"`,
    `if [ -x "$earlier" ]; then`,
    `  "$earlier" "$@" || exit $?`,
    'fi',
    `if ${isThere}; then`,
    `  exec ${words.join(' ')} scan --staged`,
    'elif [ -x node_modules/.bin/portside ]; then',
    '  exec node_modules/.bin/portside scan --staged',
    'elif command -v portside >/dev/null 2>&1; then',
    '  exec portside scan --staged',
    'fi',
    `echo 'portside: is not where it was; type "portside hook install" again, or commit with --no-verify' >&2`,
    'exit 1',
    '',
  ];
  // Read back as Latin-1, so that any bytes of a path survive.
  const body = Buffer.from(lines.join('\n'), 'utf8').toString('latin1');
  const first = '#!/bin/sh\n';
  const mark = `# portside hook v1 ${sumOf(first + body)}: "portside hook uninstall" takes it away.\n`;
  return first + mark + body;
}

/** A word as the shell reads it back, whatever it is made of. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
