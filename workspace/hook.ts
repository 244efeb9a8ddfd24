import { createHash } from 'node:crypto';
import { lstat, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { atomicWrite } from './atomicWrite.ts';
import { git, hooksFolder } from './git.ts';
import { type HookManager, withCommand, withoutCommand } from './hookManagers.ts';
import { causeOf, pathFromRoot } from './root.ts';
import { UsageError } from './usageError.ts';

/** What became of the hook. */
export interface HookChange {
  /** Who starts it: git itself, or a manager of hooks. */
  readonly manager: 'git' | HookManager;
  /** Absolute path of the hook's file, or of the manager's configuration. */
  readonly file: string;
  readonly change: 'installed' | 'updated' | 'removed' | 'none';
  /** A hook that was there before and is run first (installed) or is back in its place (removed). */
  readonly earlier?: string;
  /** What is still to do, as sentences. */
  readonly advice: readonly string[];
}

/** Where the hook of a repository stands, or would stand. */
export interface HookPlace {
  readonly manager: 'git' | HookManager;
  /** Absolute; of a manager, its configuration. */
  readonly file: string;
  /** Git's own file, absolute. */
  readonly gitHook: string;
  /** Git starts what stands in `file`: the manager is set up in this clone. */
  readonly isActive: boolean;
}

/**
 * Makes git run Portside before each commit: by the manager of hooks that the repository uses, else by a hook in the
 * folder that git uses for them. What is there is kept, and runs first.
 * @param cwd where it was typed; a package below it may hold Portside
 * @param command program and arguments that start Portside's CLI: `[process.execPath, '/…/cli.cjs']`
 * @throws UsageError when git is missing, the root is in no repository, or a file cannot be changed
 */
export async function installHook(root: string, command: readonly string[], cwd = root): Promise<HookChange> {
  const place = await placeOf(root);
  if (place.manager === 'git') return installGitHook(place.gitHook, command);
  const { manager, file } = place;
  const text = await readHook(file);
  const shared = await sharedCommand(root, cwd);
  const advice = [
    ...(shared.isThere
      ? []
      : ['Add Portside to the project, so that everybody has it: npm install --save-dev portside.']),
    // Its hooks are copies of its configuration.
    ...(place.isActive && manager !== 'simple-git-hooks'
      ? []
      : [`Type "${SET_UP[manager]}", so that git knows of it.`]),
  ];
  if (text !== undefined && STARTS.test(text)) return { manager, file, change: 'none', advice };
  const mode = text === undefined ? 0o755 : undefined;
  await atomicWrite(file, Buffer.from(withCommand(manager, file, text, shared.command), 'latin1'), mode);
  return { manager, file, change: 'installed', advice };
}

/**
 * Takes the hook away, wherever it stands, and leaves the files as they were before it.
 * @throws UsageError when git is missing, the root is in no repository, or git's hook was edited by hand
 */
export async function uninstallHook(root: string): Promise<readonly HookChange[]> {
  const place = await placeOf(root);
  const changes: HookChange[] = [];
  const byGit = await uninstallGitHook(place.gitHook);
  if (byGit.change !== 'none') changes.push(byGit);
  for (const { manager, file } of await configurations(root, place.gitHook)) {
    const text = await readHook(file);
    const rest = text === undefined ? text : withoutCommand(manager, file, text, SHARED);
    if (rest === text) continue;
    if (rest === undefined) await rm(file);
    else await atomicWrite(file, Buffer.from(rest, 'latin1'));
    const advice = manager === 'simple-git-hooks' ? [`Type "${SET_UP[manager]}", so that git knows of it.`] : [];
    changes.push({ manager, file, change: 'removed', advice });
  }
  return changes.length > 0 ? changes : [{ ...byGit, file: place.file, manager: place.manager }];
}

/** What starts Portside in a hook, also one that somebody wrote by hand. */
export const STARTS =
  /sh (?:[^\s"'&|;]+\/)?node_modules\/portside\/dist\/hook\.sh|(?:npx (?:-\S+ )*)?\bportside scan --staged/;

/** What the repository's configuration starts, the same on every machine. */
const SHARED = /sh (?:[^\s"'&|;]+\/)?node_modules\/portside\/dist\/hook\.sh/;

/** What a manager must be told, once in each clone, before git knows of it. */
const SET_UP: Readonly<Record<HookManager, string>> = {
  husky: 'npx husky',
  lefthook: 'npx lefthook install',
  'simple-git-hooks': 'npx simple-git-hooks',
  'pre-commit': 'pre-commit install',
};

/** How a manager is made known to git. */
export const setUpOf = (manager: HookManager): string => SET_UP[manager];

/** The command that a shared configuration holds, with the nearest Portside above where it was typed. */
export async function sharedCommand(root: string, cwd: string): Promise<{ command: string; isThere: boolean }> {
  const commandIn = (folder: string) =>
    ['sh', [...relative(root, folder).split(sep), 'node_modules/portside/dist/hook.sh'].filter(Boolean).join('/')].join(
      ' ',
    );
  for (let folder = cwd; pathFromRoot(root, folder) !== undefined; folder = dirname(folder)) {
    const isPlain = /^[\w./@+-]*$/.test(pathFromRoot(root, folder) ?? '');
    if (isPlain && (await exists(join(folder, 'node_modules/portside')))) {
      return { command: commandIn(folder), isThere: true };
    }
    if (folder === dirname(folder)) break;
  }
  return { command: commandIn(root), isThere: false };
}

/**
 * Finds out who starts the hooks of a repository: who wrote the hook that is there, else whose configuration is there.
 * @throws UsageError when git is missing, the root is in no repository, or its hooks belong to others too
 */
export async function placeOf(root: string): Promise<HookPlace> {
  const folder = await ownHooksFolder(root);
  const gitHook = join(folder, 'pre-commit');
  const there = await readHook(gitHook);
  const known = await configurations(root, gitHook);
  const writer = isInHusky(gitHook) ? 'husky' : there === undefined ? undefined : writerOf(there);
  // A hook that nobody wrote but the user, or we, is kept.
  if (there !== undefined && writer === undefined) return { manager: 'git', file: gitHook, gitHook, isActive: true };
  const used = writer ? known.find(({ manager }) => manager === writer) : known[0];
  if (used) return { ...used, gitHook, isActive: used.manager === writer };
  return { manager: 'git', file: gitHook, gitHook, isActive: true };
}

/** By what their hooks say of themselves. */
function writerOf(hook: string): HookManager | undefined {
  if (ownership(hook) !== 'foreign') return undefined;
  if (/\blefthook\b/i.test(hook)) return 'lefthook';
  if (/File generated by pre-commit/.test(hook)) return 'pre-commit';
  return /SIMPLE_GIT_HOOKS/.test(hook) ? 'simple-git-hooks' : undefined;
}

const isInHusky = (gitHook: string) => gitHook.split(sep).includes('.husky');

/** https://lefthook.dev/configuration */
const LEFTHOOK = ['', '.config/'].flatMap((folder) =>
  ['yml', 'yaml', 'toml', 'json', 'jsonc'].flatMap((ending) =>
    ['lefthook', '.lefthook'].map((name) => `${folder}${name}.${ending}`),
  ),
);

/** In the order in which it looks for them: https://github.com/toplenboren/simple-git-hooks */
const SIMPLE_GIT_HOOKS = ['.', '']
  .flatMap((dot) => ['cjs', 'js', 'mjs'].map((ending) => `${dot}simple-git-hooks.${ending}`))
  .concat('.simple-git-hooks.json', 'simple-git-hooks.json');

/** The configurations of managers that a repository has. */
async function configurations(root: string, gitHook: string): Promise<{ manager: HookManager; file: string }[]> {
  const manifest = (await readHook(join(root, 'package.json'))) ?? '';
  const husky = isInHusky(gitHook) ? join(root, ...huskyFolder(root, gitHook)) : join(root, '.husky');
  const candidates: [HookManager, string, boolean][] = [
    ['husky', join(husky, 'pre-commit'), isInHusky(gitHook) || (/"husky"\s*:/.test(manifest) && (await exists(husky)))],
  ];
  for (const name of LEFTHOOK) candidates.push(['lefthook', join(root, name), await exists(join(root, name))]);
  // The manifest may name the folder of its configuration.
  const [, elsewhere] = /"simple-git-hooks"\s*:\s*"([^"\\]{1,200})"/.exec(manifest) ?? [];
  for (const folder of elsewhere === undefined ? [root] : [root, resolve(root, elsewhere)]) {
    if (pathFromRoot(root, folder) === undefined) continue;
    for (const name of SIMPLE_GIT_HOOKS) {
      candidates.push(['simple-git-hooks', join(folder, name), await exists(join(folder, name))]);
    }
  }
  candidates.push(['simple-git-hooks', join(root, 'package.json'), /"simple-git-hooks"\s*:\s*\{/.test(manifest)]);
  const preCommit = join(root, '.pre-commit-config.yaml');
  candidates.push(['pre-commit', preCommit, await exists(preCommit)]);
  return candidates.filter(([, , isThere]) => isThere).map(([manager, file]) => ({ manager, file }));
}

/** Husky 9 points git to `.husky/_`, older ones to `.husky`; hooks of people stand in the latter. */
function huskyFolder(root: string, gitHook: string): string[] {
  const parts = relative(root, gitHook).split(sep);
  return parts.slice(0, parts.indexOf('.husky') + 1);
}

/** @throws UsageError when hooks there would run for other repositories too */
async function ownHooksFolder(root: string): Promise<string> {
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
  return folder;
}

const kept = (file: string) => `${file}.before-portside`;

async function installGitHook(file: string, command: readonly string[]): Promise<HookChange> {
  const earlier = kept(file);
  const there = await readHook(file);
  const text = await hookText(command);
  const unchanged = { manager: 'git', file, advice: [] } as const;
  if (there === text) return { ...unchanged, change: 'none' };
  const isUpdate = there !== undefined && ownership(there) !== 'foreign';
  if (there !== undefined && !isUpdate && STARTS.test(there)) return { ...unchanged, change: 'none' };
  if (isUpdate) checkUnedited(file, there);
  if (there !== undefined && !isUpdate) {
    if (await exists(earlier)) {
      throw new UsageError(`${earlier} is there already; the hook in ${file} cannot be kept under that name`);
    }
    await rename(file, earlier);
  }
  await atomicWrite(file, Buffer.from(text, 'latin1'), 0o755);
  return { ...unchanged, change: isUpdate ? 'updated' : 'installed', ...((await exists(earlier)) && { earlier }) };
}

async function uninstallGitHook(file: string): Promise<HookChange> {
  const earlier = kept(file);
  const there = await readHook(file);
  const unchanged = { manager: 'git', file, advice: [] } as const;
  if (there === undefined || ownership(there) === 'foreign') return { ...unchanged, change: 'none' };
  checkUnedited(file, there);
  if (!(await exists(earlier))) {
    await rm(file);
    return { ...unchanged, change: 'removed' };
  }
  await rename(earlier, file);
  return { ...unchanged, change: 'removed', earlier: file };
}

/** A hook's or configuration's text, a character a byte: what is not ours must come back byte for byte. @throws UsageError */
export async function readHook(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'latin1');
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

/** Whether git's hook is ours, and as we wrote it. */
export function ownership(text: string): 'own' | 'edited' | 'foreign' {
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

/** The script that finds Node.js and starts Portside; it stands beside this module, also when that is bundled. */
export const LAUNCHER = join(import.meta.dirname, 'hook.sh');

/**
 * A script for the shell that git brings along on Windows too. It names program and CLI by their full paths, since a
 * hook that an editor starts may not have the PATH of a terminal.
 */
export async function hookText(command: readonly string[]): Promise<string> {
  const launcher = await readFile(LAUNCHER, 'utf8');
  const [node = '', cli = ''] = command.map((word) => (sep === '\\' ? word.replaceAll('\\', '/') : word));
  const isPath = isAbsolute(command[0] ?? '') && isAbsolute(command[1] ?? '');
  const lines = [
    `earlier="$(dirname "$0")/pre-commit.before-portside"`,
    `if [ -x "$earlier" ]; then`,
    `  "$earlier" "$@" || exit $?`,
    'fi',
    `portside_node=${quoted(isPath ? node : '')}`,
    `portside_cli=${quoted(isPath ? cli : 'node_modules/portside/dist/cli.cjs')}`,
    launcher.replace(/\r\n/g, '\n').replace(/^#!.*\n/, ''),
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
